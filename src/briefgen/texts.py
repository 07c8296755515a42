"""Catalogs: gettext PO files, read at run time, along CLDR's chain of parent locales."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from babel.core import Locale, UnknownLocaleError, get_global
from babel.messages.pofile import PoFileError, read_po

from briefgen import resources
from briefgen.errors import InputError, PackError

SOURCE = "en"
CORE = "briefgen"


@cache
def parents(language: str) -> tuple[str, ...]:
    """The language and its CLDR parents without the root: es-MX, es-419, es; zh-Hant stands alone.

    Raises InputError where CLDR does not know the language.
    """
    try:
        tag = str(Locale.parse(language, sep="-"))
    except (UnknownLocaleError, ValueError):
        raise InputError(
            "language", [f"{language!r} is not a language that CLDR knows; write it like ja or pt-BR"]
        ) from None
    exceptions = get_global("parent_exceptions")
    chain = []
    while tag and tag != "root":
        chain.append(tag)
        shorter = tag.rpartition("_")[0]
        # A script is never dropped: Traditional Chinese readers are not served by Simplified.
        drops_script = len(tag.rpartition("_")[2]) == 4
        tag = exceptions.get(tag) or ("" if drops_script else shorter)
    return tuple(step.replace("_", "-") for step in chain)


@cache
def catalog(folder: Path, language: str, domain: str) -> dict[str, str | tuple[str, ...]]:
    """The translations of one PO file; empty where there is none. Fuzzy entries do not count."""
    path = folder / language.replace("-", "_") / "LC_MESSAGES" / f"{domain}.po"
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        try:
            messages = read_po(file, locale=language.replace("-", "_"), abort_invalid=True)
        except (PoFileError, ValueError) as error:
            raise PackError(domain, [f"{path.name} ({language}): {error}"]) from None
    found: dict[str, str | tuple[str, ...]] = {}
    for message in messages:
        if not message.id or message.fuzzy:
            continue
        key = message.id[0] if isinstance(message.id, list | tuple) else message.id
        strings = message.string
        if isinstance(strings, list | tuple) and all(strings):
            found[key] = tuple(strings)
        elif isinstance(strings, str) and strings:
            found[key] = strings
    return found


class Texts:
    """The words of one language. ``missing`` collects the messages that had to stay English."""

    def __init__(self, language: str, folders: Sequence[tuple[str, Path]] = ()) -> None:
        self.language = language
        self.chain = parents(language)
        self._folders = dict(folders)
        self.missing: set[tuple[str, str]] = set()

    @property
    def is_source(self) -> bool:
        return SOURCE in self.chain

    @property
    def spoken(self) -> bool:
        """True where the core catalog exists in this language, or the language is the source."""
        return self.is_source or any(self._catalog(step, CORE) for step in self.chain)

    def get(self, message: str, domain: str = CORE) -> str:
        """The message in this language, else in English, which is noted in ``missing``."""
        found = self._find(message, domain)
        if isinstance(found, str) and "{value}" in message and "{value}" not in found:
            self.missing.add((domain, message))  # a translation that drops the mandated words is none
            return message
        return found if isinstance(found, str) else found[0] if found else message

    def plural(self, one: str, many: str, number: float) -> str:
        """The right plural form for the number; ``{n}`` in it is left to the caller."""
        found = self._find(one, CORE)
        if not found:
            return one if number == 1 else many
        if isinstance(found, str):
            return found
        language = next(step for step in self.chain if one in self._catalog(step, CORE))
        return found[min(_plural_index(language, number), len(found) - 1)]

    def _find(self, message: str, domain: str) -> str | tuple[str, ...] | None:
        for step in self.chain:
            if step == SOURCE:
                return None
            if found := self._catalog(step, domain).get(message):
                return found
        self.missing.add((domain, message))
        return None

    def _catalog(self, language: str, domain: str) -> dict[str, str | tuple[str, ...]]:
        return catalog(self._folders.get(domain) or resources.root("locales"), language, domain)


@cache
def _plural_index(language: str, number: float) -> int:
    """Gettext's index of the plural form, by the C expression that Babel knows for the language."""
    import gettext

    from babel.messages.plurals import get_plural

    function = gettext.c2py(get_plural(language.replace("-", "_")).plural_expr)
    return int(function(int(number) if float(number).is_integer() else 2))
