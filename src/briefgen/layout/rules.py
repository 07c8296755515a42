"""The sections that come from rules: must-haves, advice, and what only the marketer needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
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
NOTICE = N_("Include this notice, word for word: {value}.")
_ADVICE_ORDER = ("disclosure", "culture", "format", "claims", "conduct")
_BLOCK_ORDER = ("disclosure", "claims", "conduct", "format")


def rule_sections(stated: Sequence[Stated], setting: Setting) -> list[SectionPlan]:
    """Must-haves, advice, and the marketer's part, laid out once for all products."""
    creator = [one for one in stated if one.requirement.to == "creator"]
    marketer = [one for one in stated if one.requirement.to == "marketer"]
    musts = _lines([one for one in creator if one.requirement.level == "must"], setting, _BLOCK_ORDER)
    advice = _lines([one for one in creator if one.requirement.level == "should"], setting, _ADVICE_ORDER)
    pen = setting.pen
    return [
        SectionPlan("must", pen.both("Must-haves"), fixed=musts, stamp=_brand_musts),
        SectionPlan("advice", pen.both("Recommended"), fixed=advice[:ADVICE]),
        SectionPlan(
            "advice_more",
            pen.both("More recommendations (not in the creator's copy)"),
            "marketer",
            advice[ADVICE:],
        ),
        SectionPlan(
            "market",
            pen.both("Duties and practice on your side"),
            "marketer",
            _lines(marketer, setting, ("marketer", *_BLOCK_ORDER)),
        ),
    ]


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


def _bundles(members: Iterable[Stated]) -> list[list[Stated]]:
    """Rules that say the same sentence about different words become one line: fewer lines, every name kept."""
    bundles: dict[tuple[object, ...], list[Stated]] = {}
    for one in members:
        rule = one.lead.rule
        mergeable = one.requirement.op in ("require", "forbid") and not rule.local
        key = (rule.template, rule.op, one.requirement.key) if mergeable else (id(one),)
        bundles.setdefault(key, []).append(one)
    return list(bundles.values())


def _line(bundle: Sequence[Stated], pen: Pen, group: Both) -> BriefLine:
    first = bundle[0]
    if len(bundle) == 1:
        text, gloss = first.requirement.text, first.requirement.gloss
    else:
        words = tuple(dict.fromkeys(w for one in bundle for w in one.requirement.value or ()))  # type: ignore[union-attr]
        text = phrase(pen.audience, first.lead.rule, first.lead.pack, words)
        gloss = phrase(pen.reader, first.lead.rule, first.lead.pack, words) if pen.bilingual else ""
    return BriefLine(
        text=text,
        gloss=gloss,
        group=group.audience,
        group_gloss=group.reader,
        rules=tuple(one.requirement.rule for one in bundle),
        level=first.requirement.level,
        unverified=any(one.requirement.evidence == "memory" for one in bundle),
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
    if product.prohibited_claims:
        words = tuple(map(verbatim, product.prohibited_claims))
        yield pen.must(group, N_("Do not say or write: {value}."), value=words)
    if campaign.avoid_brands:
        yield pen.must(group, N_("Do not show or name: {value}."), value=campaign.avoid_brands)


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
