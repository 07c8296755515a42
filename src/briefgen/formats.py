"""Numbers, money, dates, units and lists as a locale prints them. The locale is parsed once; results are memoised."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, format_timedelta, get_timezone_name
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, get_territory_currencies
from babel.units import format_unit

from briefgen.models.pack import PriceStyle

_DURATIONS = {"s": "second", "min": "minute", "h": "hour", "day": "day"}
_MEASURES = {
    **dict.fromkeys(("milligram", "gram", "kilogram", "ounce"), "mass-"),
    **dict.fromkeys(("milliliter", "liter"), "volume-"),
    **dict.fromkeys(("millimeter", "centimeter", "meter", "inch"), "length-"),
}


@cache
def overrides() -> dict[str, Any]:
    """The dated corrections of CLDR data: ``overrides.toml`` beside this file."""
    return tomllib.loads(files("briefgen").joinpath("overrides.toml").read_text("utf-8"))


def currency_of(territory: str, on: date) -> str | None:
    """The currency in use in a territory on a day, by CLDR and the dated corrections; None where unknown."""
    for entry in overrides()["currency"]:
        if entry["territory"] == territory and entry["since"] <= on:
            return str(entry["currency"])
    found = get_territory_currencies(territory, on)
    return str(found[0]) if found else None


@cache
def formats(language: str, territory: str | None = None) -> Formats:
    """The formats of a language as used in a territory; one object for all callers."""
    return Formats(language, territory)


class Formats:
    """How one locale prints things. ``rtl`` is True for right-to-left scripts."""

    def __init__(self, language: str, territory: str | None) -> None:
        self.locale = _locale(language, territory)
        self.rtl = self.locale.text_direction == "rtl"
        system = self.locale.default_numbering_system
        digits = {entry["system"]: entry["digits"] for entry in overrides()["digits"]}
        self._digits = str.maketrans("0123456789", digits[system]) if system in digits else None
        self._system = "default" if self._digits else "latn"
        self.date = lru_cache(4096)(self._date)
        self.money = lru_cache(65536)(self._money)
        self.number = lru_cache(65536)(self._number)

    def _number(self, value: float | Decimal) -> str:
        return self._native(format_decimal(value, locale=self.locale, numbering_system=self._system))

    def _date(self, day: date, style: str = "medium") -> str:
        return self._native(format_date(day, style, locale=self.locale))

    def moment(self, when: datetime, zone: str) -> str:
        """Day, time and the zone's name, as a clock in that zone (IANA name) shows them."""
        there = when.astimezone(ZoneInfo(zone))
        name = get_timezone_name(there, locale=self.locale)
        return f"{self._date(there.date())} {self._native(format_time(there, 'short', locale=self.locale))} ({name})"

    def _money(self, amount: Decimal, currency: str, style: PriceStyle | None = None) -> str:
        """A price, never rounded: pass the market's style only for its own currency."""
        pattern = _pattern(self.locale, style, amount)
        text = format_currency(
            amount,
            currency,
            format=pattern,
            locale=self.locale,
            currency_digits=pattern is None,
            numbering_system=self._system,
        )
        return self._native(text)

    def measure(self, value: float, unit: str) -> str:
        """A number with a CLDR unit in its short form: ``5.2 g``, ``30 分``."""
        if unit in ("minute", "hour", "day"):
            return self.duration(value, {"minute": "min", "hour": "h", "day": "day"}[unit])
        return self._native(
            format_unit(value, _MEASURES[unit] + unit, "short", locale=self.locale, numbering_system=self._system)
        )

    def duration(self, value: float, unit: str) -> str:
        """A duration in s, min, h or day, in that unit.

        format_timedelta, because format_unit of Babel 2.18 leaves durations of Asian locales in English.
        """
        name = _DURATIONS[unit]
        delta = timedelta(**{f"{name}s": value})
        return self._native(
            format_timedelta(delta, granularity=name, threshold=value + 1, locale=self.locale)  # type: ignore[arg-type]
        )

    def listing(self, items: Sequence[str], style: str = "standard") -> str:
        """``a, b and c`` or, with style ``or``, ``a, b or c``."""
        if style == "or" and "or" not in self.locale.list_patterns:
            style = "standard"
        return format_list(list(items), style=style, locale=self.locale)  # type: ignore[arg-type]

    def language_name(self, tag: str) -> str:
        """A language's name in this locale; the tag itself where CLDR has none."""
        try:
            return Locale.parse(tag, sep="-").get_display_name(self.locale) or tag
        except (UnknownLocaleError, ValueError):
            return tag

    def territory_name(self, code: str) -> str:
        """A territory's name in this locale; the code itself where CLDR has none."""
        return str(self.locale.territories.get(code, code))

    def _native(self, text: str) -> str:
        return text.translate(self._digits) if self._digits else text


def _locale(language: str, territory: str | None) -> Locale:
    parts = language.split("-")
    has_territory = len(parts) > 1 and len(parts[-1]) in (2, 3) and not parts[-1].islower()
    tags = [language] if has_territory or not territory else [f"{language}-{territory}", language]
    for tag in tags:
        try:
            return Locale.parse(tag, sep="-")
        except UnknownLocaleError:
            continue
    return Locale.parse(parts[0])


def _pattern(locale: Locale, style: PriceStyle | None, amount: Decimal) -> str | None:
    """The market's way to print this amount; None for CLDR's, also where the market's would round it."""
    if style is None or style.decimals is None or amount != round(amount, style.decimals):
        return None
    if style.pattern:
        return style.pattern
    standard: str = locale.currency_formats["standard"].pattern
    return standard.replace(".00", "." + "0" * style.decimals if style.decimals else "")
