"""A day in words, as pictures write it: `27 Nov 2026 (Fri)`. English, the message language of the project."""

from __future__ import annotations

from datetime import date

from dealwatch.figures.timescale import MONTHS
from dealwatch.model.dates import PartialDate

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def day_text(day: date, *, weekday: bool = True, year: bool = True) -> str:
    text = f"{day.day} {MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")
    return f"{text} ({WEEKDAYS[day.weekday()]})" if weekday else text


def partial_text(day: PartialDate, *, weekday: bool = True) -> str:
    """As precise as the date is: a day, `May 2024` or `2024`."""
    if day.exact is not None:
        return day_text(day.exact, weekday=weekday)
    return f"{MONTHS[day.month - 1]} {day.year}" if day.month is not None else str(day.year)
