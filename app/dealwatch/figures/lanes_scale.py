"""The time axis of the lanes: five zoom levels, the range that facts and deadlines ask for, the axis of months."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum

from dealwatch.figures.day_words import day_text
from dealwatch.figures.portfolio import Entry
from dealwatch.figures.shapes import Anchor, Line, Rect, Shape, Text, runs
from dealwatch.figures.timescale import Measure, TimeScale, ticks

AXIS = 32.0
CAPTION = 8.0
PAST, AHEAD = 30, 15  # days of room before the first fact and after the last deadline
WORDS = 150  # px after the last deadline
LONGEST_PAST = 20 * 365  # a day written wrongly must not make the axis endless


class Zoom(Enum):
    """px a day, nearest first."""

    DAY = 12.0
    WEEK = 4.0
    MONTH = 1.2
    QUARTER = 0.5
    YEAR = 0.2

    def nearer(self) -> Zoom:
        return _ZOOMS[max(_ZOOMS.index(self) - 1, 0)]

    def farther(self) -> Zoom:
        return _ZOOMS[min(_ZOOMS.index(self) + 1, len(_ZOOMS) - 1)]


_ZOOMS = tuple(Zoom)


def day_range(entries: Iterable[Entry], today: date) -> tuple[date, date]:
    """From before the first fact to after the last deadline or long stop, whole months."""
    first = last = today
    for entry in entries:
        for review in entry.reviews:
            first = min([first, *review.days()])
            last = max([last, *(limit.day for limit in review.current_limits)])
        if entry.long_stop is not None:
            first, last = min(first, entry.long_stop.day.first), max(last, entry.long_stop.day.last)
    first = max(first, today - timedelta(days=LONGEST_PAST)) - timedelta(days=PAST)
    return first.replace(day=1), last + timedelta(days=AHEAD)


def scale_of(days: tuple[date, date], zoom: Zoom) -> TimeScale:
    """A scale that begins at 0, with room for the words beside the last flag."""
    last = days[1] + timedelta(days=round(WORDS / zoom.value))
    return TimeScale(days[0], last, 0, (last - days[0]).days * zoom.value)


def part_of(scale: TimeScale, left: float, width: float) -> TimeScale:
    """What of a long scale can be seen, in the same places."""
    per_day = scale.per_day
    start = max(int((left - scale.x0) / per_day) - 1, 0)
    first = scale.first + timedelta(days=start)
    days = max(int(width / per_day) + 3, 2)
    return TimeScale(first, first + timedelta(days=days), scale.x0 + start * per_day, days * per_day)


def grid(scale: TimeScale, top: float, bottom: float) -> list[Shape]:
    """The lines of the months, those of January stronger; weeks where days are wide."""
    months = ticks(scale, lambda *_: 0.0, CAPTION)
    found: list[Shape] = [Line(t.x, top, t.x, bottom, "line2" if t.year else "line") for t in months]
    if scale.per_day >= Zoom.WEEK.value:
        day = scale.first + timedelta(days=-scale.first.weekday() % 7)
        while day <= scale.last:
            found.append(Line(scale.x(day), top, scale.x(day), bottom, "line"))
            day += timedelta(days=7)
    return found


def axis(scale: TimeScale, today: date, measure: Measure) -> list[Shape]:
    """Names of the months and the pill of today."""
    x = scale.x(today)
    text = day_text(today, weekday=False)
    width = measure(text, CAPTION, True) + 16
    seen = scale.first <= today <= scale.last
    taken = (x - width / 2, x + width / 2) if seen else None
    found: list[Shape] = []
    for tick in ticks(scale, measure, CAPTION, taken):
        found.append(Line(tick.x, AXIS - (12 if tick.year else 6), tick.x, AXIS, "line2"))
        if tick.label:
            colour = "text" if tick.year else "text3"
            found.append(Text(tick.x + 4, AXIS - 9, runs((tick.label, colour, tick.year)), CAPTION))
    if seen:
        found += [
            Rect(x - width / 2, 8, width, 17, "accent", radius=3),
            Text(x, AXIS - 12, runs((text, "on_accent", True)), CAPTION, Anchor.MIDDLE),
            Line(x, 25, x, AXIS, "accent", 1.5),
        ]
    return found
