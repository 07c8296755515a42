"""What all models share: frozen, strict, no unknown keys, and text that is safe to show."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, TypeVar
from unicodedata import name as character_name

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

T = TypeVar("T")


class Model(BaseModel):
    """Frozen, strict and closed: a misspelled key is an error, never ignored."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", ser_json_inf_nan="null", allow_inf_nan=False)


# Controls, surrogates, zero-width and bidi characters and invisible tags: they hide text from a
# reader. Tag characters after U+1F3F4 spell a flag (Scotland, Wales) and stay.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
    "|[\ud800-\udfff]"
    "|(?<!\U0001f3f4)(?<![\U000e0020-\U000e007f])[\U000e0000-\U000e007f]"
)


def _show(character: str) -> str:
    label = character_name(character, "control or invisible character")
    return f"U+{ord(character):04X} {label}"


def safe_text(text: str) -> str:
    """Return the text with plain line ends; refuse characters that a reader cannot see.

    Raises ValueError naming the character and its position (from 1).
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := _HIDDEN.search(text):
        raise ValueError(
            f"holds {_show(found.group()[0])} at character {found.start() + 1}, which a reader cannot see; remove it"
        )
    return text


def _one_line(text: str) -> str:
    text = safe_text(text)
    if "\n" in text:
        raise ValueError("must be a single line")
    return " ".join(text.split())


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty; fill it in or leave the key out")
    return text.strip()


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


def _as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


#: One line of text, at most 300 characters.
Line = Annotated[str, StringConstraints(max_length=300), AfterValidator(_one_line), AfterValidator(_not_blank)]
#: A paragraph or more, at most 5,000 characters.
Prose = Annotated[str, StringConstraints(max_length=5000), AfterValidator(safe_text), AfterValidator(_not_blank)]
#: A calendar day; a JSON or YAML string in ISO 8601 is taken too.
Day = Annotated[date, BeforeValidator(_iso_date)]
#: A point in time with its offset from UTC.
Moment = Annotated[datetime, BeforeValidator(_iso_moment)]
#: A list in the file, a tuple in the model.
Many = Annotated[tuple[T, ...], BeforeValidator(_as_tuple)]

Url = Annotated[
    str,
    StringConstraints(max_length=2000, pattern=r"^https?://[^\s<>\"'`\\{}|^\[\]]+$"),
    AfterValidator(safe_text),
]
Market = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,3}(-[A-Z0-9]{1,3})?$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-[0-9]{3})?$")]
PlatformId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*([-_.][a-z0-9]+)*$")]


def _is_currency(code: str) -> str:
    from babel.numbers import is_currency

    if not is_currency(code):
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
Amount = Annotated[Decimal, BeforeValidator(_as_decimal), Field(gt=0, max_digits=15, decimal_places=4)]


def check_decimals(amount: Decimal, currency: str) -> None:
    """Raise ValueError where the currency's smallest coin cannot pay the amount: printing would round it."""
    from babel.numbers import get_currency_precision

    if amount != round(amount, get_currency_precision(currency)):
        raise ValueError(f"{amount} has more decimals than {currency} knows")


PositiveInt = Annotated[int, Field(gt=0)]
Days = Annotated[int, Field(ge=0, le=3650)]
