"""Markdown: CommonMark that shows product text as it is, whatever it holds."""

from __future__ import annotations

from briefgen.models.brief import Brief
from briefgen.render.environment import page
from briefgen.render.view import view_of


def to_markdown(brief: Brief, view: str) -> str:
    """The view as Markdown text."""
    return page(f"{view}.md.j2", view_of(brief, view))
