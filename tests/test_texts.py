"""Languages: parent locales, formats, plural forms, and the dated corrections of CLDR data."""

from __future__ import annotations

import sys
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from babel.core import Locale
from babel.numbers import format_decimal, get_currency_precision, get_territory_currencies
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import InputError, Registry
from briefgen.formats import PriceStyle, currency_of, formats, overrides
from briefgen.phrasing import quantity
from briefgen.texts import Texts, parents
from briefgen.voice import Voice
from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "tools"))


@pytest.mark.parametrize(
    "tag, chain",
    [
        ("es-MX", ("es-MX", "es-419", "es")),
        ("pt-BR", ("pt-BR", "pt")),
        ("zh-Hant", ("zh-Hant",)),  # never Simplified
        ("zh-Hant-MO", ("zh-Hant-MO", "zh-Hant-HK", "zh-Hant")),
        ("en-GB", ("en-GB", "en-001", "en")),
        ("nb", ("nb", "no")),
    ],
)
def test_the_chain_of_languages_is_cldrs(tag: str, chain: tuple[str, ...]) -> None:
    assert parents(tag) == chain


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(InputError, match="not a language that CLDR knows"):
        parents("xx")


MONEY = [
    ("ja", "JP", "12980", "JPY", "12,980円"),
    ("ko", "KR", "159000", "KRW", "159,000원"),
    ("zh-Hans", "CN", "899", "CNY", "¥899.00"),
    ("zh-Hant", "TW", "3990", "TWD", "NT$3,990"),
    ("de", "DE", "129.00", "EUR", "129,00\xa0€"),
    ("fr", "FR", "1299.90", "EUR", "1\u202f299,90\xa0€"),
    ("id", "ID", "1899000", "IDR", "Rp\xa01.899.000"),
    ("pt-BR", "BR", "799.90", "BRL", "R$\xa0799,90"),
    ("en", "GB", "109.00", "GBP", "£109.00"),
    ("en", "US", "129.00", "USD", "$129.00"),
]


@pytest.mark.parametrize("language, market, amount, currency, text", MONEY, ids=[row[1] for row in MONEY])
def test_prices_as_each_market_prints_them(
    registry: Registry, language: str, market: str, amount: str, currency: str, text: str
) -> None:
    style = PriceStyle(**registry.market(market).price.model_dump())
    assert formats(language, market).money(Decimal(amount), currency, style) == text


def test_a_price_is_never_rounded() -> None:
    style = PriceStyle(pattern="'NT$'#,##0", decimals=0)
    assert formats("zh-Hant", "TW").money(Decimal("129.90"), "TWD", style) == "$129.90"


def test_a_moment_is_told_in_the_creators_time_zone() -> None:
    taipei = datetime(2026, 12, 18, 23, 30, tzinfo=ZoneInfo("Asia/Taipei"))
    assert formats("ja", "JP").moment(taipei, "Asia/Tokyo") == "2026/12/19 0:30 (日本標準時)"
    assert formats("de", "DE").moment(taipei, "Europe/Berlin") == "18.12.2026 16:30 (Mitteleuropäische Normalzeit)"


def test_quantities_in_words() -> None:
    assert quantity(Voice("de", "DE"), 1, "codepoint") == "1 Zeichen"
    assert quantity(Voice("de", "DE"), 12, "h") == "12 Stunden"
    assert quantity(Voice("ja", "JP"), 10, "s") == "10 秒"
    assert quantity(Voice("en", "US"), 1, "month") == "1 month"
    assert quantity(Voice("fr", "FR"), 1500, "utf8_bytes") == "1\u202f500 octets"


def test_english_plurals_and_fallback_are_noted() -> None:
    swahili = Texts("sw")
    assert swahili.plural("{n} day", "{n} days", 1) == "{n} day"
    assert swahili.get("Must-haves") == "Must-haves"
    assert ("briefgen", "Must-haves") in swahili.missing
    assert Texts("en-GB").get("Must-haves") == "Must-haves"
    assert not Texts("en-GB").missing


def test_arabic_is_right_to_left_with_its_own_digits() -> None:
    arabic = formats("ar", "EG")
    assert arabic.rtl
    assert arabic.number(12345) == "١٢٬٣٤٥"
    assert "٢٠٢٦" in arabic.date(date(2026, 12, 1))


def test_bulgaria_pays_in_euro_since_2026() -> None:
    assert currency_of("BG", date(2025, 12, 31)) == "BGN"
    assert currency_of("BG", date(2026, 1, 1)) == "EUR"


def test_a_currency_correction_goes_once_cldr_has_it() -> None:
    for entry in overrides()["currency"]:
        upstream = get_territory_currencies(entry["territory"], entry["since"])
        assert upstream[0] != entry["currency"], (
            f"CLDR has caught up on {entry['territory']}: drop the entry from overrides.toml"
        )


def test_a_digit_correction_goes_once_babel_has_it() -> None:
    samples = {"arab": "ar_EG", "arabext": "fa_IR", "beng": "bn_BD", "deva": "mr_IN", "mymr": "my_MM"}
    for entry in overrides()["digits"]:
        locale = Locale.parse(samples[entry["system"]])
        assert locale.default_numbering_system == entry["system"]
        upstream = format_decimal(7, locale=locale, numbering_system="default")
        assert upstream == "7", f"Babel has caught up on {entry['system']}: drop the entry from overrides.toml"


def test_the_packs_currencies_are_those_in_use(registry: Registry) -> None:
    for head in registry.markets():
        assert currency_of(head.code, date(2026, 11, 22)) == head.currency


def test_catalogs_are_complete() -> None:
    import catalogs

    assert list(catalogs.problems()) == []


@given(
    st.sampled_from(
        [
            "ja-JP",
            "de-DE",
            "de-CH",
            "de-AT",
            "fr-FR",
            "pt-PT",
            "es-ES",
            "pl-PL",
            "hi-IN",
            "en-IN",
            "ar-EG",
            "fa-IR",
            "he-IL",
            "sv-SE",
        ]
    ),
    st.sampled_from(["EUR", "JPY", "USD", "KWD", "IDR", "CHF"]),
    st.decimals(min_value=0, max_value=10**9, places=3),
    st.integers(min_value=0, max_value=3),
    st.sampled_from(
        [None, PriceStyle(decimals=0), PriceStyle(pattern="#,##0' kr'", decimals=0), PriceStyle(decimals=2)]
    ),
)
@settings(max_examples=500, deadline=None)
def test_the_quick_way_to_print_money_is_babels(
    tag: str, currency: str, amount: Decimal, places: int, style: PriceStyle | None
) -> None:
    amount = round(amount, min(places, get_currency_precision(currency)))
    language, territory = tag.split("-")
    there = formats(language, territory)
    assert there.money(amount, currency, style) == there._native(there._slowly(amount, currency, style))
    assert there.number(int(amount)) == there._native(
        format_decimal(int(amount), locale=there.locale, numbering_system=there._system)
    )
