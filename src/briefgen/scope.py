"""A rule with its owner: which pack said it, where it holds, and how near its layer is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

from briefgen.models.pack import Pack
from briefgen.models.rule import Rule
from briefgen.vocabulary import Connection

#: Widest to narrowest: region < platform < country < language < category < brand.
REGION, PLATFORM, COUNTRY, LANGUAGE, CATEGORY, BRAND = range(1, 7)

_RANKS = {"platform": PLATFORM, "market": COUNTRY, "language": LANGUAGE, "category": CATEGORY}

#: facet -> the values that hold for one deliverable, such as ``{"market": {"FR", "EU"}}``.
Facets = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Scoped:
    """A rule as composition sees it. ``layer`` is (rank of the narrowest facet, number of facets)."""

    id: str
    pack: str
    version: str
    rule: Rule
    when: tuple[tuple[str, frozenset[str]], ...]
    layer: tuple[int, int]

    def __hash__(self) -> int:
        return hash(self.id)  # a Rule holds dicts and has no hash

    def applies(self, facets: Facets) -> bool:
        """True where every facet named meets the facets given; a facet not named takes any value."""
        return all(not values.isdisjoint(facets.get(facet, frozenset())) for facet, values in self.when)

    def in_force(self, on: date) -> bool:
        """True on the days from ``effective`` (unknown: always) up to, not including, ``until``."""
        starts, ends = self.rule.effective, self.rule.until
        return (starts is None or starts <= on) and (ends is None or on < ends)


def scope(pack: Pack, regions: Iterable[str] = ()) -> tuple[Scoped, ...]:
    """The rules of a pack, each bound to the market, region or platform that the pack defines.

    ``regions`` are the known region codes: a rule that names only regions stands at their layer.
    """
    own: dict[str, tuple[str, ...]] = {}
    if pack.market:
        own["market"] = (pack.market.code,)
    if pack.region:
        own["market"] = (pack.region.code,)
    if pack.platform:
        own["platform"] = (pack.platform.id,)
    known = frozenset(regions) | ({pack.region.code} if pack.region else frozenset())
    return tuple(_scoped(pack, rule, {**own, **rule.when}, known) for rule in pack.rules)


#: Who has no tie to the brand has nothing to disclose: a disclosure rule that names no connection means all others.
TIES = tuple(tie for tie in get_args(Connection) if tie != "none")


def _scoped(pack: Pack, rule: Rule, when: Mapping[str, tuple[str, ...]], regions: frozenset[str]) -> Scoped:
    holds = {"connection": TIES, **when} if rule.kind == "disclosure" else when
    return Scoped(
        id=f"{pack.id}/{rule.id}",
        pack=pack.id,
        version=pack.version,
        rule=rule,
        when=tuple(sorted((facet, frozenset(values)) for facet, values in holds.items())),
        layer=layer_of(when, regions),
    )


def layer_of(when: Mapping[str, tuple[str, ...]], regions: frozenset[str]) -> tuple[int, int]:
    """The layer follows from the facets that a rule names; it is never declared."""
    ranks = [_RANKS[facet] for facet in when if facet in _RANKS]
    if "market" in when and regions.issuperset(when["market"]):
        ranks.remove(COUNTRY)
        ranks.append(REGION)
    return max(ranks, default=0), len(when)
