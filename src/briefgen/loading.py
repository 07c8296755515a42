"""Product files: TOML, YAML 1.2 or JSON in; a ProductSpec or one error with every problem and its place out."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from briefgen.errors import InputError
from briefgen.models.problems import sentences, short, suggest
from briefgen.models.product import ProductSpec

#: A product file larger than this is a mistake, not a product.
MAX_BYTES = 1_000_000
_KINDS = {".toml": "toml", ".yaml": "yaml", ".yml": "yaml", ".json": "json"}
#: Where a key path stands in the file, such as "line 7"; empty where it is not known.
Locate = Callable[[tuple[int | str, ...]], str]


def load_product(path: str | Path, *, format: str | None = None) -> ProductSpec:
    """Read a product file; ``-`` is standard input. The format follows from the ending unless given.

    Raises InputError that names the file, each wrong key, and the way out.
    """
    name = str(path)
    if name == "-" and sys.stdin is None:
        raise InputError("standard input", ["is closed; name a file"])
    if name == "-":
        return parse_product(sys.stdin.buffer.read(MAX_BYTES + 1), format or "guess", where="standard input")
    file = Path(path)
    kind = format or _KINDS.get(file.suffix.lower())
    if kind is None:
        raise InputError(name, [f"unknown ending {file.suffix!r}; use .toml, .yaml or .json"])
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        near = suggest(file.name, _neighbours(file))
        raise InputError(name, [f"no such file{near}; 'briefgen init' writes one to start from"]) from None
    except OSError as error:
        raise InputError(name, [f"cannot be read: {error.strerror}"]) from None
    return parse_product(data, kind, where=name)


def parse_product(data: bytes, format: str, *, where: str = "product file") -> ProductSpec:
    """The product in ``data``. ``format`` is toml, yaml, json, or guess. Raises InputError."""
    if len(data) > MAX_BYTES:
        raise InputError(
            where,
            [f"is larger than {MAX_BYTES // 1_000_000} MB; keep descriptions short and pictures as links"],
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(where, [f"is not UTF-8 at byte {error.start + 1}; save it as UTF-8"]) from None
    if format == "guess":
        format = _guess(text)
    if format not in _READERS:
        raise InputError(where, [f"unknown format {format!r}; use toml, yaml or json"])
    try:
        content, locate = _READERS[format](text)
    except RecursionError:
        raise InputError(where, ["is nested too deeply"]) from None
    except _BrokenError as error:
        raise InputError(where, [str(error)]) from None
    if not text.strip():
        raise InputError(where, ["is empty; 'briefgen init' writes a file to start from"])
    if not isinstance(content, dict):
        raise InputError(where, [f"holds {type(content).__name__}, not keys with values; see 'briefgen init'"])
    try:
        return ProductSpec.model_validate(content)
    except ValidationError as error:
        places = [locate(item["loc"]) for item in error.errors(include_url=False, include_context=False)]
        texts = sentences(error, ProductSpec)
        problems = [f"{place}: {text}" if place else text for place, text in zip(places, texts, strict=True)]
        raise InputError(where, problems) from None


def _guess(text: str) -> str:
    if text.lstrip().startswith("{"):
        return "json"
    return "toml" if re.search(r"^[\w.\"'-]+\s*=|^\[", text, re.MULTILINE) else "yaml"


class _BrokenError(Exception):
    """The text is not valid TOML, YAML or JSON."""


def _toml(text: str) -> tuple[Any, Locate]:
    try:
        return tomllib.loads(text, parse_float=Decimal), _nowhere
    except tomllib.TOMLDecodeError as error:
        raise _BrokenError(f"is not valid TOML: {error}") from None
    except ValueError as error:  # integers of thousands of digits
        raise _BrokenError(f"is not valid TOML: {error}") from None


def _json(text: str) -> tuple[Any, Locate]:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        if twice := {key for key in keys if keys.count(key) > 1}:
            raise _BrokenError(f"key {short(min(twice))} stands twice")
        return dict(pairs)

    def no_constant(name: str) -> Any:
        raise _BrokenError(f"{name} is not a number")

    try:
        return json.loads(text, parse_float=Decimal, object_pairs_hook=once, parse_constant=no_constant), _nowhere
    except json.JSONDecodeError as error:
        raise _BrokenError(f"is not valid JSON: {error.msg} (line {error.lineno}, column {error.colno})") from None
    except ValueError as error:  # integers of thousands of digits
        raise _BrokenError(f"is not valid JSON: {error}") from None


def _yaml(text: str) -> tuple[Any, Locate]:
    from briefgen.yaml12 import YamlError, read

    try:
        return read(text)
    except YamlError as error:
        raise _BrokenError(f"is not valid YAML: {error}") from None


_READERS: dict[str, Callable[[str], tuple[Any, Locate]]] = {"toml": _toml, "yaml": _yaml, "json": _json}


def _nowhere(_: tuple[int | str, ...]) -> str:
    return ""


def _neighbours(file: Path) -> list[str]:
    try:
        return [one.name for one in file.parent.iterdir() if one.suffix.lower() in _KINDS]
    except OSError:
        return []
