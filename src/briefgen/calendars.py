"""Public holidays and the market's own days around the go-live date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache

from briefgen.models.brief import CalendarDay, Finding
from briefgen.models.pack import Event, Pack
from briefgen.voice import Pen

BEFORE, AFTER = timedelta(days=14), timedelta(days=45)
_MARK = " (estimated)"


def days_around(pack: Pack, on: date, pen: Pen) -> tuple[CalendarDay, ...]:
    """Holidays and events of the market from 14 days before to 45 days after the day, sorted."""
    first, last = on - BEFORE, on + AFTER
    market = pack.market.code if pack.market else ""
    found = [*_holidays(market, first, last, pen), *_events([pack], first, last, pen)]
    return tuple(sorted(found, key=lambda day: (day.day, day.kind, day.name)))


def warnings(pack: Pack, on: date, pen: Pen) -> list[Finding]:
    """A warning for each day of mourning or sensitive day that the go-live date falls on."""
    found = []
    for event in pack.events:
        if event.kind in ("mourning", "sensitive") and any(start <= on <= end for start, end in spans(event, on, on)):
            name = pen.reader.say(event.name, pack.id)
            why = f" {pen.reader.say(event.text, pack.id)}" if event.text else ""
            message = pen.reader.say("The go-live date {day} is {name}. Choose another day.", day=on, name=name)
            found.append(Finding(code="sensitive-day", message=message + why, rules=(f"{pack.id}/{event.id}",)))
    return found


def spans(event: Event, first: date, last: date) -> Iterator[tuple[date, date]]:
    """(first day, last day) of each time the event touches the days from ``first`` to ``last``."""
    length = timedelta(days=event.days - 1)
    for start in _starts(event, first - length, last):
        if start <= last and start + length >= first:
            yield start, start + length


def _starts(event: Event, first: date, last: date) -> Iterable[date]:
    if event.dates:
        return event.dates
    from dateutil.rrule import rrulestr

    rule = rrulestr(event.rrule or "", dtstart=_midnight(date(2000, 1, 1)))
    return [moment.date() for moment in rule.between(_midnight(first), _midnight(last), inc=True)]


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - calendar days have no zone


def _events(packs: Iterable[Pack], first: date, last: date, pen: Pen) -> Iterator[CalendarDay]:
    for pack in packs:
        for event in pack.events:
            for start, end in spans(event, first, last):
                name = pen.both(event.name, pack.id)
                yield CalendarDay(
                    day=start,
                    last=end,
                    name=name.audience,
                    gloss=name.reader,
                    kind=event.kind,
                    estimated=event.estimated,
                    source=f"{pack.id}/{event.id}",
                )


def _holidays(market: str, first: date, last: date, pen: Pen) -> Iterator[CalendarDay]:
    theirs = _named_holidays(market, first, last, pen.audience.language)
    ours = _named_holidays(market, first, last, pen.reader.language)
    for day, name in theirs.items():
        gloss = ours.get(day, name)
        estimated = name.endswith(_MARK) or _is_estimated(market, day)
        yield CalendarDay(
            day=day,
            last=day,
            name=_unmarked(name) if estimated else name,
            gloss=(_unmarked(gloss) if estimated else gloss) if pen.bilingual else "",
            kind="holiday",
            estimated=estimated,
            source="holidays",
        )


def _unmarked(name: str) -> str:
    """The name without the package's mark for estimated days, which is in the language of the name."""
    return re.sub(r"\s*[（(][^（()）]*[)）]$", "", name)


@lru_cache(256)
def _named_holidays(market: str, first: date, last: date, language: str) -> dict[date, str]:
    """Public holidays by day, named in the language where the package has it, else in English or its default."""
    import holidays

    if market not in holidays.list_supported_countries():
        return {}
    years = range(first.year, last.year + 1)
    known = getattr(holidays, market).supported_languages or ()
    tag = _language_of(language, known)
    found = holidays.country_holidays(market, years=years, language=tag)
    return {day: name for day, name in sorted(found.items()) if first <= day <= last}


@lru_cache(256)
def _is_estimated(market: str, day: date) -> bool:
    """The package marks moving feasts in the language of the name; English is the mark we can read."""
    return _named_holidays(market, day, day, "en").get(day, "").endswith(_MARK)


def _language_of(language: str, known: Iterable[str]) -> str | None:
    from briefgen.texts import parents

    wanted = [step.replace("-", "_") for step in parents(language)]
    script = {"zh_Hans": "zh_CN", "zh_Hant": "zh_TW"}
    wanted = [script.get(step, step) for step in wanted]
    for step in wanted:
        for tag in sorted(known):
            if tag == step or tag.startswith(step + "_"):
                return tag
    return "en_US" if "en_US" in known else None
