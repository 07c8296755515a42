"""What changes between the briefs of two or more markets, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefgen.errors import InputError
from briefgen.generating import generate
from briefgen.models.base import Model
from briefgen.models.brief import Brief, Requirement
from briefgen.models.product import ProductSpec


class Row(Model):
    """One thing that is not demanded alike: for each market the requirements there that the others do not have."""

    key: str
    op: str
    cells: dict[str, tuple[Requirement, ...]]


class Difference(Model):
    """The rows in which markets differ, and the facts of each brief (language, price, packs)."""

    markets: tuple[str, ...]
    platforms: tuple[str, ...]
    facts: dict[str, dict[str, str]]
    rows: tuple[Row, ...]
    same: int


def diff(product: ProductSpec, markets: Sequence[str], platform: str | None = None, **options: Any) -> Difference:
    """Compare the briefs of two or more markets; options are those of ``generate``. Raises what it raises."""
    if len(set(markets)) < 2:
        raise InputError("market", ["name two markets or more to compare"])
    briefs = {market: generate(product, market, platform, **options) for market in markets}
    rows, same = _rows(briefs)
    first = next(iter(briefs.values()))
    return Difference(
        markets=tuple(briefs),
        platforms=tuple(dict.fromkeys(d.platform for d in first.deliverables)),
        facts={market: _facts(brief) for market, brief in briefs.items()},
        rows=tuple(rows),
        same=same,
    )


def _rows(briefs: dict[str, Brief]) -> tuple[list[Row], int]:
    keys = sorted({(one.key, one.op) for brief in briefs.values() for one in brief.requirements})
    rows, same = [], 0
    for key, op in keys:
        cells = {
            market: tuple(one for one in brief.requirements if (one.key, one.op) == (key, op))
            for market, brief in briefs.items()
        }
        demands = [{_demand(one) for one in cell} for cell in cells.values()]
        common = set.intersection(*demands)
        if any(demand != common for demand in demands):
            differing = {m: tuple(one for one in cell if _demand(one) not in common) for m, cell in cells.items()}
            rows.append(Row(key=key, op=op, cells=differing))
        else:
            same += 1
    return rows, same


def _demand(one: Requirement) -> tuple[object, ...]:
    """What is demanded, whoever demands it: notes are told apart by the rule that says them."""
    value = frozenset(one.value) if isinstance(one.value, tuple) else one.value
    return (value, one.unit, one.level, one.applies_to, one.because[0].text if one.op == "note" else "")


def _facts(brief: Brief) -> dict[str, str]:
    return {
        "language": brief.language,
        "price": brief.price,
        "packs": ", ".join(f"{pack.id} {pack.version}" for pack in brief.packs),
        "warnings": str(len(brief.findings)),
    }
