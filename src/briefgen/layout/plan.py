"""The plan of a section: what is fixed for all products, and what a product is stamped into."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from briefgen.models.brief import BriefLine, Section, View
from briefgen.models.pack import MarketHead
from briefgen.models.product import ProductSpec
from briefgen.models.request import Request
from briefgen.voice import Both, Pen


@dataclass(frozen=True, slots=True)
class Setting:
    """What a blueprint knows: the request, the market, the names of the deliverables, and the pen."""

    request: Request
    market: MarketHead
    platforms: dict[str, Both]
    pen: Pen


class Stamp:
    """One product being stamped into one blueprint. ``untranslated`` collects texts shown in another language."""

    __slots__ = ("_audience", "_reader", "campaign", "pen", "product", "request", "setting", "untranslated")

    def __init__(self, product: ProductSpec, setting: Setting) -> None:
        self.product, self.campaign = product, product.campaign
        self.setting, self.pen, self.request = setting, setting.pen, setting.request
        self.untranslated: list[str] = []
        self._audience = _own_words(product, setting.pen.audience.texts.chain)
        self._reader = _own_words(product, setting.pen.reader.texts.chain)

    def words(self, field: str, base: str | None) -> Both | None:
        """A text of the product file in the two languages; None where it is not given.

        Where the creator's language is missing the text is shown as written, and noted.
        """
        if not base:
            return None
        return Both(self._theirs(field, base), _found(self._reader, field) or base)

    def lists(self, field: str, base: tuple[str, ...]) -> list[Both]:
        """A list of texts of the product file in the two languages, item by item."""
        if not base:
            return []
        theirs, ours = self._theirs(field, base), _found(self._reader, field) or base
        if len(theirs) != len(base):
            self.untranslated.append(field)
            theirs = base
        return [Both(one, two) for one, two in zip(theirs, ours if len(ours) == len(base) else base, strict=True)]

    def _theirs(self, field: str, base: Any) -> Any:
        if self._audience is OWN:
            return base
        found = _found(self._audience, field)
        if not found:
            self.untranslated.append(field)
        return found or base


#: Stands for the product file's own language: nothing is to be looked up.
OWN = object()


def _found(words: Any, field: str) -> Any:
    return getattr(words, field, None) if words is not OWN else None


def _own_words(product: ProductSpec, chain: tuple[str, ...]) -> Any:
    """The product's words in the first language of the chain that it has; None where it has none."""
    for step in chain:
        if step in product.local:
            return product.local[step]
        if step == product.language:
            return OWN
    return OWN if product.language.startswith(f"{chain[-1]}-") else None


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """A section before a product comes: heading, fixed lines, and the function that stamps the rest."""

    id: str
    heading: Both
    view: View = "creator"
    fixed: tuple[BriefLine, ...] = ()
    stamp: Callable[[Stamp], Iterable[BriefLine]] | None = None

    def section(self, stamp: Stamp) -> Section | None:
        """The section for one product; None where it would be empty."""
        lines = (*self.fixed, *self.stamp(stamp)) if self.stamp else self.fixed
        if not lines:
            return None
        return Section(
            id=self.id, heading=self.heading.audience, gloss=self.heading.reader, view=self.view, lines=lines
        )
