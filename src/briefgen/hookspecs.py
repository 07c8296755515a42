"""The hooks. None takes an argument and each returns named things: there is nothing to version in the signatures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import pluggy

if TYPE_CHECKING:
    from briefgen.models.brief import Brief
    from briefgen.models.pack import Pack
    from briefgen.models.product import ProductSpec
    from briefgen.packs import PackFolder

hookspec = pluggy.HookspecMarker("briefgen")
hookimpl = pluggy.HookimplMarker("briefgen")


@hookspec
def briefgen_pack() -> Pack | PackFolder:  # type: ignore[empty-body]
    """The plugin's pack: ``return load_pack(__file__)``."""


@hookspec
def briefgen_checks() -> dict[str, Callable[..., Any]]:  # type: ignore[empty-body]
    """Checks by name; a rule names a check, the check says what is wrong with a text."""


@hookspec
def briefgen_counters() -> dict[str, Callable[[str], int]]:  # type: ignore[empty-body]
    """Ways of counting characters by name: text in, number out."""


@hookspec
def briefgen_drafters() -> dict[str, Callable[..., Any]]:  # type: ignore[empty-body]
    """Drafter factories by name; the caller picks one by name."""


@hookspec
def briefgen_renderers() -> dict[str, Callable[[Brief, str], str | bytes]]:  # type: ignore[empty-body]
    """Renderers by format name: brief and view ("creator" or "marketer") in, document out."""


@hookspec
def briefgen_importers() -> dict[str, Callable[[bytes], Iterable[ProductSpec]]]:  # type: ignore[empty-body]
    """Importers by format name: a file's bytes in, products out."""
