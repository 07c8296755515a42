"""What comes out: requirements with their names, sections of lines in two languages, findings, and a fingerprint."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from briefgen import vocabulary as words
from briefgen.models.base import Model
from briefgen.models.campaign import Deliverable
from briefgen.models.rule import Source

if TYPE_CHECKING:
    from briefgen.registry import Registry

View = Literal["creator", "marketer"]


class RuleRef(Model):
    """A rule as a brief names it: who says what, since when, read when, and where it is written."""

    rule: str
    pack: str
    version: str
    level: words.Level
    force: words.Force
    evidence: words.Evidence
    op: words.Op
    value: float | int | tuple[str, ...] | None = None
    unit: words.Unit | None = None
    text: str
    note: str | None = None
    effective: date | None = None
    until: date | None = None
    reviewed: date
    sources: tuple[Source, ...] = ()


class Requirement(Model):
    """What the rules that apply add up to. ``rule`` is the lead of ``because``.

    ``spoken`` is the value as the creator's language has it, where that is another.

    ``also``: rules that hold but are looser; ``overridden``: recommendations that gave way. ``text`` is in the
    audience's language, ``gloss`` in the reader's. ``applies_to`` names the deliverables, as ``platform/format``.
    """

    rule: str
    pack: str
    version: str
    key: str
    op: words.Op
    value: float | int | tuple[str, ...] | None = None
    spoken: tuple[str, ...] = ()
    unit: words.Unit | None = None
    level: words.Level
    force: words.Force
    evidence: words.Evidence
    kind: words.Kind
    block: str
    to: words.Addressee
    check: str | None = None
    text: str
    gloss: str
    note: str | None = None
    effective: date | None = None
    until: date | None = None
    reviewed: date
    sources: tuple[Source, ...] = ()
    applies_to: tuple[str, ...] = ()
    because: tuple[RuleRef, ...]
    also: tuple[RuleRef, ...] = ()
    overridden: tuple[RuleRef, ...] = ()


class BriefLine(Model):
    """One line of a brief, under the subheading ``group``.

    ``rules`` are the requirements (by rule id) that it states; none for the brand's own words.
    """

    text: str
    gloss: str = ""
    group: str = ""
    group_gloss: str = ""
    rules: tuple[str, ...] = ()
    level: words.Level | None = None
    unverified: bool = False


class Section(Model):
    """A heading and its lines. ``view`` "marketer" never reaches the creator."""

    id: str
    heading: str
    gloss: str = ""
    view: View = "creator"
    lines: tuple[BriefLine, ...] = ()


class Finding(Model):
    """A warning about the request or the brief, for the marketer."""

    code: str
    message: str
    rules: tuple[str, ...] = ()


class PackRef(Model):
    """A pack that had a say: its version, the hash of its data, and whether a must of it is unverified."""

    id: str
    version: str
    data_hash: str
    status: Literal["complete", "partial"]


class CalendarDay(Model):
    """A public holiday or an event of the market near the go-live date."""

    day: date
    last: date
    name: str
    gloss: str = ""
    kind: str
    estimated: bool = False
    source: str = ""


class Brief(Model):
    """A localized creator brief. Requirements, sections and findings are data; the renderers only lay them out."""

    format: Literal["briefgen/brief/1"] = "briefgen/brief/1"
    fingerprint: str
    briefgen: str
    on: date
    market: str
    language: str
    reader: str
    direction: Literal["ltr", "rtl"] = "ltr"
    connection: words.Connection
    deliverables: tuple[Deliverable, ...]
    product: str
    brand: str
    price: str = ""
    title: str
    requirements: tuple[Requirement, ...]
    sections: tuple[Section, ...]
    findings: tuple[Finding, ...] = ()
    upcoming: tuple[RuleRef, ...] = ()
    calendar: tuple[CalendarDay, ...] = ()
    packs: tuple[PackRef, ...] = ()
    blocked: tuple[str, ...] = ()

    def to_markdown(self, view: View = "creator") -> str:
        """The brief as Markdown. ``view`` is "creator" or "marketer"; raises RenderError for another."""
        return str(self.render("markdown", view))

    def to_html(self, view: View = "creator") -> str:
        """The brief as one self-contained HTML page."""
        return str(self.render("html", view))

    def to_json(self) -> str:
        """The whole brief, both views, as JSON."""
        return str(self.render("json", "marketer"))

    def render(self, format: str, view: View = "creator", registry: Registry | None = None) -> str | bytes:
        """The brief in any known format, those of plugins (of ``registry``) included. Raises RenderError."""
        from briefgen.render import render

        return render(self, format, view, registry)

    def _repr_html_(self) -> str:
        from briefgen.render.card import card

        return card(self)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self._repr_html_(), "text/plain": self.to_markdown()}
