"""The product file: what is promoted. Ten lines are enough; the rest has defaults."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

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
    value: Annotated[float | int, Field(gt=0)]
    unit: Annotated[
        str,
        StringConstraints(
            pattern=r"^(milligram|gram|kilogram|milliliter|liter|millimeter|centimeter|meter|minute|hour|day|ounce|inch)$"
        ),
    ]


class Words(Model):
    """The product's own words in one more language: any of the texts of ProductSpec and Campaign."""

    name: Line | None = None
    summary: Line | None = None
    description: Prose | None = None
    for_whom: Line | None = None
    how_to_show: Line | None = None
    features: Annotated[Many[Line], Field(max_length=10)] = ()
    where_to_buy: Line | None = None
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
    stock: Annotated[int, Field(ge=0)] | None = None
    available_from: Day | None = None
    local: dict[Language, Words] = Field(default_factory=dict)
    campaign: Campaign = Campaign()

    def price_in(self, market: str) -> Price | None:
        """The price for the market, else the general one. Never converted."""
        return self.prices.get(market, self.price)
