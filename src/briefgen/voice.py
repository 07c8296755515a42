"""One language speaking: catalogs and formats together, and the pen that writes a line in two languages at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from briefgen.formats import Formats, formats
from briefgen.models.brief import BriefLine
from briefgen.models.pack import PriceStyle
from briefgen.texts import CORE, Texts

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"


def verbatim(text: str) -> str:
    """Mark text that must be copied as it is: a label, a link, a code. Renderers set it apart.

    The marks are Unicode isolates: invisible, and right where writing directions meet.
    """
    opening = RLI if any("\u0590" <= character <= "\u08ff" for character in text) else LRI
    return f"{opening}{text}{PDI}"


class Both(NamedTuple):
    """A value that is already in two languages: the audience's and the reader's."""

    audience: str
    reader: str


class Count(NamedTuple):
    """A counted thing; ``one`` and ``many`` are messages that hold ``{n}``."""

    number: float
    one: str
    many: str


class Price(NamedTuple):
    """An amount to be printed as the market prints it."""

    amount: Decimal
    currency: str
    style: PriceStyle | None = None


class Span(NamedTuple):
    """A duration in s, min, h or day."""

    value: float
    unit: str


Value = str | date | Both | Count | Price | Span | tuple[str, ...] | int | float


class Voice:
    """A language as used in a territory: ``say`` a message, ``show`` a value."""

    def __init__(self, language: str, territory: str, folders: tuple[tuple[str, Path], ...] = ()) -> None:
        self.language = language
        self.texts = Texts(language, folders)
        self.formats: Formats = formats(language, territory)
        self.is_reader = False
        self._memo: dict[tuple[str, str], str] = {}

    def say(self, message: str, domain: str = CORE, /, **values: Value) -> str:
        """The message in this language with its values shown in it."""
        found = self._memo.get((message, domain))
        if found is None:
            found = self._memo[message, domain] = self.texts.get(message, domain)
        return found.format_map({k: self.show(v) for k, v in values.items()}) if values else found

    def show(self, value: Value) -> str:  # noqa: PLR0911 - one line a kind of value
        """A value as this language prints it. Plain strings stay as they are."""
        match value:
            case str():
                return value
            case Both():
                return value.reader if self.is_reader else value.audience
            case Count():
                form = self.texts.plural(value.one, value.many, value.number)
                return form.format(n=self.formats.number(value.number))
            case Price():
                return self.formats.money(value.amount, value.currency, value.style)
            case Span():
                return self.formats.duration(value.value, value.unit)
            case date():
                return self.formats.date(value)
            case int() | float():
                return self.formats.number(value)
            case _:
                return self.formats.listing(value)


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes each line twice: in the audience's language, and in the reader's where that is another."""

    audience: Voice
    reader: Voice

    @property
    def bilingual(self) -> bool:
        return self.audience.language != self.reader.language

    def both(self, message: str, domain: str = CORE, /, **values: Value) -> Both:
        """The message in both languages; the second is empty where they are one."""
        text = self.audience.say(message, domain, **values)
        return Both(text, self.reader.say(message, domain, **values) if self.bilingual else "")

    def line(self, message: str, /, **values: Value) -> BriefLine:
        """A line of the brand's or the engine's own, from the core catalog."""
        text, gloss = self.both(message, **values)
        return BriefLine(text=text, gloss=gloss)

    def plain(self, words: Both) -> BriefLine:
        """A line that is nothing but the product's own words."""
        return BriefLine(text=words.audience, gloss=words.reader if words.reader != words.audience else "")
