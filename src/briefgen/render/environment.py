"""The Jinja environments: strict about names, escaping whatever a product file, a pack or a plugin may bring."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from briefgen import resources
from briefgen.render.view import View
from briefgen.voice import LRI, PDI, RLI

_VERBATIM = re.compile(f"[{LRI}{RLI}]([^{PDI}]*){PDI}")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~])|&(?=#?\w+;)")
_SPECIAL = re.compile(rf"[{LRI}{RLI}\\`*_\[\]<>|~&\n]")
_STARTERS = frozenset("#+-=0123456789")
_LINE_START = re.compile(r"^(\s*)([#+\-=]|\d+[.)](?=\s))")


def page(name: str, view: View) -> str:
    """The template filled for a view. A template sees ``brief``, ``view`` and ``t``, and nothing else."""
    return template(name).render(brief=view.brief, view=view, t=view.t)


@cache
def template(name: str) -> Template:
    """A template by file name, compiled once a process."""
    return _environment(autoescape=name.endswith(".html.j2")).get_template(name)


@cache
def _environment(*, autoescape: bool) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(resources.root("templates")),
        undefined=StrictUndefined,
        autoescape=autoescape,  # noqa: S701 - Markdown has its own escape, the filter md
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters["md"] = markdown
    environment.filters["mark"] = marked
    return environment


@lru_cache(16384)
def markdown(text: str) -> str:
    """Text as Markdown that shows exactly that text; verbatim words become code spans."""
    if not _SPECIAL.search(text) and text.lstrip()[:1] not in _STARTERS:
        return text
    parts = _VERBATIM.split(text)
    parts[0] = _escape(parts[0], first=True)
    for index in range(1, len(parts)):
        parts[index] = _code(parts[index]) if index % 2 else _escape(parts[index], first=False)
    return "".join(parts)


def _escape(text: str, *, first: bool) -> str:
    if not _SPECIAL.search(text) and not first:
        return text
    text = _MARKDOWN.sub(lambda found: f"\\{found[1]}" if found[1] else "&amp;", " ".join(text.split("\n")))
    return _LINE_START.sub(r"\1\\\2", text) if first else text


def _code(text: str) -> str:
    if "`" not in text:
        return f"`{text}`"
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}"


@lru_cache(16384)
def marked(text: str) -> Markup:
    """Text as HTML; verbatim words are set apart, kept from translation, and isolated in their direction."""
    parts = _VERBATIM.split(text)
    return Markup("").join(
        Markup('<bdi class="v" translate="no">{}</bdi>').format(part) if index % 2 else escape(part)
        for index, part in enumerate(parts)
    )
