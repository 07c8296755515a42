"""One brief, warm: the whole deterministic path as a ratio to F*, bare Jinja2 over the finished objects.

F* renders the creator's template from a finished brief and view. The path validates the product, stamps it into the
compiled blueprint in two languages, and renders. All steps are timed in one interleaved run; medians are compared, so a
slow moment hits them all. Each round has a new product. Three kinds of product are tried:

    ten lines   the product file that is enough: name, brand, category, summary, features, price, link, one message
    catalogue   rows of a catalogue: the example's own fields in two languages, with one campaign loaded once for all
    whole file  the example as it is shipped: nine languages, ten prices, the campaign in every file

    python benchmarks/one_brief.py            # --quick: fewer rounds

Exit code 1 where the median ratio of the ten-line products is above the limit; the others are there to be watched.
"""

from __future__ import annotations

import gc
import statistics
import sys
import tomllib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from time import perf_counter_ns
from typing import Any

from briefgen import Brief, Campaign, ProductSpec, Registry
from briefgen.generating import generate
from briefgen.render.environment import template
from briefgen.render.view import view_of

EXAMPLE = Path(__file__).parent.parent / "docs" / "examples" / "earbuds.toml"
DAY = date(2026, 12, 1)
PAIRS = [("JP", "youtube"), ("DE", "instagram"), ("CN", "xiaohongshu"), ("US", "tiktok")]
LIMIT = 4.0
STEPS = ("F*", "validate", "generate", "render", "whole")


def measure(registry: Registry, kind: str, market: str, platform: str, rounds: int) -> dict[str, float]:
    """Medians in microseconds of F*, of each step, and of the whole path."""
    language = registry.market(market).languages[0]
    campaign = ProductSpec.model_validate(tomllib.loads(_TEXT, parse_float=Decimal)).campaign
    files = [variant(kind, number, market, language, campaign) for number in range(3 * rounds + 1)]
    products = [ProductSpec.model_validate(data) for data in files]

    def make(product: ProductSpec) -> Brief:
        return generate(product, market, platform, on=DAY, today=DAY, registry=registry)

    page, brief = template("creator.md.j2"), make(products[0])
    view = view_of(brief, "creator")
    finished = [make(product) for product in products[2 * rounds + 1 :]]
    steps: dict[str, Callable[[int], object]] = {
        "F*": lambda _: page.render(brief=brief, view=view, t=view.t),
        "whole": lambda i: make(ProductSpec.model_validate(files[i + 1])).to_markdown(),
        "validate": lambda i: ProductSpec.model_validate(files[i + 1]),
        "generate": lambda i: make(products[rounds + i + 1]),
        "render": lambda i: finished[i].to_markdown(),
    }
    times: dict[str, list[int]] = {name: [] for name in steps}
    gc.collect()
    gc.freeze()  # the benchmark's own heap of products is not the path's to sweep
    for number in range(rounds):
        for name, step in steps.items():
            start = perf_counter_ns()
            step(number)
            times[name].append(perf_counter_ns() - start)
    gc.unfreeze()
    return {name: statistics.median(found) / 1000 for name, found in times.items()}


def variant(kind: str, number: int, market: str, language: str, campaign: Campaign) -> dict[str, Any]:
    """One product of the kind; no two are alike."""
    data = tomllib.loads(_TEXT, parse_float=Decimal)
    if kind != "whole file":
        data["local"] = {tag: words for tag, words in data["local"].items() if tag == language}
        data["prices"] = {code: price for code, price in data["prices"].items() if code == market}
        data["campaign"] = campaign
    if kind == "ten lines":
        data = {name: value for name, value in data.items() if name in _TEN}
        data["campaign"] = {"messages": campaign.messages}
        data["local"] = {tag: {name: words[name] for name in _TEN_WORDS} for tag, words in data["local"].items()}
    data |= {"name": f"Aria {number}", "url": f"https://example.com/{number}"}
    for words in (data, *data["local"].values()):
        words["summary"] = f"{words['summary']} ({number})"
        words["features"] = [f"{one} {number}" for one in words["features"]]
    for price in (data["price"], *data["prices"].values()):
        price["amount"] = int(float(price["amount"])) + number
    return data


_TEXT = EXAMPLE.read_text("utf-8")
_TEN = ("name", "brand", "category", "summary", "features", "price", "prices", "url", "local")
_TEN_WORDS = ("summary", "features", "messages")


def main() -> int:
    rounds = 200 if "--quick" in sys.argv else 1500
    registry = Registry.discover()
    print("medians in microseconds")
    print(f"{'':<12}market platform   " + "".join(f"{name:>9}" for name in STEPS) + "   whole / F*")
    medians = {}
    for kind in ("ten lines", "catalogue", "whole file"):
        ratios = []
        for market, platform in PAIRS:
            found = measure(registry, kind, market, platform, rounds)
            ratios.append(found["whole"] / found["F*"])
            cells = "".join(f"{found[name]:>9.0f}" for name in STEPS)
            print(f"{kind:<12}{market:<7}{platform:<11}{cells}{ratios[-1]:>13.2f}")
        medians[kind] = statistics.median(ratios)
    print(", ".join(f"{kind} {ratio:.2f}" for kind, ratio in medians.items()) + f"; limit {LIMIT}")
    return 1 if medians["ten lines"] > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
