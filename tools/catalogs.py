"""The gettext catalogs: ``python tools/catalogs.py update`` after texts changed, ``check`` in CI.

Core messages are extracted by pybabel from Python and Jinja, and from keys.toml; each pack's from its rules and events.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from briefgen.packs import load_pack

ROOT = Path(__file__).parent.parent
LANGUAGES = ("de", "fr", "id", "ja", "ko", "pt-BR", "zh-Hans", "zh-Hant")
KEYWORDS = ("say:1", "line:1", "both:1", "N_:1", "NN_:1,2", "Count:2,3", "t:1")


def core() -> Catalog:
    """The messages of the core: pybabel's extraction and the standard texts and tokens of keys.toml."""
    with tempfile.TemporaryDirectory() as folder:
        pot = Path(folder) / "core.pot"
        keywords = [part for keyword in KEYWORDS for part in ("-k", keyword)]
        command = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-F", "tools/babel.cfg"]
        subprocess.run([*command, "--no-default-keywords", *keywords, "-o", str(pot), "."], check=True, cwd=ROOT)
        with pot.open("rb") as file:
            catalog = read_po(file)
    data = tomllib.loads((ROOT / "src/briefgen/keys.toml").read_text("utf-8"))
    ops = ("max", "min", "one_of", "any_of", "require", "forbid", "note")
    for name, key in data["key"].items():
        for op in ops:
            if op in key:
                catalog.add(key[op], locations=[("keys.toml", 0)], auto_comments=[f"rule key {name}, {op}"])
    for token, text in data["token"].items():
        catalog.add(text, auto_comments=[f"token {token}; completes a sentence such as: Where the label stands: ..."])
    return catalog


def pack(folder: Path) -> Catalog:
    """The messages of one pack: the texts of its rules, the names and texts of its events."""
    catalog = Catalog()
    found = load_pack(folder).pack
    for rule in found.rules:
        if rule.text:
            value = f"; value: {rule.value}" if "{value}" in rule.text else ""
            catalog.add(rule.text, auto_comments=[f"rule {rule.id} ({rule.key}){value}"[:300]])
    for event in found.events:
        catalog.add(event.name, auto_comments=[f"event {event.id}, {event.kind}"])
        if event.text:
            catalog.add(event.text, auto_comments=[f"event {event.id}"])
    return catalog


def sources() -> Iterator[tuple[str, Catalog, tuple[str, ...]]]:
    """(domain, its messages, the languages it is to have)."""
    yield "briefgen", core(), LANGUAGES
    for path in sorted(ROOT.glob("plugins/*/*/pack.toml")):
        found = load_pack(path.parent).pack
        if found.rules or found.events:
            yield found.id, pack(path.parent), found.languages


def po_path(language: str, domain: str) -> Path:
    return ROOT / "locales" / language.replace("-", "_") / "LC_MESSAGES" / f"{domain}.po"


def update() -> int:
    """Bring every PO file up to the texts; new messages come empty, unused ones go."""
    for domain, template, languages in sources():
        for language in languages:
            path = po_path(language, domain)
            locale = language.replace("-", "_")
            catalog = Catalog(locale=locale, project="briefgen", version="", fuzzy=False)
            if path.exists():
                with path.open("rb") as file:
                    catalog = read_po(file, locale=locale)
            catalog.update(template, no_fuzzy_matching=True)
            catalog.obsolete.clear()
            catalog.fuzzy = False
            catalog.header_comment = f"# {domain} in {language}. Mandated wording inside {{value}} is never translated."
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                write_po(file, catalog, width=0, omit_header=False, sort_output=True, no_location=True)
            _drop_dates(path)
    return 0


def _drop_dates(path: Path) -> None:
    text = re.sub(
        r'"(POT-Creation-Date|PO-Revision-Date|Generated-By|Project-Id-Version|Report-Msgid-Bugs-To'
        r"|Last-Translator|Language-Team): .*\n",
        "",
        path.read_text("utf-8"),
    )
    path.write_text(text, "utf-8")


def problems() -> Iterator[str]:
    """Everything wrong with the catalogs: missing, unused, fuzzy, or with other placeholders than the English."""
    for domain, template, languages in sources():
        wanted = {message.id for message in template if message.id}
        for language in languages:
            path = po_path(language, domain)
            if not path.exists():
                yield f"{path.relative_to(ROOT)}: missing"
                continue
            with path.open("rb") as file:
                catalog = read_po(file, locale=language.replace("-", "_"))
            have = {message.id for message in catalog if message.id}
            where = path.relative_to(ROOT)
            yield from (f"{where}: not in the texts any more: {_show(one)}" for one in sorted(map(str, have - wanted)))
            yield from (f"{where}: not in the catalog: {_show(one)}" for one in sorted(map(str, wanted - have)))
            for message in catalog:
                if message.id and (wrong := _wrong(message, catalog.num_plurals)):
                    yield f"{where}: {wrong}: {_show(message.id)}"


def _wrong(message: Message, plurals: int) -> str:
    strings = message.string if isinstance(message.string, list | tuple) else (message.string,)
    ids = message.id if isinstance(message.id, list | tuple) else (message.id,)
    if message.fuzzy:
        return "fuzzy"
    if not all(strings):
        return "not translated"
    if len(ids) > 1 and len(strings) != plurals:
        return f"has {len(strings)} plural forms, not {plurals}"
    holes = set(re.findall(r"\{\w*\}", ids[-1]))
    if any(set(re.findall(r"\{\w*\}", text)) != holes for text in strings):
        return "has other placeholders"
    return ""


def _show(text: object) -> str:
    return repr(text)[:90]


def check() -> int:
    found = list(problems())
    print("\n".join(found) or "catalogs: complete")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(update() if sys.argv[1:] == ["update"] else check())
