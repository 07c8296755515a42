"""Everything about a brief that does not depend on the product, compiled once per request and reused."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefgen import calendars
from briefgen._version import __version__
from briefgen.advisories import blueprint_findings, refusal
from briefgen.compose import Composition, compose
from briefgen.errors import ConflictError, InputError
from briefgen.formats import PriceStyle
from briefgen.guard import Guard
from briefgen.layout.internal import internal_section
from briefgen.layout.plan import SectionPlan, Setting
from briefgen.layout.product import product_sections
from briefgen.layout.rules import rule_sections
from briefgen.layout.terms import glance_section, term_sections
from briefgen.models.brief import CalendarDay, Finding, PackRef, Requirement, RuleRef
from briefgen.models.campaign import Deliverable
from briefgen.models.pack import PlatformHead
from briefgen.models.request import Request
from briefgen.naming import BLOCKS
from briefgen.phrasing import BRAND_PACK
from briefgen.scope import BRAND, Scoped
from briefgen.stating import Stated, references, state
from briefgen.voice import Both, Pen, Voice

if TYPE_CHECKING:
    from briefgen.registry import Registry


@dataclass(frozen=True, slots=True)
class Blueprint:
    """A brief but for the product: requirements in two languages, the plan of its sections, and what to warn about."""

    setting: Setting
    requirements: tuple[Requirement, ...]
    plans: tuple[SectionPlan, ...]
    findings: tuple[Finding, ...]
    upcoming: tuple[RuleRef, ...]
    calendar: tuple[CalendarDay, ...]
    packs: tuple[PackRef, ...]
    blocked: tuple[str, ...]
    digest: Any


def compile_blueprint(registry: Registry, request: Request) -> Blueprint:
    """Resolve, compose, localise and lay out. Raises UnsupportedError, ConflictError, PluginError, InputError."""
    markets = registry.markets_of(request.market)
    heads = {name: registry.platform(name) for name in request.platforms}
    _check_formats(request, heads)
    pen = pen_for(registry, request)
    composed = _compose_all(registry, request, markets, pen)
    if bans := sorted({ban.id: ban for one in composed.values() for ban in one.bans}.values(), key=lambda s: s.id):
        raise refusal(bans, request)
    if conflicts := {text for one in composed.values() for text in one.conflicts}:
        raise ConflictError(sorted(conflicts))
    head = registry.market(request.market)
    names = {name: _name(platform, pen) for name, platform in heads.items()}
    stated = state(composed, pen)
    requirements = tuple(one.requirement for one in stated)
    style = PriceStyle(**head.price.model_dump())
    setting = Setting(request, head, names, pen, style, pen.both(BLOCKS["brand"]), Guard(requirements))
    upcoming = references({s.id: s for one in composed.values() for s in (*one.upcoming, *one.ending)}.values(), pen)
    used = _used(registry, request, markets, stated)
    market_pack = registry.used_packs([f"market-{request.market.lower()}"])
    musts, advice, *for_marketer = rule_sections(stated, setting)
    plans = (
        glance_section(setting),
        musts,
        *product_sections(setting),
        advice,
        *term_sections(setting),
        *for_marketer,
        internal_section(setting),
    )
    calendar = tuple(day for pack in market_pack for day in calendars.days_around(pack, request.on, pen))
    dated = market_pack if request.dated else []
    sensitive = [finding for pack in dated for finding in calendars.warnings(pack, request.on, pen)]
    return Blueprint(
        setting=setting,
        requirements=requirements,
        plans=plans,
        findings=(*sensitive, *blueprint_findings(requirements, used, registry.blocked, setting)),
        upcoming=upcoming,
        calendar=calendar,
        packs=used,
        blocked=tuple(sorted(registry.blocked)),
        digest=_digest(request, used),
    )


def _check_formats(request: Request, heads: dict[str, PlatformHead]) -> None:
    wrong = [
        f"{d.platform} has no format {d.format!r}; it has {', '.join(heads[d.platform].formats)}"
        for d in request.deliverables
        if d.format not in heads[d.platform].formats
    ]
    if wrong:
        raise InputError("deliverables", wrong)


def pen_for(registry: Registry, request: Request) -> Pen:
    folders = registry.catalog_folders()
    audience = Voice(request.language, request.market, folders)
    reader = Voice(request.reader, request.market, folders)
    reader.is_reader = True
    spoken = {tag.split("-")[0] for tag in registry.market(request.market).languages}
    for voice in (audience, reader):
        voice.is_local = voice.language.split("-")[0] in spoken
    return Pen(audience, reader)


def _name(head: PlatformHead, pen: Pen) -> Both:
    names = [
        next((head.names[step] for step in voice.texts.chain if step in head.names), head.name)
        for voice in (pen.audience, pen.reader)
    ]
    return Both(*names)


def _compose_all(registry: Registry, request: Request, markets: Sequence[str], pen: Pen) -> dict[str, Composition]:
    composed = {}
    brand = _brand_rules(request)
    for deliverable in request.deliverables:
        place = f"{deliverable.platform}/{deliverable.format}"
        if place not in composed:
            rules = [*registry.rules_for(markets, deliverable.platform), *brand]
            composed[place] = compose(rules, facets(request, deliverable, markets, pen), request.on)
    return composed


def facets(request: Request, deliverable: Deliverable, markets: Sequence[str], pen: Pen) -> dict[str, frozenset[str]]:
    return {
        "market": frozenset(markets),
        "language": frozenset(pen.audience.texts.chain),
        "platform": frozenset({deliverable.platform}),
        "format": frozenset({deliverable.format}),
        "category": frozenset({request.category}),
        "connection": frozenset({request.connection}),
        "audience": frozenset({request.audience}),
        "creator": frozenset({request.creator}),
        "content": frozenset(request.content),
        "objective": frozenset({request.objective}),
    }


def _brand_rules(request: Request) -> list[Scoped]:
    found, problems = [], []
    for number, brand_rule in enumerate(request.rules, 1):
        try:
            rule = brand_rule.as_rule(number, request.on)
        except ValueError as error:
            text = str(error).split("Value error, ")[-1].split(" [type=")[0]
            problems.append(f"campaign.rules[{number}]: {text}")
            continue
        when = tuple((facet, frozenset(values)) for facet, values in rule.when.items())
        found.append(Scoped(f"{BRAND_PACK}/{rule.id}", BRAND_PACK, "-", rule, when, (BRAND, len(when))))
    if problems:
        raise InputError("product file", problems)
    return found


def _used(
    registry: Registry, request: Request, markets: Sequence[str], stated: Sequence[Stated]
) -> tuple[PackRef, ...]:
    """The packs that were asked and those that had a say."""
    names = {f"market-{request.market.lower()}", *(f"region-{m.lower()}" for m in markets[1:])}
    names |= {f"platform-{p}" for p in request.platforms}
    names |= {ref.pack for one in stated for ref in one.requirement.because}
    return tuple(
        PackRef(
            id=pack.id,
            version=pack.version,
            data_hash=pack.data_hash,
            status="partial" if pack.partial else "complete",
        )
        for pack in registry.used_packs(names)
    )


def _digest(request: Request, packs: Sequence[PackRef]) -> Any:
    digest = hashlib.sha256(f"{__version__}\n{request.model_dump_json()}\n".encode())
    for pack in packs:
        digest.update(f"{pack.id} {pack.version} {pack.data_hash}\n".encode())
    return digest
