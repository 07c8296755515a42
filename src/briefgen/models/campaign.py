"""The campaign: what is asked, until when, for what. Every field has a default; see docs/product-file.md."""

from __future__ import annotations

from datetime import datetime
from difflib import get_close_matches
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from briefgen import vocabulary as words
from briefgen.models.base import (
    Amount,
    Currency,
    Day,
    Days,
    Line,
    Many,
    Model,
    Moment,
    PlatformId,
    PositiveInt,
    Prose,
    Slug,
    Territory,
    Url,
    check_decimals,
)
from briefgen.models.rule import Rule, Value

Percent = Annotated[float | int, Field(gt=0, le=100)]
Hashtag = Annotated[str, StringConstraints(pattern=r"^#?[\w]+$", max_length=100)]
Mention = Annotated[str, StringConstraints(pattern=r"^@?[\w.\-]+$", max_length=100)]


class Deliverable(Model):
    """What is to be made: so many posts of a format on a platform."""

    platform: PlatformId
    format: words.Format
    count: Annotated[int, Field(ge=1, le=99)] = 1


class Timeline(Model):
    """The dates of the work, in their order. ``go_live_at`` is shown in the creator's time zone."""

    ship: Day | None = None
    concept: Day | None = None
    draft: Day | None = None
    feedback: Day | None = None
    final: Day | None = None
    go_live: Day | None = None
    go_live_at: Moment | None = None
    post_until: Day | None = None
    insights: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Timeline:
        if self.go_live and self.go_live_at and self.go_live != self.go_live_at.date():
            raise ValueError("go_live and go_live_at name different days; leave one out")
        names = ("ship", "concept", "draft", "feedback", "final", "go_live", "go_live_at", "post_until", "insights")
        days = [(name, getattr(self, name)) for name in names]
        given = [(name, day.date() if isinstance(day, datetime) else day) for name, day in days if day]
        for (one, first), (two, second) in pairwise(given):
            if second < first:
                raise ValueError(f"{two} ({second}) is before {one} ({first})")
        return self


class Money(Model):
    """An amount with its currency."""

    amount: Amount
    currency: Currency

    @model_validator(mode="after")
    def _payable(self) -> Money:
        check_decimals(self.amount, self.currency)
        return self


class Compensation(Model):
    """What the creator gets."""

    model: Literal["fee", "gift", "affiliate", "fee_and_affiliate", "to_be_agreed", "none"] = "to_be_agreed"
    fee: Money | None = None
    commission_percent: Percent | None = None
    pay_within_days: Days | None = None
    invoice_to: Line | None = None
    kill_fee_percent: Percent | None = None

    @model_validator(mode="after")
    def _hangs_together(self) -> Compensation:
        if "fee" in self.model.split("_") and not self.fee:
            raise ValueError(f"model {self.model!r} needs fee = {{ amount = 800, currency = 'EUR' }}")
        if "affiliate" in self.model and not self.commission_percent:
            raise ValueError(f"model {self.model!r} needs commission_percent")
        return self


class Review(Model):
    """Who looks at the draft, how fast, and how many rounds are included."""

    reviewer: Line | None = None
    response_days: Days = 3
    revisions: Annotated[int, Field(ge=0, le=10)] = 1
    extra_revision: Money | None = None


class Rights(Model):
    """What the brand may do with the post, where and how long. Nothing is perpetual."""

    channels: Annotated[Many[Line], Field(max_length=8)] = ()
    days: PositiveInt | None = None
    territory: Many[Territory] = ()
    edits: bool = False
    paid_use_days: Days = 0

    @model_validator(mode="after")
    def _bounded(self) -> Rights:
        if (self.channels or self.paid_use_days) and not self.days:
            raise ValueError("usage rights need an end: add days = 90")
        return self


class Exclusivity(Model):
    """Which rivals the creator leaves out, and for how long."""

    rivals: Annotated[Many[Line], Field(max_length=10)] = ()
    product_class: Line | None = None
    days: PositiveInt

    @model_validator(mode="after")
    def _named(self) -> Exclusivity:
        if not self.rivals and not self.product_class:
            raise ValueError("name what the creator leaves out: rivals = [...] or product_class")
        return self


class TargetAudience(Model):
    """Whom the post should reach. ``tgi`` is the target group index, 100 = average."""

    age_from: Annotated[int, Field(ge=0, le=120)] | None = None
    age_to: Annotated[int, Field(ge=0, le=120)] | None = None
    need: Line | None = None
    tgi: PositiveInt | None = None

    @model_validator(mode="after")
    def _in_order(self) -> TargetAudience:
        if self.age_from is not None and self.age_to is not None and self.age_from > self.age_to:
            raise ValueError(f"age_from ({self.age_from}) is above age_to ({self.age_to})")
        return self


class CreatorProfile(Model):
    """Who is asked: KOL or KOC, tier, and why."""

    name: Line | None = None
    role: Literal["kol", "koc"] | None = None
    tier: Literal["nano", "micro", "mid", "macro", "mega"] | None = None
    kind: words.Creator = "person"


class Shipping(Model):
    """What is sent, and whether it comes back."""

    items: Annotated[Many[Line], Field(max_length=6)] = ()
    keep: bool = True
    note: Line | None = None


class Comments(Model):
    """Care of the comments after posting."""

    pin: Line | None = None
    reply_within_hours: PositiveInt | None = None


class Contact(Model):
    """Who answers questions, and how fast."""

    name: Line | None = None
    email: (
        Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._%+\-]+@[A-Za-z0-9.\-]+\.[A-Za-z]{2,}$", max_length=200)]
        | None
    ) = None
    reply_within_hours: PositiveInt = 24


class QuestionAnswer(Model):
    """A question that creators ask, and its answer."""

    question: Line
    answer: Line


KNOWN = tuple(words.keys())


def _known_or_own(key: str) -> str:
    """A key of the brand's own is welcome; one that looks like a known key with a slip is not."""
    if key not in KNOWN and (near := get_close_matches(key, KNOWN, n=1, cutoff=0.85)):
        raise ValueError(f"unknown key {key!r}; did you mean {near[0]!r}?")
    return key


class BrandRule(Model):
    """A rule of the brand's own, composed with those of law and platform; it can only tighten them."""

    key: Annotated[Slug, AfterValidator(_known_or_own)]
    op: Literal["max", "min", "one_of", "any_of", "require", "forbid", "note"]
    value: Value = None
    unit: words.Unit | None = None
    level: words.Level = "must"
    text: Line | None = None
    formats: Many[words.Format] = ()

    def as_rule(self, number: int, day: Day) -> Rule:
        """The same as a Rule of the pseudo pack ``brand``. Raises ValueError where it does not hang together."""
        return Rule(
            id=f"rule-{number}",
            key=self.key,
            op=self.op,
            value=self.value,
            unit=self.unit,
            level=self.level,
            force="contract",
            evidence="derived",
            kind=words.keys().get(self.key, {}).get("kind", "category"),
            to="creator",
            when={"format": self.formats} if self.formats else {},
            reviewed=day,
            text=self.text,
        )


class Campaign(Model):
    """What is asked of the creator. ``budget``, ``kpis``, ``notes`` and ``audience.tgi`` are internal."""

    name: Annotated[Line, StringConstraints(max_length=100)] | None = None
    overview: Prose | None = None
    brand_intro: Prose | None = None
    objective: words.Objective = "awareness"
    messages: Annotated[Many[Line], Field(max_length=3)] = ()
    call_to_action: Line | None = None
    tone: Line | None = None
    angles: Annotated[Many[Line], Field(max_length=6)] = ()
    freedom: Literal["prescribed", "collaborative", "open"] = "collaborative"
    dos: Annotated[Many[Line], Field(max_length=7)] = ()
    donts: Annotated[Many[Line], Field(max_length=7)] = ()
    hashtags: Annotated[Many[Hashtag], Field(max_length=10)] = ()
    mentions: Annotated[Many[Mention], Field(max_length=10)] = ()
    link: Url | None = None
    utm: dict[Slug, Line] = Field(default_factory=dict)
    promo_code: Annotated[str, StringConstraints(pattern=r"^[\w\-]{2,40}$")] | None = None
    inspiration: Annotated[Many[Url], Field(max_length=3)] = ()
    assets: Annotated[Many[Url], Field(max_length=10)] = ()
    deliverables: Annotated[Many[Deliverable], Field(max_length=20)] = ()
    timeline: Timeline = Timeline()
    compensation: Compensation = Compensation()
    review: Review = Review()
    rights: Rights = Rights()
    exclusivity: Exclusivity | None = None
    audience: TargetAudience = TargetAudience()
    creator: CreatorProfile = CreatorProfile()
    why_you: Line | None = None
    shipping: Shipping = Shipping()
    comments: Comments = Comments()
    min_days_live: PositiveInt | None = None
    music: Line | None = None
    ai_use: Literal["forbidden", "with_label", "free"] = "with_label"
    avoid_brands: Annotated[Many[Line], Field(max_length=20)] = ()
    disclaimers: Annotated[Many[Line], Field(max_length=5)] = ()
    confidential_until: Day | None = None
    acknowledge_by: Day | None = None
    contract_needed: bool = False
    contact: Contact = Contact()
    faq: Annotated[Many[QuestionAnswer], Field(max_length=6)] = ()
    giveaway: bool = False
    content: Many[words.Content] = ()
    measurement: Line | None = None
    kpis: Annotated[Many[Line], Field(max_length=3)] = ()
    budget: Money | None = None
    notes: Prose | None = None
    rules: Annotated[Many[BrandRule], Field(max_length=40)] = ()
