"""A creator's copy fits on two A4 pages, printed by a real browser: the longest brief of each market is tried.

The browser is Debian's chromium (``apt-get install chromium fonts-noto-cjk``); ``CHROMIUM`` names another.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from briefgen import Brief, Deliverable, ProductSpec, Registry, UnsupportedError, generate
from tests.conftest import DAY

REGISTRY = Registry.discover()
BROWSER = shutil.which(os.environ.get("CHROMIUM", "chromium"))
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-pdf-header-footer"),
)
CATEGORIES = ("electronics", "cosmetics", "food")


def briefs(example: ProductSpec, market: str) -> list[Brief]:
    """Every brief of a market: each platform, format, tie and a handful of categories."""
    found = []
    for platform, tie, category in product(REGISTRY.platforms(), ("paid", "gifted"), CATEGORIES):
        spec = example.model_copy(update={"category": category})
        for format in platform.formats:
            one = [Deliverable(platform=platform.id, format=format)]
            options = {"deliverables": one, "connection": tie, "on": DAY, "today": date(2026, 11, 22)}
            try:
                found.append(generate(spec, market, registry=REGISTRY, **options))  # type: ignore[arg-type]
            except UnsupportedError:
                continue  # banned there
    return found


def print_pages(brief: Brief, folder: Path) -> int:
    """How many A4 pages the browser prints."""
    page, pdf = folder / "brief.html", folder / "brief.pdf"
    page.write_text(brief.to_html(), "utf-8")
    command = [str(BROWSER), *FLAGS, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={pdf}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf.read_bytes()))


@pytest.mark.skipif(BROWSER is None, reason="NO BROWSER: the two-page limit was not checked; install chromium")
@pytest.mark.parametrize("market", [head.code for head in REGISTRY.markets()])
def test_the_longest_brief_fits_on_two_pages(example: ProductSpec, market: str, tmp_path: Path) -> None:
    longest = max(briefs(example, market), key=lambda brief: len(brief.to_markdown()))
    assert print_pages(longest, tmp_path) <= 2, (longest.deliverables, longest.connection)


@pytest.mark.skipif(BROWSER is None, reason="NO BROWSER: the two-page limit was not checked; install chromium")
@pytest.mark.parametrize("market", [head.code for head in REGISTRY.markets()])
def test_five_platforms_fit_on_two_pages_together(example: ProductSpec, market: str, tmp_path: Path) -> None:
    chain = REGISTRY.markets_of(market)
    there = [p.id for p in REGISTRY.platforms() if not REGISTRY.bans_on_platform(p.id, chain, DAY)]
    brief = generate(example, market, platforms=there[:5], on=DAY, today=DAY, registry=REGISTRY)
    assert print_pages(brief, tmp_path) <= 2, there[:5]
