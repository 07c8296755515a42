"""Explanations and differences as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.compare import Difference
from briefgen.explaining import Explanation
from briefgen.models.brief import Requirement, RuleRef
from briefgen.naming import EVIDENCE, FORCES, LEVELS
from briefgen.voice import FSI, LRI, PDI, RLI


def plain(text: str) -> str:
    """The text without its invisible marks; verbatim words in quotes."""
    return re.sub(f"[{LRI}{RLI}]([^{PDI}]*){PDI}", r'"\1"', text).replace(FSI, "").replace(PDI, "")


def explanation(found: Explanation) -> str:
    """The because-chain: requirement, rules, sources and dates."""
    lines = [f"{found.market} · {found.platform}/{found.format} · {found.connection} · {found.category} · {found.on}"]
    for ban in found.bans:
        lines += ["", f"refused: {plain(ban.text)}", *_ref("because", ban)]
    for one in found.requirements:
        lines += ["", f"{one.key} ({one.op}, {LEVELS[one.level]})", f"  {plain(one.gloss or one.text)}"]
        if one.gloss and one.gloss != one.text:
            lines.append(f"  {plain(one.text)}")
        lines += [line for ref in one.because for line in _ref("because", ref)]
        lines += [line for ref in one.also for line in _ref("also", ref)]
        lines += [line for ref in one.overridden for line in _ref("gave way", ref)]
    return "\n".join(lines) + "\n"


def _ref(word: str, ref: RuleRef) -> Iterator[str]:
    dates = [f"in force since {ref.effective}"] if ref.effective else ["start of force unknown"]
    dates += [f"until {ref.until}"] if ref.until else []
    mark = f"{EVIDENCE[ref.evidence]} ({ref.reviewed})"
    yield f"  {word} {ref.rule} {ref.version}: {FORCES[ref.force]}, {', '.join(dates)}, {mark}"
    if word != "because":
        yield f"      {plain(ref.text)}"
    for source in ref.sources:
        locator = f", {source.locator}" if source.locator else ""
        read = f" (read {source.accessed})" if source.accessed else ""
        yield f"      {source.title}{locator}{f' <{source.url}>' if source.url else ''}{read}"
    if ref.note:
        yield f"      remark: {ref.note}"


def difference(found: Difference) -> str:
    """Only what differs, key by key, with the rules behind it."""
    lines = [
        f"{' ≠ '.join(found.markets)} on {', '.join(found.platforms)}: {len(found.rows)} differ, {found.same} are alike"
    ]
    for market, facts in found.facts.items():
        lines.append(f"  {market}: {', '.join(f'{name} {value}' for name, value in facts.items() if value)}")
    for row in found.rows:
        lines += ["", f"{row.key} ({row.op})"]
        for market, cell in row.cells.items():
            lines += [f"  {market}: {text}" for one in cell for text in _cell(one)] or [f"  {market}: –"]
    return "\n".join(lines) + "\n"


def _cell(one: Requirement) -> list[str]:
    mark = " (unverified)" if one.evidence == "memory" else ""
    return [f"{plain(one.gloss or one.text)} [{LEVELS[one.level]}; {', '.join(ref.rule for ref in one.because)}]{mark}"]
