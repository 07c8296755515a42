"""The closed vocabularies. A word outside them is an error with file and place, never a silent gap."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, get_args

Op = Literal["max", "min", "one_of", "any_of", "require", "forbid", "ban", "note"]
Level = Literal["must", "should"]
Force = Literal["law", "guidance", "self_regulation", "platform", "contract", "custom"]
Evidence = Literal["seen", "derived", "memory"]
Kind = Literal[
    "disclosure",
    "ai",
    "claim",
    "category",
    "format",
    "music",
    "rights",
    "licence",
    "minors",
    "price",
    "accessibility",
    "culture",
    "practice",
    "liability",
    "availability",
]
Addressee = Literal["creator", "marketer"]

Format = Literal["text_post", "image", "carousel", "story", "short_video", "long_video", "live", "audio", "article"]
Connection = Literal["paid", "gifted", "affiliate", "employee", "own_brand", "family", "none"]
Category = Literal[
    "cosmetics",
    "food",
    "supplement",
    "medicine",
    "medical_procedure",
    "fashion",
    "electronics",
    "alcohol",
    "gambling",
    "finance",
    "crypto",
    "travel",
    "home",
    "telecom",
    "toys",
    "automotive",
    "tobacco",
    "infant_formula",
    "weapons",
    "adult",
    "political",
    "software",
    "education",
    "other",
]
Audience = Literal["general", "minors"]
Creator = Literal["person", "minor", "virtual", "professional"]
Content = Literal[
    "ai_generated",
    "synthetic_performer",
    "retouched",
    "before_after",
    "testimonial",
    "price_reduction",
    "giveaway",
    "green_claim",
    "health_claim",
    "children_shown",
    "music",
    "link",
]
Objective = Literal["awareness", "consideration", "engagement", "conversion", "loyalty"]
EventKind = Literal["shopping", "sale_period", "season", "mourning", "sensitive"]

#: How a limit counts. The first eight are ways of counting characters; see docs/packs.md.
Unit = Literal[
    "codepoint",
    "utf16",
    "grapheme",
    "utf8_bytes",
    "x_weighted",
    "threads_mixed",
    "xhs_half",
    "character",
    "s",
    "min",
    "h",
    "day",
    "month",
    "year",
    "item",
    "hashtag",
    "mention",
    "link",
    "word",
    "percent",
    "mb",
    "px",
]

#: What the numbers of a key may be counted in, by the name that keys.toml gives.
UNITS: Final[dict[str, tuple[str, ...]]] = {
    "characters": (
        *("codepoint", "utf16", "grapheme", "utf8_bytes"),
        *("x_weighted", "threads_mixed", "xhs_half", "character", "word"),
    ),
    "time": ("s", "min", "h"),
    "days": ("day", "month"),
    "age": ("year",),
    "hashtags": ("hashtag",),
    "mentions": ("mention",),
    "items": ("item",),
    "size": ("mb",),
}

#: Facet -> its closed values, or None where the values are codes checked by shape.
FACETS: Final[dict[str, tuple[str, ...] | None]] = {
    "market": None,
    "language": None,
    "platform": None,
    "format": get_args(Format),
    "category": get_args(Category),
    "connection": get_args(Connection),
    "audience": get_args(Audience),
    "creator": get_args(Creator),
    "content": get_args(Content),
    "objective": get_args(Objective),
}

FACET_SHAPES: Final[dict[str, str]] = {
    "market": r"[A-Z]{2,3}(-[A-Z0-9]{1,3})?",
    "language": r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-[0-9]{3})?",
    "platform": r"[a-z][a-z0-9_]*",
}


@cache
def keys() -> dict[str, dict[str, Any]]:
    """The known rule keys with their block, kind and default texts: ``keys.toml`` beside this file."""
    found: dict[str, dict[str, Any]] = _file()["key"]
    return found


@cache
def tokens() -> dict[str, str]:
    """Words that a rule's value may use instead of text, such as ``first_line``, with their English."""
    found: dict[str, str] = _file()["token"]
    return found


def _file() -> dict[str, Any]:
    return tomllib.loads(files("briefgen").joinpath("keys.toml").read_text("utf-8"))
