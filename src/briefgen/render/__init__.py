"""Laying out a brief: Markdown, HTML, JSON, and whatever renderers plugins add."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.errors import RenderError
from briefgen.models.problems import suggest

if TYPE_CHECKING:
    from briefgen.models.brief import Brief
    from briefgen.registry import Registry

VIEWS = ("creator", "marketer")


def render(brief: Brief, format: str, view: str = "creator", registry: Registry | None = None) -> str | bytes:
    """The brief in a format ("markdown", "html", "json", or a plugin's) and a view. Raises RenderError."""
    if view not in VIEWS:
        raise RenderError(f"unknown view {view!r}; use creator or marketer{suggest(view, VIEWS)}")
    match format:
        case "markdown":
            from briefgen.render.markdown import to_markdown

            return to_markdown(brief, view)
        case "html":
            from briefgen.render.html import to_html

            return to_html(brief, view)
        case "json":
            from briefgen.render.json import to_json

            return to_json(brief, view)
    from briefgen.registry import default_registry

    others = (registry or default_registry(frozenset(brief.blocked))).named("renderers")
    if format in others:
        try:
            result: object = others[format](brief, view)
        except Exception as error:
            raise RenderError(f"the renderer {format!r} of a plugin failed: {type(error).__name__}: {error}") from error
        if not isinstance(result, str | bytes):
            raise RenderError(f"the renderer {format!r} of a plugin gave {type(result).__name__}, not text or bytes")
        return result
    known = ["markdown", "html", "json", *others]
    raise RenderError(f"unknown format {format!r}; known: {', '.join(known)}{suggest(format, known)}")
