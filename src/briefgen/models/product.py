"""The product file: what is promoted. Ten lines are enough; the rest has defaults."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Annotated, Any

from pydantic import Field, StringConstraints, field_validator, model_validator

from briefgen.models.base import (
    Amount,
    Currency,
    Day,
    Language,
    Line,
    Many,
    Model,
    Prose,
    Territory,
    Url,
    check_decimals,
)
from briefgen.models.campaign import Campaign, QuestionAnswer
from briefgen.vocabulary import Category


class Price(Model):
    """A price as the shop asks it. ``before`` is the price that a reduction is measured against."""

    amount: Amount
    currency: Currency
    before: Amount | None = None
    tax_included: bool | None = None

    @model_validator(mode="after")
    def _is_lower(self) -> Price:
        if self.before is not None and self.before <= self.amount:
            raise ValueError("before is the earlier price and must be higher than amount")
        for amount in (self.amount, self.before):
            if amount is not None:
                check_decimals(amount, self.currency)
        return self


class Claim(Model):
    """A statement about the product, with what proves it."""

    text: Line
    evidence: Line | None = None
    url: Url | None = None


class Measure(Model):
    """A measured property, printed in the reader's language: ``{ what = "weight", value = 5.2, unit = "gram" }``."""

    what: Annotated[str, StringConstraints(pattern=r"^(weight|length|width|height|volume|capacity|battery)$")]
    value: Annotated[float | int | Decimal, Field(gt=0, lt=1_000_000)]
    unit: Annotated[
        str,
        StringConstraints(
            pattern=r"^(milligram|gram|kilogram|milliliter|liter|millimeter|centimeter|meter|minute|hour|day|ounce|inch)$"
        ),
    ]

    @field_validator("value")
    @classmethod
    def _printable(cls, value: float | Decimal) -> float | int:
        """Three decimals are printed; more would be rounded silently."""
        if round(float(value), 3) != float(value):
            raise ValueError("has more than 3 decimals; use a smaller unit")
        return int(value) if value == int(value) else float(value)


class Words(Model):
    """The product's own words in one more language: any of the texts of ProductSpec and Campaign."""

    name: Line | None = None
    summary: Line | None = None
    description: Prose | None = None
    for_whom: Line | None = None
    how_to_show: Line | None = None
    features: Annotated[Many[Line], Field(max_length=10)] = ()
    where_to_buy: Line | None = None
    claims: Annotated[Many[Line], Field(max_length=12)] = ()
    prohibited_claims: Annotated[Many[Line], Field(max_length=12)] = ()
    music: Line | None = None
    shipping_items: Annotated[Many[Line], Field(max_length=6)] = ()
    product_class: Line | None = None
    channels: Annotated[Many[Line], Field(max_length=8)] = ()
    campaign_name: Line | None = None
    overview: Prose | None = None
    brand_intro: Prose | None = None
    messages: Annotated[Many[Line], Field(max_length=3)] = ()
    call_to_action: Line | None = None
    tone: Line | None = None
    angles: Annotated[Many[Line], Field(max_length=6)] = ()
    dos: Annotated[Many[Line], Field(max_length=7)] = ()
    donts: Annotated[Many[Line], Field(max_length=7)] = ()
    shipping_note: Line | None = None
    why_you: Line | None = None
    disclaimers: Annotated[Many[Line], Field(max_length=5)] = ()
    faq: Annotated[Many[QuestionAnswer], Field(max_length=6)] = ()


#: Where the original of a translated text stands, when not under the same name.
_ORIGINALS = {
    "campaign_name": "campaign.name",
    "shipping_note": "campaign.shipping.note",
    "shipping_items": "campaign.shipping.items",
    "product_class": "campaign.exclusivity.product_class",
    "channels": "campaign.rights.channels",
}


@cache
def _original(name: str) -> tuple[str, Callable[[ProductSpec], Any]]:
    path = _ORIGINALS.get(name) or (name if name in ProductSpec.model_fields else f"campaign.{name}")
    return path, attrgetter(path)


def _strays(product: ProductSpec, tag: str, words: Words) -> Iterator[str]:
    """Translations that would be lost: of a text that is not there, or of a list of another length."""
    given = words.__dict__
    for name in words.model_fields_set:
        path, get = _original(name)
        found = given[name]
        try:
            base = get(product)
        except AttributeError:  # a table that the file does not have
            base = None
        if found and (not base or (type(found) is tuple and len(found) != len(base))):
            have = len(base) if type(found) is tuple and base else "no"
            yield f"local.{tag}.{name} translates {path}, which has {have} text{'' if have == 1 else 's'}"


class ProductSpec(Model):
    """What is promoted, in the marketer's words (``language``), with other languages under ``local``."""

    name: Line
    brand: Line
    category: Category = "other"
    language: Language = "en"
    summary: Line | None = None
    description: Prose | None = None
    for_whom: Line | None = None
    how_to_show: Line | None = None
    features: Annotated[Many[Line], Field(max_length=10)] = ()
    measures: Annotated[Many[Measure], Field(max_length=8)] = ()
    claims: Annotated[Many[Claim], Field(max_length=12)] = ()
    prohibited_claims: Annotated[Many[Line], Field(max_length=12)] = ()
    price: Price | None = None
    prices: dict[Territory, Price] = Field(default_factory=dict)
    url: Url | None = None
    where_to_buy: Line | None = None
    sku: Line | None = None
    stock: Annotated[int, Field(ge=0, le=10**9)] | None = None
    available_from: Day | None = None
    local: dict[Language, Words] = Field(default_factory=dict)
    campaign: Campaign = Campaign()

    @model_validator(mode="after")
    def _translations_have_originals(self) -> ProductSpec:
        problems = [text for tag, words in self.local.items() for text in sorted(_strays(self, tag, words))]
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def price_in(self, market: str) -> Price | None:
        """The price for the market, else the general one. Never converted."""
        return self.prices.get(market, self.price)
