"""The brand's own words held against the rules of the same brief: forbidden words, and labels that do not count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from briefgen.models.brief import Requirement

#: Scripts that put spaces between words: there a forbidden word is a whole word.
_LETTER = r"[a-z0-9\u00df-\u024f\u0370-\u052f]"
_SPACED = re.compile(_LETTER)
_KEPT = 8192
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


class Guard:
    """Finds what the brand's texts may not say, and how many tags they may ask for."""

    def __init__(self, requirements: Iterable[Requirement]) -> None:
        self.limits: dict[str, tuple[float, str]] = {}
        self._rules: dict[str, str] = {}
        for one in requirements:
            if one.level == "must" and one.op == "forbid" and isinstance(one.value, tuple):
                self._rules |= {form: one.rule for word in (*one.value, *one.spoken) for form in _forms(word)}
            if one.level == "must" and one.op == "max" and isinstance(one.value, int | float):
                self.limits[one.key] = (one.value, one.rule)
        self._clean: set[str] = set()

    def hits(self, texts: Iterable[str]) -> list[tuple[str, str]]:
        """(forbidden word in small letters, rule id) for what the texts may not say, each once.

        Texts found clean are remembered, since most come again with the next product; the new ones are looked through
        together, and only where a word occurs at all its edges are looked at.
        """
        new = [text for text in texts if text not in self._clean]
        if not new or not self._rules:
            return []
        together = "\n".join(new).casefold()
        found = [word for word in self._rules if word in together and _whole(word).search(together)]
        if not found:
            if len(self._clean) >= _KEPT:
                self._clean.clear()
            self._clean.update(new)
        return [(word, self._rules[word]) for word in found]


def _forms(word: str) -> tuple[str, ...]:
    """The word in small letters, and in full-width ones: two look-ups are cheaper than folding every text."""
    small = unicodedata.normalize("NFKC", word).casefold()
    return small, small.translate(_FULL_WIDTH)


@lru_cache(4096)
def _whole(word: str) -> re.Pattern[str]:
    before = f"(?<!{_LETTER})(?<!#)" if _SPACED.match(word) else ""
    after = f"(?!{_LETTER})" if _SPACED.match(word[-1:]) else ""
    return re.compile(f"{before}{re.escape(word)}{after}")
