"""A brief in a notebook: a small card, no script, no outside asset."""

from __future__ import annotations

from briefgen.models.brief import Brief
from briefgen.render.environment import page
from briefgen.render.view import view_of


def card(brief: Brief) -> str:
    """The card's HTML."""
    return page("card.html.j2", view_of(brief, "creator"))
