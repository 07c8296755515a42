"""How rules of one key, op and unit join. Each join is commutative, associative and idempotent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefgen.scope import Scoped

_SECONDS = {"s": 1, "min": 60, "h": 3600}
_EVIDENCE = {"seen": 0, "derived": 1, "memory": 2}


class GroupKey(NamedTuple):
    """Rules with the same group key constrain the same thing; times in s, min and h are one unit."""

    key: str
    op: str
    unit: str


@dataclass(frozen=True, slots=True)
class Joined:
    """A requirement before it gets words: its value and the rules that set it, hold beside it, or gave way."""

    key: GroupKey
    level: str
    value: float | int | tuple[str, ...] | None
    because: tuple[Scoped, ...]
    also: tuple[Scoped, ...] = ()
    overridden: tuple[Scoped, ...] = ()

    @property
    def lead(self) -> Scoped:
        """The rule that speaks for the requirement: best evidence first, then the nearest layer, then the id."""
        return min(self.because, key=lambda s: (_EVIDENCE[s.rule.evidence], tuple(-n for n in s.layer), s.id))

    @property
    def words(self) -> frozenset[str]:
        """The value of a list op as a set."""
        return frozenset(self.value) if isinstance(self.value, tuple) else frozenset()

    @property
    def number(self) -> float:
        """The value of max or min, times in seconds, so that limits in different units compare."""
        return number_of(self.because[0])

    @property
    def order(self) -> tuple[object, ...]:
        """A total order that depends on the rules alone."""
        return (self.key, self.level, order(self.lead), [s.id for s in self.because])


def order(scoped: Scoped) -> tuple[str, str]:
    """Sort by full id, then by the first day in force (one id may stand with several windows)."""
    return scoped.id, str(scoped.rule.effective or "")


def group_key(scoped: Scoped) -> GroupKey:
    rule = scoped.rule
    unit = "s" if rule.unit in _SECONDS else rule.unit or ""
    return GroupKey(rule.key, rule.op, unit)


def number_of(scoped: Scoped) -> float:
    """A numeric value, times in seconds."""
    rule = scoped.rule
    if not isinstance(rule.value, int | float):
        raise TypeError(f"{scoped.id} has no number")
    return round(rule.value * _SECONDS.get(rule.unit or "", 1), 6)


def words_of(scoped: Scoped) -> frozenset[str]:
    value = scoped.rule.value
    return frozenset(value) if isinstance(value, tuple) else frozenset()


def _joined(key: GroupKey, because: Iterable[Scoped], also: Iterable[Scoped] = ()) -> Joined:
    setters = tuple(sorted(because, key=order))
    joined = Joined(key, setters[0].rule.level, None, setters, tuple(sorted(also, key=order)))
    return Joined(key, joined.level, joined.lead.rule.value, setters, joined.also)


def _extreme(
    pick: Callable[[Iterable[float]], float],
) -> Callable[[GroupKey, Sequence[Scoped]], list[Joined]]:
    def join(key: GroupKey, rules: Sequence[Scoped]) -> list[Joined]:
        best = pick(number_of(s) for s in rules)
        setters = [s for s in rules if number_of(s) == best]
        return [_joined(key, setters, (s for s in rules if number_of(s) != best))]

    return join


def _intersection(key: GroupKey, rules: Sequence[Scoped]) -> list[Joined]:
    common = frozenset.intersection(*(words_of(s) for s in rules))
    exact = [s for s in rules if words_of(s) == common]
    joined = _joined(key, exact or rules, (s for s in rules if exact and s not in exact))
    listed = [word for s in joined.because for word in s.rule.value or () if word in common]  # type: ignore[union-attr]
    return [Joined(key, joined.level, tuple(dict.fromkeys(listed)), joined.because, joined.also)]


def _frontier(
    stricter: Callable[[frozenset[str], frozenset[str]], bool],
) -> Callable[[GroupKey, Sequence[Scoped]], list[Joined]]:
    """Keep every set that no other set makes redundant; each stands as a requirement of its own."""

    def join(key: GroupKey, rules: Sequence[Scoped]) -> list[Joined]:
        sets = {words_of(s) for s in rules}
        front = [one for one in sets if not any(stricter(other, one) for other in sets)]
        found = [
            _joined(
                key,
                (s for s in rules if words_of(s) == one),
                (s for s in rules if stricter(one, words_of(s))),
            )
            for one in front
        ]
        return sorted(found, key=lambda joined: joined.order)

    return join


def _texts(key: GroupKey, rules: Sequence[Scoped]) -> list[Joined]:
    """Notes are not composed; the same sentence is said once."""
    texts = {s.rule.template for s in rules}
    found = [_joined(key, (s for s in rules if s.rule.template == text)) for text in texts]
    return sorted(found, key=lambda joined: joined.order)


JOINS: dict[str, Callable[[GroupKey, Sequence[Scoped]], list[Joined]]] = {
    "max": _extreme(min),
    "min": _extreme(max),
    "one_of": _intersection,
    "any_of": _frontier(lambda one, other: one < other),
    "require": _frontier(lambda one, other: one > other),
    "forbid": _frontier(lambda one, other: one > other),
    "note": _texts,
}
