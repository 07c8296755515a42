"""Small packs made in tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from briefgen import Pack, Registry

DAY = date(2026, 12, 1)


def rule(id: str, key: str = "text.length", op: str = "max", value: Any = None, **more: Any) -> dict[str, Any]:
    """A rule's data with everything that must be there."""
    base: dict[str, Any] = {
        "id": id,
        "key": key,
        "op": op,
        "level": "must",
        "force": "law",
        "evidence": "derived",
        "reviewed": DAY,
        "text": f"Text of {id}.",
        "kind": "format",
    }
    if value is not None:
        base["value"] = value
    if op in ("max", "min"):
        base["unit"] = "codepoint"
    return {**base, **more}


def pack(id: str, *rules: dict[str, Any], **more: Any) -> Pack:
    """A pack with rules; the head follows from the id."""
    data: dict[str, Any] = {
        "id": id,
        "api": 1,
        "version": "1",
        "name": id,
        "maintainers": ["test"],
        "rules": list(rules),
    }
    kind, _, name = id.partition("-")
    if kind == "market":
        data["market"] = {
            "code": name.upper(),
            "name": name,
            "languages": ["en"],
            "currency": "EUR",
            "time_zone": "UTC",
            "parents": more.pop("parents", []),
        }
    if kind == "region":
        data["region"] = {"code": name.upper(), "name": name}
    if kind == "platform":
        data["platform"] = {"id": name, "name": name.title(), "formats": ["text_post", "short_video"]}
    return Pack.model_validate({**data, **more})


def world(*rules: dict[str, Any], platform: tuple[dict[str, Any], ...] = (), extra: tuple[Pack, ...] = ()) -> Registry:
    """A registry of one market (XX) and one platform (pp)."""
    return Registry.of(pack("market-xx", *rules), pack("platform-pp", *platform), *extra)
