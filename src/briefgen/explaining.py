"""Why a brief says what it says: the because-chain of a key, without a product."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from briefgen.blueprint import facets, pen_for
from briefgen.compose import compose
from briefgen.errors import ConflictError, InputError
from briefgen.models.base import Model
from briefgen.models.brief import Requirement, RuleRef
from briefgen.models.campaign import Deliverable
from briefgen.models.problems import suggest
from briefgen.models.request import Request
from briefgen.models.validate import validated
from briefgen.registry import Registry, default_registry
from briefgen.requesting import local_today
from briefgen.stating import references, state


class Explanation(Model):
    """The requirements for a key in one situation, and the bans that would refuse the brief."""

    market: str
    platform: str
    format: str
    connection: str
    category: str
    on: date
    key: str
    requirements: tuple[Requirement, ...]
    bans: tuple[RuleRef, ...] = ()


def explain(
    market: str,
    key: str,
    *,
    platform: str,
    format: str | None = None,
    connection: str = "paid",
    category: str = "other",
    language: str | None = None,
    reader: str = "en",
    on: date | None = None,
    registry: Registry | None = None,
) -> Explanation:
    """The requirements for a key (``disclosure.label``), a group (``disclosure``) or a rule (``market-jp/ad-label``).

    Raises InputError where nothing has that key there, with the nearest one; UnsupportedError, PluginError,
    ConflictError.
    """
    registry = registry or default_registry()
    market = market.upper()
    markets = registry.markets_of(market)
    chosen = format or registry.platform(platform).formats[0]
    values: dict[str, Any] = {
        "market": market,
        "deliverables": ({"platform": platform, "format": chosen},),
        "connection": connection,
        "category": category,
        "language": language or registry.market(market).languages[0],
        "reader": reader,
        "on": on or local_today(registry.market(market)),
        "content": ("ai_generated", "link"),
    }
    request = validated(Request, "explain", **values)
    pen = pen_for(registry, request)
    deliverable = Deliverable(platform=platform, format=request.deliverables[0].format)
    composed = compose(registry.rules_for(markets, platform), facets(request, deliverable, markets, pen), request.on)
    if composed.conflicts:
        raise ConflictError(composed.conflicts)
    everything = [one.requirement for one in state({f"{platform}/{chosen}": composed}, pen)]
    found = tuple(one for one in everything if _matches(one, key))
    hit = (ban for ban in composed.bans if key in (ban.rule.key, ban.rule.key.split(".")[0], ban.id))
    bans = references(hit, pen)
    if not found and not bans:
        raise InputError("key", [_nothing(key, everything, f"{platform}/{chosen} in {market}")])
    return Explanation(
        market=market,
        platform=platform,
        format=chosen,
        connection=connection,
        category=category,
        on=request.on,
        key=key,
        requirements=found,
        bans=bans,
    )


def _matches(one: Requirement, key: str) -> bool:
    refs = (*one.because, *one.also, *one.overridden)
    return key in (one.key, one.key.split(".")[0]) or any(key == ref.rule for ref in refs)


def _nothing(key: str, everything: Sequence[Requirement], where: str) -> str:
    known = sorted({one.key for one in everything})
    return f"nothing has the key {key!r} for {where}{suggest(key, known)}; keys there: {', '.join(known)}"
