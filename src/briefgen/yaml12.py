"""YAML 1.2 with line numbers: NO stays Norway, no tag makes an object, and aliases cannot blow up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError as RuamelError

#: A product file has some hundreds of values; more come from aliases that multiply.
MAX_VALUES = 20_000


class YamlError(Exception):
    """What is wrong and on which line."""


def read(text: str) -> tuple[Any, Callable[[tuple[int | str, ...]], str]]:
    """The plain content, and a function from a key path to its line. Raises YamlError."""
    loader = YAML(typ="rt", pure=True)
    loader.version = "1.2"
    loader.allow_duplicate_keys = False
    try:
        tree = loader.load(text)
    except RuamelError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = f" (line {mark.line + 1}, column {mark.column + 1})" if mark else ""
        what = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise YamlError(f"{' '.join(str(what).split())}{line}") from None
    except (ValueError, TypeError, AttributeError) as error:
        raise YamlError(str(error)[:200]) from None
    return _plain(tree, iter(range(MAX_VALUES))), lambda loc: _line(tree, loc)


def _plain(node: Any, budget: Iterator[int]) -> Any:
    if next(budget, None) is None:
        raise YamlError(f"holds more than {MAX_VALUES} values; aliases may not multiply")
    tag = getattr(node, "tag", None)
    if tag is not None and tag.value is not None:
        raise YamlError(f"the tag {tag.value} is not allowed; use text, numbers, lists and keys")
    match node:
        case CommentedMap():
            return {str(key): _plain(value, budget) for key, value in node.items()}
        case CommentedSeq():
            return [_plain(value, budget) for value in node]
        case bool() | None | datetime() | date():
            return node
        case str():
            return str(node)
        case int():
            return int(node)
        case float():
            return float(node)
        case _:
            raise YamlError(f"a value of type {type(node).__name__} is not allowed; use text, numbers, lists and keys")


def _line(tree: Any, loc: tuple[int | str, ...]) -> str:
    """The line of the deepest part of the path that the file has."""
    line = 0
    for part in loc:
        try:
            if isinstance(tree, CommentedMap):
                line = tree.lc.key(part)[0] + 1
            elif isinstance(tree, CommentedSeq):
                line = tree.lc.item(part)[0] + 1
            tree = tree[part]
        except (KeyError, IndexError, TypeError):
            break
    return f"line {line}" if line else ""
