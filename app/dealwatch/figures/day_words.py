"""Days and numbers in words, as pictures, window and notifications write them: `27 Nov 2026 (Fri)`.

The one place that knows how a language writes them; names of months and weekdays, separators of numbers come from
Babel, which is loaded with the first of them. English is written by hand, since the command line's output is a
contract. Must not contain other words.
"""

from __future__ import annotations

from datetime import date

from dealwatch.language import spoken
from dealwatch.model.dates import PartialDate

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def day_text(day: date, *, weekday: bool = True, year: bool = True) -> str:
    """`27 Nov 2026 (Fri)`, `27. Nov. 2026 (Fr)`, `27 nov. 2026 (ven.)`."""
    text = f"{_number_of(day)} {_month_after_day(day.month)}" + (f" {day.year}" if year else "")
    return f"{text} ({weekday_name(day)})" if weekday else text


def partial_text(day: PartialDate, *, weekday: bool = True) -> str:
    """As precise as the date is: a day, `May 2024` or `2024`."""
    if day.exact is not None:
        return day_text(day.exact, weekday=weekday)
    return f"{_month_after_day(day.month)} {day.year}" if day.month is not None else str(day.year)


def month_name(month: int) -> str:
    """A month alone, short, without a full stop: on an axis, over a column."""
    return _month_after_day(month).removesuffix(".")


def month_title(month: int, year: int) -> str:
    """A whole month as a heading: `November 2026`, `novembre 2026`."""
    from babel.dates import get_month_names

    return f"{get_month_names('wide', 'stand-alone', spoken())[month]} {year}"


def weekday_name(day: date) -> str:
    """Short, as it stands behind a day."""
    return weekday_names()[day.weekday()]


def weekday_names() -> tuple[str, ...]:
    """Monday first, as they stand over the columns of a calendar."""
    if spoken() == "en":
        return WEEKDAYS
    from babel.dates import get_day_names

    names = get_day_names("abbreviated", "stand-alone", spoken())
    return tuple(names[at].removesuffix("." if spoken() == "de" else "") for at in range(7))


def number_text(number: int) -> str:
    """With the separators of the language: `12,345`, `12.345`."""
    if spoken() == "en":
        return f"{number:,}"
    from babel.numbers import format_decimal

    return format_decimal(number, locale=spoken())


def decimal_text(number: float, digits: int = 1) -> str:
    """With as many decimals as told: `4.5`, `4,5`."""
    if spoken() == "en":
        return f"{round(number, digits):,.{digits}f}"
    from babel.numbers import format_decimal

    return format_decimal(round(number, digits), f"#,##0.{'0' * digits}", locale=spoken())


def _number_of(day: date) -> str:
    """German counts days with a full stop, French only the first of a month."""
    if spoken() == "de":
        return f"{day.day}."
    return "1er" if spoken() == "fr" and day.day == 1 else str(day.day)


def _month_after_day(month: int) -> str:
    if spoken() == "en":
        return MONTHS[month - 1]
    from babel.dates import get_month_names

    return str(get_month_names("abbreviated", "format", spoken())[month])
