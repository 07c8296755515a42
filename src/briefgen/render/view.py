"""What a template gets: the sections of a view, and for each line the rules behind it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from briefgen.formats import Formats, formats
from briefgen.models.brief import Brief, Requirement, RuleRef, Section
from briefgen.naming import EVENTS, EVIDENCE, FORCES
from briefgen.texts import SOURCE, Texts


@lru_cache(256)
def texts(language: str) -> Texts:
    """The core catalog of a language, kept."""
    return Texts(language)


@dataclass(slots=True)
class View:
    """A brief seen by the creator or the marketer. Templates use these names and no others."""

    brief: Brief
    name: str
    words: Texts
    formats: Formats
    sections: tuple[Section, ...]
    requirements: dict[str, list[Requirement]]

    def lang(self, language: str) -> str:
        """The language that a page is marked with: English where a language has no catalog."""
        return language if texts(language).spoken else SOURCE

    def t(self, message: str) -> str:
        """A fixed word of the template in the language of the view."""
        return self.words.get(message)

    def behind(self, rule_ids: tuple[str, ...]) -> list[RuleRef]:
        """The rules that set the requirements named, each once."""
        found = {ref.rule: ref for rule in rule_ids for one in self.requirements.get(rule, ()) for ref in one.because}
        return list(found.values())

    def looser(self, rule_ids: tuple[str, ...]) -> list[RuleRef]:
        """The rules that hold too but ask for less, each once."""
        found = {ref.rule: ref for rule in rule_ids for one in self.requirements.get(rule, ()) for ref in one.also}
        return list(found.values())

    def overridden(self) -> list[tuple[RuleRef, str]]:
        """Recommendations that gave way, with the rule that they gave way to."""
        found = {
            (ref.rule, str(ref.effective)): (ref, one.rule)
            for group in self.requirements.values()
            for one in group
            for ref in one.overridden
        }
        return [found[key] for key in sorted(found)]

    def facts(self, ref: RuleRef) -> str:
        """Force, evidence and dates of a rule in one line, such as ``law · source read 2026-11-22``."""
        read = "" if ref.evidence == "memory" else f" {self.formats.date(ref.reviewed)}"
        parts = [self.t(FORCES[ref.force]), f"{self.t(EVIDENCE[ref.evidence])}{read}"]
        if ref.effective:
            parts.append(self.t("in force since {day}").format(day=self.formats.date(ref.effective)))
        if ref.until:
            parts.append(self.t("in force until {day}").format(day=self.formats.date(ref.until)))
        return " · ".join(parts)

    def event(self, kind: str) -> str:
        """The name of a kind of calendar day."""
        return self.t(EVENTS[kind])


def view_of(brief: Brief, name: str) -> View:
    """The view "creator" or "marketer" of a brief; the creator's holds no internal section."""
    language = brief.language if name == "creator" else brief.reader
    sections = tuple(s for s in brief.sections if s.view == "creator") if name == "creator" else brief.sections
    requirements: dict[str, list[Requirement]] = {}
    if name == "marketer":
        for requirement in brief.requirements:
            requirements.setdefault(requirement.rule, []).append(requirement)
    return View(brief, name, texts(language), formats(language, brief.market), sections, requirements)
