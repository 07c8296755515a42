"""generate, explain, diff."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from briefgen.cli.console import complain, emit, emit_json
from briefgen.cli.options import add_block, add_json, add_situation, code, day

if TYPE_CHECKING:
    from briefgen.models.campaign import Deliverable


def add_commands(commands: Any) -> None:
    from briefgen.cli.parser import command

    make = command(commands, "generate", generate, "make the brief for a product, a market and platforms")
    make.add_argument("product", help="product file (.toml, .yaml, .json), or - for standard input")
    make.add_argument("--market", required=True, type=code, metavar="CODE", help="ISO 3166-1 code, such as JP")
    make.add_argument(
        "--platform", action="append", default=[], metavar="ID", help="such as youtube; may be given again"
    )
    make.add_argument(
        "--deliverable",
        action="append",
        default=[],
        metavar="PLATFORM/FORMAT[:N]",
        help="such as youtube/short_video:2; may be given again",
    )
    make.add_argument(
        "--format", default="markdown", metavar="NAME", help="markdown (default), html, json, or a plugin's"
    )
    make.add_argument("--view", default="creator", metavar="VIEW", help="creator (default) or marketer")
    add_situation(make)
    add_block(make)
    make.add_argument(
        "--input-format", metavar="NAME", help="toml, yaml or json, where the file's ending does not tell"
    )
    make.add_argument(
        "--output",
        "-o",
        metavar="PATH",
        help="write to a file instead of stdout; it appears whole or not at all",
    )

    why = command(commands, "explain", explain, "show the rules behind a key, with sources and dates")
    why.add_argument("market", type=code, help="ISO 3166-1 code, such as JP")
    why.add_argument("key", help="such as disclosure.label, disclosure, or a rule id")
    why.add_argument("--platform", required=True, metavar="ID")
    why.add_argument("--content-format", metavar="FORMAT", help="such as short_video; default: the platform's first")
    why.add_argument("--category", default="other", metavar="NAME")
    add_situation(why)
    add_block(why)
    add_json(why)

    compare = command(commands, "diff", diff, "show what changes between the briefs of two markets, and why")
    compare.add_argument("product", help="product file, or - for standard input")
    compare.add_argument("--market", action="append", default=[], type=code, metavar="CODE", help="give two or more")
    compare.add_argument("--platform", action="append", default=[], metavar="ID")
    compare.add_argument("--connection", default="paid", metavar="TIE")
    compare.add_argument("--reader", default="en", metavar="TAG")
    compare.add_argument("--on", type=day, metavar="DATE")
    compare.add_argument("--input-format", metavar="NAME")
    add_block(compare)
    add_json(compare)


def generate(options: argparse.Namespace) -> int:
    """Print or write one brief; warnings go to stderr."""
    from briefgen import generate as make
    from briefgen import load_product

    product = load_product(options.product, format=options.input_format)
    brief = make(
        product,
        options.market,
        platforms=_platforms(options),
        language=options.language,
        reader=options.reader,
        connection=options.connection,
        on=options.on,
        deliverables=[_deliverable(text) for text in options.deliverable],
        blocked=options.block,
    )
    document = brief.render(options.format, options.view)
    for finding in brief.findings:
        complain(f"warning[{finding.code}]", finding.message)
    emit(document, options.output)
    return 0


def _platforms(options: argparse.Namespace) -> list[str]:
    named = [text.partition("/")[0] for text in options.deliverable]
    return list(dict.fromkeys([*options.platform, *named]))


def _deliverable(text: str) -> Deliverable:
    from briefgen.errors import InputError
    from briefgen.models.campaign import Deliverable
    from briefgen.models.validate import validated

    place, _, count = text.partition(":")
    platform, _, format = place.partition("/")
    if not format or (count and not count.isdecimal()):
        raise InputError("--deliverable", [f"{text!r} is not PLATFORM/FORMAT[:N], such as youtube/short_video:2"])
    return validated(Deliverable, "--deliverable", platform=platform, format=format, count=int(count or 1))


def explain(options: argparse.Namespace) -> int:
    """Print the because-chain of a key."""
    from briefgen import Registry
    from briefgen import explain as why
    from briefgen.cli.texts import explanation

    found = why(
        options.market,
        options.key,
        platform=options.platform,
        format=options.content_format,
        connection=options.connection,
        category=options.category,
        language=options.language,
        reader=options.reader,
        on=options.on,
        registry=Registry.discover(options.block),
    )
    if options.json:
        emit_json([one.model_dump(mode="json") for one in (*found.requirements, *found.bans)])
    else:
        emit(explanation(found))
    return 0


def diff(options: argparse.Namespace) -> int:
    """Print what differs between markets."""
    from briefgen import diff as compare
    from briefgen import load_product
    from briefgen.cli.texts import difference

    product = load_product(options.product, format=options.input_format)
    found = compare(
        product,
        options.market,
        platforms=options.platform,
        connection=options.connection,
        reader=options.reader,
        on=options.on,
        blocked=options.block,
    )
    if options.json:
        emit_json(found.model_dump(mode="json"))
    else:
        emit(difference(found))
    return 0
