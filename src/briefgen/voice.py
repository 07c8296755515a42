"""One language speaking: catalogs and formats together, and the pen that writes a line in two languages at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from briefgen.formats import Formats, PriceStyle, formats
from briefgen.models.base import trusted
from briefgen.models.brief import BriefLine
from briefgen.texts import CORE, SOURCE, Texts

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"


_RTL = re.compile("[\u0590-\u08ff]")


@lru_cache(8192)
def verbatim(text: str) -> str:
    """Mark text that must be copied as it is: a label, a link, a code. Renderers set it apart.

    The marks are Unicode isolates: invisible, and right where writing directions meet.
    """
    return f"{RLI if _RTL.search(text) else LRI}{text}{PDI}"


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
    """An amount to be printed as the market prints it, with its note on tax."""

    amount: Decimal
    currency: str
    style: PriceStyle | None = None
    note: str = ""


class Span(NamedTuple):
    """A duration in s, min, h or day."""

    value: float
    unit: str


class Quantity(NamedTuple):
    """A measured number with its CLDR unit, such as gram."""

    value: float
    unit: str


class Places(NamedTuple):
    """Territories by code, shown as a list of their names."""

    codes: tuple[str, ...]


Value = str | date | Both | Count | Price | Span | Quantity | Places | tuple[str, ...] | int | float


class Voice:
    """A language as used in a territory: ``say`` a message, ``show`` a value."""

    def __init__(self, language: str, territory: str, folders: tuple[tuple[str, Path], ...] = ()) -> None:
        self.language = language
        self.texts = Texts(language, folders)
        # Without a catalog the words are English; then numbers and lists are, too.
        self.formats: Formats = formats(language if self.texts.spoken else SOURCE, territory)
        self.is_reader = False
        self.is_local = True
        self._memo: dict[tuple[str, str], str] = {}

    def say(self, message: str, domain: str = CORE, /, **values: Value) -> str:
        """The message in this language with its values shown in it."""
        return self.fill(message, domain, values)

    def fill(self, message: str, domain: str, values: dict[str, Value]) -> str:
        """The same with the values as a dict."""
        found = self._memo.get((message, domain))
        if found is None:
            found = self._memo[message, domain] = self.texts.get(message, domain)
        if not values:
            return found
        return found.format_map({k: v if type(v) is str else _SHOW[type(v)](self, v) for k, v in values.items()})

    def show(self, value: Value) -> str:
        """A value as this language prints it. Plain strings stay as they are."""
        return _SHOW[type(value)](self, value)

    def _price(self, value: Price) -> str:
        """The market's own way to print a price is for its own languages; a reader of another sees CLDR's."""
        if not self.is_local:
            return self.formats.money(value.amount, value.currency, None)
        return self.formats.money(value.amount, value.currency, value.style) + value.note

    def _plural(self, value: Count) -> str:
        form = self.texts.plural(value.one, value.many, value.number)
        return form.format(n=self.formats.number(value.number))


#: How each kind of value is shown. The formats keep what Babel made of a value: most products share theirs.
_SHOW: dict[type, Callable[[Voice, Any], str]] = {
    str: lambda _, value: value,
    Both: lambda voice, value: (value.reader if voice.is_reader else "") or value.audience,
    Count: Voice._plural,
    Price: Voice._price,
    Span: lambda voice, value: voice.formats.duration(value.value, value.unit),
    Quantity: lambda voice, value: voice.formats.measure(value.value, value.unit),
    Places: lambda voice, value: voice.formats.listing([voice.formats.territory_name(code) for code in value.codes]),
    date: lambda voice, value: voice.formats.date(value),
    int: lambda voice, value: voice.formats.number(value),
    float: lambda voice, value: voice.formats.number(value),
    tuple: lambda voice, value: voice.formats.listing(value),
}
#: So many finished lines are kept: a campaign's are the same for all its products.
_KEPT = 8192


_NO_GROUP = Both("", "")


def _line(said: Both, group: Both, level: str | None) -> BriefLine:
    values = {"text": said.audience, "gloss": said.reader, "group": group.audience, "group_gloss": group.reader}
    return trusted(BriefLine, {**values, "rules": (), "level": level, "unverified": False})


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes each line twice: in the audience's language, and in the reader's where that is another."""

    audience: Voice
    reader: Voice
    _lines: dict[tuple[object, ...], BriefLine] = field(default_factory=dict, compare=False, repr=False)

    @property
    def bilingual(self) -> bool:
        return self.audience.language != self.reader.language

    def both(self, message: str, domain: str = CORE, /, **values: Value) -> Both:
        """The message in both languages; the second is empty where they are one."""
        text = self.audience.fill(message, domain, values)
        return Both(text, self.reader.fill(message, domain, values) if self.bilingual else "")

    def listed(self, words: Sequence[Both]) -> Both:
        """A list in both languages."""
        theirs = self.audience.formats.listing([one.audience for one in words])
        return Both(theirs, self.reader.formats.listing([one.reader for one in words]))

    def line(self, message: str, /, **values: Value) -> BriefLine:
        """A line of the brand's or the engine's own, from the core catalog."""
        key = (message, *values.values())
        line = self._lines.get(key)
        if line is None:
            line = self._keep(key, _line(self.both(message, **values), _NO_GROUP, None))
        return line

    def must(self, group: Both, message: str, /, **values: Value) -> BriefLine:
        """The same as a must-have under a subheading."""
        key = (message, group, *values.values())
        line = self._lines.get(key)
        if line is None:
            line = self._keep(key, _line(self.both(message, **values), group, "must"))
        return line

    def plain(self, words: Both) -> BriefLine:
        """A line that is nothing but the product's own words."""
        line = self._lines.get(words)
        if line is None:
            gloss = words.reader if words.reader != words.audience else ""
            line = self._keep(words, _line(Both(words.audience, gloss), _NO_GROUP, None))
        return line

    def _keep(self, key: tuple[object, ...], line: BriefLine) -> BriefLine:
        if len(self._lines) >= _KEPT:
            self._lines.clear()
        self._lines[key] = line
        return line
