"""The pages and schemas that follow from code and packs: ``python tools/generate_docs.py`` writes them.

``--check`` writes nothing, names what is out of date, and exits with 1.
"""

from __future__ import annotations

import sys
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, StringConstraints
from pydantic_core import PydanticUndefined

from briefgen import vocabulary
from briefgen.models import base, campaign
from briefgen.models.campaign import Campaign
from briefgen.models.pack import Pack
from briefgen.models.product import ProductSpec
from briefgen.naming import BLOCKS
from briefgen.packs import load_pack
from briefgen.schemas import schema_text

ROOT = Path(__file__).parent.parent
SCHEMAS = ("product", "campaign", "request", "brief", "pack", "rule")
MADE = "<!-- Made by tools/generate_docs.py: change the code or the packs, not this page. -->\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; a bar inside a cell is escaped."""
    lines = [list(heads), ["---"] * len(heads), *([str(cell).replace("|", "\\|") for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


# coverage.md


def coverage_page() -> str:
    """What each pack holds, and how much of it somebody has read."""
    packs = [load_pack(path.parent).pack for path in sorted(ROOT.glob("plugins/*/*/pack.toml"))]
    parts = [MADE, _COVERAGE_HEAD]
    for title, kind in (("Markets", "market"), ("Regions", "region"), ("Platforms", "platform")):
        members = sorted((pack for pack in packs if getattr(pack, kind)), key=lambda pack: pack.id)
        parts.append(f"## {title}\n\n{table(_COVERAGE, map(_coverage_row, members))}")
    rules = sum(len(pack.rules) for pack in packs)
    parts.append(f"Together: {len(packs)} packs, {rules:,} rules.\n")
    return "\n".join(parts)


_COVERAGE = ("Pack", "Name", "Rules", "Musts", "Musts seen", "Unverified musts", "Status", "Languages", "Version")
_COVERAGE_HEAD = """# Coverage

One row a pack. *Musts seen* is the share of the musts whose source somebody read (`evidence = "seen"`). *Unverified
musts* rest on memory (`evidence = "memory"`): they are shown, marked, and still asked for. The musts that are neither
are `derived`: they follow from something read, or were read without an address. A pack with one unverified must is
`partial`, and every brief made with it says so. *Languages* are those that each text of the pack is translated into,
beside English. [What a pack holds](packs.md) says what the words mean.
"""


def _coverage_row(pack: Pack) -> tuple[str, ...]:
    musts = [rule for rule in pack.rules if rule.level == "must"]
    seen = sum(rule.evidence == "seen" for rule in musts)
    unverified = sum(rule.evidence == "memory" for rule in musts)
    return (
        f"`{pack.id}`",
        pack.name,
        str(len(pack.rules)),
        str(len(musts)),
        f"{100 * seen // len(musts)} %" if musts else "–",
        str(unverified),
        "partial" if pack.partial else "complete",
        ", ".join(pack.languages),
        pack.version,
    )


# keys.md


def keys_page() -> str:
    """Every key and token of keys.toml."""
    parts = [MADE, _KEYS_HEAD]
    for block in dict.fromkeys(key["block"] for key in vocabulary.keys().values()):
        members = [(name, key) for name, key in vocabulary.keys().items() if key["block"] == block]
        rows = [(f"`{name}`", key["kind"], _ops(key)) for name, key in members]
        parts.append(f"## {BLOCKS[block]} (`{block}`)\n\n{table(('Key', 'Kind', 'Ops and their English text'), rows)}")
    tokens = table(("Token", "English"), ((f"`{name}`", text) for name, text in vocabulary.tokens().items()))
    parts.append(f"{_TOKENS_HEAD}\n{tokens}")
    return "\n".join(parts)


_KEYS_HEAD = """# Keys and tokens

A rule's key says what the rule constrains. The same key means the same thing in every pack, and rules with one key
[add up](composition.md). The block says where the rule stands in a brief; the kind says what sort of rule it is. A key
with a text for an op needs no text in the pack: `{value}` is put in by the engine, in the brief's language. An op that
is not listed can be used too, with a text of the rule's own. A key that is not listed can be used with `kind = ...`
and a text.
"""
_TOKENS_HEAD = """## Tokens

A token stands in a rule's value in place of text. It is shown in the brief's language; every other word of a value is
shown as it stands.
"""


def _ops(key: dict[str, Any]) -> str:
    texts = [f"`{op}`: {text}" for op, text in key.items() if op not in ("block", "kind")]
    return "<br>".join(texts) or "text of the rule's own"


# fields.md


class Field(NamedTuple):
    """One kind of field that published briefs have: where it lives in the product file, and which rules add to it."""

    name: str
    paths: str = ""
    rules: str = ""
    seen_by: str = "creator"
    remark: str = ""


#: The union of what published brief templates and products ask for, in the order of how common each is.
FIELDS = (
    Field("Dates of the work", "campaign.timeline"),
    Field("What is to be made, where and how often", "campaign.deliverables", remark="or `--deliverable`"),
    Field("Tone, ideas and direction", "campaign.tone campaign.angles"),
    Field("Key messages", "campaign.messages"),
    Field("Usage rights", "campaign.rights"),
    Field("Campaign name and overview", "campaign.name campaign.overview"),
    Field("Dos and don'ts", "campaign.dos campaign.donts"),
    Field("Objective", "campaign.objective", seen_by="marketer"),
    Field("What the creator gets", "campaign.compensation"),
    Field("Hashtags and mentions", "campaign.hashtags campaign.mentions", "hashtag.count mention.count"),
    Field("Examples for inspiration", "campaign.inspiration"),
    Field(
        "Advertising label: words, place, duration, switch, language",
        rules="disclosure.label disclosure.place disclosure.duration disclosure.tool disclosure.language",
    ),
    Field(
        "Facts about the product",
        "name brand summary for_whom features measures price prices url where_to_buy how_to_show available_from",
    ),
    Field("Who reviews the draft, how fast", "campaign.review.reviewer campaign.review.response_days"),
    Field("Who the brand is", "campaign.brand_intro"),
    Field("Must-haves apart from the rest", "campaign.rules", remark="every must, of law, platform and brand"),
    Field("Link, tracking and promo code", "campaign.link campaign.utm campaign.promo_code"),
    Field("Claims: allowed with proof, and forbidden", "claims prohibited_claims", "claim.words claim.note"),
    Field("Technical limits", rules="video.duration media.ratio media.size title.length text.length"),
    Field("Why this creator", "campaign.why_you campaign.creator", remark="`creator` is for the marketer"),
    Field("Products sent, and whether they come back", "campaign.shipping campaign.timeline.ship"),
    Field("Call to action", "campaign.call_to_action"),
    Field("Permission to advertise with the post", "campaign.rights.paid_use_days", "rights.authorisation"),
    Field("Brands not to show", "campaign.avoid_brands"),
    Field("Target audience", "campaign.audience", seen_by="marketer"),
    Field("Opening and structure", "campaign.angles", "hook.time"),
    Field("Rounds of changes, and what more of them cost", "campaign.review.revisions campaign.review.extra_revision"),
    Field("Budget", "campaign.budget", seen_by="marketer"),
    Field("Contact and time to answer", "campaign.contact"),
    Field("Contract and confirmation", "campaign.contract_needed campaign.acknowledge_by"),
    Field("Exclusivity", "campaign.exclusivity"),
    Field("How free the creator is", "campaign.freedom"),
    Field("Material provided", "campaign.assets"),
    Field("Targets in figures", "campaign.kpis", seen_by="marketer"),
    Field("Market and language", "language local prices", remark="the market and the creator's language: the request"),
    Field("When and how payment is made", "campaign.compensation.pay_within_days campaign.compensation.invoice_to"),
    Field("Measurement", "campaign.measurement campaign.timeline.insights", remark="`measurement` is for the marketer"),
    Field("Legal notices of a sector", "category campaign.disclaimers", "category.text category.note"),
    Field("Music", "campaign.music", "music.note"),
    Field("Accessibility", rules="accessibility.captions accessibility.alt_text"),
    Field(
        "Culture of the market",
        rules="culture.register culture.style culture.taboo culture.numbers culture.humour culture.note",
    ),
    Field("How long the post stays online", "campaign.min_days_live"),
    Field("Care of comments", "campaign.comments"),
    Field("Questions and answers", "campaign.faq"),
    Field("Use of AI", "campaign.ai_use", "ai.label ai.tool ai.note"),
    Field("Confidentiality", "campaign.confidential_until"),
    Field("Pay if the brand cancels", "campaign.compensation.kill_fee_percent"),
)


def fields_page() -> str:
    """Every field of the product file, and where the fields that people expect are to be found."""
    parts = [MADE, _FIELDS_HEAD]
    for model, paths in _models().items():
        where = ", ".join(f"`{path}`" if path else "the file itself" for path in paths)
        doc = (model.__doc__ or "").strip().replace("``", "`").split("\n\n")[0]
        rows = [_field_row(model, name) for name in model.model_fields]
        parts.append(f"## {model.__name__}\n\n{doc} In {where}.\n\n{table(('Key', 'Type', 'Default', 'Limits'), rows)}")
    rows = [_expected_row(number, field) for number, field in enumerate(FIELDS, 1)]
    heads = ("", "What a brief usually says", "In the product file", "From rules", "Who sees it", "Remark")
    parts.append(f"{_EXPECTED_HEAD}\n{table(heads, rows)}")
    return "\n".join(parts)


_FIELDS_HEAD = """# Fields of the product file

Every key that a product file may hold, with its type, its default and its limits. Only `name` and `brand` are
required. A key that is not listed is an error. [The product file](product-file.md) shows how to write one.
"""
_EXPECTED_HEAD = """## Where the usual fields of a brief live

What published brief templates and products ask for, from the most common to the rarest. A field that comes from rules
needs nothing in the product file: the packs of the market and the platform bring it.
"""
_ROOTS: dict[type[BaseModel], str] = {ProductSpec: "", Campaign: "campaign"}


def _models() -> dict[type[BaseModel], list[str]]:
    """Each model of the product file with the places where it stands, widest first."""
    found: dict[type[BaseModel], list[str]] = {}
    waiting: list[tuple[type[BaseModel], str]] = [(ProductSpec, "")]
    while waiting:
        model, path = waiting.pop(0)
        known = model in found
        found.setdefault(model, []).append(path)
        if known:
            continue
        for name, hint in _hints(model).items():
            inner = f"{path}.{name}".lstrip(".")
            waiting += [(one, inner + suffix) for one, suffix in _models_in(hint)]
    return found


def _hints(model: type[BaseModel]) -> dict[str, Any]:
    hints = typing.get_type_hints(model, include_extras=True)
    return {name: hints[name] for name in model.model_fields}


def _models_in(hint: Any) -> Iterator[tuple[type[BaseModel], str]]:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        yield hint, ""
        return
    inside = [found for part in typing.get_args(hint) for found in _models_in(part)]
    origin = typing.get_origin(hint)
    suffix = ".CODE" if origin is dict else "[]" if origin is tuple else ""
    yield from ((model, suffix + rest) for model, rest in inside)


def _field_row(model: type[BaseModel], name: str) -> tuple[str, str, str, str]:
    kind, limits = _describe(_hints(model)[name])
    return f"`{name}`", kind, _default(model.model_fields[name]), ", ".join(limits)


def _default(field: Any) -> str:
    if field.is_required():
        return "required"
    value = field.default
    if value is None:
        return "none"
    if value is PydanticUndefined or value == () or isinstance(value, BaseModel):
        return "empty" if not isinstance(value, BaseModel) else "its defaults"
    return f"`{str(value).lower()}`" if isinstance(value, bool) else f"`{value}`"


#: Types with a name of their own, in plain words: those of models/base.py and models/campaign.py.
_NAMED: tuple[tuple[Any, str], ...] = (
    (base.Line, "one line of text"),
    (base.Prose, "text"),
    (base.Day, "day, such as 2026-12-01"),
    (base.Moment, "time with its offset, such as 2026-12-01T18:00:00+09:00"),
    (base.Url, "link (http or https)"),
    (base.Market, "market code, such as JP"),
    (base.Language, "language tag, such as ja or pt-BR"),
    (base.PlatformId, "platform id, such as youtube"),
    (base.Currency, "ISO 4217 code, such as JPY"),
    (base.Slug, "short name of a-z, 0-9, dots, dashes and underscores"),
    (base.Amount, "amount of money, a number or a text such as 129.00"),
    (base.PositiveInt, "whole number"),
    (base.Days, "whole number of days"),
    (campaign.Percent, "number"),
    (campaign.Hashtag, "hashtag, with or without #"),
    (campaign.Mention, "account name, with or without @"),
)
_PLAIN: dict[Any, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    date: "day",
    datetime: "time",
    Decimal: "number",
}


def _describe(hint: Any) -> tuple[str, list[str]]:
    """A type in plain words, and its limits."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return _describe_annotated(arguments)
    if origin in (typing.Union, types.UnionType):
        return _describe_union([part for part in arguments if part is not type(None)])
    if origin is Literal:
        return "one of", [", ".join(f"`{choice}`" for choice in arguments)]
    if origin in (tuple, dict):
        return _describe_many(arguments, table=origin is dict)
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return f"table [{hint.__name__}](#{hint.__name__.lower()})", []
    return _PLAIN[hint], []


def _describe_many(arguments: tuple[Any, ...], *, table: bool) -> tuple[str, list[str]]:
    inner, limits = _describe(arguments[0])
    if table:
        return f"table: {inner} = {_describe(arguments[1])[0]}", []
    return f"list of: {inner}", limits if inner == "one of" else [f"each {limit}" for limit in limits]


def _describe_annotated(arguments: tuple[Any, ...]) -> tuple[str, list[str]]:
    metadata = arguments[1:]
    limits = [limit for one in metadata for limit in _limits(one)]
    for alias, words in _NAMED:
        plain, *own = typing.get_args(alias)
        if arguments[0] == plain and list(metadata[: len(own)]) == own:
            narrower = [limit for one in metadata[len(own) :] for limit in _limits(one)]
            return words, [limit for limit in narrower or limits if not limit.startswith("written")]
    kind, inner = _describe(arguments[0])
    choices = [limit for limit in limits if limit.startswith("`")]
    return ("one of" if choices else kind), [*inner, *limits]


def _describe_union(parts: Sequence[Any]) -> tuple[str, list[str]]:
    described = [_describe(part) for part in parts]
    words = list(dict.fromkeys(kind for kind, _ in described))
    if set(words) == {"number", "whole number"}:
        words = ["number"]
    return " or ".join(words), list(dict.fromkeys(limit for _, limits in described for limit in limits))


_SIZES = {
    "gt": "above {}",
    "ge": "at least {}",
    "le": "at most {}",
    "lt": "below {}",
    "decimal_places": "at most {} decimals",
}


def _limits(metadata: Any) -> Iterator[str]:
    """The limits that one piece of metadata sets, in words."""
    if isinstance(metadata, StringConstraints):
        if metadata.max_length:
            yield f"at most {metadata.max_length:,} characters"
        if metadata.pattern:
            yield _pattern(str(metadata.pattern))
        return
    for one in getattr(metadata, "metadata", ()):
        if (size := getattr(one, "max_length", None)) is not None:
            yield f"at most {size} entries"
        for name, words in _SIZES.items():
            if (size := getattr(one, name, None)) is not None:
                yield words.format(f"{size:,}")


def _pattern(pattern: str) -> str:
    inner = pattern.removeprefix("^(").removesuffix(")$")
    if inner.replace("|", "").replace("_", "").isalpha():
        return ", ".join(f"`{choice}`" for choice in inner.split("|"))
    return f"written `{pattern}`"


def _expected_row(number: int, field: Field) -> tuple[str, ...]:
    for path in field.paths.split():
        _must_exist(path)
    if unknown := set(field.rules.split()) - vocabulary.keys().keys():
        raise LookupError(f"{field.name}: no key {', '.join(sorted(unknown))} in keys.toml")
    paths = ", ".join(f"`{path}`" for path in field.paths.split())
    rules = ", ".join(f"`{key}`" for key in field.rules.split())
    return str(number), field.name, paths or "–", rules or "–", field.seen_by, field.remark


def _must_exist(path: str) -> None:
    """Raise LookupError where the product file has no such key: the table may not lie."""
    model: type[BaseModel] = ProductSpec
    for part in path.split("."):
        if part not in model.model_fields:
            raise LookupError(f"{path}: {model.__name__} has no {part!r}")
        model = next((one for one, _ in _models_in(_hints(model)[part])), model)


# writing and checking


def pages() -> dict[str, Callable[[], str]]:
    """Every generated file, below docs/, with the function that makes it."""
    made: dict[str, Callable[[], str]] = {
        "coverage.md": coverage_page,
        "keys.md": keys_page,
        "fields.md": fields_page,
    }
    return made | {f"schemas/{name}.json": lambda name=name: schema_text(name) for name in SCHEMAS}


def outdated() -> list[str]:
    """The generated files that are missing or differ from what would be written."""
    return [name for name, make in pages().items() if _read(ROOT / "docs" / name) != make()]


def _read(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None


def main(arguments: Sequence[str]) -> int:
    """Write or check; the exit code."""
    stale = outdated()
    if "--check" in arguments:
        print("".join(f"docs/{name} is out of date; run python tools/generate_docs.py\n" for name in stale), end="")
        return 1 if stale else 0
    for name in stale:
        path = ROOT / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pages()[name](), "utf-8")
        print(f"wrote docs/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
