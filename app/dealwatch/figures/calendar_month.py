"""The calendar of a month: six weeks from Monday, their numbers, days with entries, and days nobody works.

Cells are shapes that the window's table paints one by one and the figure puts together, so that both are one picture.
Must not contain: Qt, how deadlines are read from the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from dealwatch.figures.calendar_cell import cell_shapes
from dealwatch.figures.calendar_entries import CalendarEntry, ClosedDay, monday_of, order
from dealwatch.figures.day_words import day_text, month_title, number_text, weekday_names
from dealwatch.figures.measure import estimate
from dealwatch.figures.shapes import Figure, Line, Mark, Rect, Shape, Table, Text, at, runs
from dealwatch.figures.timescale import Measure
from dealwatch.language import _, n_

WEEKS, DAYS = 6, 7
WEEK_COLUMN = 44.0
HEADER = 28.0
SHARES = (1.0, 1.0, 1.0, 1.0, 1.0, 0.9, 0.7)
"""Widths of the columns, Monday first: little falls on a weekend."""
ROW = 110.0
CAPTION = 8.0


@dataclass(frozen=True, slots=True)
class Day:
    """One cell. `inside` says that it belongs to the month that is shown."""

    day: date
    inside: bool
    today: bool
    entries: tuple[CalendarEntry, ...] = ()
    closed: ClosedDay | None = None

    @property
    def weekend(self) -> bool:
        return self.day.weekday() >= 5

    @property
    def spoken(self) -> str:
        """The day with everything that stands on it."""
        parts = [day_text(self.day)]
        if self.today:
            parts.append(_("today"))
        if self.closed is not None:
            parts.append(self.closed.spoken)
        if not self.entries:
            return ", ".join(parts)
        count = len(self.entries)
        parts.append(n_("{n} entry", "{n} entries", count).format(n=number_text(count)))
        return f"{', '.join(parts)}: {'; '.join(_of_day(entry) for entry in self.entries)}"


@dataclass(frozen=True, slots=True)
class Month:
    """`weeks` are six rows of seven days from the Monday on or before the first of the month."""

    year: int
    month: int
    today: date
    weeks: tuple[tuple[Day, ...], ...]

    @property
    def title(self) -> str:
        return month_title(self.month, self.year)

    @property
    def first(self) -> date:
        return self.weeks[0][0].day

    @property
    def last(self) -> date:
        return self.weeks[-1][-1].day

    @property
    def own(self) -> tuple[CalendarEntry, ...]:
        """The entries of the month itself, without those of the days around it."""
        return tuple(entry for week in self.weeks for day in week if day.inside for entry in day.entries)

    @property
    def summary(self) -> str:
        held = [entry for entry in self.own if entry.held]
        if not self.own:
            return _("No deadline in {month}.").format(month=self.title)
        words = n_("{n} day awaited in {month}.", "{n} days awaited in {month}.", len(held))
        return words.format(n=number_text(len(held)), month=self.title)

    def place(self, day: date) -> tuple[int, int] | None:
        """(row, column) of a day; None for one that is not on the page."""
        since = (day - self.first).days
        return divmod(since, DAYS) if 0 <= since < WEEKS * DAYS else None


def span(year: int, month: int) -> tuple[date, date]:
    """The first and the last day on the page of a month."""
    first = monday_of(date(year, month, 1))
    return first, first + timedelta(days=WEEKS * DAYS - 1)


def month_of(
    year: int, month: int, today: date, entries: Iterable[CalendarEntry] = (), closed: Iterable[ClosedDay] = ()
) -> Month:
    """The page of a month. Entries and closed days of other months are left out."""
    first, _last = span(year, month)
    held: dict[date, list[CalendarEntry]] = {}
    for entry in entries:
        held.setdefault(entry.day, []).append(entry)
    shut = {each.day: each for each in closed}

    def day(number: int) -> Day:
        found = first + timedelta(days=number)
        own = tuple(sorted(held.get(found, ()), key=order))
        return Day(found, (found.year, found.month) == (year, month), found == today, own, shut.get(found))

    rows = tuple(tuple(day(week * DAYS + place) for place in range(DAYS)) for week in range(WEEKS))
    return Month(year, month, today, rows)


def week_number(week: Sequence[Day]) -> int:
    """The ISO number, which the week's Thursday decides."""
    return week[0].day.isocalendar().week


def column_widths(width: float) -> list[float]:
    """Of the seven columns, whole px that fill the width without the column of week numbers."""
    room = max(width - WEEK_COLUMN, DAYS)
    edges = [0.0]
    for share in SHARES:
        edges.append(edges[-1] + share)
    lines = [round(edge / edges[-1] * room) for edge in edges]
    return [float(right - left) for left, right in pairwise(lines)]


def month_figure(month: Month, width: float, row: float = ROW, measure: Measure = estimate) -> Figure:
    """The whole month as one picture."""
    widths = column_widths(width)
    shapes: list[Shape] = [Rect(0, 0, width, HEADER + WEEKS * row, "base")]
    marks: list[Mark] = []
    x = WEEK_COLUMN
    for name, wide in zip(weekday_names(), widths, strict=True):
        shapes.append(Text(x + 8, HEADER - 9, runs((name, "text2", True)), CAPTION))
        x += wide
    shapes.append(Line(0, HEADER - 1, width, HEADER - 1, "line2"))
    for place, week in enumerate(month.weeks):
        top = HEADER + place * row
        shapes.append(Text(16, top + 19, runs((str(week_number(week)), "text3")), CAPTION))
        x = WEEK_COLUMN
        for day, wide in zip(week, widths, strict=True):
            shapes += [at(shape, x, top) for shape in cell_shapes(day, wide, row, measure)]
            marks.append(Mark(x, top, wide, row, day.spoken, day.entries[0].target if day.entries else "", place))
            x += wide
        shapes.append(Line(0, top + row - 1, width, top + row - 1, "line"))
    height = HEADER + WEEKS * row
    title = _("Deadlines in {month}").format(month=month.title)
    return Figure(width, height, tuple(shapes), title, month.summary, month_table(month), tuple(marks))


def month_table(month: Month) -> Table:
    """Every entry on the page by day, then the days nobody works."""
    rows: list[tuple[str, ...]] = []
    for day in (day for week in month.weeks for day in week):
        rows += [(e.day_words, e.authority, e.name, e.what, e.state, e.source) for e in day.entries]
        if day.closed is not None:
            rows.append((day_text(day.day), "", "", day.closed.spoken, "", ""))
    columns = (_("Day"), _("Authority"), _("Deal"), _("What"), _("Left"), _("Source"))
    return Table(columns, tuple(rows))


def step(year: int, month: int, by: int) -> tuple[int, int]:
    """The month so many months on, within the years a date can have."""
    count = min(max(year * 12 + month - 1 + by, 2 * 12), 9998 * 12 + 11)
    return count // 12, count % 12 + 1


def _of_day(entry: CalendarEntry) -> str:
    """An entry without its day, which stands before."""
    approx = _("calculated day") if entry.calculated else ""
    return ", ".join(part for part in (entry.who, entry.what, approx, entry.state) if part)
