"""Bad product files: each gives one clear error with file, key and way out, or a visible warning."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefgen import InputError, ProductSpec, Registry, UnsupportedError, generate, load_product
from briefgen.loading import MAX_BYTES, parse_product
from tests.conftest import DAY

HEAD = 'name = "Aria"\nbrand = "Nordlys"\n'

WRONG = {
    "empty": ("", "is empty; 'briefgen init' writes a file to start from"),
    "hardly anything": ("language = 'en'", "name: is missing"),
    "lost translation": (
        HEAD + "[local.ja]\nmessages = ['x']",
        "local.ja.messages translates campaign.messages, which has no texts",
    ),
    "hidden in an address": (HEAD + '[campaign.contact]\nemail = "a\u202eb@c.xy"', "campaign.contact.email"),
    "a coin that is none": (HEAD + '[price]\namount = 1\ncurrency = "XXX"', "'XXX' is not an ISO 4217 currency code"),
    "too fine a measure": (
        HEAD + 'measures = [{ what = "weight", value = 0.0004, unit = "kilogram" }]',
        "use a smaller unit",
    ),
    "a number without end": (HEAD + "stock = 1" + "0" * 5000, "is not valid TOML"),
    "unknown key": (HEAD + 'categori = "food"', "categori: unknown key (did you mean 'category'?)"),
    "unknown key deep down": (
        HEAD + "[campaign.timeline]\ngo_liv = 2026-12-01",
        "campaign.timeline.go_liv: unknown key (did you mean 'go_live'?)",
    ),
    "unknown category": (HEAD + 'category = "cosmetic"', "(did you mean 'cosmetics'?)"),
    "wrong type": (HEAD + "stock = 'many'", "stock: input should be a valid integer (given: 'many')"),
    "number for a text": ("name = 5\nbrand = 'B'", "name: input should be a valid string (given: 5)"),
    "price without currency": (HEAD + "[price]\namount = 12", "price.currency: is missing"),
    "currency that is none": (
        HEAD + '[price]\namount = 12\ncurrency = "ERU"',
        "'ERU' is not an ISO 4217 currency code",
    ),
    "zero price": (
        HEAD + '[price]\namount = 0\ncurrency = "EUR"',
        "price.amount: input should be greater than 0 (given: 0)",
    ),
    "negative price": (
        HEAD + '[price]\namount = "-3"\ncurrency = "EUR"',
        "price.amount: input should be greater than 0",
    ),
    "price in words": (
        HEAD + '[price]\namount = "ten"\ncurrency = "EUR"',
        "'ten' is not an amount; write it as 129.00",
    ),
    "more decimals than the coin": (
        HEAD + '[price]\namount = "12.5"\ncurrency = "JPY"',
        "12.5 has more decimals than JPY knows",
    ),
    "reduction upwards": (
        HEAD + '[price]\namount = 12\nbefore = 10\ncurrency = "EUR"',
        "must be higher than amount",
    ),
    "negative stock": (HEAD + "stock = -1", "stock: input should be greater than or equal to 0 (given: -1)"),
    "four messages": (
        HEAD + '[campaign]\nmessages = ["a", "b", "c", "d"]',
        "campaign.messages: has 4 items; at most 3",
    ),
    "eight dos": (HEAD + f"[campaign]\ndos = {['x'] * 8}", "campaign.dos: has 8 items; at most 7"),
    "rights without end": (HEAD + '[campaign.rights]\nchannels = ["web"]', "usage rights need an end"),
    "dates out of order": (
        HEAD + "[campaign.timeline]\ndraft = 2026-12-05\ngo_live = 2026-12-01",
        "go_live (2026-12-01) is before draft (2026-12-05)",
    ),
    "time without zone": (
        HEAD + "[campaign.timeline]\ngo_live_at = 2026-12-05T18:00:00",
        "names no time zone",
    ),
    "bidi override": (
        HEAD + 'summary = "a\u202eb"',
        "summary: holds U+202E RIGHT-TO-LEFT OVERRIDE at character 2",
    ),
    "zero-width space": (HEAD + 'summary = "a\u200bb"', "summary: holds U+200B ZERO WIDTH SPACE"),
    "blank name": ('name = "  "\nbrand = "B"', "name: is empty"),
    "two lines in a name": ('name = "a\\nb"\nbrand = "B"', "name: must be a single line"),
    "script link": (
        HEAD + 'url = "javascript:alert(1)"',
        "url: 'javascript:alert(1)' is not a web address that begins with https://",
    ),
    "market in small letters": (
        HEAD + '[prices]\njp = { amount = 1, currency = "JPY" }',
        "'jp' is not a territory code",
    ),
    "unknown territory": (HEAD + '[campaign.rights]\ndays = 9\nterritory = ["XX"]', "'XX' is not a territory code"),
    "unknown language": (HEAD + "[local.xx]\nsummary = 'a'", "'xx' is not a language that CLDR knows"),
    "two go-live days": (
        HEAD + "[campaign.timeline]\ngo_live = 2026-12-05\ngo_live_at = 2026-12-06T18:00:00+09:00",
        "go_live and go_live_at name different days",
    ),
    "posting ends before it begins": (
        HEAD + "[campaign.timeline]\ngo_live_at = 2026-12-05T18:00:00+09:00\npost_until = 2026-12-01",
        "post_until (2026-12-01) is before go_live_at (2026-12-05)",
    ),
    "fee without amount": (HEAD + '[campaign.compensation]\nmodel = "fee"', "model 'fee' needs fee = { amount"),
    "commission without share": (HEAD + '[campaign.compensation]\nmodel = "affiliate"', "needs commission_percent"),
    "ages upside down": (
        HEAD + "[campaign.audience]\nage_from = 50\nage_to = 20",
        "age_from (50) is above age_to (20)",
    ),
    "brand rule with a slip": (
        HEAD + '[[campaign.rules]]\nkey = "hashtag.cuont"\nop = "max"\nvalue = 3\nunit = "hashtag"',
        "unknown key 'hashtag.cuont'; did you mean 'hashtag.count'?",
    ),
    "exclusivity of nothing": (HEAD + "[campaign.exclusivity]\ndays = 9", "name what the creator leaves out"),
    "not toml": ("name = ", "is not valid TOML: Invalid value (at end of document)"),
    "NUL": ('name = "a\x00"', "is not valid TOML"),
}


@pytest.mark.parametrize("text, message", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_file_names_its_key_and_the_way_out(text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_product(text.encode(), "toml", where="p.toml")
    assert str(caught.value).startswith("p.toml: ")
    assert message in str(caught.value)


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        parse_product(b'nam = "a"\nstock = -1\n[price]\namount = 0', "toml")
    assert len(caught.value.problems) == 6


YAML = {
    "line of a key": ("name: A\nbrand: B\nstock: -2", "line 3: stock: input should be greater"),
    "line in a list": (
        "name: A\nbrand: B\ncampaign:\n  deliverables:\n    - platform: youtube\n      format: reel",
        "line 6: campaign.deliverables[1].format: 'reel' is not one of",
    ),
    "line of a syntax error": ("name: A\nbrand: [B\nstock: 1", "line 3"),
    "twice the same key": ("name: A\nname: B", 'duplicate key "name"'),
    "an object": ("!!python/object/apply:os.system [ls]", "not valid YAML"),
    "aliases that multiply": (
        "a: &a [1,1,1,1,1,1,1,1]\n"
        + "".join(f"{n}: &{n} [{', '.join([f'*{p}'] * 8)}]\n" for p, n in zip("abcde", "bcdef", strict=True)),
        "more than 20000 values",
    ),
}


@pytest.mark.parametrize("text, message", YAML.values(), ids=YAML.keys())
def test_yaml_errors_name_the_line(text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_product(text.encode(), "yaml")
    assert message in str(caught.value)


def test_yaml_leaves_norway_alone() -> None:
    product = parse_product(b"name: NO\nbrand: yes\nprices: {NO: {amount: 99.90, currency: NOK}}", "yaml")
    assert (product.name, product.brand) == ("NO", "yes")
    assert str(product.prices["NO"].amount) == "99.9"


JSON = {
    "twice the same key": ('{"name": "a", "name": "b"}', "key 'name' stands twice"),
    "NaN": ('{"name": "a", "brand": "b", "stock": NaN}', "NaN is not a number"),
    "lone surrogate": (
        '{"name": "a\\ud800", "brand": "b"}',
        "name: holds half a character (a lone surrogate)",
    ),
    "lone surrogate as key": ('{"\\ud800": 1}', "a key is not text"),
    "deep": ("[" * 100_000, "nested too deeply"),
    "a list": ("[]", "holds list, not keys with values"),
    "cut off": ('{"name": ', "is not valid JSON"),
    "huge number": ('{"stock": 1' + "0" * 5000 + "}", "is not valid JSON"),
}


@pytest.mark.parametrize("text, message", JSON.values(), ids=JSON.keys())
def test_json_errors(text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_product(text.encode(), "json")
    assert message in str(caught.value)
    str(caught.value).encode("utf-8")


def test_a_description_of_five_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "big.toml"
    path.write_text(HEAD + f'description = "{"x" * 5_000_000}"')
    assert path.stat().st_size > MAX_BYTES
    with pytest.raises(InputError, match="larger than 1 MB"):
        load_product(path)
    with pytest.raises(InputError, match="description: string should have at most 5000 characters"):
        parse_product((HEAD + f'description = "{"x" * 6000}"').encode(), "toml")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "product.toml").write_text(HEAD)
    (tmp_path / "latin.toml").write_bytes(b'name = "caf\xe9"')
    for name, message in {
        "produkt.toml": "no such file (did you mean 'product.toml'?)",
        "product.txt": "unknown ending '.txt'; use .toml, .yaml or .json",
        "latin.toml": "is not UTF-8 at byte 12",
    }.items():
        with pytest.raises(InputError) as caught:
            load_product(tmp_path / name)
        assert message in str(caught.value)


def test_the_three_formats_give_the_same_product(tmp_path: Path) -> None:
    texts = {
        "p.toml": HEAD + '[price]\namount = "12.90"\ncurrency = "EUR"\n[campaign.timeline]\ngo_live = 2026-12-01',
        "p.yaml": 'name: Aria\nbrand: Nordlys\nprice: {amount: "12.90", currency: EUR}\n'
        "campaign: {timeline: {go_live: 2026-12-01}}",
        "p.json": '{"name": "Aria", "brand": "Nordlys", "price": {"amount": "12.90", "currency": "EUR"}, '
        '"campaign": {"timeline": {"go_live": "2026-12-01"}}}',
    }
    for name, text in texts.items():
        (tmp_path / name).write_text("\ufeff" + text, "utf-8")
    assert load_product(tmp_path / "p.toml") == load_product(tmp_path / "p.yaml") == load_product(tmp_path / "p.json")


def warnings(product: ProductSpec, market: str = "JP", **options: object) -> dict[str, str]:
    options = {"on": DAY, "today": date(2026, 11, 22), **options}
    brief = generate(product, market, "youtube", **options)  # type: ignore[arg-type]
    return {finding.code: finding.message for finding in brief.findings}


def test_what_is_missing_or_odd_is_a_visible_warning() -> None:
    bare = parse_product(HEAD.encode(), "toml")
    assert {"no-price", "no-category"} <= warnings(bare).keys()
    odd = parse_product(
        (
            HEAD
            + 'stock = 0\nsummary = "Loud"\navailable_from = 2027-03-01\nclaims = [{ text = "Best ever" }]\n'
            + '[price]\namount = 12\ncurrency = "USD"\n[campaign.timeline]\nfinal = 2026-12-20'
        ).encode(),
        "toml",
    )
    found = warnings(odd)
    assert {
        "out-of-stock",
        "not-yet-available",
        "claim-without-proof",
        "foreign-price",
        "product-language",
        "late-step",
    } <= found.keys()
    assert "[prices.JP]" in found["foreign-price"]
    assert "[local.ja]" in found["product-language"]
    assert "past-date" in warnings(odd, on=date(2026, 1, 1))
    assert "past-date" not in warnings(odd)


def test_a_fee_beside_a_gift_is_a_warning(example: ProductSpec) -> None:
    assert "gifted product" in warnings(example, connection="gifted")["fee-without-paid-tie"]
    assert "fee-without-paid-tie" not in warnings(example)


def test_unknown_markets_platforms_languages_and_ties(small: ProductSpec) -> None:
    cases: dict[str, tuple[type[Exception], dict[str, object]]] = {
        "no pack knows market 'JA' (did you mean": (
            UnsupportedError,
            {"market": "JA", "platform": "youtube"},
        ),
        "did you mean 'youtube'?": (UnsupportedError, {"market": "JP", "platform": "yutube"}),
        "name at least one platform": (InputError, {"market": "JP"}),
        "did you mean 'gifted'?": (InputError, {"market": "JP", "platform": "youtube", "connection": "gift"}),
        "'xx' is not a language that CLDR knows": (
            InputError,
            {"market": "JP", "platform": "youtube", "language": "xx"},
        ),
        "'japanisch' is not a language tag such as ja, pt-BR or zh-Hant": (
            InputError,
            {"market": "JP", "platform": "youtube", "language": "japanisch"},
        ),
    }
    for message, (kind, options) in cases.items():
        with pytest.raises(kind) as caught:
            generate(small, **options)  # type: ignore[arg-type]
        assert message in str(caught.value), options


@pytest.mark.parametrize(
    "market, platform, rule",
    [
        ("IN", "tiktok", "platform-tiktok/blocked"),
        ("RU", "instagram", "platform-instagram/ads-illegal"),
        ("CN", "youtube", "platform-youtube/blocked"),
    ],
)
def test_a_platform_that_is_not_to_be_had_names_the_rule(
    small: ProductSpec, market: str, platform: str, rule: str
) -> None:
    with pytest.raises(UnsupportedError) as caught:
        generate(small, market, platform)
    assert rule in caught.value.rules
    assert "https://" in str(caught.value)


@pytest.mark.parametrize(
    "market, category, pack",
    [
        ("JP", "tobacco", "market-jp"),
        ("DE", "tobacco", "region-eu"),
        ("BR", "infant_formula", "market-br"),
        ("CN", "crypto", "market-cn"),
    ],
)
def test_a_banned_category_is_a_refusal_that_names_the_rule(
    registry: Registry, market: str, category: str, pack: str
) -> None:
    product = ProductSpec.model_validate({"name": "A", "brand": "B", "category": category})
    with pytest.raises(UnsupportedError) as caught:
        generate(product, market, "xiaohongshu", registry=registry)
    assert any(rule.startswith(pack) for rule in caught.value.rules)
    assert category in str(caught.value)
