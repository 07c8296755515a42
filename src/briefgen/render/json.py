"""JSON: the whole brief for the marketer, and what may leave the house for the creator. Both are valid briefs."""

from __future__ import annotations

from briefgen.models.brief import Brief, Requirement, RuleRef


def to_json(brief: Brief, view: str) -> str:
    """The view as indented JSON; ``Brief.model_validate_json`` reads it back."""
    shown = brief if view == "marketer" else for_creator(brief)
    return shown.model_dump_json(indent=2) + "\n"


def for_creator(brief: Brief) -> Brief:
    """The brief without what is the marketer's: findings, remarks, internal sections, the reader's language."""
    sections = [section for section in brief.sections if section.view == "creator"]
    own = [
        section.model_copy(
            update={
                "gloss": "",
                "lines": tuple(line.model_copy(update={"gloss": "", "group_gloss": ""}) for line in section.lines),
            }
        )
        for section in sections
    ]
    nothing: dict[str, object] = dict.fromkeys(("findings", "upcoming", "calendar", "blocked"), ())
    requirements = tuple(_public(one) for one in brief.requirements if one.to == "creator")
    update = {**nothing, "sections": tuple(own), "requirements": requirements, "reader": brief.language}
    return brief.model_copy(update=update)


def _public(one: Requirement) -> Requirement:
    refs = {name: tuple(map(_bare, getattr(one, name))) for name in ("because", "also", "overridden")}
    return one.model_copy(update={"gloss": "", "note": None, **refs})


def _bare(ref: RuleRef) -> RuleRef:
    return ref.model_copy(update={"note": None})
