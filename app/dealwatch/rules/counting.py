"""Counting periods of time, with workings: the arithmetic behind every deadline.

Pure functions over calendar days. Must not contain: which period applies when (`calculator`), any list of holidays
(`calendars`). Sources of the ways of counting: Regulation (EC) No 139/2004, Article 10 with Implementing Regulation
(EU) 2023/914 (working days, stops); Enterprise Act 2002, section 39 (weeks that include the first day and do not move
off weekends); 16 CFR 803.10 (calendar days that move); BGB sections 187, 188, 193 (months).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypedDict, Unpack

from dealwatch.language import _
from dealwatch.rules.calendars import ONE_DAY, Calendar
from dealwatch.rules.computation import Computation, DayKind, Extension, Stop, Unit
from dealwatch.rules.walking import Walk, add_months, extension_lines, opening


class Options(TypedDict, total=False):
    """What every way of counting takes besides its length; see `count`."""

    stops: Iterable[Stop]
    extensions: Iterable[Extension]
    roll: bool | None
    event: str


def count(
    start: date,
    length: int,
    unit: Unit,
    calendar: Calendar,
    *,
    inclusive: bool = False,
    stops: Iterable[Stop] = (),
    extensions: Iterable[Extension] = (),
    roll: bool | None = None,
    event: str = "",
) -> Computation:
    """The last day of a period.

    Day 1 is the first counted day after `start`, or `start` itself if `inclusive`. `unit` says what is counted: the
    calendar's working days, calendar days, weeks of seven days, or months (same-numbered day). Days within a stop,
    both ends included, never count. An extension in the period's own unit lengthens the period; one in another unit is
    counted on from its end. `roll` moves a last day that is not worked to the next working day; by default days and
    months move, weeks do not. `event` names what happened on `start`.

    A period that runs into a stop without an end is not computable. ValueError for a period shorter than one unit;
    TypeError for a `datetime` (an instant is no day; convert it in the authority's zone first).
    """
    if isinstance(start, datetime):
        raise TypeError("a day is needed, not an instant")
    if length < 1:
        raise ValueError("a period is at least one unit long")
    moves = unit in (Unit.DAYS, Unit.MONTHS) if roll is None else roll
    period = _Period(start, length, unit, inclusive, merged(stops), tuple(extensions), moves, event)
    result, doubtful_from = _run(period, calendar)
    if result.day is None:
        return result
    doubts = calendar.doubts(doubtful_from, result.day) if doubtful_from else ()
    return replace(result, warnings=(*_inferences(period, calendar, result), *doubts))


def wd_after(start: date, days: int, calendar: Calendar, **more: Unpack[Options]) -> Computation:
    """So many working days; day 1 is the first working day after `start` (Implementing Regulation 2023/914, Art. 7)."""
    return count(start, days, Unit.WORKING_DAYS, calendar, **more)


def weeks_incl(start: date, weeks: int, calendar: Calendar, **more: Unpack[Options]) -> Computation:
    """So many weeks including `start`: the last day is start + 7 × weeks - 1, on whatever weekday it falls."""
    return count(start, weeks, Unit.WEEKS, calendar, inclusive=True, **more)


def cal_after(start: date, days: int, calendar: Calendar, **more: Unpack[Options]) -> Computation:
    """So many calendar days, day 1 being the day after `start`; moves off days not worked (16 CFR 803.10)."""
    return count(start, days, Unit.DAYS, calendar, **more)


def months_after(start: date, months: int, calendar: Calendar, **more: Unpack[Options]) -> Computation:
    """The same-numbered day so many months later; moves off days not worked (BGB 187(1), 188(2) and (3), 193)."""
    return count(start, months, Unit.MONTHS, calendar, **more)


def merged(stops: Iterable[Stop]) -> tuple[Stop, ...]:
    """Stops in order of time, overlapping and adjoining ones made one; nothing follows an open one."""
    result: list[Stop] = []
    for stop in sorted(stops, key=lambda each: each.first):
        if result and (result[-1].last is None or stop.first <= result[-1].last + ONE_DAY):
            before = result.pop()
            last = None if before.last is None or stop.last is None else max(before.last, stop.last)
            why = before.why if stop.why in ("", before.why) else "; ".join(filter(None, (before.why, stop.why)))
            stop = Stop(before.first, last, why)
        result.append(stop)
    return tuple(result)


@dataclass(frozen=True, slots=True)
class _Period:
    start: date
    length: int
    unit: Unit
    inclusive: bool
    stops: tuple[Stop, ...]
    extensions: tuple[Extension, ...]
    moves: bool
    event: str

    @property
    def own_unit(self) -> Unit:
        return Unit.DAYS if self.unit is Unit.WEEKS else self.unit

    def own_extensions(self) -> int:
        """What is added in the period's own unit (days for weeks)."""
        return sum(_amount(each, self.own_unit) or 0 for each in self.extensions)

    def later_extensions(self) -> list[Extension]:
        return [each for each in self.extensions if _amount(each, self.own_unit) is None]


def _amount(extension: Extension, unit: Unit) -> int | None:
    if unit is Unit.DAYS and extension.unit is Unit.WEEKS:
        return 7 * extension.length
    return extension.length if extension.unit is unit else None


def _run(period: _Period, calendar: Calendar) -> tuple[Computation, date | None]:
    """The count itself, and the day from which the result depends on the calendar (None: it does not)."""
    first = period.start if period.inclusive else period.start + ONE_DAY
    walk = Walk(calendar, period.stops, first)
    works = period.unit is Unit.WORKING_DAYS
    extra = period.own_extensions()
    if works:
        walk.working_days(period.length + extra)
    elif period.unit is Unit.MONTHS:
        walk.days((add_months(period.start, period.length + extra) - period.start).days)
    else:
        walk.days(period.length * (7 if period.unit is Unit.WEEKS else 1) + extra)
    for extension in period.later_extensions():
        works = works or extension.unit is Unit.WORKING_DAYS
        walk.extend(extension)
    unmoved = walk.last
    if period.moves:
        walk.roll()
    head, tail = opening(period.start, period.event, period.inclusive), extension_lines(period.extensions)
    if walk.stopped_by is not None:
        return walk.not_computable(head, tail, period.unit), None
    doubtful_from = first if works else unmoved if period.moves else None
    return walk.computed(head, tail, period.unit), doubtful_from


def _inferences(period: _Period, calendar: Calendar, result: Computation) -> Iterator[str]:
    for mark in result.days:
        why = calendar.inferred(mark.day) if mark.kind is DayKind.CLOSED else ""
        if why:
            other = _run(period, calendar.with_open(mark.day))[0].day
            if other != result.day:
                words = _("{day} is taken as closed: {why}. Were it a working day, the result would be {other}.")
                yield words.format(day=mark.day, why=_(why), other=other)
