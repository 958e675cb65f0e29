"""Counting under the first Merger Regulation, for cases notified before 1 May 2004.

Regulation (EEC) No 4064/89, Article 10, with Regulation (EC) No 447/98, Articles 6 to 8: a period of months or weeks
begins on the working day after the event, ends on the day of the same number or name (or the next working day), and is
then lengthened by as many working days as there are holidays of the Commission in it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dealwatch.language import _
from dealwatch.rules.calendars import ONE_DAY, WEEKEND, Calendar
from dealwatch.rules.computation import Computation, DayKind, DayMark, Unit, Working, WorkingKind
from dealwatch.rules.walking import add_months, opening


def holiday_lengthened(start: date, length: int, unit: Unit, calendar: Calendar, *, event: str = "") -> Computation:
    """The last day of so many weeks or months, lengthened by the holidays within them."""
    first = calendar.roll_forward(start + ONE_DAY)
    same = add_months(first, length) if unit is Unit.MONTHS else first + timedelta(weeks=length)
    within = [first + timedelta(days=n) for n in range((same - first).days + 1)]
    holidays = [(day, reason) for day in within if (reason := calendar.closed(day)) and reason not in WEEKEND]
    last = calendar.roll_forward(same)
    for _holiday in holidays:
        last = calendar.roll_forward(last + ONE_DAY)
    workings = [
        *opening(start, event, inclusive=False),
        Working(WorkingKind.FIRST, _("first working day after it, the period begins"), first),
        Working(WorkingKind.ADDED, _("{length} later").format(length=unit.words(length)), same),
    ]
    if not calendar.is_working(same):
        words = _("{why}, moves to the next working day").format(why=_(calendar.closed(same)))
        workings.append(Working(WorkingKind.ROLLED, words, same))
    workings += [
        Working(WorkingKind.ADDED, _("{why}, one working day added").format(why=_(reason)), day, count=1)
        for day, reason in holidays
    ]
    workings.append(Working(WorkingKind.RESULT, _("last day"), last, count=len(holidays)))
    span = [start + timedelta(days=n) for n in range(1, (last - start).days + 1)]
    marks = tuple(_mark(day, calendar) for day in span)
    return Computation(
        last,
        tuple(workings),
        calendar.doubts(first, last),
        days=(*marks[:-1], replace(marks[-1], kind=DayKind.LAST)),
    )


def _mark(day: date, calendar: Calendar) -> DayMark:
    reason = calendar.closed(day)
    kind = DayKind.WEEKEND if reason in WEEKEND else DayKind.CLOSED if reason else DayKind.COUNTED
    return DayMark(day, kind, reason)
