"""From a product and a wish to a request, and to the blueprint that is kept for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.core import Locale, UnknownLocaleError, get_global

from briefgen.advisories import describe_ban
from briefgen.blueprint import Blueprint
from briefgen.errors import InputError, UnsupportedError
from briefgen.models.campaign import Deliverable
from briefgen.models.pack import MarketHead
from briefgen.models.problems import suggest
from briefgen.models.product import ProductSpec
from briefgen.models.request import Request
from briefgen.models.validate import validated
from briefgen.registry import Registry

#: So many blueprints are kept by what asked for them.
KEPT = 256
#: The age from which a market's audience is not called minors.
ADULT = 18


def prepare(
    registry: Registry,
    product: ProductSpec,
    market: str,
    platforms: tuple[str, ...],
    deliverables: tuple[Deliverable, ...],
    languages: tuple[str | None, str],
    connection: str,
    days: tuple[date | None, date | None],
) -> Blueprint:
    """The blueprint for a product; ``languages`` are the creator's and the reader's, ``days`` go-live and today.

    Products of one campaign ask for the same, so it is found by the facets alone, before anything is built.
    """
    campaign, time, (on, today) = product.campaign, product.campaign.timeline, days
    age = campaign.audience.age_to
    asked = deliverables or campaign.deliverables
    when = (on, None if on else time.go_live_at, time.go_live, today)
    facets = (
        connection,
        product.category,
        *languages,
        "minors" if age is not None and age < ADULT else "general",
        campaign.creator.kind,
        campaign.objective,
        _content(product),
        campaign.rules,
    )
    key = (market, platforms, asked, when, facets)
    found = registry.prepared.get(key) if any(when) else None  # without a day the clock decides: never kept
    if found is None:
        found = registry.blueprint(_request(registry, market, platforms, asked, when, facets))
        if len(registry.prepared) >= KEPT:
            registry.prepared.clear()
        if any(when):
            registry.prepared[key] = found
    return found


def local_today(head: MarketHead) -> date:
    """What day it is where the creator lives."""
    return datetime.now(ZoneInfo(head.time_zone)).date()


def spoken_in(market: str, language: str) -> str:
    """The language with the script that it is written in there, by CLDR: zh is zh-Hant in Taiwan."""
    likely = get_global("likely_subtags")
    full = str(likely.get(f"{language}_{market}") or likely.get(language, "")).split("_")
    written = "-".join(full[:2])
    return written if "-" not in language and len(full) > 1 and _is_locale(written) else language


def _is_locale(tag: str) -> bool:
    try:
        return bool(Locale.parse(tag, sep="-").script)
    except (UnknownLocaleError, ValueError):
        return False


def _request(
    registry: Registry,
    market: str,
    platforms: Sequence[str],
    deliverables: tuple[Deliverable, ...],
    when: tuple[date | None, datetime | None, date | None, date | None],
    facets: tuple[Any, ...],
) -> Request:
    on, at, go_live, today = when
    if not platforms:
        raise InputError("platform", ["name at least one platform, such as youtube"])
    supported(registry, market, platforms, on or today or date.today())
    _known_platforms(registry, deliverables)
    head = registry.market(market)
    wanted = _counted(d for d in deliverables if d.platform in platforms)
    missing = [name for name in platforms if not any(d.platform == name for d in wanted)]
    defaults = [Deliverable(platform=p, format=registry.platform(p).formats[0]) for p in missing]
    names = ("connection", "category", "language", "reader", "audience", "creator", "objective", "content", "rules")
    values = dict(zip(names, facets, strict=True))
    values["language"] = spoken_in(market, values["language"]) if values["language"] else head.languages[0]
    day = at.astimezone(ZoneInfo(head.time_zone)).date() if at else on or go_live or today or local_today(head)
    return validated(
        Request,
        "request",
        market=market,
        deliverables=(*wanted, *defaults),
        on=day,
        at=at,
        dated=bool(on or at or go_live),
        **values,
    )


def _known_platforms(registry: Registry, deliverables: Iterable[Deliverable]) -> None:
    names = {*registry.host.names(), *registry.blocked}
    known = sorted(name.removeprefix("platform-") for name in names if name.startswith("platform-"))
    wrong = sorted({d.platform for d in deliverables}.difference(known))
    if wrong:
        raise InputError("deliverables", [f"no pack knows platform {name!r}{suggest(name, known)}" for name in wrong])


def _counted(deliverables: Iterable[Deliverable]) -> tuple[Deliverable, ...]:
    """The deliverables, each platform and format once, with the counts added up."""
    counts: dict[tuple[str, str], int] = {}
    for one in deliverables:
        counts[one.platform, one.format] = counts.get((one.platform, one.format), 0) + one.count
    found = [{"platform": platform, "format": form, "count": n} for (platform, form), n in counts.items()]
    return tuple(validated(Deliverable, "deliverables", **values) for values in found)


def supported(registry: Registry, market: str, platforms: Sequence[str], on: date) -> None:
    """Raise UnsupportedError for an unknown market or platform, naming a ban on the platform there if one is known."""
    for name in platforms:
        registry.platform(name)
    try:
        registry.market(market)
    except UnsupportedError as error:
        bans = [ban for name in platforms for ban in registry.bans_on_platform(name, [market.upper()], on)]
        if not bans:
            raise
        lines = "".join(f"\n  - {describe_ban(ban)}" for ban in bans)
        where = f"{', '.join(platforms)} in {market.upper()}"
        raise UnsupportedError(f"no brief for {where}:{lines}", [ban.id for ban in bans]) from error


def _content(product: ProductSpec) -> tuple[str, ...]:
    """What the post will hold, as far as the product file tells."""
    campaign = product.campaign
    found = list(campaign.content)
    if any(price.before for price in product.prices.values()) or (product.price and product.price.before):
        found.append("price_reduction")
    if campaign.giveaway:
        found.append("giveaway")
    if campaign.ai_use != "forbidden":
        found.append("ai_generated")
    if campaign.link or product.url:
        found.append("link")
    return tuple(sorted(set(found)))
