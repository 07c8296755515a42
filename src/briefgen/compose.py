"""The two laws of composition. Pure: rules and facets in, requirements out; the order of the rules never matters.

must: the strictest wins, whatever its layer. should: the nearest layer wins, and never against a must.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain

from briefgen.conflicts import contradictions, defer_to_musts, reconcile_shoulds
from briefgen.joins import JOINS, GroupKey, Joined, group_key, order
from briefgen.scope import Facets, Scoped

#: A rule that starts or ends this soon after the date is shown as upcoming.
HORIZON = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Composition:
    """What the rules add up to for one deliverable on one day."""

    requirements: tuple[Joined, ...] = ()
    bans: tuple[Scoped, ...] = ()
    upcoming: tuple[Scoped, ...] = ()
    ending: tuple[Scoped, ...] = ()
    conflicts: tuple[str, ...] = ()


def compose(rules: Iterable[Scoped], facets: Facets, on: date) -> Composition:
    """Compose the rules that apply to ``facets`` and are in force on the day ``on``.

    Contradictions are returned, not raised: the caller gathers those of all deliverables first.
    """
    relevant = sorted((scoped for scoped in rules if scoped.applies(facets)), key=order)
    live = [scoped for scoped in relevant if scoped.in_force(on)]
    musts = list(chain.from_iterable(JOINS[k.op](k, group) for k, group in _grouped(live, "must")))
    shoulds = [one for k, group in _grouped(live, "should") for one in _nearest(k, group)]
    musts, shoulds = defer_to_musts(musts, shoulds)
    together = [*musts, *reconcile_shoulds(musts, shoulds)]
    return Composition(
        requirements=tuple(sorted(together, key=lambda joined: joined.order)),
        bans=tuple(scoped for scoped in live if scoped.rule.op == "ban"),
        upcoming=tuple(s for s in relevant if s.rule.effective and on < s.rule.effective <= on + HORIZON),
        ending=tuple(s for s in live if s.rule.until and s.rule.until <= on + HORIZON),
        conflicts=tuple(contradictions(together)),
    )


def _grouped(live: Sequence[Scoped], level: str) -> list[tuple[GroupKey, list[Scoped]]]:
    groups: dict[GroupKey, list[Scoped]] = defaultdict(list)
    for scoped in live:
        if scoped.rule.level == level and scoped.rule.op != "ban":
            groups[group_key(scoped)].append(scoped)
    return sorted(groups.items())


def _nearest(key: GroupKey, rules: Sequence[Scoped]) -> list[Joined]:
    """The recommendations of the nearest layer, joined; what they replace rides along as overridden.

    Notes each say something of their own and none replaces another, but for culture: there the nearest knows best.
    """
    if key.op == "note" and (key.key.endswith(".note") or not key.key.startswith("culture.")):
        return JOINS[key.op](key, rules)
    nearest = max(scoped.layer for scoped in rules)
    first, *rest = JOINS[key.op](key, [scoped for scoped in rules if scoped.layer == nearest])
    return [replace(first, overridden=tuple(s for s in rules if s.layer != nearest)), *rest]
