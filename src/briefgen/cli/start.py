"""init and schema: what a marketer and an editor start from."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from briefgen.cli.console import complain, emit

SCHEMAS = ("product", "campaign", "request", "brief", "pack", "rule")


def add_commands(commands: Any) -> None:
    from briefgen.cli.parser import command

    begin = command(commands, "init", init, "write a commented product file that runs")
    begin.add_argument(
        "path", nargs="?", default="product.toml", help="where to (default: product.toml), or - for stdout"
    )
    begin.add_argument("--force", action="store_true", help="overwrite an existing file")
    schema_command = command(commands, "schema", schema, "print the JSON Schema of a file or a brief")
    schema_command.add_argument("name", choices=SCHEMAS)


def init(options: argparse.Namespace) -> int:
    """Write the commented product file."""
    from briefgen import resources
    from briefgen.errors import InputError

    if options.path != "-" and Path(options.path).exists() and not options.force:
        raise InputError(options.path, ["is already there; --force overwrites it, or name another path"])
    emit((resources.root("templates") / "product.toml").read_bytes(), options.path)
    if options.path != "-":
        complain("next", f"briefgen generate {options.path} --market JP --platform youtube")
    return 0


def schema(options: argparse.Namespace) -> int:
    """Print a published JSON Schema."""
    from briefgen.schemas import schema_text

    emit(schema_text(options.name))
    return 0
