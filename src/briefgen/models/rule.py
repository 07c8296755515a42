"""A rule: one dated, sourced statement about what a post must, should or must not do."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import Field, StringConstraints, model_validator

from briefgen import vocabulary as words
from briefgen.models.base import LINE, Day, Language, Line, Many, Model, Slug, Url

#: Value of a rule: a number for max and min, words for the list ops, nothing for ban and note.
Value = float | int | Many[Line] | None

_NUMERIC = ("max", "min")
_LISTS = ("one_of", "any_of", "require", "forbid")


class Source(Model):
    """Where a statement is written. ``url`` may be absent for print; then it cannot be ``seen``."""

    title: Line
    locator: Line | None = None
    url: Url | None = None
    accessed: Day | None = None


class Example(Model):
    """A post text that the rule allows or not; run by lint and the checks."""

    post: str
    ok: bool


class Rule(Model):
    """One statement of a pack. See docs/packs.md for each field; facets in ``when`` are a closed list."""

    id: Slug
    key: Slug
    op: words.Op
    value: Value = None
    local: dict[Language, Many[Line]] = Field(default_factory=dict)
    unit: words.Unit | None = None
    level: words.Level
    force: words.Force
    evidence: words.Evidence
    kind: words.Kind = "practice"  # filled in from the key; a key of its own has to say
    to: words.Addressee | None = None
    check: Slug | None = None
    when: dict[str, Many[str]] = Field(default_factory=dict)
    effective: Day | None = None
    until: Day | None = None
    reviewed: Day
    text: Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=LINE)] | None = None
    note: Line | None = None
    sources: Many[Source] = ()
    examples: Many[Example] = ()

    @model_validator(mode="before")
    @classmethod
    def _kind_from_key(cls, data: Any) -> Any:
        if isinstance(data, dict) and "kind" not in data:
            known = words.keys().get(str(data.get("key")), {})
            return {**data, "kind": known["kind"]} if "kind" in known else data
        return data

    @model_validator(mode="after")
    def _hangs_together(self) -> Rule:
        if "kind" not in self.model_fields_set:
            raise ValueError(f"key {self.key!r} is not a known one: say its kind")
        problems = [*_value_problems(self), *_facet_problems(self), *_evidence_problems(self)]
        if problems:
            raise ValueError("; ".join(problems))
        return self

    @property
    def template(self) -> str:
        """The English text, its own or the key's; ``{value}`` stands for the value."""
        return self.text or str(words.keys()[self.key][self.op])


def _value_problems(rule: Rule) -> list[str]:
    number = isinstance(rule.value, int | float) and not isinstance(rule.value, bool)
    problems = []
    if rule.op in _NUMERIC and not number:
        problems.append(f"op {rule.op!r} takes a number as value")
    if rule.op in _NUMERIC:
        problems += _unit_problems(rule)
    if rule.op in _LISTS and (number or not rule.value):
        problems.append(f"op {rule.op!r} takes a list of words as value")
    if isinstance(rule.value, tuple) and len(set(rule.value)) < len(rule.value):
        problems.append("a word stands twice in value")
    if rule.op in ("ban", "note") and rule.value is not None:
        problems.append(f"op {rule.op!r} takes no value")
    if rule.op == "ban" and rule.level != "must":
        problems.append("a ban is always level 'must'")
    return problems + _text_problems(rule)


def _unit_problems(rule: Rule) -> list[str]:
    if rule.unit is None:
        return [f"op {rule.op!r} needs a unit"]
    group = words.keys().get(rule.key, {}).get("units")
    if group and rule.unit not in words.UNITS[group]:
        return [f"key {rule.key!r} is counted in {', '.join(words.UNITS[group])}, not in {rule.unit}"]
    return []


def _text_problems(rule: Rule) -> list[str]:
    problems = []
    if not rule.text and rule.op not in words.keys().get(rule.key, {}):
        problems.append(f"key {rule.key!r} with op {rule.op!r} has no standard text; write text = ...")
    if rule.text and "{value}" in rule.text and rule.value is None:
        problems.append("text uses {value}, but there is no value")
    if rule.text and re.search(r"[{}]", rule.text.replace("{value}", "")):
        problems.append("text may hold {value} and no other brace")
    return problems


def _facet_problems(rule: Rule) -> list[str]:
    problems = []
    for facet, values in rule.when.items():
        if facet not in words.FACETS:
            problems.append(f"unknown facet {facet!r}; known are {', '.join(words.FACETS)}")
            continue
        closed = words.FACETS[facet]
        if not values:
            problems.append(f"facet {facet!r} is empty: the rule would never apply")
        for value in values:
            if closed is not None and value not in closed:
                problems.append(f"unknown {facet} {value!r}; known are {', '.join(closed)}")
            if closed is None and not re.fullmatch(words.FACET_SHAPES[facet], value):
                problems.append(f"{facet} {value!r} is not a {facet} code")
    return problems


def _evidence_problems(rule: Rule) -> list[str]:
    problems = []
    if rule.evidence == "seen" and not any(source.url for source in rule.sources):
        problems.append("evidence 'seen' needs a source with a url")
    if rule.effective and rule.until and rule.until <= rule.effective:
        problems.append("until is not after effective")
    return problems
