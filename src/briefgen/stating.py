"""From joined rules to requirements with words: in two languages, with every rule named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from briefgen import vocabulary
from briefgen.compose import Composition
from briefgen.joins import Joined
from briefgen.models.brief import Requirement, RuleRef
from briefgen.models.rule import Source
from briefgen.phrasing import BRAND_PACK, named, phrase
from briefgen.scope import Scoped
from briefgen.voice import Pen

#: Where a rule stands whose key is not among the known ones.
_BLOCKS = {
    "disclosure": "disclosure",
    "ai": "disclosure",
    "claim": "claims",
    "category": "claims",
    "format": "format",
    "culture": "culture",
    "accessibility": "culture",
    "practice": "marketer",
    "liability": "marketer",
    "availability": "marketer",
}


class Stated(NamedTuple):
    """A requirement and the rule that leads it, which still knows its English text."""

    requirement: Requirement
    lead: Scoped


def state(composed: dict[str, Composition], pen: Pen) -> list[Stated]:
    """One requirement for each thing demanded, with all the deliverables it holds for."""
    places: dict[tuple[object, ...], list[str]] = defaultdict(list)
    joined_by: dict[tuple[object, ...], Joined] = {}
    for place, composition in composed.items():
        for joined in composition.requirements:
            same = tuple(tuple(s.id for s in rules) for rules in (joined.because, joined.also, joined.overridden))
            identity = (joined.key, joined.level, joined.value, same)
            places[identity].append(place)
            joined_by[identity] = joined
    ordered = sorted(joined_by.items(), key=lambda item: item[1].order)
    return [Stated(_requirement(joined, places[key], pen), joined.lead) for key, joined in ordered]


#: What a requirement takes over from the rule that leads it.
_CARRIED = (
    *("key", "op", "unit", "level", "force", "evidence", "kind", "check"),
    *("note", "effective", "until", "reviewed"),
)


def _requirement(joined: Joined, places: list[str], pen: Pen) -> Requirement:
    lead, rule = joined.lead, joined.lead.rule
    words = joined.value if isinstance(joined.value, tuple) and joined.value != rule.value else None
    other = "brand" if lead.pack == BRAND_PACK else _BLOCKS.get(rule.kind, "conduct")
    block = vocabulary.keys().get(rule.key, {}).get("block", other)
    carried = {name: getattr(rule, name) for name in _CARRIED}
    return Requirement(
        **carried,
        rule=lead.id,
        pack=lead.pack,
        version=lead.version,
        sources=_sources(lead),
        value=joined.value,
        spoken=named(rule, pen.audience) if rule.local else (),
        block=block,
        to=rule.to or ("marketer" if block == "marketer" else "creator"),
        text=phrase(pen.audience, rule, lead.pack, words),
        gloss=phrase(pen.reader, rule, lead.pack, words) if pen.bilingual else "",
        applies_to=tuple(places),
        because=references(joined.because, pen),
        also=references(joined.also, pen),
        overridden=references(joined.overridden, pen),
    )


def references(rules: Iterable[Scoped], pen: Pen) -> tuple[RuleRef, ...]:
    return tuple(_ref(scoped, pen) for scoped in rules)


def _ref(scoped: Scoped, pen: Pen) -> RuleRef:
    rule = scoped.rule
    return RuleRef(
        rule=scoped.id,
        pack=scoped.pack,
        version=scoped.version,
        level=rule.level,
        force=rule.force,
        evidence=rule.evidence,
        op=rule.op,
        value=rule.value,
        unit=rule.unit,
        text=phrase(pen.reader, rule, scoped.pack),
        note=rule.note,
        effective=rule.effective,
        until=rule.until,
        reviewed=rule.reviewed,
        sources=_sources(scoped),
    )


def _sources(scoped: Scoped) -> tuple[Source, ...]:
    return (Source(title="product file"),) if scoped.pack == BRAND_PACK else scoped.rule.sources
