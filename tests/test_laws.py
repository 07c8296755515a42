"""The two laws of composition: the strictest must wins, the nearest should wins, and nothing is lost.

The judge is ``tests/oracle.py``, which finds the answer by brute force. The last tests turn on the
tests themselves: an engine broken on purpose has to disagree with the oracle.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.compose import Composition, compose
from briefgen.joins import Joined
from briefgen.models.rule import Rule
from briefgen.scope import BRAND, Scoped, scope
from tests import oracle
from tests.support.packs import pack, rule

ON = date(2026, 12, 1)
FACETS = {
    "market": frozenset({"XX", "EU"}),
    "platform": frozenset({"pp"}),
    "language": frozenset({"en"}),
    "category": frozenset({"cosmetics"}),
    "connection": frozenset({"paid"}),
}

PROFILE = settings(
    max_examples=250,
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
KEYS = ("text.length", "claim.words", "claim.note")
OPS = ("max", "min", "one_of", "any_of", "require", "forbid", "note", "ban")
TEXTS = ("Say one thing.", "Say another.")
#: Numbers that meet: 60 s, 1 min and so on are equal, and each is exact as a float.
NUMBERS = tuple(
    [(n, "codepoint") for n in range(1, 7)]
    + [(n, "s") for n in (30, 60, 90, 120)]
    + [(n, "min") for n in (0.5, 1, 1.5, 2)]
    + [(0.025, "h")]
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


@st.composite
def specs(draw: st.DrawFn, id: str, keys: Sequence[str], ops: Sequence[str], levels: Sequence[str]) -> Spec:
    """One rule of the world."""
    key, op = draw(st.sampled_from(keys)), draw(st.sampled_from(ops))
    if key.endswith(".note") and op not in ("forbid", "ban"):
        op = "note"
    value: Any = None
    unit = None
    if op in ("max", "min"):
        value, unit = draw(st.sampled_from(NUMBERS))
    elif op not in ("note", "ban"):
        value = tuple(draw(st.lists(st.sampled_from("abcd"), min_size=1, max_size=3)))
    return Spec(
        id=id,
        owner=draw(st.sampled_from(OWNERS)),
        key=key,
        op=op,
        level="must" if op == "ban" else draw(st.sampled_from(levels)),
        value=value,
        unit=unit,
        when=draw(st.sampled_from(WHENS)),
        window=draw(st.sampled_from(WINDOWS)),
        evidence=draw(st.sampled_from(("derived", "memory"))),
        text=draw(st.sampled_from(TEXTS)),
    )


@st.composite
def worlds(draw: st.DrawFn, max_size: int = 7) -> list[Scoped]:
    """Rules of a few keys, ops and levels, so that they meet; one in a while has a history."""
    keys = draw(st.sampled_from([KEYS[:1], KEYS[:1], KEYS[2:], KEYS[:2], KEYS]))
    ops = draw(st.sampled_from([*[(op,) for op in OPS[:6]], OPS[:2], OPS[2:6], OPS[:6], OPS]))
    levels = draw(st.sampled_from([("must",), ("should",), ("must", "should"), ("must", "should")]))
    drawn = []
    for number in range(draw(st.integers(min(2, max_size), max_size))):
        spec = draw(specs(f"r{number}", keys, ops, levels))
        drawn.append(spec)
        if draw(st.integers(0, 9)) == 9:
            history = draw(st.sampled_from(HISTORIES))
            later = draw(specs(f"r{number}", keys, ops, levels))._replace(owner=spec.owner, window=history[1])
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
    asked = [joined for joined in requirements if oracle.axis_of(joined.because[0]) == axis]
    return frozenset(
        post for post in world if all(oracle.follows(post, joined.key.op, value_of(joined)) for joined in asked)
    )


def musts(answer: Composition) -> list[Joined]:
    """The requirements that must be met."""
    return [joined for joined in answer.requirements if joined.level == "must"]


# Agreement with the oracle


def disagreements(rules: Sequence[Scoped]) -> list[str]:
    """Everything in which engine and oracle differ, one sentence each."""
    answer, verdict = composed(rules), oracle.judge(rules, FACETS, ON)
    pairs = {
        "bans": (oracle.names(answer.bans), verdict.bans),
        "upcoming": (oracle.names(answer.upcoming), verdict.upcoming),
        "ending": (oracle.names(answer.ending), verdict.ending),
        "in conflict": (bool(answer.conflicts), bool(verdict.broken)),
        **_requirement_pairs(answer, verdict),
    }
    for key in {rule.rule.key for rule in live(rules)} - verdict.broken:
        pairs.update(_overridden_pairs(answer, verdict, key))
    return [f"{what}: the engine says {a}, the oracle {b}" for what, (a, b) in pairs.items() if a != b]


def _requirement_pairs(answer: Composition, verdict: oracle.Verdict) -> dict[str, tuple[Any, Any]]:
    """Requirements as multisets; the shoulds of a key in conflict have no right answer."""
    said = [visible(j) for j in answer.requirements if j.level == "must" or j.key.key not in verdict.broken]
    due = [expected(w) for w in verdict.requirements if w.level == "must" or w.group[0] not in verdict.broken]
    more = [item for item in said if item not in due or said.count(item) > 1]
    return (
        {"requirements only one has": (more, [item for item in due if item not in said])}
        if more or (len(said) != len(due))
        else {}
    )


def _overridden_pairs(answer: Composition, verdict: oracle.Verdict, key: str) -> dict[str, tuple[Any, Any]]:
    """What gave way, and to whom: shoulds to a must, the further should to a nearer one."""
    dropped, beaten = verdict.dropped.get(key, frozenset()), verdict.beaten.get(key, frozenset())
    replaced = [names for group, names in verdict.replaced.items() if group[0] == key]
    standing = frozenset(name for wanted in verdict.requirements if wanted.group[0] == key for name in wanted.standing)
    gone = dropped.union(beaten, *replaced)
    return {
        f"overridden in {key}": (overridden(answer, key) - standing, gone - standing),
        f"dropped in {key}": (dropped & overridden(answer, key, "must") - standing, dropped - standing),
        f"beaten in {key}": (beaten & overridden(answer, key, "should") - standing, beaten - standing),
    }


def check_agreement(rules: Sequence[Scoped]) -> None:
    """Fail with every difference between engine and oracle."""
    found = disagreements(rules)
    assert not found, "\n".join(found)


@settings(PROFILE, max_examples=1000)
@given(worlds())
def test_the_engine_agrees_with_the_oracle(rules: list[Scoped]) -> None:
    check_agreement(rules)
