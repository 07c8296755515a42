"""A rule's text with its value put in, in one language."""

from __future__ import annotations

from briefgen import vocabulary
from briefgen.models.rule import Rule
from briefgen.naming import NN_
from briefgen.texts import CORE
from briefgen.voice import Count, Span, Voice, verbatim

#: The pack id of the rules that a product file brings itself.
BRAND_PACK = "brand"

_COUNTED = {
    "month": NN_("{n} month", "{n} months"),
    "year": NN_("{n} year", "{n} years"),
    "utf8_bytes": NN_("{n} byte", "{n} bytes"),
    "x_weighted": NN_("{n} character as the platform counts", "{n} characters as the platform counts"),
    "threads_mixed": NN_("{n} character as the platform counts", "{n} characters as the platform counts"),
    "xhs_half": NN_("{n} character as the platform counts", "{n} characters as the platform counts"),
}
_CHARACTERS = NN_("{n} character", "{n} characters")
#: Units whose noun the rule's own text names: "Hashtags: at most 5."
_BARE = ("item", "hashtag", "mention", "link", "word")
_PLAIN_UNITS = {"px": "px", "percent": "%"}


def phrase(voice: Voice, rule: Rule, pack: str, words: tuple[str, ...] | None = None) -> str:
    """The rule's text in the voice's language; ``words`` replaces the rule's own list of words."""
    only = words if words is not None else rule.value
    if rule.op == "any_of" and not rule.text and isinstance(only, tuple) and len(only) == 1:
        single = vocabulary.keys().get(rule.key, {}).get("require", rule.template)
        return voice.say(single).replace("{value}", value_text(voice, rule, words))
    own = pack == BRAND_PACK and rule.text  # the brand's own words stay in the brand's language
    text = own or voice.say(rule.template, pack if rule.text else CORE)
    return text.replace("{value}", value_text(voice, rule, words)) if "{value}" in text else text


def value_text(voice: Voice, rule: Rule, words: tuple[str, ...] | None = None) -> str:
    """A rule's value as a reader sees it: numbers with units, tokens in words, mandated wording verbatim."""
    if isinstance(rule.value, int | float):
        return quantity(voice, rule.value, rule.unit or "")
    listed = words if words is not None else named(rule, voice)
    style = "or" if rule.op in ("any_of", "one_of") else "standard"
    return voice.formats.listing([_word(voice, rule, word) for word in listed], style)


def quantity(voice: Voice, value: float, unit: str) -> str:
    """A number with its unit: ``100 characters``, ``10 秒``."""
    if unit in ("s", "min", "h", "day"):
        for longer in (("s", "min"), ("min", "h")):
            if unit == longer[0] and value >= 120 and value % 60 == 0:
                value, unit = value / 60, longer[1]
        return voice.show(Span(int(value) if value == int(value) else value, unit))
    if unit in _BARE:
        return voice.formats.number(value)
    if unit == "mb":
        return voice.formats.measure(value, "megabyte")
    if unit in _PLAIN_UNITS:
        return f"{voice.formats.number(value)}\u00a0{_PLAIN_UNITS[unit]}"
    return voice.show(Count(value, *_COUNTED.get(unit, _CHARACTERS)))


def named(rule: Rule, voice: Voice) -> tuple[str, ...]:
    """The name that a platform gives a switch in this language, else the value as it stands."""
    for step in voice.texts.chain:
        if step in rule.local:
            return rule.local[step]
    return rule.value if isinstance(rule.value, tuple) else ()


def _word(voice: Voice, rule: Rule, word: str) -> str:
    if word in vocabulary.tokens():
        return voice.say(vocabulary.tokens()[word])
    if rule.key.endswith(".language"):
        return voice.formats.language_name(word)
    return verbatim(word)
