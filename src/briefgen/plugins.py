"""Finding and loading plugins, each in isolation: one that fails is named, and the others go on."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import pluggy

from briefgen import hookspecs
from briefgen.errors import BriefgenError, PluginError

GROUP = "briefgen"
#: Plugins with these names are loaded when a request asks for them; all others always.
LAZY = ("market-", "platform-", "region-")
HOOKS = tuple(name for name in vars(hookspecs) if name.startswith("briefgen_"))


@dataclass(frozen=True, slots=True)
class Entry:
    """An installed plugin that may be loaded."""

    name: str
    load: Callable[[], Any]
    distribution: str = "?"
    version: str = "?"
    value: str = ""


@dataclass(frozen=True, slots=True)
class Broken:
    """A plugin that could not be used, and why."""

    name: str
    distribution: str
    cause: str

    def __str__(self) -> str:
        return f"plugin {self.name!r} (from {self.distribution}): {self.cause}"


@cache
def installed() -> tuple[Entry, ...]:
    """Every plugin that installed distributions announce; scanned once a process."""
    found: dict[tuple[str, str], Entry] = {}
    for point in entry_points(group=GROUP):
        found.setdefault((point.name, point.value), _entry(point))
    return tuple(found[key] for key in sorted(found))


def _entry(point: EntryPoint) -> Entry:
    dist = point.dist
    name, version = (dist.name, dist.version) if dist else ("?", "?")
    return Entry(point.name, point.load, name, version, point.value)


@dataclass
class PluginHost:
    """Loads plugins by name and calls their hooks. What fails sits in ``broken`` with its cause."""

    entries: tuple[Entry, ...]
    blocked: frozenset[str] = frozenset()
    broken: dict[str, Broken] = field(default_factory=dict)
    manager: pluggy.PluginManager = field(default_factory=lambda: pluggy.PluginManager("briefgen"))
    _by_name: dict[str, Entry] = field(default_factory=dict)
    _loaded: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.manager.add_hookspecs(hookspecs)
        for entry in self.entries:
            if entry.name in self.blocked:
                continue
            twin = self._by_name.setdefault(entry.name, entry)
            if twin is not entry:
                both = f"{twin.distribution} and {entry.distribution}"
                self._fail(entry, f"two plugins have this name, from {both}; uninstall one")

    def names(self) -> list[str]:
        """Every known plugin that is not blocked."""
        return sorted(self._by_name)

    def entry(self, name: str) -> Entry:
        return self._by_name[name]

    def load(self, names: Iterable[str]) -> None:
        """Import and register the plugins named; unknown and already loaded names are passed over."""
        for name in sorted(set(names) & self._by_name.keys() - self._loaded - self.broken.keys()):
            self._loaded.add(name)
            entry = self._by_name[name]
            try:
                self._register(entry)
            except (Exception, SystemExit) as error:  # a plugin may raise anything; naming it is isolation
                self._fail(entry, _cause(error))

    def registered(self, name: str) -> bool:
        """True where the plugin was loaded and did not fail."""
        return name in self._loaded and name not in self.broken

    def always(self) -> list[str]:
        """The plugins that every request loads."""
        return [name for name in self._by_name if not name.startswith(LAZY)]

    def call(self, hook: str, name: str) -> Any:
        """The result of one plugin's hook, or None where it has none or fails (then it is broken)."""
        if name in self.broken:
            return None
        for impl in getattr(self.manager.hook, hook).get_hookimpls():
            if impl.plugin_name == name:
                try:
                    result = impl.function()
                except (Exception, SystemExit) as error:  # see load
                    self._fail(self._by_name[name], f"{hook}() failed: {_cause(error)}")
                    return None
                _trace(hook, name, result)
                return result
        return None

    def hooks_of(self, name: str) -> list[str]:
        plugin = self.manager.get_plugin(name)
        return [hook for hook in HOOKS if plugin is not None and hasattr(plugin, hook)]

    def fail(self, name: str, cause: str) -> None:
        """Put a loaded plugin aside with its cause."""
        self._fail(self._by_name[name], cause)

    def refuse(self, names: Iterable[str]) -> None:
        """Raise PluginError if any of the plugins named is broken; the message names the way out."""
        bad = [self.broken[name] for name in sorted(set(names) & self.broken.keys())]
        if bad:
            lines = "".join(f"\n  - {one}" for one in bad)
            block = ", ".join(repr(one.name) for one in bad)
            raise PluginError(
                f"{len(bad)} plugin(s) that this brief needs are broken, and a brief without them could miss a duty:"
                f"{lines}\nMend or uninstall them, or leave them out on purpose: blocked=[{block}] (--block NAME)",
                [one.name for one in bad],
            )

    def _register(self, entry: Entry) -> None:
        plugin = entry.load()
        self.manager.register(plugin, name=entry.name)
        try:
            self.manager.check_pending()
        except pluggy.PluginValidationError:
            self.manager.unregister(plugin)
            raise

    def _fail(self, entry: Entry, cause: str) -> None:
        self.broken[entry.name] = Broken(entry.name, f"{entry.distribution} {entry.version}", cause)


def _cause(error: BaseException) -> str:
    if isinstance(error, BriefgenError):
        return str(error)
    text = " ".join(str(error).split()) or "no message"
    return f"{type(error).__name__}: {text[:300]}"


def _trace(hook: str, name: str, result: Any) -> None:
    if os.environ.get("BRIEFGEN_TRACE") == "1":
        shown = sorted(result) if isinstance(result, dict) else type(result).__name__
        print(f"briefgen: {hook} · {name} · {shown}", file=sys.stderr)


def merged(host: PluginHost, hook: str) -> Iterator[tuple[str, str, Any]]:
    """(plugin, name, thing) of every loaded plugin's hook. Two plugins that give one name are a PluginError."""
    owners: dict[str, str] = {}
    for plugin in host.names():
        things = host.call(hook, plugin)
        if things is None:
            continue
        if not isinstance(things, dict):
            host.fail(plugin, f"{hook}() returned {type(things).__name__}, not a dict of names")
            continue
        for name, thing in sorted(things.items()):
            if name in owners:
                raise PluginError(
                    f"plugins {owners[name]!r} and {plugin!r} both give {name!r} in {hook}(); block one of them",
                    [owners[name], plugin],
                )
            owners[name] = plugin
            yield plugin, name, thing
