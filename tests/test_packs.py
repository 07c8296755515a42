"""The packs in the tree: whole, sourced, of one shape, and free of contradictions."""

from __future__ import annotations

import tomllib
from datetime import date
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from pydantic import ValidationError

from briefgen import PackError, Registry, Rule, load_pack, vocabulary
from briefgen.compose import compose
from briefgen.scope import Facets
from briefgen.texts import parents
from tests.conftest import DAY, ROOT
from tests.support import packs as made

FOLDERS = sorted(path.parent for path in ROOT.glob("plugins/*/*/pack.toml"))
FIRST = {
    *("region-eu", "market-jp", "market-kr", "market-cn", "market-tw", "market-us"),
    *("market-de", "market-fr", "market-gb", "market-id", "market-br"),
    *("platform-instagram", "platform-tiktok", "platform-youtube", "platform-x"),
    *("platform-facebook", "platform-weibo", "platform-xiaohongshu", "platform-kuaishou"),
}
TIES = [tie for tie in get_args(vocabulary.Connection) if tie != "none"]


def test_folders_entry_points_and_registry_agree(registry: Registry) -> None:
    in_tree = {tomllib.loads((f / "pack.toml").read_text("utf-8"))["id"]: f"{f.parent.name}.{f.name}" for f in FOLDERS}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["entry-points"]["briefgen"] == in_tree
    assert in_tree.keys() >= FIRST
    assert not registry.broken
    assert {pack.id for pack in registry.packs()} >= in_tree.keys()


def test_nothing_is_seen_without_an_address_or_reviewed_in_the_future(registry: Registry) -> None:
    for pack in registry.packs():
        for rule in pack.rules:
            if rule.evidence == "seen":
                assert any(source.url and source.accessed for source in rule.sources), f"{pack.id}/{rule.id}"
            assert rule.reviewed <= max(date.today(), date(2026, 11, 22)), f"{pack.id}/{rule.id}"


def test_every_market_asks_for_one_label_for_every_tie_and_none_without_a_tie(registry: Registry) -> None:
    for pack in (pack for pack in registry.packs() if pack.market):
        assert pack.market
        for tie, format in product([*TIES, "none"], get_args(vocabulary.Format)):
            facets = situation(registry, pack.market.code, "instagram", format, tie, "electronics")
            labels = [
                one
                for one in compose(
                    registry.rules_for(registry.markets_of(pack.market.code), None), facets, DAY
                ).requirements
                if one.key.key == "disclosure.label"
            ]
            assert len(labels) == (tie != "none"), (pack.id, tie, format)


def test_no_two_packs_contradict_each_other(registry: Registry) -> None:
    for market, platform in product(registry.markets(), registry.platforms()):
        rules = registry.rules_for(registry.markets_of(market.code), platform.id)
        for format, tie, category in product(platform.formats, TIES, get_args(vocabulary.Category)):
            found = compose(rules, situation(registry, market.code, platform.id, format, tie, category), DAY)
            assert not found.conflicts, (market.code, platform.id, format, tie, category)


def test_every_facet_value_of_a_rule_can_be_met(registry: Registry) -> None:
    formats = {head.id: set(head.formats) for head in registry.platforms()}
    for scoped in registry.scoped_rules():
        when = dict(scoped.when)
        for platform in when.get("platform", ()):
            if platform in formats and "format" in when:
                assert when["format"] & formats[platform], f"{scoped.id} names formats that {platform} does not have"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_plugin_is_three_lines_of_python(folder: object) -> None:
    text = (ROOT / "plugins" / folder / "__init__.py").read_text("utf-8")  # type: ignore[operator]
    code = [line for line in text.splitlines() if line.strip() and not line.startswith(('"""', "from "))]
    assert code == ["@hookimpl", "def briefgen_pack():", "    return load_pack(__file__)"]


def situation(registry: Registry, market: str, platform: str, format: str, tie: str, category: str) -> Facets:
    """The facets of one deliverable, as a plain request would have them."""
    values = {
        "market": registry.markets_of(market),
        "language": parents(registry.market(market).languages[0]),
        "platform": (platform,),
        "format": (format,),
        "category": (category,),
        "connection": (tie,),
        "audience": ("general",),
        "creator": ("person",),
        "content": ("ai_generated", "link"),
        "objective": ("awareness",),
    }
    return {facet: frozenset(found) for facet, found in values.items()}


WRONG_RULES = {
    "a word twice": ({"op": "forbid", "value": ["a", "a"]}, "a word stands twice in value"),
    "no number": ({"op": "max", "value": ["a"]}, "op 'max' takes a number as value"),
    "no unit": ({"op": "max", "value": 5, "unit": None}, "op 'max' needs a unit"),
    "another unit": ({"op": "max", "value": 5, "unit": "s"}, "is counted in codepoint"),
    "no list": ({"op": "require"}, "op 'require' takes a list of words"),
    "value of a note": ({"op": "note", "value": ["a"]}, "op 'note' takes no value"),
    "recommended ban": ({"op": "ban", "level": "should"}, "a ban is always level 'must'"),
    "no text": ({"key": "acme.x", "op": "note", "text": None}, "has no standard text"),
    "value that is not there": ({"op": "note", "text": "At most {value}."}, "text uses {value}, but there is no value"),
    "another brace": ({"op": "note", "text": "At most {n}."}, "text may hold {value} and no other brace"),
    "misspelled facet": ({"op": "note", "when": {"conection": ["paid"]}}, "unknown facet 'conection'"),
    "unknown facet value": ({"op": "note", "when": {"connection": ["payed"]}}, "unknown connection 'payed'"),
    "empty facet": ({"op": "note", "when": {"format": []}}, "the rule would never apply"),
    "no market code": ({"op": "note", "when": {"market": ["Japan"]}}, "market 'Japan' is not a market code"),
    "seen without address": ({"op": "note", "evidence": "seen"}, "evidence 'seen' needs a source with a url"),
    "ends before it starts": (
        {"op": "note", "effective": date(2026, 2, 1), "until": date(2026, 1, 1)},
        "until is not after effective",
    ),
}


@pytest.mark.parametrize("change, message", WRONG_RULES.values(), ids=WRONG_RULES.keys())
def test_a_wrong_rule_says_what_is_wrong(change: dict[str, object], message: str) -> None:
    data = {**made.rule("r", value=None), "unit": "codepoint", **change}
    with pytest.raises(ValidationError) as caught:
        Rule.model_validate({key: value for key, value in data.items() if value is not None})
    assert message in str(caught.value)


def test_every_problem_of_a_pack_is_told_at_once_with_file_and_rule(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    head = 'id = "market-xx"\napi = 1\nversion = "1"\nname = "X"\nmaintainers = ["x"]\n[market]\ncode = "XX"\n'
    (tmp_path / "pack.toml").write_text(head + 'name = "X"\nlanguages = ["en"]\ncurrency = "EUR"\ntime_zone = "UTC"\n')
    base = 'key = "culture.note"\nop = "note"\nlevel = "should"\nforce = "custom"\nevidence = "memory"\n'
    base += 'reviewed = 2026-11-22\ntext = "A."\n'
    one = f'[[rule]]\nid = "a"\n{base}[[rule]]\nid = "a"\n{base}'
    two = f'[[rule]]\nid = "b"\n{base}levl = "must"\n[[rule]]\nid = "c"\n{base}when = {{ market = ["YY"] }}\n'
    (tmp_path / "rules" / "one.toml").write_text(one)
    (tmp_path / "rules" / "two.toml").write_text(two)
    (tmp_path / "rules" / "three.toml").write_text("[[rules]]\n")
    (tmp_path / "rules" / "four.toml").write_text("[[rule]\n")
    with pytest.raises(PackError) as caught:
        load_pack(tmp_path).pack  # noqa: B018 - reading is what is tested
    text = "\n".join(caught.value.problems)
    assert "rule a: stands twice with overlapping [effective, until)" in text
    assert "rules/two.toml: rule 1 (b): levl: unknown key (did you mean 'level'?)" in text
    assert "rule c: when.market may only name XX and its subdivisions" in text
    assert "rules/three.toml: unknown table 'rules'; write [[rule]]" in text
    assert "four.toml: " in text
    assert len(caught.value.problems) == 5


@pytest.mark.parametrize("api", [0, 2])
def test_a_pack_for_another_api_is_refused(api: int) -> None:
    with pytest.raises(ValidationError, match=f"api = {api} is not supported; this briefgen reads api = 1"):
        made.pack("market-xx").model_validate({**made.pack("market-xx").model_dump(), "api": api})
