"""The brand's own words held against the rules of the same brief: forbidden words, and labels that do not count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from briefgen.models.brief import Requirement

#: Scripts that put spaces between words: there a forbidden word is a whole word.
_LETTER = r"[a-z0-9\u00df-\u024f\u0370-\u052f]"
_SPACED = re.compile(_LETTER)
_KEPT = 8192


class Guard:
    """Finds what a text may not say. One pattern for all words; answers are kept, since most texts come again."""

    def __init__(self, requirements: Iterable[Requirement]) -> None:
        self.limits: dict[str, tuple[float, str]] = {}
        self._rules: dict[str, str] = {}
        for one in requirements:
            if one.level == "must" and one.op == "forbid" and isinstance(one.value, tuple):
                self._rules |= {folded(word): one.rule for word in (*one.value, *one.spoken)}
            if one.level == "must" and one.op == "max" and isinstance(one.value, int | float):
                self.limits[one.key] = (one.value, one.rule)
        words = sorted(self._rules, key=lambda word: (-len(word), word))
        self._pattern = re.compile("|".join(map(_whole, words))) if words else None
        self._answers: dict[str, tuple[tuple[str, str], ...]] = {}

    def hits(self, text: str) -> tuple[tuple[str, str], ...]:
        """(word as written in the rule's folded form, rule id) for everything forbidden in the text."""
        found = self._answers.get(text)
        if found is None:
            matches = self._pattern.finditer(folded(text)) if self._pattern else ()
            words = dict.fromkeys(match.group() for match in matches)
            found = tuple((word, self._rules[word]) for word in words)
            if len(self._answers) >= _KEPT:
                self._answers.clear()
            self._answers[text] = found
        return found


def folded(text: str) -> str:
    """The text as rules compare it: full-width forms and case do not matter."""
    return unicodedata.normalize("NFKC", text).casefold()


def _whole(word: str) -> str:
    before = f"(?<!{_LETTER})(?<!#)" if _SPACED.match(word) else ""
    after = f"(?!{_LETTER})" if _SPACED.match(word[-1:]) else ""
    return f"{before}{re.escape(word)}{after}"
