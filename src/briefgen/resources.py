"""Where the shipped folders are, in a wheel and in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_HERE = Path(__file__).resolve().parent


@cache
def root(name: str) -> Path:
    """Return the folder ``locales`` or ``templates``: the packaged one, else the checkout's.

    Raises FileNotFoundError where neither is there (a damaged install).
    """
    packaged = _HERE / name
    if packaged.is_dir():
        return packaged
    checkout = _HERE.parent.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / name).is_dir():
        return checkout / name
    raise FileNotFoundError(f"briefgen's folder {name!r} is missing; install briefgen again")
