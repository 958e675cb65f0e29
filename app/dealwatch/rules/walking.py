"""Walking through the calendar day by day, noting what each day was; the workings are made from the notes.

The inside of `counting`, which says what is to be walked.
"""

from __future__ import annotations

import calendar as month_lengths
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from dealwatch.language import _, n_
from dealwatch.rules.calendars import ONE_DAY, WEEKEND, Calendar
from dealwatch.rules.computation import (
    Computation,
    DayKind,
    DayMark,
    Extension,
    Stop,
    Unit,
    Working,
    WorkingKind,
)


def add_months(day: date, months: int) -> date:
    """The same-numbered day so many months later, or the month's last day where it has no such day (BGB 188(3))."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, month_lengths.monthrange(year, month + 1)[1]))


class Walk:
    """A walk from a first day onwards. Counted days add up; stopped ones never count, and an open stop ends the walk.

    `last` is the last counted day so far, `stopped_by` the open stop the walk ran into.
    """

    def __init__(self, calendar: Calendar, stops: tuple[Stop, ...], first: date) -> None:
        self._calendar = calendar
        self._stops = stops
        self._marks: list[DayMark] = []
        self._moved_from: date | None = None
        self.next_day = first
        self.last = first
        self.counted = 0
        self.stopped_by: Stop | None = None

    def working_days(self, number: int) -> None:
        self._walk(number, self._calendar.closed)

    def days(self, number: int) -> None:
        self._walk(number, _always_open)

    def extend(self, extension: Extension) -> None:
        """Walk on for an extension counted from the end of what was walked so far."""
        if extension.unit is Unit.WORKING_DAYS:
            self.working_days(extension.length)
        elif extension.unit is Unit.MONTHS:
            self.days((add_months(self.last, extension.length) - self.last).days)
        else:
            self.days(extension.length * (7 if extension.unit is Unit.WEEKS else 1))

    def roll(self) -> None:
        """Move the last day to the next working day, if it is none."""
        if self.stopped_by is None and not self._calendar.is_working(self.last):
            self._moved_from = self.last
            self._marks[-1] = DayMark(self.last, *_not_worked(self._calendar.closed(self.last)))
            self.counted -= 1
            self.working_days(1)

    def computed(self, head: list[Working], extensions: list[Working], unit: Unit) -> Computation:
        words = _("last day")
        if unit is Unit.WORKING_DAYS:
            words = _("day {n}, the last day").format(n=self.counted)
        marks = (*self._marks[:-1], DayMark(self.last, DayKind.LAST))
        result = Working(WorkingKind.RESULT, words, self.last, count=self.counted)
        return Computation(self.last, (*self._lines(head, extensions, unit), *self._rolled(), result), days=marks)

    def not_computable(self, head: list[Working], extensions: list[Working], unit: Unit) -> Computation:
        stop = self.stopped_by
        assert stop is not None
        reason = _("The clock has been stopped since {day}; not computable until it runs again.")
        if stop.why:
            reason = _("The clock has been stopped since {day} ({why}); not computable until it runs again.")
        reason = reason.format(day=stop.first, why=_(stop.why))
        after = (Unit.WORKING_DAYS if unit is Unit.WORKING_DAYS else Unit.DAYS).words(self.counted)
        words = _("clock stopped after {count}").format(count=after)
        stands = Working(WorkingKind.STOPPED, words, stop.first)
        return Computation.impossible(reason, (*self._lines(head, extensions, unit), stands), tuple(self._marks))

    def _walk(self, number: int, closed: Callable[[date], str]) -> None:
        remaining = number
        while remaining > 0 and self.stopped_by is None:
            day = self.next_day
            stop = self._stop_on(day)
            if stop is not None and stop.last is None:
                self.stopped_by = stop
                return
            reason = closed(day)
            if stop is not None:
                self._marks.append(DayMark(day, DayKind.STOPPED, reason))
            elif reason:
                self._marks.append(DayMark(day, *_not_worked(reason)))
            else:
                self._marks.append(DayMark(day, DayKind.COUNTED))
                self.counted += 1
                self.last = day
                remaining -= 1
            self.next_day += ONE_DAY

    def _stop_on(self, day: date) -> Stop | None:
        return next((s for s in self._stops if s.first <= day and (s.last is None or day <= s.last)), None)

    def _lines(self, head: list[Working], extensions: list[Working], unit: Unit) -> Iterator[Working]:
        yield from head
        counting = [mark for mark in self._marks if self._moved_from is None or mark.day < self._moved_from]
        first = next((mark.day for mark in counting if mark.kind is DayKind.COUNTED), None)
        if first is not None and unit in (Unit.WORKING_DAYS, Unit.DAYS):
            yield Working(WorkingKind.FIRST, _("day 1"), first, count=1)
        closed = [
            Working(WorkingKind.CLOSED, _("not counted, {why}").format(why=_(mark.why)), mark.day, count=1)
            for mark in counting
            if mark.kind is DayKind.CLOSED
        ]
        lines = [*closed, *self._stopped(unit), *extensions]
        yield from sorted(lines, key=lambda line: line.first or date.max)
        weekends = [mark.day for mark in counting if mark.kind is DayKind.WEEKEND]
        if weekends:
            n = len(weekends)
            words = n_("{n} Saturday or Sunday not counted", "{n} Saturdays and Sundays not counted", n).format(n=n)
            yield Working(WorkingKind.WEEKENDS, words, weekends[0], weekends[-1], len(weekends))

    def _stopped(self, unit: Unit) -> Iterator[Working]:
        stopped = [mark for mark in self._marks if mark.kind is DayKind.STOPPED]
        for stop in self._stops:
            # no reason noted on a stopped day: it would have counted
            lost = sum(stop.first <= mark.day <= (stop.last or mark.day) and not mark.why for mark in stopped)
            if any(stop.first <= mark.day <= (stop.last or mark.day) for mark in stopped):
                name = Unit.WORKING_DAYS if unit is Unit.WORKING_DAYS else Unit.DAYS
                words = _("clock stopped, {count} not counted, both ends included")
                if stop.why:
                    words = _("clock stopped ({why}), {count} not counted, both ends included")
                words = words.format(why=_(stop.why), count=name.words(lost))
                yield Working(WorkingKind.STOPPED, words, stop.first, stop.last, lost)

    def _rolled(self) -> Iterator[Working]:
        if self._moved_from is not None:
            for mark in self._marks:
                if mark.day >= self._moved_from and mark.kind is not DayKind.COUNTED:
                    words = _("{why}, moves to the next working day").format(why=_(mark.why))
                    yield Working(WorkingKind.ROLLED, words, mark.day)


def opening(start: date, event: str, inclusive: bool) -> list[Working]:
    """The first line: what happened on the day the period is counted from."""
    rule = _("counted as the first day") if inclusive else _("counting starts after this day")
    words = _(event) or _("start")
    return [Working(WorkingKind.START, f"{words}; {rule}", start)]


def extension_lines(extensions: Iterable[Extension]) -> list[Working]:
    """One line for each extension, on the day it was granted if that is known."""
    return [
        Working(
            WorkingKind.EXTENDED,
            (_("{length} added, {why}") if each.why else _("{length} added")).format(
                length=each.unit.words(each.length), why=_(each.why)
            ),
            each.on,
            count=each.length,
        )
        for each in extensions
    ]


def _always_open(_day: date) -> str:
    return ""


def _not_worked(reason: str) -> tuple[DayKind, str]:
    return (DayKind.WEEKEND if reason in WEEKEND else DayKind.CLOSED, reason)
