"""Broken, clashing, misspelled and missing plugins: each is named, and a brief is never silently incomplete."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest

from briefgen import InputError, Pack, PluginError, ProductSpec, Registry, UnsupportedError, generate, hookimpl
from briefgen.plugins import HOOKS, Entry
from tests.conftest import DAY, ROOT
from tests.support.packs import pack, rule, world


def entry(name: str, thing: Any, distribution: str = "acme") -> Entry:
    """An installed plugin that yields ``thing`` or raises it."""

    def load() -> Any:
        if isinstance(thing, Exception):
            raise thing
        return thing

    return Entry(name, load, distribution, "1.0", f"{distribution}.{name}")


def plugin(**hooks: Any) -> SimpleNamespace:
    """A plugin object with the hooks given."""
    return SimpleNamespace(**{name: hookimpl(function) for name, function in hooks.items()})


def base(*more: Entry, blocked: tuple[str, ...] = ()) -> Registry:
    packs = (pack("market-xx"), pack("platform-pp"))
    entries = [entry(p.id, plugin(briefgen_pack=lambda p=p: p), "briefgen") for p in packs]
    return Registry([*entries, *more], blocked)


def brief(registry: Registry) -> Any:
    product = ProductSpec.model_validate({"name": "A", "brand": "B"})
    return generate(product, "XX", "pp", on=DAY, today=DAY, registry=registry)


def misnamed() -> Pack:
    return pack("acme-other")


BROKEN = {
    "raises at import": (
        entry("acme", ImportError("no module named left_pad")),
        "ImportError: no module named left_pad",
    ),
    "raises in its hook": (
        entry("acme", plugin(briefgen_pack=lambda: 1 / 0)),
        "briefgen_pack() failed: ZeroDivisionError",
    ),
    "returns the wrong thing": (entry("acme", plugin(briefgen_pack=lambda: 5)), "returned int, not a Pack"),
    "misspells a hook": (entry("acme", plugin(briefgen_pak=lambda: 5)), "unknown hook 'briefgen_pak'"),
    "has another id": (
        entry("acme", plugin(briefgen_pack=misnamed)),
        "id = 'acme-other', but the entry point is called 'acme'",
    ),
    "defines a market it is not named for": (
        entry("acme", plugin(briefgen_pack=lambda: pack("market-yy").model_copy(update={"id": "acme"}))),
        "a pack that defines 'yy' is called market-yy, not acme",
    ),
    "arguments that no hook has": (
        entry("acme", plugin(briefgen_pack=lambda request: request)),
        "Argument(s) {'request'}",
    ),
}


@pytest.mark.parametrize("bad, cause", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_plugin_is_named_and_blocking_it_is_the_way_out(bad: Entry, cause: str) -> None:
    registry = base(bad)
    registry.load_all()
    assert cause in registry.broken["acme"].cause
    assert [head.code for head in registry.markets()] == ["XX"]
    with pytest.raises(PluginError) as caught:
        brief(registry)
    assert caught.value.plugins == ("acme",)
    assert "'acme' (from acme 1.0)" in str(caught.value)
    assert "blocked=['acme']" in str(caught.value)
    made = brief(base(bad, blocked=("acme",)))
    assert made.blocked == ("acme",)
    assert "acme" in next(f.message for f in made.findings if f.code == "blocked")


def test_two_plugins_of_one_name_are_an_error() -> None:
    twin = entry("market-xx", plugin(briefgen_pack=lambda: pack("market-xx")), "impostor")
    with pytest.raises(PluginError, match="two plugins have this name, from briefgen and impostor"):
        brief(base(twin))


def test_two_plugins_that_give_the_same_name_are_an_error() -> None:
    one, two = (entry(n, plugin(briefgen_renderers=lambda: {"pdf": str})) for n in ("acme-one", "acme-two"))
    with pytest.raises(PluginError, match="'acme-one' and 'acme-two' both give 'pdf'"):
        base(one, two).named("renderers")


def test_a_broken_market_pack_matters_only_where_it_is_asked_for() -> None:
    registry = base(entry("market-yy", ValueError("bad")))
    assert brief(registry).market == "XX"
    product = ProductSpec.model_validate({"name": "A", "brand": "B"})
    with pytest.raises(PluginError, match="market-yy"):
        generate(product, "YY", "pp", registry=registry)


def test_a_missing_region_is_not_passed_over() -> None:
    registry = Registry.of(pack("market-xx", parents=["RR"]), pack("platform-pp"))
    with pytest.raises(UnsupportedError, match="belongs to region RR, but plugin 'region-rr' is not installed"):
        brief(registry)
    whole = Registry.of(pack("market-xx", parents=["RR"]), pack("platform-pp"), pack("region-rr", rule("r", value=5)))
    assert [one.rule for one in brief(whole).requirements] == ["region-rr/r"]


def test_a_market_plugin_is_loaded_only_when_asked_for() -> None:
    asked: list[str] = []
    spy = plugin(briefgen_pack=lambda: asked.append("yy") or pack("market-yy"))
    registry = base(entry("market-yy", spy))
    brief(registry)
    assert asked == []


def test_a_renderer_of_a_plugin_is_found_by_name() -> None:
    registry = base(
        entry("acme", plugin(briefgen_renderers=lambda: {"shout": lambda brief, view: brief.title.upper()}))
    )
    assert registry.named("renderers")["shout"](brief(registry), "creator") == "CREATOR BRIEF: A BY B"


def test_tracing_tells_hook_plugin_and_result(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BRIEFGEN_TRACE", "1")
    brief(base())
    assert "briefgen: briefgen_pack · market-xx · Pack" in capsys.readouterr().err


def test_two_brand_rules_that_contradict_each_other_are_one_error() -> None:
    from briefgen import ConflictError

    product = ProductSpec.model_validate(
        {
            "name": "A",
            "brand": "B",
            "campaign": {
                "rules": [
                    {"key": "text.length", "op": "min", "value": 90, "unit": "codepoint"},
                    {"key": "text.length", "op": "max", "value": 60, "unit": "codepoint"},
                    {"key": "acme.words", "op": "require", "value": ["soft"], "text": "Say {value}."},
                    {"key": "acme.words", "op": "forbid", "value": ["soft"], "text": "Never say {value}."},
                ]
            },
        }
    )
    with pytest.raises(ConflictError) as caught:
        generate(product, "XX", "pp", on=DAY, registry=world())
    assert len(caught.value.conflicts) == 2
    assert "at least 90 codepoint and at most 60 codepoint (brand/rule-1, brand/rule-2)" in str(caught.value)


def test_a_brand_rule_tightens_and_never_loosens_the_law() -> None:
    law = world(rule("cap", value=100))

    def limit(value: int) -> Any:
        spec = {
            "name": "A",
            "brand": "B",
            "campaign": {"rules": [{"key": "text.length", "op": "max", "value": value, "unit": "codepoint"}]},
        }
        return generate(ProductSpec.model_validate(spec), "XX", "pp", on=DAY, registry=law).requirements[0]

    assert limit(50).value == 50
    assert limit(50).because[0].rule == "brand/rule-1"
    assert limit(500).value == 100
    assert limit(500).also[0].rule == "brand/rule-1"


def test_a_recommendation_gives_way_to_the_brand_and_is_listed() -> None:
    advice = world(rule("few", key="hashtag.count", value=5, unit="hashtag", level="should"))
    rules = [{"key": "hashtag.count", "op": "max", "value": 3, "unit": "hashtag"}]
    product = ProductSpec.model_validate({"name": "A", "brand": "B", "campaign": {"rules": rules}})
    (found,) = generate(product, "XX", "pp", on=DAY, registry=advice).requirements
    assert (found.value, [ref.rule for ref in found.overridden]) == (3, ["market-xx/few"])


def test_a_brand_rule_in_the_wrong_unit_is_refused() -> None:
    rules = [{"key": "video.duration", "op": "max", "value": 5, "unit": "item"}]
    product = ProductSpec.model_validate({"name": "A", "brand": "B", "campaign": {"rules": rules}})
    with pytest.raises(InputError, match=r"'video.duration' is counted in s, min, h, not in item"):
        generate(product, "XX", "pp", on=DAY, registry=world())


def test_blocking_a_plugin_that_is_not_there_is_an_error() -> None:
    with pytest.raises(InputError, match=r"no plugin is called 'platform-p' .did you mean 'platform-pp'"):
        base(blocked=("platform-p",))
    with pytest.raises(UnsupportedError, match=r"comes with plugin 'platform-pp', which is left out"):
        brief(base(blocked=("platform-pp",)))


def test_remarks_of_a_platform_and_a_market_both_stand() -> None:
    note = {"op": "note", "level": "should", "to": "marketer", "unit": None, "kind": "practice"}
    both = world(rule("a", key="practice.platforms", **note), platform=(rule("b", key="practice.platforms", **note),))
    assert {one.rule for one in brief(both).requirements} == {"market-xx/a", "platform-pp/b"}


def test_hooks_docs_and_tests_stand_together() -> None:
    manual = (ROOT / "docs" / "hooks.md").read_text("utf-8")
    documented = set(re.findall(r"^## `(briefgen_\w+)\(\)`", manual, re.MULTILINE))
    assert documented == set(HOOKS)
