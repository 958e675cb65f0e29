"""One day of the calendar as shapes: ground, number, who is closed, its entries as far as there is room.

Must not contain: which days there are, Qt.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dealwatch.figures.calendar_entries import CalendarEntry, EntryKind
from dealwatch.figures.day_words import day_text, number_text
from dealwatch.figures.lanes_row import fitted
from dealwatch.figures.shapes import Anchor, Fill, Line, Polygon, Rect, Shape, Text, runs
from dealwatch.figures.timescale import Measure
from dealwatch.language import _, n_

if TYPE_CHECKING:
    from dealwatch.figures.calendar_month import Day

INSET = 6.0
TOP = 28.0
TALL, LOW = 36.0, 19.0
GAP = 3.0
EDGE = 3.0
NUMBER, SMALL, TINY = 10.0, 9.0, 8.0
HATCH_STEP = 8.5
"""Lines of 45° 6 px apart, counted along the edge."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Where an entry stands in its cell; `entry` is None for the line that counts those without room."""

    entry: CalendarEntry | None
    y: float
    height: float


def slots(day: Day, height: float) -> tuple[Slot, ...]:
    """Two lines an entry where all have room, else one line; what does not fit is counted in the last line."""
    room = height - TOP - GAP
    count = len(day.entries)
    if not count or room < LOW:
        return ()
    if count * (TALL + GAP) <= room + GAP:
        return tuple(Slot(entry, TOP + n * (TALL + GAP), TALL) for n, entry in enumerate(day.entries))
    lines = max(int((room + GAP) // (LOW + GAP)), 1)
    shown = count if count <= lines else lines - 1
    found = [Slot(entry, TOP + n * (LOW + GAP), LOW) for n, entry in enumerate(day.entries[:shown])]
    if shown < count:
        found.append(Slot(None, TOP + shown * (LOW + GAP), LOW))
    return tuple(found)


def cell_shapes(day: Day, width: float, height: float, measure: Measure) -> list[Shape]:
    """The cell from its left top corner, with the hairline at its left."""
    found: list[Shape] = [Rect(0, 0, width, height, "window" if day.weekend or day.closed else "base")]
    if day.closed is not None:
        found += _hatch(width, height)
    found.append(Line(0, 0, 0, height, "line"))
    found += _head(day, width, measure)
    for slot in slots(day, height):
        if slot.entry is None:
            text = _fitted(_without_room(day, height), TINY, False, width - 2 * INSET, measure)
            found.append(Text(INSET + 1, slot.y + 13, runs((text, "text2")), TINY, halo=_ground(day)))
        else:
            found += _entry(slot.entry, slot, width, measure)
    return found


def _without_room(day: Day, height: float) -> str:
    more = len(day.entries) - sum(slot.entry is not None for slot in slots(day, height))
    if more < len(day.entries):
        return n_("+ {n} more", "+ {n} more", more).format(n=number_text(more))
    return n_("{n} entry", "{n} entries", more).format(n=number_text(more))


def _hatch(width: float, height: float) -> Iterator[Shape]:
    """Thin lines from the upper left to the lower right, cut at the edges of the cell."""
    reach = HATCH_STEP
    while reach < width + height:
        x1, y1 = (0.0, reach) if reach <= height else (reach - height, height)
        x2, y2 = (reach, 0.0) if reach <= width else (width, reach - width)
        yield Line(width - x1, y1, width - x2, y2, "line", 0.9)
        reach += HATCH_STEP


def _head(day: Day, width: float, measure: Measure) -> Iterator[Shape]:
    """The number, with the month where one begins, and who does not work."""
    text = day_text(day.day, weekday=False, year=False) if day.day.day == 1 else str(day.day.day)
    bold = day.today or any(not (entry.settled or entry.stale) for entry in day.entries)
    x = INSET
    if day.today:
        wide = measure(text, NUMBER, True)
        yield Rect(INSET - 1, 5, wide + 10, 19, "accent", radius=9.5)
        yield Text(INSET + 4, 19, runs((text, "on_accent", True)), NUMBER)
        x += wide + 15
    else:
        yield Text(INSET, 19, runs((text, "text" if day.inside else "text3", bold)), NUMBER, halo=_ground(day))
        x += measure(text, NUMBER, bold) + 6
    if day.closed is not None:
        room, whole = width - x - 3, day.closed.words  # the hatching says what `closed` says
        words = _fitted(whole if measure(whole, TINY, False) <= room else day.closed.names, TINY, False, room, measure)
        if words:
            yield Text(x, 19, runs((words, "text2")), TINY, halo=_ground(day))


def _ground(day: Day) -> str:
    """What words keep clear of the hatching; empty where there is none."""
    return "window" if day.closed is not None else ""


def _entry(entry: CalendarEntry, slot: Slot, width: float, measure: Measure) -> Iterator[Shape]:
    left, right = INSET, width - INSET
    dashed = entry.superseded
    if dashed:
        yield Rect(left + 0.5, slot.y + 0.5, right - left - 1, slot.height - 1, "base", Fill.SOLID, "edge", 1, True, 3)
    elif entry.calculated:
        yield Rect(
            left + 0.5, slot.y + 0.5, right - left - 1, slot.height - 1, "base", Fill.SOLID, entry.hue, 1, True, 3
        )
    else:
        yield Rect(left, slot.y, right - left, slot.height, f"{entry.hue}_tint", radius=3)
        yield Rect(left, slot.y, EDGE, slot.height, entry.hue)
    x, end = left + 7, right - 5
    role = "text2" if not entry.held else "text"
    if entry.kind is EntryKind.LONG_STOP:
        yield _diamond(x + 4, slot.y + 9.5, entry)
        x += 13
    first, second = _first_line(entry), entry.name
    if slot.height < TALL:
        whole = f"{entry.authority} {entry.name}".strip() if entry.authority else entry.name
        yield from _words(whole, not dashed, role, x, end, slot.y + 13.5, dashed, measure)
        return
    note = "" if dashed else _("settled") if entry.settled else _("passed") if entry.stale else entry.short
    strong, least = entry.near or entry.late, measure(first, SMALL, True) * 0.6
    name_room = end - x
    for words in (note, "!") if entry.late else (note,):  # that it is late is said in the narrowest cell
        room = end - x - measure(words, TINY, strong) - 6
        if words and room >= least:
            yield Text(end, slot.y + 14, runs((words, "bad" if entry.late else role, strong)), TINY, Anchor.END)
            name_room = room
            break
    yield from _words(first, True, role, x, x + name_room, slot.y + 14, dashed, measure)
    yield from _words(second, False, role, left + 7, end, slot.y + 29.5, dashed, measure)


def _first_line(entry: CalendarEntry) -> str:
    if entry.kind is EntryKind.LONG_STOP:
        return _("Long stop")
    return f"≈ {entry.authority}" if entry.calculated else entry.authority


def _words(
    text: str, bold: bool, role: str, x: float, end: float, baseline: float, struck: bool, measure: Measure
) -> Iterator[Shape]:
    shown = _fitted(text, SMALL, bold, end - x, measure)
    if not shown:
        return
    yield Text(x, baseline, runs((shown, role, bold)), SMALL)
    if struck:
        yield Line(x, baseline - 4, x + measure(shown, SMALL, bold), baseline - 4, role)


def _diamond(x: float, y: float, entry: CalendarEntry) -> Shape:
    """Filled where a document gives the day, hollow where the user has entered it."""
    fill = entry.hue if entry.stated else "base"
    return Polygon(((x, y - 4.5), (x + 4.5, y), (x, y + 4.5), (x - 4.5, y)), fill, Fill.SOLID, entry.hue, 1.5)


def _fitted(text: str, size: float, bold: bool, room: float, measure: Measure) -> str:
    """Empty where not even the sign of what is cut off has room."""
    return fitted(text, room, size, bold, measure) if room >= measure("…", size, bold) else ""
