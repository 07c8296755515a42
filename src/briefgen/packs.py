"""From a folder with pack.toml and rules/*.toml to a Pack; every problem is listed, none hides another."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from briefgen.errors import PackError
from briefgen.models.pack import Event, Pack
from briefgen.models.problems import sentences
from briefgen.models.rule import Rule


class PackFolder:
    """A pack on disk. The head is read at once, the rules on first use of ``pack``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._head = _read(folder / "pack.toml", folder.name)
        head = {**self._head}
        self.head: Pack = _model(Pack, head, "pack.toml", head.get("id", folder.name))

    @cached_property
    def pack(self) -> Pack:
        """The whole pack. Raises PackError with every problem of every file."""
        problems: list[str] = []
        rules = list(self._entries("rules", "rule", Rule, problems))
        events = list(self._entries("calendar", "event", Event, problems))
        problems += duplicates(rules) + out_of_scope(self.head, rules) + twin_events(events)
        if problems:
            raise PackError(self.head.id, problems)
        return self.head.model_copy(
            update={
                "rules": tuple(sorted(rules, key=lambda rule: (rule.id, str(rule.effective)))),
                "events": tuple(sorted(events, key=lambda event: event.id)),
                "data_hash": self._hash(),
            }
        )

    def _files(self) -> list[Path]:
        return sorted([*self.folder.glob("rules/*.toml"), *self.folder.glob("calendar.toml")])

    def _entries(self, where: str, table: str, model: type[BaseModel], problems: list[str]) -> Iterator[Any]:
        for path in self._files():
            place = path.relative_to(self.folder).as_posix()
            if not place.startswith(where):
                continue
            try:
                data = _read(path, self.head.id)
            except PackError as error:
                problems += error.problems
                continue
            if unknown := sorted(set(data) - {table}):
                problems.append(f"{place}: unknown table {unknown[0]!r}; write [[{table}]]")
            adapter: TypeAdapter[Any] = TypeAdapter(model)
            for number, entry in enumerate(data.get(table, []), 1):
                label = entry.get("id", "?") if isinstance(entry, dict) else "?"
                try:
                    yield adapter.validate_python(entry)
                except ValidationError as error:
                    problems += [f"{place}: {table} {number} ({label}): {text}" for text in sentences(error, model)]

    def _hash(self) -> str:
        digest = hashlib.sha256()
        for path in [self.folder / "pack.toml", *self._files()]:
            digest.update(f"{path.relative_to(self.folder).as_posix()}\0".encode())
            digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
        return digest.hexdigest()


def load_pack(anchor: str | Path) -> PackFolder:
    """Return the pack in ``anchor``'s folder (pass ``__file__``) or in the folder ``anchor`` itself.

    Raises PackError where pack.toml is missing or wrong.
    """
    path = Path(anchor)
    return PackFolder(path if path.is_dir() else path.parent)


def duplicates(rules: Iterable[Rule]) -> list[str]:
    """One id may come again only with windows [effective, until) that do not overlap."""
    problems = []
    seen: dict[str, list[Rule]] = {}
    for rule in rules:
        for other in seen.setdefault(rule.id, []):
            if _overlap(rule, other):
                problems.append(
                    f"rule {rule.id}: stands twice with overlapping [effective, until); "
                    "give it another id or dates that do not meet"
                )
        seen[rule.id].append(rule)
    return problems


def _overlap(one: Rule, two: Rule) -> bool:
    return not (_starts_after(one, two) or _starts_after(two, one))


def _starts_after(one: Rule, two: Rule) -> bool:
    return bool(one.effective and two.until and one.effective >= two.until)


def twin_events(events: Iterable[Event]) -> list[str]:
    """An event's id may stand once."""
    ids = [event.id for event in events]
    return [f"event {id}: stands twice; give it another id" for id in sorted({id for id in ids if ids.count(id) > 1})]


def out_of_scope(head: Pack, rules: Iterable[Rule]) -> list[str]:
    """A market, platform or region pack may hold rules for its own market, platform or region only."""
    code = head.market.code if head.market else head.region.code if head.region else None
    problems = []
    for rule in rules:
        markets, platforms = rule.when.get("market", ()), rule.when.get("platform", ())
        if code and any(m != code and not m.startswith(f"{code}-") for m in markets):
            problems.append(f"rule {rule.id}: when.market may only name {code} and its subdivisions")
        if head.platform and any(p != head.platform.id for p in platforms):
            problems.append(f"rule {rule.id}: when.platform may only name {head.platform.id}")
    return problems


def _read(path: Path, pack: str) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise PackError(pack, [f"{path.name} is missing in {path.parent.name}/"]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(pack, [f"{path.name}: {error}"]) from None


def _model(model: type[Pack], data: Any, place: str, pack: str) -> Pack:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise PackError(pack, [f"{place}: {text}" for text in sentences(error, model)]) from None
