"""markets, platforms, rules, plugins: what is known, as tables or JSON."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from briefgen.cli.console import complain, emit, emit_json, table
from briefgen.cli.options import add_json, code

if TYPE_CHECKING:
    from briefgen.registry import Registry


def add_commands(commands: Any) -> None:
    from briefgen.cli.parser import command

    for name, run, help in (
        ("markets", markets, "list the markets, their languages and the platforms to be had there"),
        ("platforms", platforms, "list the platforms and their formats"),
        ("rules", rules, "list the rules"),
        ("plugins", plugins, "list the plugins, broken ones with their cause"),
    ):
        parser = command(commands, name, run, help)
        add_json(parser)
        if name == "rules":
            parser.add_argument("--market", type=code, metavar="CODE", help="only rules that can apply there")
            parser.add_argument("--platform", metavar="ID", help="only rules that can apply there")
            parser.add_argument("--pack", metavar="ID", help="only the rules of one pack")


def _registry() -> Registry:
    from briefgen import Registry

    registry = Registry.discover()
    registry.load_all()
    for broken in registry.broken.values():
        complain("warning[broken-plugin]", str(broken))
    return registry


def markets(options: argparse.Namespace) -> int:
    """Every market."""
    registry = _registry()
    rows = []
    for pack in registry.packs():
        if head := pack.market:
            chain = registry.markets_of(head.code)
            there = [p.id for p in registry.platforms() if not registry.bans_on_platform(p.id, chain, date.today())]
            rows.append(
                {
                    **head.model_dump(
                        mode="json", include={"code", "name", "parents", "languages", "currency", "time_zone"}
                    ),
                    "platforms": there,
                    "pack": pack.id,
                    "version": pack.version,
                    "status": "partial" if pack.partial else "complete",
                    "rules": len(pack.rules),
                }
            )
    if options.json:
        emit_json(rows)
    else:
        heads = ("code", "name", "languages", "currency", "status", "rules", "platforms")
        emit(table(heads, [[_cell(row[head]) for head in heads] for row in rows]))
    return 0


def platforms(options: argparse.Namespace) -> int:
    """Every platform."""
    rows = [
        {
            **pack.platform.model_dump(mode="json"),
            "pack": pack.id,
            "version": pack.version,
            "status": "partial" if pack.partial else "complete",
            "rules": len(pack.rules),
        }
        for pack in _registry().packs()
        if pack.platform
    ]
    if options.json:
        emit_json(rows)
    else:
        heads = ("id", "name", "status", "rules", "formats")
        emit(table(heads, [[_cell(row[head]) for head in heads] for row in rows]))
    return 0


def rules(options: argparse.Namespace) -> int:
    """Every rule, or those that can apply to a market, a platform, or stand in a pack."""
    from briefgen.errors import InputError
    from briefgen.models.problems import suggest

    registry = _registry()
    chain = frozenset(registry.markets_of(options.market)) if options.market else None
    platform = registry.platform(options.platform).id if options.platform else None
    if options.pack and not registry.pack(options.pack):
        names = [pack.id for pack in registry.packs()]
        raise InputError("--pack", [f"no pack is called {options.pack!r}{suggest(options.pack, names)}"])
    rows = []
    for scoped in registry.scoped_rules():
        when = dict(scoped.when)
        if chain and chain.isdisjoint(when.get("market", chain)):
            continue
        if platform and platform not in when.get("platform", {platform}):
            continue
        if options.pack and scoped.pack != options.pack:
            continue
        rows.append(
            {
                **scoped.rule.model_dump(mode="json", exclude_none=True, exclude={"id", "text", "examples", "when"}),
                "id": scoped.id,
                "pack": scoped.pack,
                "version": scoped.version,
                "when": {facet: sorted(values) for facet, values in when.items()},
                "text": scoped.rule.template,
            }
        )
    if options.json:
        emit_json(rows)
    else:
        heads = ("id", "level", "force", "evidence", "reviewed", "key")
        emit(table(heads, [[_cell(row[head]) for head in heads] for row in rows]))
    return 0


def plugins(options: argparse.Namespace) -> int:
    """Every plugin; exit code 1 where one is broken."""
    from briefgen import Registry

    registry = Registry.discover()
    registry.load_all()
    host = registry.host
    rows = [
        {
            "name": name,
            "distribution": host.entry(name).distribution,
            "version": host.entry(name).version,
            "status": "broken" if name in host.broken else "ok",
            "hooks": host.hooks_of(name),
            "cause": host.broken[name].cause if name in host.broken else None,
        }
        for name in host.names()
    ]
    if options.json:
        emit_json(rows)
    else:
        heads = ("name", "distribution", "version", "status", "hooks")
        emit(table(heads, [[_cell(row[head]) for head in heads] for row in rows]))
        for row in rows:
            if row["cause"]:
                complain("error", f"plugin {row['name']!r}: {row['cause']}")
    return 1 if host.broken else 0


def _cell(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
