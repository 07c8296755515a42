"""A pack: what one plugin knows. ``pack.toml`` is its head; ``rules/*.toml`` hold its rules."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from briefgen import vocabulary as words
from briefgen.models.base import (
    Currency,
    Day,
    Language,
    Line,
    Many,
    Market,
    Model,
    PlatformId,
    PositiveInt,
    Slug,
)
from briefgen.models.rule import Rule, Source

API = 1


def _known_zone(name: str) -> str:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"{name!r} is not a time zone such as Asia/Tokyo") from None
    return name


TimeZone = Annotated[str, AfterValidator(_known_zone)]


class PriceHead(Model):
    """How the market prints a price. ``pattern`` is a CLDR number pattern with quoted literals."""

    pattern: str | None = None
    decimals: Annotated[int, Field(ge=0, le=3)] | None = None
    tax_included_note: Line | None = None


class MarketHead(Model):
    """The market that a pack defines."""

    code: Market
    name: Line
    parents: Many[Market] = ()
    languages: Annotated[Many[Language], Field(min_length=1)]
    currency: Currency
    time_zone: TimeZone
    price: PriceHead = PriceHead()


class RegionHead(Model):
    """A group of markets with rules of its own, such as the EU."""

    code: Market
    name: Line


class PlatformHead(Model):
    """The platform that a pack defines. The first format is the default deliverable."""

    id: PlatformId
    name: Line
    names: dict[Language, Line] = Field(default_factory=dict)
    formats: Annotated[Many[words.Format], Field(min_length=1)]


def _check_rrule(rule: str) -> None:
    from dateutil.rrule import rrulestr

    try:
        rrulestr(rule, dtstart=datetime(2000, 1, 1))  # noqa: DTZ001 - calendar days have no zone
    except (ValueError, KeyError, AttributeError) as error:
        raise ValueError(f"{rule!r} is not an RFC 5545 recurrence rule: {error}") from None


class Event(Model):
    """A dated event of a market: a shopping day, a season, a day of mourning.

    ``rrule`` is an RFC 5545 recurrence rule (BYEASTER as an offset in days is allowed); ``dates`` lists single days.
    """

    id: Slug
    name: Line
    kind: words.EventKind
    rrule: Line | None = None
    dates: Many[Day] = ()
    days: PositiveInt = 1
    estimated: bool = False
    text: Line | None = None
    evidence: words.Evidence
    reviewed: Day
    sources: Many[Source] = ()

    @model_validator(mode="after")
    def _has_a_day(self) -> Event:
        if bool(self.rrule) == bool(self.dates):
            raise ValueError("give either rrule or dates")
        if self.rrule:
            _check_rrule(self.rrule)
        if self.evidence == "seen" and not any(source.url for source in self.sources):
            raise ValueError("evidence 'seen' needs a source with a url")
        return self


class Pack(Model):
    """Head, rules and events of one plugin.

    ``languages`` claims that every text of the pack is translated into each; ``data_hash`` is SHA-256 over its files.
    """

    id: Slug
    api: int
    version: Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+)*$")]
    name: Line
    maintainers: Annotated[Many[Line], Field(min_length=1)]
    languages: Many[Language] = ()
    market: MarketHead | None = None
    region: RegionHead | None = None
    platform: PlatformHead | None = None
    rules: Many[Rule] = ()
    events: Many[Event] = ()
    data_hash: str = ""

    @model_validator(mode="before")
    @classmethod
    def _known_api(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(api := data.get("api"), int) and api != API:
            raise ValueError(f"api = {api} is not supported; this briefgen reads api = {API}")
        return data

    @model_validator(mode="after")
    def _one_head(self) -> Pack:
        if sum(head is not None for head in (self.market, self.region, self.platform)) > 1:
            raise ValueError("a pack defines at most one of [market], [region] and [platform]")
        return self

    @property
    def partial(self) -> bool:
        """True where a must of the pack rests on memory: nobody has read its source yet."""
        return any(rule.level == "must" and rule.evidence == "memory" for rule in self.rules)
