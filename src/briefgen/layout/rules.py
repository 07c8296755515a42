"""The sections that come from rules: must-haves, advice, and what only the marketer needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice, zip_longest
from urllib.parse import urlencode

from briefgen import vocabulary
from briefgen.layout.plan import SectionPlan, Setting, Stamp
from briefgen.models.brief import BriefLine
from briefgen.naming import BLOCKS, FORMATS, N_
from briefgen.phrasing import phrase
from briefgen.stating import Stated
from briefgen.voice import Both, Pen, verbatim

#: More advice than this is for the marketer only: a creator reads two pages, not ten.
ADVICE = 7
#: A part of a requirement's words; None for all of it.
Words = tuple[str, ...] | None
NOTICE = N_("Include this notice, word for word: {value}.")
_ADVICE_ORDER = ("claims", "disclosure", "culture", "format", "conduct", "brand")
_BLOCK_ORDER = ("disclosure", "claims", "conduct", "format", "culture", "brand")


def rule_sections(stated: Sequence[Stated], setting: Setting) -> list[SectionPlan]:
    """Must-haves, advice, and the marketer's part, laid out once for all products."""
    creator = [one for one in stated if one.requirement.to == "creator"]
    marketer = [one for one in stated if one.requirement.to == "marketer"]
    musts = _lines([one for one in creator if one.requirement.level == "must"], setting, _BLOCK_ORDER)
    advice = _lines([one for one in creator if one.requirement.level == "should"], setting, _ADVICE_ORDER)
    best, rest = _best(advice)
    pen = setting.pen
    return [
        SectionPlan("must", pen.both("Must-haves"), fixed=musts, stamp=_brand_musts),
        SectionPlan("advice", pen.both("Recommended"), fixed=best),
        SectionPlan(
            "advice_more",
            pen.both("More recommendations (not in the creator's copy)"),
            "marketer",
            rest,
        ),
        SectionPlan(
            "market",
            pen.both("Duties and practice on your side"),
            "marketer",
            _lines(marketer, setting, ("marketer", *_BLOCK_ORDER)),
        ),
    ]


def _best(advice: tuple[BriefLine, ...]) -> tuple[tuple[BriefLine, ...], tuple[BriefLine, ...]]:
    """The advice for the creator and the rest: a line of each group in turn, so that no group crowds out another."""
    groups: dict[str, list[BriefLine]] = {}
    for line in advice:
        groups.setdefault(line.group, []).append(line)
    turns = chain.from_iterable(zip_longest(*groups.values()))
    chosen = {id(line) for line in islice(filter(None, turns), ADVICE)}
    return (
        tuple(line for line in advice if id(line) in chosen),
        tuple(line for line in advice if id(line) not in chosen),
    )


def _lines(stated: Sequence[Stated], setting: Setting, blocks: Sequence[str]) -> tuple[BriefLine, ...]:
    every = tuple(dict.fromkeys(f"{d.platform}/{d.format}" for d in setting.request.deliverables))
    groups: dict[tuple[int, tuple[str, ...], str], list[Stated]] = defaultdict(list)
    for one in stated:
        where = () if one.requirement.applies_to == every else one.requirement.applies_to
        block = one.requirement.block
        rank = blocks.index(block) if block in blocks else len(blocks)
        groups[rank, where, block].append(one)
    lines: list[BriefLine] = []
    keys = list(vocabulary.keys())
    for (_, where, block), members in sorted(groups.items(), key=lambda item: item[0]):
        group = _group(block, where, setting)
        ranked = sorted(members, key=lambda one: keys.index(k) if (k := one.requirement.key) in keys else len(keys))
        lines += [_line(bundle, setting.pen, group) for bundle in _bundles(ranked)]
    return tuple(lines)


def _group(block: str, where: tuple[str, ...], setting: Setting) -> Both:
    pen = setting.pen
    title = pen.both(BLOCKS[block])
    if not where:
        return title
    names = [_deliverable_name(place, setting) for place in where]
    return Both(
        f"{title.audience} · {', '.join(name.audience for name in names)}",
        f"{title.reader} · {', '.join(name.reader for name in names)}" if title.reader else "",
    )


def _deliverable_name(place: str, setting: Setting) -> Both:
    pen = setting.pen
    platform, _, format = place.partition("/")
    return pen.both("{platform}, {format}", platform=setting.platforms[platform], format=pen.both(FORMATS[format]))


def _bundles(members: Iterable[Stated]) -> list[list[tuple[Stated, Words]]]:
    """Rules that say the same sentence about different words become one line: fewer lines, every name kept.

    What a label may not do (tokens that begin with ``not_``) stands in a line of its own.
    """
    bundles: dict[tuple[object, ...], list[tuple[Stated, Words]]] = {}
    for one in members:
        rule = one.lead.rule
        if (
            one.requirement.op not in ("require", "forbid")
            or rule.local
            or not isinstance(one.requirement.value, tuple)
        ):
            bundles[id(one),] = [(one, None)]
            continue
        for denies in (False, True):
            words = tuple(word for word in one.requirement.value if word.startswith("not_") is denies)
            if words:
                bundles.setdefault((rule.template, rule.op, one.requirement.key, denies), []).append((one, words))
    return list(bundles.values())


def _line(bundle: Sequence[tuple[Stated, Words]], pen: Pen, group: Both) -> BriefLine:
    (first, _), rules = bundle[0], [one.requirement for one, _ in bundle]
    words = tuple(dict.fromkeys(word for _, some in bundle for word in some or ()))
    if words == first.requirement.value or not words:
        text, gloss = first.requirement.text, first.requirement.gloss
    else:
        text = phrase(pen.audience, first.lead.rule, first.lead.pack, words)
        gloss = phrase(pen.reader, first.lead.rule, first.lead.pack, words) if pen.bilingual else ""
    return BriefLine(
        text=text,
        gloss=gloss,
        group=group.audience,
        group_gloss=group.reader,
        rules=tuple(dict.fromkeys(one.rule for one in rules)),
        level=rules[0].level,
        unverified=any(one.evidence == "memory" for one in rules),
    )


def _brand_musts(stamp: Stamp) -> Iterator[BriefLine]:
    """What the brand itself insists on: tags, link, code, notices, words to leave out."""
    pen, campaign, product = stamp.pen, stamp.campaign, stamp.product
    group = stamp.setting.brand_group
    tags = [verbatim("#" + tag.removeprefix("#")) for tag in campaign.hashtags]
    tags += [verbatim("@" + tag.removeprefix("@")) for tag in campaign.mentions]
    if tags:
        yield pen.must(group, N_("Tags: {tags}"), tags=" ".join(tags))
    if link := tracked_link(stamp):
        yield pen.must(group, N_("Link: {link}"), link=verbatim(link))
    if campaign.promo_code:
        yield pen.must(group, N_("Promo code: {code}"), code=verbatim(campaign.promo_code))
    for notice in stamp.lists("disclaimers", campaign.disclaimers):
        yield pen.must(group, NOTICE, value=Both(verbatim(notice.audience), verbatim(notice.reader)))
    if words := stamp.lists("prohibited_claims", product.prohibited_claims):
        yield pen.must(group, N_("Do not say or write: {value}."), value=pen.listed([*map(_verbatims, words)]))
    if campaign.avoid_brands:
        yield pen.must(group, N_("Do not show or name: {value}."), value=campaign.avoid_brands)


def _verbatims(words: Both) -> Both:
    return Both(verbatim(words.audience), verbatim(words.reader))


def tracked_link(stamp: Stamp) -> str:
    """The campaign's link with its UTM parameters; an existing query and fragment are kept."""
    link = stamp.campaign.link or stamp.product.url
    if not link or not stamp.campaign.utm:
        return link or ""
    extra = _utm(tuple(sorted(stamp.campaign.utm.items())))
    address, mark, fragment = link.partition("#")
    return f"{address}{'&' if '?' in address else '?'}{extra}{mark}{fragment}"


@lru_cache(256)
def _utm(parameters: tuple[tuple[str, str], ...]) -> str:
    return urlencode([(f"utm_{name.removeprefix('utm_')}", value) for name, value in parameters])
