"""Holidays, shopping events, and days on which nobody should post."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen import Brief, ProductSpec, generate
from briefgen.calendars import spans
from briefgen.models.pack import Event


def made(market: str, on: date, reader: str = "en") -> Brief:
    product = ProductSpec.model_validate({"name": "A", "brand": "B", "category": "home"})
    return generate(
        product,
        market,
        "xiaohongshu" if market == "CN" else "instagram",
        on=on,
        today=date(2026, 1, 1),
        reader=reader,
    )


def test_holidays_and_events_stand_around_the_day_in_two_languages() -> None:
    days = {day.gloss: day for day in made("JP", date(2026, 12, 1)).calendar}
    assert days["Labor Thanksgiving Day"].name == "勤労感謝の日"
    assert days["Black Friday"].day == date(2026, 11, 27)
    assert days["New Year's Day"].kind == "holiday"


def test_a_moving_feast_is_marked_as_estimated() -> None:
    days = made("ID", date(2027, 3, 1)).calendar
    assert any(day.kind == "holiday" and day.estimated for day in days)
    assert not any("estimated" in day.name + day.gloss for day in days)


@pytest.mark.parametrize(
    "market, day, rule",
    [
        ("JP", date(2027, 3, 11), "market-jp/earthquake-2011"),
        ("TW", date(2027, 2, 28), "market-tw/"),
        ("KR", date(2027, 4, 16), "market-kr/"),
        ("CN", date(2026, 12, 13), "market-cn/"),
        ("US", date(2027, 9, 11), "market-us/"),
    ],
)
def test_a_day_of_mourning_is_a_warning_with_its_because(market: str, day: date, rule: str) -> None:
    found = [finding for finding in made(market, day).findings if finding.code == "sensitive-day"]
    assert found and found[0].rules[0].startswith(rule)
    assert not [f for f in made(market, date(2026, 10, 20)).findings if f.code == "sensitive-day"]


def event(**values: object) -> Event:
    return Event.model_validate(
        {
            "id": "e",
            "name": "E",
            "kind": "season",
            "evidence": "memory",
            "reviewed": date(2026, 1, 1),
            **values,
        }
    )


@pytest.mark.parametrize(
    "values, day, hit",
    [
        ({"rrule": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", "days": 10}, date(2027, 1, 2), True),
        ({"rrule": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", "days": 8}, date(2027, 1, 2), False),
        ({"rrule": "FREQ=YEARLY;BYEASTER=-2"}, date(2027, 3, 26), True),  # Good Friday
        ({"dates": [date(2027, 2, 6)], "days": 15}, date(2027, 2, 20), True),
        ({"dates": [date(2027, 2, 6)], "days": 15}, date(2027, 2, 21), False),
    ],
)
def test_an_event_lasts_as_long_as_it_says(values: dict[str, object], day: date, hit: bool) -> None:
    assert bool(list(spans(event(**values), day, day))) is hit
