"""Numbers, money, dates, units and lists as a locale prints them. The locale is parsed once; results are memoised."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, format_timedelta, get_timezone_name
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, get_territory_currencies
from babel.units import format_unit

_DURATIONS = {"s": "second", "min": "minute", "h": "hour", "day": "day"}
_MEASURES = {
    **dict.fromkeys(("milligram", "gram", "kilogram", "ounce"), "mass-"),
    "megabyte": "digital-",
    **dict.fromkeys(("milliliter", "liter"), "volume-"),
    **dict.fromkeys(("millimeter", "centimeter", "meter", "inch"), "length-"),
}


class PriceStyle(NamedTuple):
    """How a market prints a price; a tuple, since it is part of many keys."""

    pattern: str | None = None
    decimals: int | None = None
    tax_included_note: str | None = None


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
        self._group, self._point = _separators(self.locale, self._system)
        self._affixes = lru_cache(1024)(self._affixes_of)
        self.date = lru_cache(4096)(self._date)
        self.money = lru_cache(65536)(self._money)
        self.number = lru_cache(65536)(self._number)
        self._lists = lru_cache(4096)(self._listing)
        self.duration = lru_cache(4096)(self._duration)
        self.measure = lru_cache(4096)(self._measure)

    def _number(self, value: float | Decimal) -> str:
        if isinstance(value, int) and not isinstance(value, bool):
            return self._native(self._grouped(value))
        return self._native(format_decimal(value, locale=self.locale, numbering_system=self._system))

    def _grouped(self, value: int) -> str:
        """A whole number with the locale's groups; Babel's own way where they are not of three."""
        if self._group is None or value < 0:
            return format_decimal(value, locale=self.locale, numbering_system=self._system)
        return f"{value:,}".replace(",", self._group)

    def _date(self, day: date, style: str = "medium") -> str:
        return self._native(format_date(day, style, locale=self.locale))

    def moment(self, when: datetime, zone: str) -> str:
        """Day, time and the zone's name, as a clock in that zone (IANA name) shows them."""
        there = when.astimezone(ZoneInfo(zone))
        name = get_timezone_name(there, locale=self.locale)
        return f"{self._date(there.date())} {self._native(format_time(there, 'short', locale=self.locale))} ({name})"

    def _money(self, amount: Decimal, currency: str, style: PriceStyle | None = None) -> str:
        """A price, never rounded: pass the market's style only for its own currency."""
        exponent = amount.normalize().as_tuple().exponent
        digits = max(0, -exponent) if isinstance(exponent, int) else 0
        head, zeros, tail = self._affixes(currency, style, digits)
        if zeros < 0 or amount < 0 or self._group is None:
            return self._native(self._slowly(amount, currency, style))
        number = f"{amount:,.{zeros}f}".replace(",", "\0").replace(".", self._point).replace("\0", self._group)
        return self._native(f"{head}{number}{tail}")

    def _slowly(self, amount: Decimal, currency: str, style: PriceStyle | None) -> str:
        pattern = _pattern(self.locale, style, amount)
        return format_currency(
            amount,
            currency,
            format=pattern,
            locale=self.locale,
            currency_digits=pattern is None,
            numbering_system=self._system,
        )

    def _affixes_of(self, currency: str, style: PriceStyle | None, digits: int) -> tuple[str, int, str]:
        """What Babel puts before and after an amount with so many decimals, and how many decimals it prints.

        Asking Babel once a currency, and not once a price, is most of what a price costs. Decimals of -1: ask Babel.
        """
        sample = self._slowly(Decimal(8) + (Decimal(9).scaleb(-digits) if digits else 0), currency, style)
        first, last = sample.find("8"), sample.rfind("9") if digits else sample.find("8")
        middle = sample[first : last + 1]
        zeros = len(middle) - 2 if len(middle) > 1 else 0
        plain = "8" + (self._point + "0" * (zeros - 1) + "9" if zeros else "")
        return (sample[:first], zeros, sample[last + 1 :]) if middle == plain else ("", -1, "")

    def _measure(self, value: float, unit: str) -> str:
        """A number with a CLDR unit in its short form: ``5.2 g``, ``30 分``."""
        if unit in ("minute", "hour", "day"):
            return self.duration(value, {"minute": "min", "hour": "h", "day": "day"}[unit])
        return self._native(
            format_unit(value, _MEASURES[unit] + unit, "short", locale=self.locale, numbering_system=self._system)
        )

    def _duration(self, value: float, unit: str) -> str:
        """A duration in s, min, h or day, in that unit.

        format_timedelta, because format_unit of Babel 2.18 leaves durations of Asian locales in English.
        """
        if value != int(value):  # format_timedelta rounds: let it print a whole number and put ours in its place
            return self._duration(8, unit).replace(self._native("8"), self.number(value))
        name = _DURATIONS[unit]
        delta = timedelta(**{f"{name}s": value})
        return self._native(
            format_timedelta(delta, granularity=name, threshold=value + 1, locale=self.locale)  # type: ignore[arg-type]
        )

    def listing(self, items: Sequence[str], style: str = "standard") -> str:
        """``a, b and c`` or, with style ``or``, ``a, b or c``."""
        return self._lists(tuple(items), style)

    def _listing(self, items: tuple[str, ...], style: str) -> str:
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


def _separators(locale: Locale, system: str) -> tuple[str | None, str]:
    """The signs between groups of three digits (None: groups of another size) and before decimals."""
    sample = format_decimal(Decimal("9876543.21"), locale=locale, numbering_system=system)
    match = re.fullmatch(r"9(\D)876(?:\1)543(\D)21", sample)
    point = re.search(r"(\D)21$", sample)
    return (match[1] if match else None), (match[2] if match else point[1] if point else ".")


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
