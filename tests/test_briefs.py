"""The briefs themselves: every market on every platform to be had there, in its language, with every line traced."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from datetime import date

import pytest
from markdown_it import MarkdownIt

from briefgen import Brief, ProductSpec, Registry, generate
from briefgen.plugins import installed
from briefgen.voice import LRI, PDI, RLI
from tests.conftest import DAY, EXAMPLE

REGISTRY = Registry.discover()
PAIRS = [
    (head.code, platform.id)
    for head in REGISTRY.markets()
    for platform in REGISTRY.platforms()
    if not REGISTRY.bans_on_platform(platform.id, REGISTRY.markets_of(head.code), DAY)
]
TIES = ("paid", "gifted", "affiliate", "employee", "own_brand", "family", "none")


def made(product: ProductSpec, market: str, platform: str, **options: object) -> Brief:
    return generate(product, market, platform, on=DAY, today=date(2026, 11, 22), registry=REGISTRY, **options)  # type: ignore[arg-type]


def test_all_ten_markets_are_there() -> None:
    assert {market for market, _ in PAIRS} >= {"JP", "KR", "CN", "TW", "US", "DE", "FR", "GB", "ID", "BR"}


@pytest.mark.parametrize("market, platform", PAIRS, ids=["-".join(pair) for pair in PAIRS])
def test_nothing_without_a_because_and_nothing_seen_without_an_address(
    example: ProductSpec, market: str, platform: str
) -> None:
    for tie in TIES:
        for format in REGISTRY.platform(platform).formats:
            brief = made(example, market, platform, connection=tie, deliverables=[deliverable(platform, format)])
            assert brief.requirements
            for requirement in brief.requirements:
                assert requirement.because and requirement.rule in [ref.rule for ref in requirement.because]
                for ref in (requirement, *requirement.because, *requirement.also, *requirement.overridden):
                    assert ref.pack and ref.version and ref.reviewed and ref.text
                    assert ref.evidence != "seen" or any(source.url for source in ref.sources), ref.rule
            lines = [line for section in brief.sections for line in section.lines]
            stated = {rule for line in lines for rule in line.rules}
            assert stated == {
                requirement.rule for requirement in brief.requirements
            }  # none is lost between rules and page


def deliverable(platform: str, format: str) -> object:
    from briefgen import Deliverable

    return Deliverable.model_validate({"platform": platform, "format": format})


@pytest.mark.parametrize("market, platform", PAIRS, ids=["-".join(pair) for pair in PAIRS])
def test_a_label_stands_in_the_brief_word_for_word(example: ProductSpec, market: str, platform: str) -> None:
    brief = made(example, market, platform)
    labels = [r for r in brief.requirements if r.key == "disclosure.label"]
    assert labels
    for requirement in labels:
        for word in requirement.value or ():  # type: ignore[union-attr]
            assert word in requirement.text
            assert f"`{word}`" in brief.to_markdown()
            assert word in brief.to_html()


ENGLISH = re.compile(
    r"\b(the|and|of|with|your|you|for|from|at least|at most|must|should|not|label|post|this|that|is|are|before"
    r"|days?|hours?|minutes?|characters?)\b",
    re.IGNORECASE,
)
#: English-looking words that are the language's own.
OWN = {
    "de": {"post", "label", "not"},
    "fr": {"post", "not", "minute", "minutes"},
    "id": {"label", "post"},
    "pt-BR": {"post", "not"},
}


@pytest.mark.parametrize("market, platform", [p for p in PAIRS if p[0] not in ("US", "GB")], ids=lambda value: value)
def test_no_english_is_left_in_a_creators_copy(example: ProductSpec, market: str, platform: str) -> None:
    for tie in ("paid", "gifted"):
        for format in REGISTRY.platform(platform).formats:
            brief = made(example, market, platform, connection=tie, deliverables=[deliverable(platform, format)])
            text = creators_prose(brief)
            found = {word.group().lower() for word in ENGLISH.finditer(text)} - OWN.get(brief.language, set())
            assert not found, [
                line for line in text.splitlines() if any(re.search(rf"\b{w}\b", line, re.I) for w in found)
            ]
            assert not [f for f in brief.findings if f.code in ("fallback", "product-language")]


def creators_prose(brief: Brief) -> str:
    """The creator's copy without names and quoted labels."""
    lines = [line.text for section in brief.sections if section.view == "creator" for line in section.lines]
    heads = [section.heading for section in brief.sections if section.view == "creator"]
    text = "\n".join([brief.title, *heads, *lines])
    return re.sub(f"[{LRI}{RLI}][^{PDI}]*{PDI}", "", text)


@pytest.mark.parametrize("market, platform", PAIRS, ids=["-".join(pair) for pair in PAIRS])
def test_a_creators_copy_keeps_its_limits(example: ProductSpec, market: str, platform: str) -> None:
    sections = {s.id: s for s in made(example, market, platform).sections if s.view == "creator"}
    assert list(sections)[:2] == ["glance", "must"]
    limits = {"messages": 4, "dos": 7, "donts": 7, "advice": 7}
    for name, limit in limits.items():
        assert len(sections[name].lines if name in sections else ()) <= limit
    outside = [line for name, s in sections.items() if name != "must" for line in s.lines if line.level == "must"]
    assert not outside  # must-haves stand in one block


def test_nothing_internal_reaches_a_creator(example: ProductSpec) -> None:
    data = example.model_dump()
    secret = {
        "budget": {"amount": "98765.43", "currency": "USD"},
        "notes": "SECRET-NOTE",
        "kpis": ["SECRET-KPI"],
        "measurement": "SECRET-M",
    }
    product = ProductSpec.model_validate(
        {**data, "sku": "SECRET-SKU", "stock": 424242, "campaign": {**data["campaign"], **secret}}
    )
    for market, platform in PAIRS[:12]:
        brief = made(product, market, platform)
        for format in ("markdown", "html", "json"):
            copy = str(brief.render(format, "creator"))
            assert not re.search(r"SECRET|98.?765|424.?242|must be checked", copy), format
        assert "SECRET-NOTE" in brief.to_markdown("marketer")


def test_several_platforms_share_what_is_common(example: ProductSpec) -> None:
    brief = generate(example, "JP", platforms=["youtube", "tiktok"], on=DAY, registry=REGISTRY)
    both = ("youtube/long_video", "tiktok/short_video")
    by_rule = {requirement.rule: requirement for requirement in brief.requirements}
    assert by_rule["market-jp/ad-label"].applies_to == both
    assert by_rule["platform-youtube/title-length"].applies_to == both[:1]
    must = next(section for section in brief.sections if section.id == "must")
    assert {line.group for line in must.lines if "YouTube" in line.group} and {
        line.group for line in must.lines if "TikTok" in line.group
    }


def test_upcoming_rules_are_shown_before_they_bind(example: ProductSpec) -> None:
    brief = generate(example, "DE", "youtube", on=date(2026, 11, 25), today=DAY, registry=REGISTRY)
    assert any(ref.pack == "region-eu" and ref.effective == date(2026, 12, 2) for ref in brief.upcoming)
    assert not any(
        ref.rule in {r.rule for r in brief.requirements}
        for ref in brief.upcoming
        if ref.effective and ref.effective > brief.on
    )


def test_the_same_input_gives_the_same_bytes_whatever_the_order(example: ProductSpec) -> None:
    wanted = outputs(REGISTRY, example)
    for seed in range(3):
        entries = list(installed())
        random.Random(seed).shuffle(entries)
        assert outputs(Registry(entries), example) == wanted


def outputs(registry: Registry, product: ProductSpec) -> list[str]:
    found = []
    for market, platform in (("JP", "youtube"), ("DE", "instagram"), ("CN", "xiaohongshu")):
        brief = generate(product, market, platform, on=DAY, today=DAY, reader="zh-Hant", registry=registry)
        found += [brief.fingerprint, brief.to_markdown(), brief.to_html("marketer"), brief.to_json()]
    return found


def test_the_same_input_gives_the_same_bytes_under_any_hash_seed() -> None:
    command = [
        sys.executable,
        "-m",
        "briefgen",
        "generate",
        str(EXAMPLE),
        "--market",
        "FR",
        "--platform",
        "tiktok",
    ]
    command += ["--on", "2027-05-05", "--format", "json", "--view", "marketer", "--reader", "ko"]
    runs = {
        subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(runs) == 1


def test_the_fingerprint_moves_with_what_it_stands_for(example: ProductSpec) -> None:
    base = made(example, "JP", "youtube").fingerprint
    assert made(example, "JP", "youtube").fingerprint == base
    assert made(example, "JP", "tiktok").fingerprint != base
    assert made(example, "JP", "youtube", connection="gifted").fingerprint != base
    assert made(example.model_copy(update={"name": "Other"}), "JP", "youtube").fingerprint != base
    assert generate(example, "JP", "youtube", on=date(2026, 12, 2), registry=REGISTRY).fingerprint != base


def test_a_brief_survives_its_json(example: ProductSpec) -> None:
    brief = made(example, "TW", "instagram", reader="ja")
    again = Brief.model_validate_json(brief.to_json())
    assert again == brief
    assert again.to_html("marketer") == brief.to_html("marketer")


def test_what_is_made_without_validation_is_valid(example: ProductSpec) -> None:
    brief = made(example, "TW", "instagram", reader="ja")
    assert brief.__dict__.keys() == Brief.model_fields.keys()
    assert Brief.model_validate(dict(brief)) == brief
    for section in brief.sections:
        again = type(section).model_validate(section.model_dump())
        assert again == section and again.__dict__.keys() == section.__dict__.keys()
        assert all(type(line).model_validate(line.model_dump()) == line for line in section.lines)


def test_markdown_says_what_html_says(example: ProductSpec) -> None:
    brief = made(example, "KR", "instagram")
    page = re.sub(r"<style>.*?</style>", "", brief.to_html(), flags=re.S)
    assert words(MarkdownIt().render(brief.to_markdown())) == words(page[page.index("<h1>") :])


def words(html: str) -> str:
    import html as entities

    return "".join(entities.unescape(re.sub(r"<[^>]+>", "", html)).split())


def test_the_marketers_copy_names_every_rule_source_and_mark(example: ProductSpec) -> None:
    brief = made(example, "JP", "youtube", reader="zh-Hant")
    for copy in (brief.to_markdown("marketer"), brief.to_html("marketer")):
        for requirement in brief.requirements:
            assert requirement.rule in copy
            assert all(source.url is None or source.url in copy for source in requirement.sources)
        assert "⚠" in copy
        assert brief.fingerprint[:16] in copy


def test_names_and_questions_are_told_in_the_creators_language() -> None:
    product = ProductSpec.model_validate(
        {
            "name": "Aria",
            "brand": "Nordlys",
            "campaign": {"faq": [{"question": "Can I keep it?", "answer": "Yes."}]},
            "local": {"ja": {"name": "アリア", "faq": [{"question": "返却は必要ですか。", "answer": "不要です。"}]}},
        }
    )
    copy = made(product, "JP", "youtube").to_markdown()
    assert "アリア" in copy and "返却は必要ですか。 — 不要です。" in copy and "Can I keep it" not in copy


def test_equal_deliverables_are_counted_once(example: ProductSpec) -> None:
    brief = made(example, "US", "tiktok", deliverables=[deliverable("tiktok", "short_video")] * 2)
    assert [(d.format, d.count) for d in brief.deliverables] == [("short_video", 2)]


def test_a_notebook_shows_a_card(example: ProductSpec) -> None:
    card = made(example, "JP", "youtube")._repr_html_()
    assert "広告" in card and "<script" not in card and "http" not in card.replace("https://example.com", "")


def test_the_creators_json_is_a_brief_without_the_inside_view(example: ProductSpec) -> None:
    whole = made(example, "JP", "youtube", reader="zh-Hant")
    data = json.loads(whole.render("json", "creator"))
    assert not any(data[name] for name in ("findings", "upcoming", "calendar", "blocked"))
    assert {section["view"] for section in data["sections"]} == {"creator"}
    assert {requirement["to"] for requirement in data["requirements"]} == {"creator"}
    wanted = {"rule", "pack", "version", "level", "force", "evidence", "because", "sources", "effective", "reviewed"}
    assert all(requirement.keys() >= wanted and requirement["because"] for requirement in data["requirements"])
    assert not re.search("未經查證|Remark|the author", json.dumps(data, ensure_ascii=False))
    again = Brief.model_validate_json(whole.render("json", "creator"))
    assert again.to_markdown() == whole.to_markdown()


def test_texts_of_the_brand_that_break_a_rule_are_named(example: ProductSpec) -> None:
    campaign = example.campaign.model_copy(update={"hashtags": ("ad", *[f"tag{n}" for n in range(8)])})
    product = example.model_copy(update={"summary": "業界No.1", "local": {}, "campaign": campaign})
    found = {finding.code: finding for finding in made(product, "JP", "instagram").findings}
    assert found["too-many-tags"].rules[0].startswith("platform-instagram/")
    words = [f.message for f in made(product, "JP", "instagram").findings if f.code == "forbidden-words"]
    assert any("no.1" in text for text in words) and any("#ad" in text for text in words)
    assert not [f for f in made(example, "JP", "instagram").findings if f.code == "forbidden-words"]


def test_without_a_tie_nothing_is_to_be_labelled(example: ProductSpec) -> None:
    for market, platform in PAIRS:
        brief = made(example, market, platform, connection="none")
        assert not [r.rule for r in brief.requirements if r.kind == "disclosure"]


def test_a_day_is_named_only_where_somebody_named_one(small: ProductSpec) -> None:
    brief = generate(small, "DE", "instagram", today=date(2026, 11, 22), registry=REGISTRY)
    assert "no-date" in {finding.code for finding in brief.findings}
    assert "22.11.2026" not in brief.to_markdown()
    assert "sensitive-day" not in {finding.code for finding in brief.findings}


def test_a_language_without_a_catalog_is_english_throughout(example: ProductSpec) -> None:
    brief = made(example, "US", "instagram", language="sw")
    assert "fallback" in {finding.code for finding in brief.findings}
    assert " na " not in brief.to_markdown() and "Dec 1, 2026" in brief.to_markdown()


def test_a_language_takes_the_script_of_the_market(example: ProductSpec) -> None:
    assert made(example, "TW", "instagram", language="zh").language == "zh-Hant"
    assert made(example, "JP", "instagram", language="zh").language == "zh-Hans"
    assert made(example, "JP", "instagram", language="ja").language == "ja"


def test_many_threads_get_the_same_briefs(example: ProductSpec) -> None:
    from concurrent.futures import ThreadPoolExecutor

    fresh = Registry.discover()
    pairs = PAIRS * 2
    with ThreadPoolExecutor(8) as pool:
        got = pool.map(lambda pair: generate(example, *pair, on=DAY, today=DAY, registry=fresh).to_json(), pairs)
        wanted = {pair: generate(example, *pair, on=DAY, today=DAY, registry=REGISTRY).to_json() for pair in PAIRS}
        assert all(text == wanted[pair] for pair, text in zip(pairs, got, strict=True))
