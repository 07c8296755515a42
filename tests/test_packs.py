"""The packs in the tree: whole, sourced, of one shape, and free of contradictions."""

from __future__ import annotations

import tomllib
from datetime import date
from itertools import product
from typing import get_args

import pytest

from briefgen import Registry, vocabulary
from briefgen.compose import compose
from briefgen.scope import Facets
from briefgen.texts import parents
from tests.conftest import DAY, ROOT

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
