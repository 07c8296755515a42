"""The plan of a section: what is fixed for all products, and what a product is stamped into."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from briefgen.formats import PriceStyle
from briefgen.guard import Guard
from briefgen.models.base import trusted
from briefgen.models.brief import BriefLine, Section, View
from briefgen.models.pack import MarketHead
from briefgen.models.product import ProductSpec
from briefgen.models.request import Request
from briefgen.texts import parents
from briefgen.voice import Both, Pen, Price


@dataclass(frozen=True, slots=True)
class Setting:
    """What a blueprint knows: the request, the market, the names of the deliverables, and the pen."""

    request: Request
    market: MarketHead
    platforms: dict[str, Both]
    pen: Pen
    style: PriceStyle
    brand_group: Both
    guard: Guard


class Stamp:
    """One product being stamped into one blueprint.

    ``said`` collects the stamped lines, ``own`` the brand's words that creators may repeat, ``untranslated`` the texts
    shown in another language.
    """

    __slots__ = (
        *("_audience", "_reader", "campaign", "own", "pen", "prices"),
        *("product", "request", "said", "setting", "untranslated"),
    )

    def __init__(self, product: ProductSpec, setting: Setting) -> None:
        self.product, self.campaign = product, product.campaign
        self.setting, self.pen, self.request = setting, setting.pen, setting.request
        self.untranslated: list[str] = []
        self.said: list[BriefLine] = []
        self.own: list[Any] = []
        self.prices = _prices(product, setting)
        self._audience = _own_words(product, setting.pen.audience.texts.chain)
        self._reader = _own_words(product, setting.pen.reader.texts.chain)

    def words(self, field: str, base: str | None) -> Both | None:
        """A text of the product file in the two languages; None where it is not given.

        Where the creator's language is missing the text is shown as written, and noted.
        """
        if not base:
            return None
        theirs = self._theirs(field, base)
        self.own.append(theirs)
        return Both(theirs, self._reader.get(field) or base)

    def name(self) -> Both:
        """The product's name in the two languages; a name without a translation is no gap."""
        name = self.product.name
        return Both(self._audience.get("name") or name, self._reader.get("name") or name)

    def lists(self, field: str, base: tuple[Any, ...]) -> list[Any]:
        """A list of texts of the product file in the two languages, item by item."""
        if not base:
            return []
        theirs, ours = self._theirs(field, base), self._reader.get(field) or base
        if field not in _NOT_SAID:
            self.own += theirs
        return list(map(Both, theirs, ours))

    def _theirs(self, field: str, base: Any) -> Any:
        if self._audience is OWN:
            return base
        found = self._audience.get(field)
        if not found:
            self.untranslated.append(field)
        return found or base


def _prices(product: ProductSpec, setting: Setting) -> list[Price]:
    """The price, and the earlier one where it was cut; never converted, never rounded."""
    market = setting.market
    price = product.price_in(setting.request.market)
    if price is None:
        return []
    amounts = (price.amount, price.before) if price.before else (price.amount,)
    if price.currency != market.currency:
        return [Price(amount, price.currency) for amount in amounts]
    note = (price.tax_included and setting.style.tax_included_note) or ""
    return [Price(amount, price.currency, setting.style, note) for amount in amounts]


#: Lists of what creators are to leave out.
_NOT_SAID = ("donts", "prohibited_claims", "faq")


#: Stands for the product file's own language: nothing is to be looked up.
OWN: dict[str, Any] = {}
#: Stands for a language that the product file does not have.
NONE: dict[str, Any] = {"": ""}


def _own_words(product: ProductSpec, chain: tuple[str, ...]) -> dict[str, Any]:
    """The product's words in the first language of the chain that it has, by field."""
    for step in chain:
        if step in product.local:
            return product.local[step].__dict__
        if step == product.language:
            return OWN
    for tag, words in product.local.items():
        if parents(tag)[-1] == chain[-1] and set(parents(tag)) & set(chain):
            return words.__dict__  # the same language with a territory: zh-TW serves zh-Hant
    return OWN if chain[-1] in parents(product.language) else NONE


@dataclass(frozen=True)
class SectionPlan:
    """A section before a product comes: heading, fixed lines, and the function that stamps the rest."""

    id: str
    heading: Both
    view: View = "creator"
    fixed: tuple[BriefLine, ...] = ()
    stamp: Callable[[Stamp], Iterable[BriefLine]] | None = None

    def section(self, stamp: Stamp) -> Section | None:
        """The section for one product; None where it would be empty."""
        if self.stamp is None:
            return self.constant
        stamped = tuple(self.stamp(stamp))
        stamp.said += stamped
        lines = self.fixed + stamped
        return self._with(lines) if lines else None

    @cached_property
    def constant(self) -> Section | None:
        """The section where no product changes it."""
        return self._with(self.fixed) if self.fixed else None

    def _with(self, lines: tuple[BriefLine, ...]) -> Section:
        heading, gloss = self.heading
        values = {"id": self.id, "heading": heading, "gloss": gloss, "view": self.view, "lines": lines}
        return trusted(Section, values)
