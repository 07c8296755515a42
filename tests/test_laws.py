"""The two laws of composition: the strictest must wins, the nearest should wins, and nothing is lost.

The judge is ``tests/oracle.py``, which finds the answer by brute force. The last tests turn on the
tests themselves: an engine broken on purpose has to disagree with the oracle.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import combinations, permutations
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from briefgen.compose import HORIZON, Composition, compose
from briefgen.joins import JOINS, GroupKey, Joined
from briefgen.models.rule import Rule
from briefgen.scope import BRAND, Facets, Scoped, scope
from tests import oracle
from tests.support.packs import pack, rule

Compose = Callable[[Iterable[Scoped], Mapping[str, frozenset[str]], date], Composition]
Layer = tuple[int, int]
Scope = Callable[..., bool]
Join = Callable[[GroupKey, Sequence[Scoped]], list[Joined]]

ON = date(2026, 12, 1)
FACETS = {
    "market": frozenset({"XX", "EU"}),
    "platform": frozenset({"pp"}),
    "language": frozenset({"en"}),
    "category": frozenset({"cosmetics"}),
    "connection": frozenset({"paid"}),
}

PROFILE = settings(
    max_examples=400,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


# Small worlds: few words, few numbers, few layers, so that rules meet often


class Spec(NamedTuple):
    """All that tells one drawn rule from another; hashable, so that each is built once."""

    id: str
    owner: str
    key: str
    op: str
    level: str
    value: Any
    unit: str | None
    when: tuple[tuple[str, str], ...]
    window: tuple[int | None, int | None]
    evidence: str
    text: str


OWNERS = (*("market-xx", "region-eu", "platform-pp", "brand") * 2, "market-yy")
#: The first two are nobody's, so that each op and unit may be tried on them.
KEYS = ("demo.one", "demo.two", "demo.note", "culture.style", "culture.note")
OPS = ("max", "min", "one_of", "any_of", "require", "forbid", "note", "ban")
TEXTS = ("Say one thing.", "Say another.")
#: Numbers that meet: 60 s, 1 min and so on are equal, and each is exact as a float.
NUMBERS = tuple(
    [(n, "codepoint") for n in range(1, 7)]
    + [(n, "s") for n in (30, 60, 90, 120)]
    + [(n, "min") for n in (0.5, 1, 1.5, 2)]
    + [(0.025, "h")]
)
#: One or two words in any order, now and then three.
WORDS = (
    *permutations("abcd", 1),
    *permutations("abcd", 1),
    *permutations("abcd", 2),
    *combinations("abcd", 3),
)
WHENS: tuple[tuple[tuple[str, str], ...], ...] = (
    *[()] * 4,
    (("language", "en"),),
    (("category", "cosmetics"),),
    (("connection", "paid"),),
    (("language", "en"), ("category", "cosmetics")),
    (("market", "XX"),),
    (("language", "fr"),),
)
#: First day in force and first day no longer in force, counted from the day of the brief.
WINDOWS: tuple[tuple[int | None, int | None], ...] = (
    *[(None, None)] * 20,
    *[(0, None), (-9, 1), (None, 0), (None, 90), (None, 91)],
    *[(1, None), (90, None), (91, None), (3, 9)],
)
#: The dates of two versions of one rule; they never overlap.
HISTORIES = (((None, 0), (0, None)), ((None, 5), (5, None)), ((2, 7), (7, None)))


class Mix(NamedTuple):
    """What the rules of one world have in common; the fewer the choices, the more often they meet."""

    keys: Sequence[str] = KEYS
    ops: Sequence[str] = OPS
    levels: Sequence[str] = ("must", "should")
    owners: Sequence[str] = OWNERS
    whens: Sequence[tuple[tuple[str, str], ...]] = WHENS


MIX = Mix()
#: One op by itself shows its join; several show how ops meet.
OP_MIXES = (
    *[(op,) for op in OPS[:6]],
    *[OPS[:2]] * 2,
    *[OPS[2:6]] * 3,
    ("one_of", "forbid"),
    ("one_of", "any_of"),
    ("require", "forbid"),
    *[OPS] * 3,
)
MIXES = st.builds(
    Mix,
    keys=st.sampled_from([*[KEYS[:1]] * 3, KEYS[:2], KEYS[2:], KEYS[2:3], KEYS[3:4], KEYS]),
    ops=st.sampled_from(OP_MIXES),
    levels=st.sampled_from([("must",), ("should",), *[MIX.levels] * 2]),
    owners=st.sampled_from([OWNERS, OWNERS, ("market-xx",)]),
    whens=st.sampled_from([WHENS, WHENS, ((),)]),
)


@st.composite
def specs(draw: st.DrawFn, id: str, mix: Mix = MIX) -> Spec:
    """One rule of the world."""
    key, op = draw(st.sampled_from(mix.keys)), draw(st.sampled_from(mix.ops))
    if key not in KEYS[:2] and op not in ("forbid", "ban"):
        op = "note"
    value: Any = None
    unit = None
    if op in ("max", "min"):
        value, unit = draw(st.sampled_from(NUMBERS))
    elif op not in ("note", "ban"):
        value = draw(st.sampled_from(WORDS))
    return Spec(
        id=id,
        owner=draw(st.sampled_from(mix.owners)),
        key=key,
        op=op,
        level="must" if op == "ban" else draw(st.sampled_from(mix.levels)),
        value=value,
        unit=unit,
        when=draw(st.sampled_from(mix.whens)),
        window=draw(st.sampled_from(WINDOWS)),
        evidence=draw(st.sampled_from(("derived", "derived", "memory"))),
        text=draw(st.sampled_from(TEXTS)),
    )


@st.composite
def worlds(draw: st.DrawFn, max_size: int = 7) -> list[Scoped]:
    """Rules of a few keys, ops and levels, so that they meet; one in a while has a history."""
    mix = draw(MIXES)
    drawn = []
    for number in range(draw(st.integers(min(2, max_size), max_size))):
        spec = draw(specs(f"r{number}", mix))
        drawn.append(spec)
        if draw(st.integers(0, 9)) == 9:
            history = draw(st.sampled_from(HISTORIES))
            later = draw(specs(f"r{number}", mix))._replace(owner=spec.owner, window=history[1])
            drawn[-1:] = [spec._replace(window=history[0]), later]
    return [build(spec) for spec in drawn]


@cache
def build(spec: Spec) -> Scoped:
    """The rule as the engine gets it: out of a pack, or the brand's own."""
    first, last = (None if day is None else ON + timedelta(days=day) for day in spec.window)
    when = {facet: (value,) for facet, value in spec.when}
    more = {"when": when, "effective": first, "until": last, "level": spec.level, "text": spec.text}
    data = rule(spec.id, spec.key, spec.op, spec.value, evidence=spec.evidence, **more)
    if spec.unit:
        data["unit"] = spec.unit
    if spec.owner != "brand":
        return scope(pack(spec.owner, data), ["EU"])[0]
    bound = tuple(sorted((facet, frozenset(values)) for facet, values in when.items()))
    return Scoped(f"brand/{spec.id}", "brand", "1", Rule.model_validate(data), bound, (BRAND, len(bound)))


def composed(rules: Iterable[Scoped]) -> Composition:
    """The engine's answer."""
    return compose(rules, FACETS, ON)


def live(rules: Iterable[Scoped]) -> list[Scoped]:
    """The rules that take part, by the oracle's reading."""
    return [rule for rule in rules if oracle.matches(rule, FACETS) and oracle.is_live(rule, ON)]


def takes_part(rules: Iterable[Scoped]) -> list[Scoped]:
    """The rules that become requirements."""
    return [rule for rule in live(rules) if rule.rule.op != "ban"]


# What the engine said, in the oracle's words


def value_of(joined: Joined) -> Any:
    """What a requirement says: a number (time in seconds), words, or the text of a note."""
    if joined.key.op in ("max", "min"):
        return Fraction(str(joined.number))
    return frozenset([joined.lead.rule.template]) if joined.key.op == "note" else joined.words


def visible(joined: Joined) -> tuple[Hashable, ...]:
    """All of a requirement but what it replaced."""
    key, op, unit = joined.key
    because, also = oracle.names(joined.because), oracle.names(joined.also)
    return (key, op, unit or None), joined.level, value_of(joined), because, also


def expected(wanted: oracle.Wanted) -> tuple[Hashable, ...]:
    """The same of the oracle's answer."""
    return wanted.group, wanted.level, wanted.value, wanted.because, wanted.also


def overridden(answer: Composition, key: str, level: str | None = None) -> frozenset[str]:
    """The rules that gave way to a requirement of this key (and level)."""
    return frozenset(
        oracle.name(rule)
        for joined in answer.requirements
        if joined.key.key == key and level in (None, joined.level)
        for rule in joined.overridden
    )


def meaning(requirements: Iterable[Joined], world: oracle.Posts, axis: oracle.Axis) -> oracle.Posts:
    """The posts of one axis that obey all of these requirements."""
    asked = [(one.key.op, value_of(one)) for one in requirements if oracle.axis_of(one.because[0]) == axis]
    return frozenset(post for post in world if all(oracle.follows(post, *one) for one in asked))


def musts(answer: Composition) -> list[Joined]:
    """The requirements that must be met."""
    return [joined for joined in answer.requirements if joined.level == "must"]


def owed(answer: Composition) -> set[tuple[Hashable, ...]]:
    """What must be met, and by which rules."""
    return {visible(joined) for joined in musts(answer)}


# Agreement with the oracle


def disagreements(rules: Sequence[Scoped]) -> list[str]:
    """Everything in which engine and oracle differ, one sentence each."""
    answer, verdict = composed(rules), oracle.judge(rules, FACETS, ON)
    pairs = {
        "bans": (oracle.names(answer.bans), verdict.bans),
        "upcoming": (oracle.names(answer.upcoming), verdict.upcoming),
        "ending": (oracle.names(answer.ending), verdict.ending),
        "in conflict": (bool(answer.conflicts), bool(verdict.broken)),
        "requirements": (
            Counter(visible(j) for j in answer.requirements if _is_settled(j.level, j.key.key, verdict)),
            Counter(expected(w) for w in verdict.requirements if _is_settled(w.level, w.group[0], verdict)),
        ),
    }
    for key in {one.rule.key for one in live(rules)} - verdict.broken:
        pairs |= _overridden(answer, verdict, key)
    return [f"{what}: the engine says {a}, the oracle {b}" for what, (a, b) in pairs.items() if a != b]


def _is_settled(level: str, key: str, verdict: oracle.Verdict) -> bool:
    """The shoulds of a key in conflict have no right answer."""
    return level == "must" or key not in verdict.broken


def _overridden(answer: Composition, verdict: oracle.Verdict, key: str) -> dict[str, tuple[Any, Any]]:
    """What gave way, and to whom: shoulds to a must, the further should to a nearer one."""
    dropped, beaten = verdict.dropped.get(key, frozenset()), verdict.beaten.get(key, frozenset())
    replaced = [names for group, names in verdict.replaced.items() if group[0] == key]
    standing = frozenset().union(*(one.standing for one in verdict.requirements if one.group[0] == key))
    gone = dropped.union(beaten, *replaced)
    return {
        f"overridden in {key}": (overridden(answer, key) - standing, gone - standing),
        f"dropped in {key}": (dropped & overridden(answer, key, "must"), dropped),
        f"beaten in {key}": (beaten & overridden(answer, key, "should"), beaten),
    }


def check_agreement(rules: Sequence[Scoped]) -> None:
    """Fail with every difference between engine and oracle."""
    found = disagreements(rules)
    assert not found, "\n".join(found)


@settings(PROFILE, max_examples=1500)
@given(worlds())
def test_the_engine_agrees_with_the_oracle(rules: list[Scoped]) -> None:
    check_agreement(rules)


def said(owner: str, level: str, op: str, value: Any = None, unit: str | None = None) -> Spec:
    """A rule of the one key that all rules of a corner case share, always in force."""
    words = tuple(value) if isinstance(value, str) else value
    id = f"{level}-{op.replace('_', '-')}-{value if words == value else '-'.join(words)}".replace(".", "-")
    return Spec(id, owner, KEYS[0], op, level, words, unit, (), (None, None), "derived", TEXTS[0])


#: Worlds that a random search meets seldom; a string of letters is a list of words.
CORNERS = {
    "a redundant should gives way": [
        said("market-xx", "must", "max", 1, "s"),
        said("market-xx", "should", "max", 2, "s"),
    ],
    "a should that allows nothing a must allows gives way": [
        said("market-xx", "must", "one_of", "ab"),
        said("region-eu", "should", "one_of", "c"),
    ],
    "shoulds of one layer leave no choice": [
        said("market-xx", "should", "one_of", "a"),
        said("market-xx", "should", "one_of", "b"),
    ],
    "shoulds of one layer leave no choice beside a must": [
        said("market-xx", "must", "max", 1, "s"),
        said("market-xx", "should", "one_of", "a"),
        said("market-xx", "should", "one_of", "b"),
    ],
    "a neighbour in the layer is no rival": [
        said("brand", "should", "max", 30, "s"),
        said("market-xx", "should", "min", 60, "s"),
        said("market-xx", "should", "forbid", "a"),
    ],
    "a should that gave way to a must beats nobody": [
        said("market-xx", "must", "max", 3, "s"),
        said("brand", "should", "min", 5, "s"),
        said("region-eu", "should", "max", 2, "s"),
    ],
    "a should that gave way to a must is in conflict with nobody": [
        said("market-xx", "must", "max", 3, "s"),
        said("market-xx", "should", "min", 5, "s"),
        said("market-xx", "should", "max", 2, "s"),
    ],
    "two shoulds that only a must keeps apart": [
        said("market-xx", "must", "one_of", "ab"),
        said("brand", "should", "forbid", "a"),
        said("market-xx", "should", "any_of", "ac"),
    ],
    "two shoulds of one layer that only a must keeps apart": [
        said("market-xx", "must", "one_of", "ab"),
        said("market-xx", "should", "forbid", "a"),
        said("market-xx", "should", "any_of", "ac"),
    ],
    "a clause that two forbids empty": [
        said("market-xx", "must", "any_of", "ab"),
        said("region-eu", "must", "forbid", "a"),
        said("brand", "must", "forbid", "b"),
    ],
    "a should that two musts make redundant together": [
        said("market-xx", "must", "require", "a"),
        said("region-eu", "must", "require", "b"),
        said("brand", "should", "require", "ab"),
    ],
    "a clause implied by two others": [
        said("market-xx", "must", "any_of", "ab"),
        said("region-eu", "must", "any_of", "bc"),
        said("brand", "must", "any_of", "abc"),
    ],
}


@pytest.mark.parametrize("corner", CORNERS)
def test_the_engine_agrees_in_the_corners(corner: str) -> None:
    check_agreement([build(spec) for spec in CORNERS[corner]])


def test_the_nearer_rival_lists_what_it_beat() -> None:
    rules = [
        said("brand", "should", "forbid", "a"),
        said("brand", "should", "max", 30, "s"),
        said("market-xx", "should", "min", 60, "s"),
    ]
    answer = composed(build(spec) for spec in rules)
    listed = {joined.key.op: [one.rule.op for one in joined.overridden] for joined in answer.requirements}
    assert listed == {"forbid": [], "max": ["min"]}


# What holds of every composition


@PROFILE
@given(worlds(), st.data())
def test_the_order_of_the_rules_never_matters(rules: list[Scoped], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(rules))
    assert composed(iter(shuffled)) == composed(rules)


@PROFILE
@given(worlds())
def test_saying_everything_twice_changes_nothing(rules: list[Scoped]) -> None:
    once, twice = composed(rules), composed([*rules, *rules])
    assert [visible(one) for one in twice.requirements] == [visible(one) for one in once.requirements]
    assert [one.value for one in twice.requirements] == [one.value for one in once.requirements]
    assert oracle.names(twice.bans) == oracle.names(once.bans)
    assert twice.conflicts == once.conflicts


@PROFILE
@given(worlds(), specs("more", Mix(levels=("must",))))
def test_one_more_must_never_loosens_the_musts(rules: list[Scoped], more: Spec) -> None:
    before, after = composed(rules), composed([*rules, build(more)])
    for axis, world in oracle.worlds_of(takes_part([*rules, build(more)])).items():
        assert meaning(musts(after), world, axis) <= meaning(musts(before), world, axis)
    assert set(map(oracle.name, before.bans)) <= set(map(oracle.name, after.bans))


@PROFILE
@given(worlds())
def test_whoever_meets_the_musts_obeys_each_rule_and_nothing_more(rules: list[Scoped]) -> None:
    answer = composed(rules)
    binding = [rule for rule in takes_part(rules) if rule.rule.level == "must"]
    for axis, world in oracle.worlds_of(takes_part(rules)).items():
        same = [rule for rule in binding if oracle.axis_of(rule) == axis]
        assert meaning(musts(answer), world, axis) == oracle.obedient(same, world)


@PROFILE
@given(worlds(), st.data())
def test_a_must_weighs_the_same_in_every_layer(rules: list[Scoped], data: st.DataObject) -> None:
    layers = data.draw(st.permutations([rule.layer for rule in rules]))
    moved = [replace(rule, layer=layer) for rule, layer in zip(rules, layers, strict=True)]
    assert owed(composed(moved)) == owed(composed(rules))


@PROFILE
@given(worlds())
def test_no_should_changes_a_must(rules: list[Scoped]) -> None:
    binding = [rule for rule in rules if rule.rule.level == "must"]
    assert owed(composed(rules)) == owed(composed(binding))


@PROFILE
@given(worlds())
def test_nothing_is_lost_silently(rules: list[Scoped]) -> None:
    answer = composed(rules)
    listed = {oracle.name(rule) for rule in answer.bans}
    for joined in answer.requirements:
        listed |= oracle.names((*joined.because, *joined.also, *joined.overridden))
    broken = oracle.judge(rules, FACETS, ON).broken_shoulds  # their conflict speaks for them
    assert listed >= {oracle.name(rule) for rule in live(rules) if rule.rule.key not in broken}
    assert listed <= oracle.names(live(rules))


@PROFILE
@given(worlds())
def test_every_requirement_stands_on_rules_that_say_so(rules: list[Scoped]) -> None:
    for joined in composed(rules).requirements:
        assert joined.because
        for one in (*joined.because, *joined.also):
            assert oracle.group_of(one) == (joined.key.key, joined.key.op, joined.key.unit or None)
            assert one.rule.level == joined.level
        assert all(rule.rule.level == "should" for rule in joined.overridden)
        if joined.key.op in ("max", "min"):
            assert joined.value == joined.lead.rule.value  # else it would be read in another unit
            assert value_of(joined) == oracle.value_of(joined.lead)


@PROFILE
@given(worlds())
def test_the_best_evidence_speaks_then_the_nearest_layer(rules: list[Scoped]) -> None:
    for joined in composed(rules).requirements:
        rank = {"derived": 1, "memory": 0}
        ranks = {oracle.name(one): (rank[one.rule.evidence], one.layer) for one in joined.because}
        assert ranks[oracle.name(joined.lead)] == max(ranks.values())


@PROFILE
@given(worlds())
def test_without_a_conflict_somebody_can_obey_it_all(rules: list[Scoped]) -> None:
    answer = composed(rules)
    if not answer.conflicts:
        for axis, world in oracle.worlds_of(takes_part(rules)).items():
            assert meaning(answer.requirements, world, axis)


@PROFILE
@given(worlds())
def test_every_conflict_is_reported_in_order(rules: list[Scoped]) -> None:
    answer, verdict = composed(rules), oracle.judge(rules, FACETS, ON)
    assert list(answer.conflicts) == sorted(set(answer.conflicts))
    for key in verdict.broken:
        assert any(key in conflict for conflict in answer.conflicts)
    binding = [rule for rule in takes_part(rules) if rule.rule.level == "must"]
    apart = [[r for r in binding if oracle.axis_of(r) == axis] for axis in map(oracle.axis_of, binding)]
    assert set(composed(binding).conflicts) == {found for some in apart for found in composed(some).conflicts}


@PROFILE
@given(worlds())
def test_rules_that_take_no_part_change_nothing(rules: list[Scoped]) -> None:
    assert replace(composed(rules), upcoming=()) == composed(live(rules))


#: Products that are not exact in binary: 4.1 * 60 is a hair less than 246.
SAME_TIMES = [(4.1, "min", 246), (0.57, "min", 34.2), (1.1, "h", 3960)]


@pytest.mark.parametrize(("value", "unit", "seconds"), SAME_TIMES)
def test_equal_times_in_different_units_are_one_limit(value: float, unit: str, seconds: float) -> None:
    limits = [
        rule("long", KEYS[0], "max", value=value, unit=unit),
        rule("same", KEYS[0], "max", value=seconds, unit="s"),
        rule("at-least", KEYS[0], "min", value=seconds, unit="s"),
    ]
    answer = composed(scope(pack("market-xx", *limits)))
    assert not answer.conflicts
    assert [len(joined.because) for joined in answer.requirements] == [2, 1]


# The tests can tell: an engine broken on purpose does not pass


def hunt(monkeypatch: pytest.MonkeyPatch, mutant: Callable[[Compose], Compose]) -> None:
    """Put a broken engine in place of the engine, and look for a world that gives it away."""
    monkeypatch.setitem(globals(), "compose", mutant(compose))

    @settings(PROFILE, max_examples=1500, phases=(Phase.generate,))
    @given(worlds())
    def agreement(rules: list[Scoped]) -> None:
        check_agreement(rules)

    with pytest.raises(AssertionError, match="the engine says"):
        agreement()


def on_rules(change: Callable[[list[Scoped]], list[Scoped]]) -> Callable[[Compose], Compose]:
    """A mutant that composes other rules than it was given."""
    return lambda real: lambda rules, facets, on: real(change(list(rules)), facets, on)


def on_answer(change: Callable[[Composition], Composition]) -> Callable[[Compose], Compose]:
    """A mutant that answers something else than it found."""
    return lambda real: lambda rules, facets, on: change(real(rules, facets, on))


def among_nearest(which: Callable[[Scoped], bool]) -> Callable[[list[Scoped]], list[Scoped]]:
    """Of these rules only the nearest of each group and level are left."""

    def change(rules: list[Scoped]) -> list[Scoped]:
        def rivals(one: Scoped) -> list[Scoped]:
            same = (oracle.group_of(one), one.rule.level)
            return [other for other in live(rules) if (oracle.group_of(other), other.rule.level) == same]

        return [r for r in rules if not which(r) or all(other.layer <= r.layer for other in rivals(r))]

    return change


def should_beats_must(rules: list[Scoped]) -> list[Scoped]:
    """A must gives way to a should of its group."""
    wishes = {oracle.group_of(rule) for rule in live(rules) if rule.rule.level == "should"}
    return [rule for rule in rules if rule.rule.level == "should" or oracle.group_of(rule) not in wishes]


def union(key: GroupKey, rules: Sequence[Scoped]) -> list[Joined]:
    """The join that allows whatever anybody allows."""
    words = tuple(sorted({word for one in rules for word in one.rule.value}))  # type: ignore[union-attr]
    return [Joined(key, rules[0].rule.level, words, tuple(rules))]


def without(**gone: Any) -> Callable[[Composition], Composition]:
    """Forget this of every requirement."""

    def change(answer: Composition) -> Composition:
        return replace(answer, requirements=tuple(replace(one, **gone) for one in answer.requirements))

    return change


def relayered(layer: Callable[[Layer], Layer], key: str = "") -> Callable[[list[Scoped]], list[Scoped]]:
    """Every rule in another layer, or those of one key."""

    def move(one: Scoped) -> Scoped:
        return replace(one, layer=layer(one.layer)) if key in ("", one.rule.key) else one

    return lambda rules: [move(one) for one in rules]


#: Joins that are wrong: op -> what stands in for its join.
WRONG_JOINS: dict[str, tuple[str, Callable[[Join], Join]]] = {
    "max joins by max": ("max", lambda _: JOINS["min"]),
    "min joins by min": ("min", lambda _: JOINS["max"]),
    "forbid intersects": ("forbid", lambda _: JOINS["one_of"]),
    "one_of unions": ("one_of", lambda _: union),
    "any_of unions": ("any_of", lambda _: union),
    "any_of keeps the first clause": ("any_of", lambda real: lambda key, rules: real(key, rules)[:1]),
    "require keeps every set": (
        "require",
        lambda real: lambda key, rules: [one for rule in rules for one in real(key, [rule])],
    ),
    "equal notes are said twice": (
        "note",
        lambda real: lambda key, rules: [one for rule in rules for one in real(key, [rule])],
    ),
    **{
        f"the last {op} wins": (op, lambda real: lambda key, rules: real(key, rules[-1:]))
        for op in ("max", "min", "one_of", "any_of", "require", "forbid", "note")
    },
}

#: Engines that are wrong around the joins.
WRONG_ENGINES: dict[str, Callable[[Compose], Compose]] = {
    "the nearest must wins": on_rules(among_nearest(lambda rule: rule.rule.level == "must")),
    "should beats must": on_rules(should_beats_must),
    "the widest should wins": on_rules(relayered(lambda layer: (-layer[0], -layer[1]))),
    "shoulds of all layers stand": on_rules(relayered(lambda layer: (0, 0))),
    "the number of facets does not count": on_rules(relayered(lambda layer: (layer[0], 0))),
    "notes replace notes": on_rules(among_nearest(lambda rule: rule.rule.op == "note")),
    "notes of culture all stand": on_rules(relayered(lambda layer: (0, 0), "culture.style")),
    "shoulds are ignored": on_rules(lambda rules: [rule for rule in rules if rule.rule.level == "must"]),
    "conflicts are swallowed": on_answer(lambda answer: replace(answer, conflicts=())),
    "bans are swallowed": on_answer(lambda answer: replace(answer, bans=())),
    "what is coming is swallowed": on_answer(lambda answer: replace(answer, upcoming=())),
    "also is forgotten": on_answer(without(also=())),
    "overridden is forgotten": on_answer(without(overridden=())),
}


@pytest.mark.parametrize("mutant", WRONG_JOINS)
def test_a_wrong_join_is_found(monkeypatch: pytest.MonkeyPatch, mutant: str) -> None:
    op, wrong = WRONG_JOINS[mutant]
    monkeypatch.setitem(JOINS, op, wrong(JOINS[op]))
    hunt(monkeypatch, lambda real: real)


@pytest.mark.parametrize("mutant", WRONG_ENGINES)
def test_a_wrong_engine_is_found(monkeypatch: pytest.MonkeyPatch, mutant: str) -> None:
    hunt(monkeypatch, WRONG_ENGINES[mutant])


def _late(scoped: Scoped, on: date) -> bool:
    starts, ends = scoped.rule.effective, scoped.rule.until
    return (starts is None or starts < on) and (ends is None or on < ends)


def _lasting(scoped: Scoped, on: date) -> bool:
    starts, ends = scoped.rule.effective, scoped.rule.until
    return (starts is None or starts <= on) and (ends is None or on <= ends)


def _loose(scoped: Scoped, facets: Facets) -> bool:
    return any(not values.isdisjoint(facets.get(facet, frozenset())) for facet, values in scoped.when)


@pytest.mark.parametrize(
    ("method", "wrong"),
    [("in_force", _late), ("in_force", _lasting), ("applies", _loose)],
    ids=["in force a day late", "in force a day too long", "one facet is enough"],
)
def test_a_wrong_scope_is_found(monkeypatch: pytest.MonkeyPatch, method: str, wrong: Scope) -> None:
    monkeypatch.setattr(Scoped, method, wrong)
    hunt(monkeypatch, lambda real: real)


def test_minutes_taken_for_seconds_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.joins._SECONDS", {"s": 1, "min": 1, "h": 1})
    hunt(monkeypatch, lambda real: real)


@pytest.mark.parametrize("days", [HORIZON.days - 1, HORIZON.days + 1])
def test_a_wrong_horizon_is_found(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    monkeypatch.setattr("briefgen.compose.HORIZON", timedelta(days=days))
    hunt(monkeypatch, lambda real: real)
