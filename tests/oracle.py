"""What composition must say, worked out by brute force and apart from the engine.

The method is not the engine's. A rule *means* the set of imaginable posts that obey it, in a world
small enough to list every post. One rule is stricter than another where its posts are a strict
subset; rules contradict each other where no post obeys them all; a rule is redundant where everybody
who obeys the others obeys it. Nothing here knows how to join two values.

For one key there are three kinds of question, and a rule answers only one of them (its *axis*):
which words a post uses (any subset of the words that occur), what a number is in one unit (any of the
limits that occur), and which notes were told (any subset of the texts that occur).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import combinations
from typing import Any

from briefgen.scope import Scoped

HORIZON = timedelta(days=90)

_SECONDS = {"s": 1, "min": 60, "h": 3600}

Axis = tuple[str, str]
Group = tuple[str, str, str | None]
#: A number, or the words or notes of a post; which of them follows from the axis.
Post = Any
Posts = frozenset[Post]
Worlds = Mapping[Axis, Posts]


def name(scoped: Scoped) -> str:
    """Tells the versions of one rule apart: they share the id, never the first day."""
    return f"{scoped.id}@{scoped.rule.effective}"


def names(rules: Iterable[Scoped]) -> frozenset[str]:
    """The names of several rules, without order."""
    return frozenset(map(name, rules))


@dataclass(frozen=True)
class Wanted:
    """One requirement as the law wants it; ``posts`` says what it means, ``value`` what it says."""

    group: Group
    level: str
    value: Hashable
    because: frozenset[str]
    also: frozenset[str]
    posts: Posts
    layer: tuple[int, int]

    @property
    def standing(self) -> frozenset[str]:
        """The rules that this requirement still speaks for."""
        return self.because | self.also


@dataclass
class Verdict:
    """What the law says of a set of rules."""

    requirements: list[Wanted] = field(default_factory=list)
    #: key -> the shoulds that a must made redundant or impossible
    dropped: dict[str, frozenset[str]] = field(default_factory=dict)
    #: key -> the shoulds that contradict a nearer should
    beaten: dict[str, frozenset[str]] = field(default_factory=dict)
    #: group -> the shoulds that a nearer layer replaced
    replaced: dict[Group, frozenset[str]] = field(default_factory=dict)
    bans: frozenset[str] = frozenset()
    upcoming: frozenset[str] = frozenset()
    ending: frozenset[str] = frozenset()
    #: the keys whose musts contradict each other
    broken_musts: frozenset[str] = frozenset()
    #: the keys whose shoulds of one layer contradict each other
    broken_shoulds: frozenset[str] = frozenset()

    @property
    def broken(self) -> frozenset[str]:
        """The keys that nobody can obey."""
        return self.broken_musts | self.broken_shoulds


def judge(rules: Iterable[Scoped], facets: Mapping[str, frozenset[str]], on: date) -> Verdict:
    """Say what the law says of these rules in this situation on this day."""
    relevant = [rule for rule in rules if matches(rule, facets)]
    live = [rule for rule in relevant if is_live(rule, on)]
    composed = [rule for rule in live if rule.rule.op != "ban"]
    verdict = Verdict(
        bans=names(rule for rule in live if rule.rule.op == "ban"),
        upcoming=names(rule for rule in relevant if starts_soon(rule, on)),
        ending=names(rule for rule in live if ends_soon(rule, on)),
    )
    for key in {rule.rule.key for rule in composed}:
        _judge_key(verdict, key, [rule for rule in composed if rule.rule.key == key])
    return verdict


def matches(scoped: Scoped, facets: Mapping[str, frozenset[str]]) -> bool:
    """Every facet that the rule names meets the situation."""
    named = dict(scoped.when)
    return all(any(value in facets.get(facet, ()) for value in named[facet]) for facet in named)


def is_live(scoped: Scoped, on: date) -> bool:
    """From the first day in force up to the day before ``until``."""
    if scoped.rule.effective is not None and on < scoped.rule.effective:
        return False
    return not (scoped.rule.until is not None and on >= scoped.rule.until)


def starts_soon(scoped: Scoped, on: date) -> bool:
    """Not in force yet, but within the horizon."""
    days = [on + timedelta(days=n) for n in range(1, HORIZON.days + 1)]
    return scoped.rule.effective in days


def ends_soon(scoped: Scoped, on: date) -> bool:
    """Its first day out of force is within the horizon."""
    return scoped.rule.until is not None and scoped.rule.until <= on + HORIZON


# What a rule means


def axis_of(scoped: Scoped) -> Axis:
    """The question that a rule answers."""
    if scoped.rule.op in ("max", "min"):
        return scoped.rule.key, f"number of {unit_of(scoped)}"
    return scoped.rule.key, "notes" if scoped.rule.op == "note" else "words"


def unit_of(scoped: Scoped) -> str | None:
    """Seconds, minutes and hours measure the same thing."""
    return "s" if scoped.rule.unit in _SECONDS else scoped.rule.unit


def group_of(scoped: Scoped) -> Group:
    """Rules of one group say the same kind of thing about the same thing."""
    return scoped.rule.key, scoped.rule.op, unit_of(scoped)


def value_of(scoped: Scoped) -> Post:
    """A number (time in seconds), a set of words, or the one text that a note says."""
    if scoped.rule.op == "note":
        return frozenset([scoped.rule.template])
    if scoped.rule.op in ("max", "min"):
        return Fraction(str(scoped.rule.value)) * _SECONDS.get(str(scoped.rule.unit), 1)
    words: Any = scoped.rule.value
    return frozenset(words)


def worlds_of(rules: Iterable[Scoped]) -> dict[Axis, Posts]:
    """Every post that can be told apart by these rules, for each axis."""
    mentioned: dict[Axis, set[Fraction | str]] = {}
    for rule in rules:
        value = value_of(rule)
        mentioned.setdefault(axis_of(rule), set()).update(value if isinstance(value, frozenset) else {value})
    return {
        axis: frozenset(atoms) if axis[1].startswith("number") else _subsets(frozenset(atoms))
        for axis, atoms in mentioned.items()
    }


@cache
def _subsets(atoms: frozenset[str]) -> frozenset[frozenset[str]]:
    return frozenset(
        frozenset(chosen) for size in range(len(atoms) + 1) for chosen in combinations(sorted(atoms), size)
    )


def obeys(post: Post, scoped: Scoped) -> bool:
    """True where this post does what the rule says. A one_of asks for a choice, so no word is no answer."""
    return follows(post, scoped.rule.op, value_of(scoped))


@cache
def follows(post: Post, op: str, value: Post) -> bool:
    """What each op means, one line each."""
    if op == "max":
        return bool(post <= value)
    if op == "min":
        return bool(post >= value)
    if op == "one_of":
        return bool(post) and all(word in value for word in post)
    if op == "any_of":
        return any(word in value for word in post)
    if op == "forbid":
        return not any(word in value for word in post)
    return all(word in post for word in value)  # require, note


def obedient(rules: Iterable[Scoped], world: Posts) -> Posts:
    """The posts of a world that obey all of the rules."""
    rules = list(rules)
    return frozenset(post for post in world if all(obeys(post, rule) for rule in rules))


# One group


def join(rules: list[Scoped], world: Posts) -> list[Wanted]:
    """What the rules of one group and level ask for together."""
    if rules[0].rule.op == "one_of":
        return [_one_choice(rules, world)]
    meanings = {obedient([rule], world) for rule in rules}
    strictest = [posts for posts in meanings if not any(other < posts for other in meanings)]
    return [_strictest(rules, posts, world) for posts in strictest]


def _one_choice(rules: list[Scoped], world: Posts) -> Wanted:
    """The choice that is left; the rules that leave exactly that made it, or else all of them together."""
    left = obedient(rules, world)
    because = [rule for rule in rules if obedient([rule], world) == left] or rules
    words = frozenset(word for post in left for word in post)
    return _wanted(words, because, [rule for rule in rules if rule not in because], left)


def _strictest(rules: list[Scoped], posts: Posts, world: Posts) -> Wanted:
    """The rules that mean exactly these posts, and those that follow from them."""
    because = [rule for rule in rules if obedient([rule], world) == posts]
    also = [rule for rule in rules if obedient([rule], world) > posts]
    return _wanted(value_of(because[0]), because, also, posts)


def _wanted(value: Hashable, because: list[Scoped], also: list[Scoped], posts: Posts) -> Wanted:
    first = because[0]
    layer = max(rule.layer for rule in because)
    return Wanted(group_of(first), first.rule.level, value, names(because), names(also), posts, layer)


# One key


def _judge_key(verdict: Verdict, key: str, rules: list[Scoped]) -> None:
    worlds = worlds_of(rules)
    musts = [rule for rule in rules if rule.rule.level == "must"]
    for group in _groups(musts):
        verdict.requirements += join(group, worlds[axis_of(group[0])])
    left = {axis: obedient([m for m in musts if axis_of(m) == axis], worlds[axis]) for axis in worlds}
    if not all(left.values()):
        verdict.broken_musts |= {key}
        return  # no answer is right for the shoulds of a key that nobody can obey
    shoulds = _shoulds(verdict, [rule for rule in rules if rule.rule.level == "should"], worlds)
    shoulds = _without_musts(verdict, key, shoulds, musts, left, worlds)
    _nearest_first(verdict, key, shoulds, left)


def _groups(rules: list[Scoped]) -> list[list[Scoped]]:
    found = {group_of(rule) for rule in rules}
    return [[rule for rule in rules if group_of(rule) == group] for group in found]


def stands_alone(scoped: Scoped) -> bool:
    """A note says something of its own, so that none replaces another; of culture the nearest knows best."""
    key = scoped.rule.key
    return scoped.rule.op == "note" and (key == "culture.note" or not key.startswith("culture."))


def _shoulds(verdict: Verdict, shoulds: list[Scoped], worlds: Worlds) -> list[tuple[Axis, Wanted]]:
    """Of each group only the nearest layer stands, but for notes that stand alone."""
    found = []
    for group in _groups(shoulds):
        nearest = max(rule.layer for rule in group)
        standing = [rule for rule in group if stands_alone(rule) or rule.layer == nearest]
        further = names(rule for rule in group if rule not in standing)
        if further:
            verdict.replaced[group_of(group[0])] = further
        axis = axis_of(group[0])
        found += [(axis, wanted) for wanted in join(standing, worlds[axis])]
    return found


def _without_musts(
    verdict: Verdict,
    key: str,
    shoulds: list[tuple[Axis, Wanted]],
    musts: list[Scoped],
    left: Worlds,
    worlds: Worlds,
) -> list[tuple[Axis, Wanted]]:
    """Leave out what the musts make redundant (by the same op) or impossible (by all of them together)."""
    kept = []
    for axis, wanted in shoulds:
        same = [rule for rule in musts if group_of(rule) == wanted.group]
        redundant = bool(same) and obedient(same, worlds[axis]) <= wanted.posts
        impossible = bool(wanted.posts) and not wanted.posts & left[axis]
        if redundant or impossible:
            verdict.dropped[key] = verdict.dropped.get(key, frozenset()) | wanted.standing
        else:
            kept.append((axis, wanted))
    return kept


def _nearest_first(verdict: Verdict, key: str, shoulds: list[tuple[Axis, Wanted]], left: Worlds) -> None:
    """Go from the nearest layer outwards; what leaves no post gives way, or is a conflict in one layer."""
    remaining = dict(left)
    for layer in sorted({wanted.layer for _, wanted in shoulds}, reverse=True):
        here = [(axis, wanted) for axis, wanted in shoulds if wanted.layer == layer]
        beaten = [wanted for axis, wanted in here if wanted.posts and not wanted.posts & remaining[axis]]
        if beaten:
            verdict.beaten[key] = verdict.beaten.get(key, frozenset()).union(*(w.standing for w in beaten))
        for axis, wanted in here:
            if wanted not in beaten:
                remaining[axis] &= wanted.posts
                verdict.requirements.append(wanted)
        if not all(remaining.values()):
            verdict.broken_shoulds |= {key}
            return
