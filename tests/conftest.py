"""Shared fixtures: the installed packs, and products to brief."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefgen import ProductSpec, Registry, load_product

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "docs" / "examples" / "earbuds.toml"
DAY = date(2026, 12, 1)


@pytest.fixture(scope="session")
def registry() -> Registry:
    """Everything installed."""
    found = Registry.discover()
    found.load_all()
    return found


@pytest.fixture(scope="session")
def example() -> ProductSpec:
    """The shipped example: every field filled, in all nine languages."""
    return load_product(EXAMPLE)


@pytest.fixture
def small() -> ProductSpec:
    """A product of few lines."""
    return ProductSpec.model_validate(
        {
            "name": "Aria",
            "brand": "Nordlys",
            "category": "electronics",
            "price": {"amount": "129.00", "currency": "USD"},
        }
    )
