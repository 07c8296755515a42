"""The options of every command. Only argparse and the commands' own light modules are imported here."""

from __future__ import annotations

import argparse
import sys
from difflib import get_close_matches
from typing import Any, NoReturn

from briefgen._version import __version__
from briefgen.cli import WRONG, briefs, lists, start

_EXAMPLES = """examples:
  briefgen init                                                   write a product file to start from
  briefgen generate product.toml --market JP --platform youtube   the creator's brief, in Japanese
  briefgen explain JP disclosure.label --platform youtube         why the brief says so
  briefgen diff product.toml --market JP --market KR --platform instagram
  briefgen markets | platforms | rules | plugins                  what is known

exit codes: 0 done, 1 findings, 2 wrong input (nothing was written), 70 a fault of briefgen's own, 130 interrupted
"""


class Parser(argparse.ArgumentParser):
    """argparse with a suggestion: a mistyped command, option or choice names the nearest one."""

    def error(self, message: str) -> NoReturn:
        hint = self._hint(message)
        self.print_usage(sys.stderr)
        sys.stderr.write(f"{self.prog}: error: {message}{hint}\n")
        raise SystemExit(WRONG)

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        found, extra = self.parse_known_args(args, namespace)
        if extra:
            deepest = getattr(found, "parser", self)
            deepest.error(f"unrecognized arguments: {' '.join(extra)}")
        return found

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        self._given = list(sys.argv[1:] if args is None else args)
        return super().parse_known_args(args, namespace)

    def _hint(self, message: str) -> str:
        options = [option for action in self._actions for option in action.option_strings]
        known = [option for option in options if option.startswith("--")]
        known += [str(choice) for action in self._actions for choice in action.choices or ()]
        words = [word.strip("',()") for word in message.split()]
        mistyped = [
            arg.split("=")[0] for arg in self._given if arg.startswith("--") and arg.split("=")[0] not in options
        ]
        suspects = [words[words.index("choice:") + 1]] if "choice:" in words else mistyped
        close = [match for word in suspects for match in get_close_matches(word, known, n=1, cutoff=0.6)]
        return f"; did you mean {close[0]!r}?" if close else ""


def build_parser() -> Parser:
    """The parser of ``briefgen``."""
    parser = Parser(
        prog="briefgen",
        description="From a product file and a market to a localized, lawful creator brief.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"briefgen {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=Parser)
    for group in (start, briefs, lists):
        group.add_commands(commands)
    return parser


def command(commands: Any, name: str, run: Any, help: str, **options: Any) -> argparse.ArgumentParser:
    """Add a command with the function that runs it."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=help, description=help[0].upper() + help[1:] + ".", allow_abbrev=False, **options
    )
    parser.set_defaults(run=run, parser=parser)
    return parser
