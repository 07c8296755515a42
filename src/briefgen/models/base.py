"""What all models share: frozen, strict, no unknown keys, and text that is safe to show."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Annotated, Any, TypeVar
from unicodedata import name as character_name

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, Strict, StringConstraints

T = TypeVar("T")


class Model(BaseModel):
    """Frozen, strict and closed: a misspelled key is an error, never ignored."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", ser_json_inf_nan="null", allow_inf_nan=False)


_set = object.__setattr__
M = TypeVar("M", bound=Model)


def trusted(model: type[M], values: dict[str, Any]) -> M:
    """The model with all its fields given, not validated again: what model_construct does, at a third of its cost.

    Only for values that briefgen made itself, and only where thousands are made; tests hold it to the validated model.
    """
    made = model.__new__(model)
    _set(made, "__dict__", values)
    _set(made, "__pydantic_fields_set__", _NO_FIELDS)
    _set(made, "__pydantic_extra__", None)
    _set(made, "__pydantic_private__", None)
    return made


_NO_FIELDS: set[str] = set()
# Controls, zero-width and bidi characters: they hide text from a reader. Invisible tags are among them, but for those
# after U+1F3F4, which spell a flag (Scotland, Wales). Patterns run in pydantic's core: no Python for a clean text.
_HIDDEN = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
_TAGS = r"\U000e0000-\U000e007f"
_FLAG = r"\U0001f3f4[\U000e0020-\U000e007f]+"
_BAD = re.compile(f"{_FLAG}|([{_HIDDEN}{_TAGS}\r])")
_LINE_BAD = re.compile(f"{_FLAG}|([{_HIDDEN}{_TAGS}\r\n])")
LINE = f"^(?:{_FLAG}|[^{_HIDDEN}{_TAGS}\r\n])*$".encode("ascii", "backslashreplace").decode()
PROSE = f"^(?:{_FLAG}|[^{_HIDDEN}{_TAGS}\r])*$".encode("ascii", "backslashreplace").decode()


def what_hides(text: str, *, line: bool) -> str:
    """A sentence for text that LINE or PROSE refuses: the character, its name and its position (from 1)."""
    for found in (_LINE_BAD if line else _BAD).finditer(text):
        character = found.group(1)
        if line and character in ("\r", "\n"):
            return "must be a single line"
        if character:
            label = f"U+{ord(character):04X} {character_name(character, 'control or invisible character')}"
            return f"holds {label} at character {found.start() + 1}, which a reader cannot see; remove it"
    return "holds a character that a reader cannot see; remove it"


#: What a text is that does not look as its pattern wants it.
PATTERNS = {
    r"^[A-Z]{2}$": "is not a territory code such as JP",
    r"^[A-Z]{2,3}(-[A-Z0-9]{1,3})?$": "is not a market code such as JP",
    r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-[0-9]{3})?$": "is not a language tag such as ja, pt-BR or zh-Hant",
    r"^[A-Z]{3}$": "is not a currency code such as EUR",
    r"^#?[\w]+$": "is not a hashtag: letters, digits and _ only",
    r"^@?[\w.\-]+$": "is not an account name",
    r"^[a-z][a-z0-9_]*$": "is not a platform id such as youtube",
}


def _iso_date(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"{value!r} is not a date; write it as 2026-12-01") from None
    return value


def _iso_moment(value: Any) -> Any:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            raise ValueError(f"{value!r} is not a time; write it as 2026-12-01T18:00:00+09:00") from None
    if isinstance(value, datetime) and value.utcoffset() is None:
        raise ValueError("names no time zone; write it as 2026-12-01T18:00:00+09:00")
    return value


#: One line of text, at most 300 characters.
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=LINE)]
#: A paragraph or more, at most 5,000 characters.
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5000, pattern=PROSE)]
#: A calendar day; a JSON or YAML string in ISO 8601 is taken too.
Day = Annotated[date, BeforeValidator(_iso_date)]
#: A point in time with its offset from UTC.
Moment = Annotated[datetime, BeforeValidator(_iso_moment)]
#: A list in the file, a tuple in the model.
Many = Annotated[tuple[T, ...], Strict(strict=False)]

Url = Annotated[
    str,
    StringConstraints(max_length=2000, pattern=rf"^https?://[^\s<>\"'`\\{{}}|^\[\]{_HIDDEN}{_TAGS}]+$"),
]


@cache
def _is_territory(code: str) -> str:
    from babel.core import Locale

    if code not in Locale("en").territories:
        raise ValueError(f"{code!r} is not a territory code such as JP")
    return code


@cache
def _is_language(tag: str) -> str:
    from babel.core import Locale, UnknownLocaleError

    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        raise ValueError(f"{tag!r} is not a language that CLDR knows; write it like ja or pt-BR") from None
    return tag


#: A territory that CLDR knows, such as JP or EU.
Territory = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$"), AfterValidator(_is_territory)]
Market = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,3}(-[A-Z0-9]{1,3})?$")]
Language = Annotated[
    str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-[0-9]{3})?$"), AfterValidator(_is_language)
]
PlatformId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*([-_.][a-z0-9]+)*$")]


@cache
def _is_currency(code: str) -> str:
    from babel.numbers import is_currency

    if not is_currency(code) or code in ("XXX", "XTS"):
        raise ValueError(f"{code!r} is not an ISO 4217 currency code such as EUR or JPY")
    return code


Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$"), AfterValidator(_is_currency)]


def _as_decimal(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return Decimal(repr(value))
    if isinstance(value, str):
        try:
            return Decimal(value)
        except ArithmeticError:
            raise ValueError(f"{value[:40]!r} is not an amount; write it as 129.00") from None
    return value


#: An amount of money above zero, at most 4 decimals; a string or a number in the file.
Amount = Annotated[Annotated[Decimal, Field(gt=0, max_digits=15, decimal_places=4)], BeforeValidator(_as_decimal)]


@lru_cache(4096)
def check_decimals(amount: Decimal, currency: str) -> None:
    """Raise ValueError where the currency's smallest coin cannot pay the amount: printing would round it."""
    from babel.numbers import get_currency_precision

    if amount != round(amount, get_currency_precision(currency)):
        raise ValueError(f"{amount} has more decimals than {currency} knows")


PositiveInt = Annotated[int, Field(gt=0, le=1_000_000)]
Days = Annotated[int, Field(ge=0, le=3650)]
