"""What is installed: plugins, packs, rules by index, and the blueprints compiled from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from threading import RLock
from types import ModuleType
from typing import Any

from briefgen.blueprint import Blueprint, compile_blueprint
from briefgen.errors import BriefgenError, InputError, PackError, UnsupportedError
from briefgen.hookspecs import hookimpl
from briefgen.joins import order
from briefgen.models.pack import MarketHead, Pack, PlatformHead
from briefgen.models.problems import suggest
from briefgen.models.request import Request
from briefgen.packs import PackFolder, duplicates, out_of_scope, twin_events
from briefgen.plugins import Entry, PluginHost, installed, merged
from briefgen.scope import Scoped, scope


class Registry:
    """Plugins and what they know. An object, never a global: make one with ``discover`` or ``of``."""

    def __init__(self, entries: Sequence[Entry], blocked: Iterable[str] = ()) -> None:
        self.blocked = frozenset(blocked)
        names = sorted({entry.name for entry in entries})
        if unknown := sorted(self.blocked.difference(names)):
            raise InputError("blocked", [f"no plugin is called {name!r}{suggest(name, names)}" for name in unknown])
        self.host = PluginHost(tuple(entries), self.blocked)
        self._packs: dict[str, Pack] = {}
        self._folders: dict[str, Path] = {}
        self._done: set[str] = set()
        self._lock = RLock()
        self._index: dict[tuple[str | None, str | None], list[Scoped]] = defaultdict(list)
        self._things: dict[str, dict[str, Any]] = {}
        self.prepared: dict[tuple[Any, ...], Blueprint] = {}
        self.blueprint: Callable[[Request], Blueprint] = lru_cache(256)(self._blueprint)

    @classmethod
    def discover(cls, blocked: Iterable[str] = ()) -> Registry:
        """A registry of everything that is installed, less the plugins named in ``blocked``."""
        return cls(installed(), blocked)

    @classmethod
    def of(cls, *packs: Pack | PackFolder | ModuleType | Any, blocked: Iterable[str] = ()) -> Registry:
        """A registry of the packs or plugin objects given and nothing else."""
        return cls([_inline(thing) for thing in packs], blocked)

    @property
    def broken(self) -> dict[str, Any]:
        """Plugins that could not be used, by name."""
        return self.host.broken

    def load_all(self) -> None:
        """Load every plugin that is not blocked; what fails is in ``broken``."""
        self._load(self.host.names())

    def packs(self) -> list[Pack]:
        """Every pack, by id. Broken plugins are left out: see ``broken``."""
        self.load_all()
        return [self._packs[name] for name in sorted(self._packs)]

    def pack(self, name: str) -> Pack | None:
        """A loaded pack by id."""
        return self._packs.get(name)

    def markets(self) -> list[MarketHead]:
        """Every market, by code."""
        return sorted((p.market for p in self.packs() if p.market), key=lambda head: head.code)

    def platforms(self) -> list[PlatformHead]:
        """Every platform, by id."""
        return sorted((p.platform for p in self.packs() if p.platform), key=lambda head: head.id)

    def market(self, code: str) -> MarketHead:
        """The market with this code. Raises UnsupportedError with the nearest known one."""
        name = f"market-{code.lower()}"
        self._need([name])
        if (pack := self._packs.get(name)) and pack.market:
            return pack.market
        if name in self.blocked:
            raise UnsupportedError(f"market {code!r} comes with plugin {name!r}, which is left out")
        heads = self.markets()
        known = [head.code for head in heads]
        others = {name: head.code for head in heads for name in (head.name, *head.languages)}
        others |= {alias: found for alias, found in (("uk", "GB"), ("usa", "US")) if found in known}
        near = f" (did you mean {others[code.lower()]!r}?)" if code.lower() in others else suggest(code, known, others)
        raise UnsupportedError(
            f"no pack knows market {code!r}{near}; known: {', '.join(known)}. "
            "Another market comes with a plugin of its own"
        )

    def platform(self, id: str) -> PlatformHead:
        """The platform with this id. Raises UnsupportedError with the nearest known one."""
        name = f"platform-{id}"
        self._need([name])
        if (pack := self._packs.get(name)) and pack.platform:
            return pack.platform
        if name in self.blocked:
            raise UnsupportedError(f"platform {id!r} comes with plugin {name!r}, which is left out")
        known = [head.id for head in self.platforms()]
        raise UnsupportedError(f"no pack knows platform {id!r}{suggest(id, known)}; known: {', '.join(known)}")

    def markets_of(self, code: str) -> tuple[str, ...]:
        """The market and the regions it belongs to, all loaded. Raises UnsupportedError, PluginError."""
        head = self.market(code)
        self._need([f"region-{parent.lower()}" for parent in head.parents])
        for parent in head.parents:
            if f"region-{parent.lower()}" not in self._packs and f"region-{parent.lower()}" not in self.blocked:
                raise UnsupportedError(
                    f"market {code} belongs to region {parent}, but plugin 'region-{parent.lower()}' is not installed; "
                    "without it duties would be missing"
                )
        return (code, *head.parents)

    def rules_for(self, markets: Iterable[str], platform: str | None) -> list[Scoped]:
        """The rules that may apply, found by index; loads the always-loaded plugins too."""
        self._need(self.host.always())
        found: dict[int, Scoped] = {}
        for market in (*markets, None):
            for place in {platform, None}:
                found.update((id(scoped), scoped) for scoped in self._index.get((market, place), ()))
        return list(found.values())

    def bans_on_platform(self, platform: str, markets: Iterable[str], on: date) -> list[Scoped]:
        """The rules by which the platform is not to be had in the markets on that day, sorted."""
        wanted = frozenset(markets)
        found = {
            scoped.id: scoped
            for scoped in self.rules_for(wanted, platform)
            if scoped.rule.key == "platform.available"
            and scoped.rule.op == "ban"
            and not wanted.isdisjoint(dict(scoped.when).get("market", frozenset()))
            and scoped.in_force(on)
        }
        return [found[key] for key in sorted(found)]

    def scoped_rules(self) -> list[Scoped]:
        """Every rule of every pack, by id."""
        self.load_all()
        found = {id(scoped): scoped for scopeds in self._index.values() for scoped in scopeds}
        return sorted(found.values(), key=order)

    def used_packs(self, names: Iterable[str]) -> list[Pack]:
        """The loaded packs with these ids, sorted."""
        return [self._packs[name] for name in sorted(set(names)) if name in self._packs]

    def catalog_folders(self) -> tuple[tuple[str, Path], ...]:
        """(pack id, folder of its own catalogs) for packs that bring their own ``locales``."""
        return tuple(sorted(self._folders.items()))

    def named(self, kind: str) -> dict[str, Any]:
        """What plugins give under ``kind`` ("renderers", "drafters", ...), by name. Raises PluginError on a clash."""
        if kind not in self._things:
            self._need(self.host.always())
            self._things[kind] = {name: thing for _, name, thing in merged(self.host, f"briefgen_{kind}")}
        return self._things[kind]

    def _blueprint(self, request: Request) -> Blueprint:
        with self._lock:
            self.load_always()
            return compile_blueprint(self, request)

    def load_always(self) -> None:
        """Load the plugins that every request needs. Raises PluginError where one is broken."""
        self._need(self.host.always())

    def _need(self, names: Iterable[str]) -> None:
        names = list(names)
        self._load(names)
        self.host.refuse(names)

    def _load(self, names: Iterable[str]) -> None:
        new = [n for n in names if n not in self._done]
        if not new:
            return
        with self._lock:
            self._load_locked([n for n in new if n not in self._done])
            self._done.update(new)  # last: another thread that sees the name may use the pack

    def _load_locked(self, new: list[str]) -> None:
        self.host.load(new)
        for name in sorted(new):
            if self.host.registered(name):
                self._take_pack(name)

    def _take_pack(self, name: str) -> None:
        result = self.host.call("briefgen_pack", name)
        if result is None:
            return
        try:
            pack = result.pack if isinstance(result, PackFolder) else result
        except BriefgenError as error:
            self.host.fail(name, str(error))
            return
        if problem := _misfit(name, pack):
            self.host.fail(name, problem)
            return
        if problems := [*duplicates(pack.rules), *out_of_scope(pack, pack.rules), *twin_events(pack.events)]:
            self.host.fail(name, str(PackError(name, problems)))
            return
        if isinstance(result, PackFolder) and (result.folder / "locales").is_dir():
            self._folders[pack.id] = result.folder / "locales"
        self._packs[name] = pack
        regions = [n.removeprefix("region-").upper() for n in self.host.names() if n.startswith("region-")]
        for scoped in scope(pack, regions):
            when = dict(scoped.when)
            for market in when.get("market", (None,)):
                for platform in when.get("platform", (None,)):
                    self._index[market, platform].append(scoped)


@cache
def default_registry(blocked: frozenset[str] = frozenset()) -> Registry:
    """The registry that ``generate`` uses where none is given: scanned once a process."""
    return Registry.discover(blocked)


def _misfit(name: str, pack: Any) -> str | None:
    """Why a pack does not belong to the plugin that gave it; None where it does."""
    if not isinstance(pack, Pack):
        return f"briefgen_pack() returned {type(pack).__name__}, not a Pack"
    if pack.id != name:
        return f"pack.toml says id = {pack.id!r}, but the entry point is called {name!r}; make them equal"
    heads = {
        "market-": pack.market.code.lower() if pack.market else None,
        "region-": pack.region.code.lower() if pack.region else None,
        "platform-": pack.platform.id if pack.platform else None,
    }
    for prefix, own in heads.items():
        if own is not None and name != prefix + own:
            return f"a pack that defines {own!r} is called {prefix}{own}, not {name}"
        if own is None and name.startswith(prefix):
            return f"a plugin called {prefix}* defines a {prefix[:-1]}; pack.toml has no [{prefix[:-1]}]"
    return None


class _Inline:
    """A plugin object around a pack that was handed over directly."""

    def __init__(self, pack: Pack | PackFolder) -> None:
        self._pack = pack

    @hookimpl
    def briefgen_pack(self) -> Pack | PackFolder:
        return self._pack


def _inline(thing: Any) -> Entry:
    if isinstance(thing, Entry):
        return thing
    if isinstance(thing, Pack | PackFolder):
        head = thing.head if isinstance(thing, PackFolder) else thing
        return Entry(head.id, lambda: _Inline(thing), "given in code", head.version)
    name = getattr(thing, "name", None) or getattr(thing, "__name__", type(thing).__name__)
    return Entry(str(name), lambda: thing, "given in code")
