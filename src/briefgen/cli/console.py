"""Writing: data whole or not at all, messages to stderr, colour only where a person reads."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any


def complain(kind: str, message: str) -> None:
    """One message on stderr: ``error`` or ``warning``, in colour on a terminal unless NO_COLOR is set."""
    colour = sys.stderr.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    codes = {"error": "31", "warning": "33", "next": "32"}
    head = f"\x1b[{codes[kind.split('[', maxsplit=1)[0]]}m{kind}\x1b[0m" if colour else kind
    safe = message.encode("utf-8", "backslashreplace").decode("utf-8")
    print(f"{head}: {safe}", file=sys.stderr)


def emit(data: str | bytes, output: str | None = None) -> None:
    """Write to stdout (None or ``-``) or to a file, which appears whole or not at all. Raises InputError."""
    content = data.encode("utf-8") if isinstance(data, str) else data
    try:
        if output in (None, "-"):
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        else:
            _replace(Path(str(output)), content)
    except BrokenPipeError:
        raise
    except OSError as error:
        from briefgen.errors import InputError

        raise InputError(output or "standard output", [f"cannot be written: {error.strerror}"]) from None


def _replace(path: Path, content: bytes) -> None:
    path = path.resolve()
    if path.exists() and not path.is_file():  # a device or a pipe: nothing to replace
        path.write_bytes(content)
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def emit_json(value: Any) -> None:
    """A list or an object as indented JSON."""
    import json

    emit(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A plain table: columns padded, the last one free."""
    lines = [tuple(heads), *(tuple(map(str, row)) for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(heads) - 1)]
    text = (
        "  ".join([*(cell.ljust(width) for cell, width in zip(line, widths, strict=False)), line[-1]]) for line in lines
    )
    return "".join(f"{line.rstrip()}\n" for line in text)
