"""The main door: a product and a request in, a brief out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from briefgen._version import __version__
from briefgen.advisories import product_findings
from briefgen.blueprint import Blueprint
from briefgen.errors import InputError
from briefgen.layout.plan import Stamp
from briefgen.models.base import trusted
from briefgen.models.brief import Brief
from briefgen.models.campaign import Deliverable
from briefgen.models.product import ProductSpec
from briefgen.registry import Registry, default_registry
from briefgen.requesting import local_today, prepare


def generate(
    product: ProductSpec,
    market: str,
    platform: str | None = None,
    *,
    platforms: Sequence[str] | str = (),
    language: str | None = None,
    reader: str = "en",
    connection: str = "paid",
    on: date | None = None,
    deliverables: Iterable[Deliverable] = (),
    registry: Registry | None = None,
    blocked: Iterable[str] | str = (),
    today: date | None = None,
) -> Brief:
    """Make the brief for a product, a market (ISO 3166-1) and one or more platforms.

    ``on`` is the go-live date at which rules are judged; left out, the product file's, else today. ``language`` is
    the creator's (the market's first where left out), ``reader`` the marketer's. ``blocked`` leaves plugins out, and
    the brief says so. ``today`` is the day that warnings are told from; left out, the market's calendar day.

    Raises InputError, UnsupportedError (unknown or banned, with the rule), ConflictError, PluginError.
    """
    asked = tuple(deliverables)
    _check_types(product, market, asked)
    more = (platforms,) if isinstance(platforms, str) else tuple(platforms)
    named = (*((platform,) if platform else ()), *more, *(d.platform for d in asked))
    wanted = tuple(dict.fromkeys(name.lower() for name in named))
    names = frozenset((blocked,) if isinstance(blocked, str) else blocked)
    if registry and names - registry.blocked:
        raise InputError("blocked", ["is for the default registry; give it to Registry.discover(blocked=[...])"])
    registry, market = registry or default_registry(names), market.upper()
    blueprint = prepare(registry, product, market, wanted, asked, (language, reader), connection, (on, today))
    return stamp(product, blueprint, today or local_today(registry.market(market)))


def _check_types(product: object, market: object, deliverables: tuple[object, ...]) -> None:
    problems = []
    if not isinstance(product, ProductSpec):
        kind = type(product).__name__
        problems.append(f"product is a {kind}; pass load_product(path) or ProductSpec.model_validate(dict)")
    if not isinstance(market, str):
        problems.append(f"market is {market!r}; pass a code such as 'JP'")
    if not all(isinstance(one, Deliverable) for one in deliverables):
        problems.append("deliverables hold something else than Deliverable(platform=..., format=...)")
    if problems:
        raise InputError("generate", problems)


def stamp(product: ProductSpec, blueprint: Blueprint, today: date | None = None) -> Brief:
    """Stamp one product into a blueprint: only what depends on the product is done here."""
    setting = blueprint.setting
    request = setting.request
    marks = Stamp(product, setting)
    sections = tuple(section for plan in blueprint.plans if (section := plan.section(marks)))
    values: dict[str, Any] = {
        "format": Brief.model_fields["format"].default,
        "fingerprint": _fingerprint(blueprint, marks),
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
        "price": setting.pen.audience.show(marks.prices[0]) if marks.prices else "",
        "title": setting.pen.audience.say(
            "Creator brief: {product} by {brand}", product=marks.name().audience, brand=product.brand
        ),
        "requirements": blueprint.requirements,
        "sections": sections,
        "findings": (*product_findings(marks, today), *blueprint.findings),
        "upcoming": blueprint.upcoming,
        "calendar": blueprint.calendar,
        "packs": blueprint.packs,
        "blocked": blueprint.blocked,
    }
    return trusted(Brief, values)


def _fingerprint(blueprint: Blueprint, marks: Stamp) -> str:
    """SHA-256 over briefgen, packs, request and every line that the product put into the brief, in both languages.

    A change of the product that no line shows (another market's price) leaves it as it is: that brief is not stale.
    """
    said = [marks.product.name, marks.product.brand]
    said += [line.text for line in marks.said]
    said += [line.gloss for line in marks.said]
    digest = blueprint.digest.copy()
    digest.update("\n".join(said).encode())
    return str(digest.hexdigest())
