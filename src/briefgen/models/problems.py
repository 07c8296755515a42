"""pydantic's errors as sentences: the key, what is wrong, and the nearest known key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from briefgen.models.base import LINE, PATTERNS, PROSE, what_hides


def sentences(error: ValidationError, model: type[BaseModel]) -> list[str]:
    """One sentence a problem, in the order of the file's keys; never a value longer than a line."""
    return [_sentence(dict(item), model) for item in error.errors(include_url=False)]


def place(loc: tuple[int | str, ...]) -> str:
    """``("messages", 0, "text")`` as ``messages[1].text``: people count from one."""
    text = ""
    for part in loc:
        name = part if isinstance(part, int) or part.isprintable() else ascii(part)[1:-1]
        text += f"[{name + 1}]" if isinstance(name, int) else f".{name}" if text else name
    return text if len(text) < 200 else text[:200] + "…"


def _sentence(item: dict[str, Any], model: type[BaseModel]) -> str:
    loc = tuple(part for part in item["loc"] if not _is_branch(part))
    where = place(loc)
    if item["type"] == "string_unicode" and not where:
        return "a key is not text"
    if item["type"] == "extra_forbidden":
        return f"{where}: unknown key{_did_you_mean(loc, model)}"
    own = _OWN_WORDS.get(item["type"])
    text = own(item["input"], item.get("ctx", {})) if own else ""
    text = text or _pydantics(item)
    return f"{where}: {text}" if where else text


def _pydantics(item: dict[str, Any]) -> str:
    text = item["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, ")
    text = text[0].lower() + text[1:] if text[:1].isupper() and text[1:2].islower() else text
    return f"{text} (given: {short(item['input'])})" if _worth_showing(item["type"], item["input"]) else text


def _one_of(given: Any, context: dict[str, Any]) -> str:
    choices = context["expected"].replace("'", "")
    return f"{short(given)} is not one of {choices}{suggest(given, choices.replace(' or ', ', ').split(', '))}"


def _blank(given: Any, _: dict[str, Any]) -> str:
    return "" if str(given).strip() else "is empty; fill it in or leave the key out"


def _hides(given: Any, context: dict[str, Any]) -> str:
    pattern = context["pattern"]
    if pattern in (LINE, PROSE):
        return what_hides(given, line=pattern == LINE)
    if pattern.startswith("^https?://"):
        return f"{short(given)} is not a web address that begins with https:// or http://"
    return f"{short(given)} {PATTERNS[pattern]}" if pattern in PATTERNS else ""


#: Errors that we say in our own words: given value and context in, a sentence out (empty: pydantic's will do).
_OWN_WORDS: dict[str, Callable[[Any, dict[str, Any]], str]] = {
    "literal_error": _one_of,
    "missing": lambda *_: "is missing",
    "string_pattern_mismatch": _hides,
    "string_too_short": _blank,
    "string_unicode": lambda *_: "holds half a character (a lone surrogate); remove it",
    "too_long": lambda _, context: f"has {context['actual_length']} items; at most {context['max_length']}",
}


def _is_branch(part: Any) -> bool:
    """Pydantic puts the name of a union's branch or a wrapping function into the path."""
    return isinstance(part, str) and (
        "[" in part or "(" in part or part in ("float", "int", "str", "nullable", "is-instance")
    )


def _worth_showing(kind: str, value: Any) -> bool:
    return kind != "value_error" and isinstance(value, str | int | float | bool | Decimal)


def short(value: Any) -> str:
    """The value as a reader may see it in one line: printable, at most 60 characters."""
    text = value if isinstance(value, str) else str(value) if isinstance(value, Decimal) else repr(value)
    text = ascii(text[:60])[1:-1] if not text[:60].isprintable() else text[:60]
    return repr(text + ("…" if len(str(value)) > 60 else "")) if isinstance(value, str) else text


def suggest(given: Any, names: Iterable[str], others: Mapping[str, str] | None = None) -> str:
    """`` (did you mean 'paid'?)`` or an empty string. ``others`` are further words, each standing for a name."""
    folded = {name.casefold(): name for name in names}
    folded |= {word.casefold(): name for word, name in (others or {}).items()}
    close = get_close_matches(str(given).casefold(), folded, n=1, cutoff=0.6)
    return f" (did you mean {folded[close[0]]!r}?)" if close else ""


def _did_you_mean(loc: tuple[Any, ...], model: type[BaseModel]) -> str:
    fields = _fields_at(model, loc[:-1])
    return suggest(loc[-1], fields) if fields else ""


def _fields_at(model: Any, loc: tuple[Any, ...]) -> list[str]:
    for part in loc:
        if isinstance(part, int) or not hasattr(model, "model_fields"):
            continue
        field = model.model_fields.get(part)
        model = next(iter(_models_in(field.annotation)), None) if field else None
    return list(model.model_fields) if hasattr(model, "model_fields") else []


def _models_in(annotation: Any) -> list[Any]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models_in(inner)]
