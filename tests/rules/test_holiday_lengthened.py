"""Counting under the first Merger Regulation, with its holidays added at the end."""

from __future__ import annotations

from datetime import date

import pytest

from dealwatch.rules.calendar_files import calendar
from dealwatch.rules.computation import DayKind, Unit
from dealwatch.rules.holiday_lengthened import holiday_lengthened


@pytest.mark.parametrize(
    ("start", "length", "unit", "expected"),
    [
        ("2001-02-06", 1, Unit.MONTHS, "2001-03-07"),  # no holiday
        ("2001-03-09", 1, Unit.MONTHS, "2001-04-18"),  # from Monday 12 March; 12, 13 and 16 April are closed
        ("2001-02-09", 1, Unit.MONTHS, "2001-03-12"),
        ("2001-01-19", 1, Unit.MONTHS, "2001-02-22"),
        ("2001-02-06", 6, Unit.WEEKS, "2001-03-21"),
        ("2001-04-25", 1, Unit.MONTHS, "2001-06-01"),  # 26 May is a Saturday; four days are closed
    ],
)
def test_holidays_lengthen_the_period(start: str, length: int, unit: Unit, expected: str) -> None:
    result = holiday_lengthened(date.fromisoformat(start), length, unit, calendar("EC"))
    assert result.day == date.fromisoformat(expected)


def test_the_workings_name_each_holiday_and_the_move() -> None:
    result = holiday_lengthened(date(2001, 3, 20), 1, Unit.MONTHS, calendar("EC"), event="Notified")
    assert [line.text for line in result.workings] == [
        "2001-03-20 Tuesday: Notified; counting starts after this day",
        "2001-03-21 Wednesday: first working day after it, the period begins",
        "2001-04-21 Saturday: 1 month later",
        "2001-04-21 Saturday: Saturday, moves to the next working day",
        "2001-04-12 Thursday: Maundy Thursday, one working day added",
        "2001-04-13 Friday: Good Friday, one working day added",
        "2001-04-16 Monday: Easter Monday, one working day added",
        "2001-04-26 Thursday: last day",
    ]
    assert result.days[0].day == date(2001, 3, 21)
    assert {mark.kind for mark in result.days} == {DayKind.COUNTED, DayKind.WEEKEND, DayKind.CLOSED, DayKind.LAST}
    assert "2001" in result.warnings[0]
