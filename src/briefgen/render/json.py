"""JSON: the whole brief for the marketer, and what may leave the house for the creator."""

from __future__ import annotations

import json
from typing import Any

from briefgen.models.brief import Brief

#: What a creator's copy has of a requirement; because, notes and findings stay with the marketer.
_HIDDEN = ("findings", "upcoming", "calendar", "packs", "blocked", "reader")


def to_json(brief: Brief, view: str) -> str:
    """The view as indented JSON; ``Brief.model_validate_json`` reads the marketer's back."""
    if view == "marketer":
        return brief.model_dump_json(indent=2) + "\n"
    data: dict[str, Any] = json.loads(brief.model_dump_json(exclude=set(_HIDDEN)))
    data["requirements"] = [
        {key: one[key] for key in ("rule", "key", "op", "value", "unit", "level", "text", "applies_to")}
        for one in data["requirements"]
        if one["to"] == "creator"
    ]
    data["sections"] = [
        {
            "id": section["id"],
            "heading": section["heading"],
            "lines": [{key: line[key] for key in ("group", "text", "level")} for line in section["lines"]],
        }
        for section in data["sections"]
        if section["view"] == "creator"
    ]
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
