"""HTML: one page with its style sheet inside, for screen and A4."""

from __future__ import annotations

from briefgen.models.brief import Brief
from briefgen.render.environment import page
from briefgen.render.view import view_of


def to_html(brief: Brief, view: str) -> str:
    """The view as a self-contained HTML page."""
    return page(f"{view}.html.j2", view_of(brief, view))
