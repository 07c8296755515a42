"""Options that several commands share."""

from __future__ import annotations

import argparse
from datetime import date


def day(text: str) -> date:
    """An ISO date for argparse."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; write it as 2026-12-01") from None


def add_situation(parser: argparse.ArgumentParser) -> None:
    """Where, when, for whom."""
    parser.add_argument(
        "--connection",
        default="paid",
        metavar="TIE",
        help="paid (default), gifted, affiliate, employee, own_brand, family, none",
    )
    parser.add_argument(
        "--language", metavar="TAG", help="the creator's language, such as ja; default: the market's first"
    )
    parser.add_argument("--reader", default="en", metavar="TAG", help="the marketer's language (default: en)")
    parser.add_argument(
        "--on",
        type=day,
        metavar="DATE",
        help="go-live date at which the rules are judged; default: the product file's, else today",
    )


def add_block(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--block", action="append", default=[], metavar="PLUGIN", help="leave a plugin out; the brief says so"
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def code(text: str) -> str:
    """A market code in capitals: ``jp`` is JP."""
    return text.upper() if len(text) <= 3 else text
