"""The main door: a product and a request in, a brief out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from briefgen._version import __version__
from briefgen.advisories import describe_ban, product_findings
from briefgen.blueprint import Blueprint
from briefgen.errors import InputError, UnsupportedError
from briefgen.layout.plan import Stamp
from briefgen.layout.product import prices
from briefgen.models.brief import Brief
from briefgen.models.campaign import Deliverable
from briefgen.models.pack import MarketHead
from briefgen.models.product import ProductSpec
from briefgen.models.request import Request
from briefgen.models.validate import validated
from briefgen.registry import Registry, default_registry


def generate(
    product: ProductSpec,
    market: str,
    platform: str | None = None,
    *,
    platforms: Sequence[str] = (),
    language: str | None = None,
    reader: str = "en",
    connection: str = "paid",
    on: date | None = None,
    deliverables: Iterable[Deliverable] = (),
    registry: Registry | None = None,
    blocked: Iterable[str] = (),
    today: date | None = None,
) -> Brief:
    """Make the brief for a product, a market (ISO 3166-1) and one or more platforms.

    ``on`` is the go-live date at which rules are judged; left out, the product file's, else today. ``language`` is
    the creator's (the market's first where left out), ``reader`` the marketer's. ``blocked`` leaves plugins out, and
    the brief says so. ``today`` is the day that warnings are told from; left out, the market's calendar day.

    Raises InputError, UnsupportedError (unknown or banned, with the rule), ConflictError, PluginError.
    """
    registry = registry or default_registry(frozenset(blocked))
    request = request_for(
        product,
        market,
        [platform] if platform else list(platforms),
        registry=registry,
        language=language,
        reader=reader,
        connection=connection,
        on=on,
        today=today,
        deliverables=tuple(deliverables),
    )
    return stamp(product, registry.blueprint(request), today or local_today(registry.market(market)))


def local_today(head: MarketHead) -> date:
    """What day it is where the creator lives."""
    return datetime.now(ZoneInfo(head.time_zone)).date()


def request_for(
    product: ProductSpec,
    market: str,
    platforms: Sequence[str],
    *,
    registry: Registry,
    on: date | None = None,
    today: date | None = None,
    language: str | None = None,
    reader: str = "en",
    connection: str = "paid",
    deliverables: tuple[Deliverable, ...] = (),
) -> Request:
    """The request that a product, a market and platforms make; the facets follow from the campaign."""
    campaign = product.campaign
    supported(registry, market, platforms, on or today or date.today())
    head, time = registry.market(market), campaign.timeline
    at = None if on else time.go_live_at
    day = at.astimezone(ZoneInfo(head.time_zone)).date() if at else on or time.go_live or today or local_today(head)
    wanted = deliverables or tuple(d for d in campaign.deliverables if d.platform in platforms)
    missing = [name for name in platforms if not any(d.platform == name for d in wanted)]
    defaults = tuple(Deliverable(platform=p, format=registry.platform(p).formats[0]) for p in missing)
    if not wanted and not defaults:
        raise InputError("platform", ["name at least one platform, such as platform='youtube'"])
    return validated(
        Request,
        "request",
        market=market,
        deliverables=(*wanted, *defaults),
        connection=connection,
        category=product.category,
        language=language or head.languages[0],
        reader=reader,
        on=day,
        at=at,
        audience="minors" if campaign.audience.age_to is not None and campaign.audience.age_to < 18 else "general",
        creator=campaign.creator.kind,
        objective=campaign.objective,
        content=_content(product),
        rules=campaign.rules,
    )


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
    found = set(campaign.content)
    if any(price.before for price in (product.price, *product.prices.values()) if price):
        found.add("price_reduction")
    if campaign.giveaway:
        found.add("giveaway")
    if campaign.ai_use != "forbidden":
        found.add("ai_generated")
    if campaign.link or product.url:
        found.add("link")
    return tuple(sorted(found))


def stamp(product: ProductSpec, blueprint: Blueprint, today: date | None = None) -> Brief:
    """Stamp one product into a blueprint: only what depends on the product is done here."""
    setting = blueprint.setting
    request = setting.request
    marks = Stamp(product, setting)
    sections = tuple(section for plan in blueprint.plans if (section := plan.section(marks)))
    digest = blueprint.digest.copy()
    digest.update(product.model_dump_json().encode())
    values: dict[str, Any] = {
        "fingerprint": digest.hexdigest(),
        "briefgen": __version__,
        "on": request.on,
        "market": request.market,
        "language": request.language,
        "reader": request.reader,
        "direction": "rtl" if setting.pen.audience.formats.rtl else "ltr",
        "connection": request.connection,
        "deliverables": request.deliverables,
        "product": product.name,
        "brand": product.brand,
        "price": next((price.audience for price in prices(marks)), ""),
        "title": setting.pen.audience.say(
            "Creator brief: {product} by {brand}", product=product.name, brand=product.brand
        ),
        "requirements": blueprint.requirements,
        "sections": sections,
        "findings": (*product_findings(marks, today), *blueprint.findings),
        "upcoming": blueprint.upcoming,
        "calendar": blueprint.calendar,
        "packs": blueprint.packs,
        "blocked": blueprint.blocked,
    }
    return Brief(**values)
