"""A request: where, when, for whom. A set of facets; hashable, since blueprints are kept by it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from briefgen import vocabulary as words
from briefgen.models.base import Day, Language, Many, Market, Model, Moment
from briefgen.models.campaign import BrandRule, Deliverable


class Request(Model):
    """Everything about a brief that does not depend on the product's own words.

    ``language`` is the creator's, ``reader`` the marketer's; ``on`` is the go-live date at which the rules are judged;
    where ``dated`` is False nobody has named one, and it is the day of the brief.
    """

    market: Market
    deliverables: Annotated[Many[Deliverable], Field(min_length=1)]
    connection: words.Connection = "paid"
    category: words.Category = "other"
    language: Language
    reader: Language = "en"
    on: Annotated[Day, Field(ge=date(2000, 1, 1), le=date(2099, 12, 31))]
    dated: bool = True
    at: Moment | None = None
    audience: words.Audience = "general"
    creator: words.Creator = "person"
    objective: words.Objective = "awareness"
    content: Many[words.Content] = ()
    rules: Many[BrandRule] = ()

    @property
    def platforms(self) -> tuple[str, ...]:
        """The platforms, each once, in the order of the deliverables."""
        return tuple(dict.fromkeys(deliverable.platform for deliverable in self.deliverables))
