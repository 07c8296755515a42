"""briefgen: from a product file and a market to a localized creator brief.

Only public names stand here, and each is imported when it is first used: ``import briefgen`` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from briefgen._version import __version__

if TYPE_CHECKING:
    from briefgen.compare import Difference, diff
    from briefgen.errors import (
        BriefgenError,
        ConflictError,
        DraftError,
        InputError,
        PackError,
        PluginError,
        RenderError,
        UnsupportedError,
    )
    from briefgen.explaining import explain
    from briefgen.generating import generate
    from briefgen.hookspecs import hookimpl
    from briefgen.loading import load_product
    from briefgen.models.brief import Brief, Finding, Requirement
    from briefgen.models.campaign import Campaign, Deliverable
    from briefgen.models.pack import Pack
    from briefgen.models.product import ProductSpec
    from briefgen.models.request import Request
    from briefgen.models.rule import Rule
    from briefgen.packs import load_pack
    from briefgen.registry import Registry

_HOMES = {
    "Brief": "models.brief",
    "BriefgenError": "errors",
    "Campaign": "models.campaign",
    "ConflictError": "errors",
    "Deliverable": "models.campaign",
    "Difference": "compare",
    "DraftError": "errors",
    "Finding": "models.brief",
    "InputError": "errors",
    "Pack": "models.pack",
    "PackError": "errors",
    "PluginError": "errors",
    "ProductSpec": "models.product",
    "Registry": "registry",
    "RenderError": "errors",
    "Request": "models.request",
    "Requirement": "models.brief",
    "Rule": "models.rule",
    "UnsupportedError": "errors",
    "diff": "compare",
    "explain": "explaining",
    "generate": "generating",
    "hookimpl": "hookspecs",
    "load_pack": "packs",
    "load_product": "loading",
}

__all__ = [
    "Brief",
    "BriefgenError",
    "Campaign",
    "ConflictError",
    "Deliverable",
    "Difference",
    "DraftError",
    "Finding",
    "InputError",
    "Pack",
    "PackError",
    "PluginError",
    "ProductSpec",
    "Registry",
    "RenderError",
    "Request",
    "Requirement",
    "Rule",
    "UnsupportedError",
    "__version__",
    "diff",
    "explain",
    "generate",
    "hookimpl",
    "load_pack",
    "load_product",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        value = globals()[name] = getattr(import_module(f"briefgen.{_HOMES[name]}"), name)
        return value
    raise AttributeError(f"module 'briefgen' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
