"""The coverage strip: one cell per interval, from the stored polling rows alone. No cell is interpolated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from dealwatch.figures.shapes import Figure, Rect, Shape, Table
from dealwatch.language import _, mark, n_, voice


class Cell(StrEnum):
    NOT_TRIED = "not_tried"  # off, asleep, paused, or nothing was due
    CHECKED = "checked"
    CHANGED = "changed"
    FAILED = "failed"


WORDS = {
    Cell.NOT_TRIED: mark("not checked"),
    Cell.CHECKED: mark("checked"),
    Cell.CHANGED: mark("checked, a fact changed"),
    Cell.FAILED: mark("tried, could not be read"),
}


@dataclass(frozen=True, slots=True)
class Poll:
    """One finished attempt: when (UTC), whether it was read, whether a fact changed."""

    at: datetime
    ok: bool
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """Cells from `start` on, each `step` long."""

    start: datetime
    step: timedelta
    cells: tuple[Cell, ...]


_WEIGHT = (Cell.NOT_TRIED, Cell.CHECKED, Cell.FAILED, Cell.CHANGED)


def strip(polls: Iterable[Poll], start: datetime, step: timedelta, count: int) -> Strip:
    """What each interval saw. A change outweighs a failure, a failure a good check: neither may be hidden."""
    cells = [Cell.NOT_TRIED] * count
    for poll in polls:
        index = (poll.at - start) // step
        if 0 <= index < count:
            cell = Cell.FAILED if not poll.ok else Cell.CHANGED if poll.changed else Cell.CHECKED
            cells[index] = max(cells[index], cell, key=_WEIGHT.index)
    return Strip(start, step, tuple(cells))


def coverage_figure(name: str, strip: Strip, cell: float = 2.0, height: float = 10.0) -> Figure:
    """The strip as a picture: `cell` px wide each with a gap of 1; the picture is twice `height` high."""
    return _figure(name, strip, cell, height, voice())


@lru_cache(maxsize=512)  # during a check a list of strips is shown again and again, and few of them have changed
def _figure(name: str, strip: Strip, cell: float, height: float, _voice: str) -> Figure:
    shapes: list[Shape] = []
    foot = 5 + height
    for index, state in enumerate(strip.cells):
        x = index * (cell + 1)
        match state:
            case Cell.CHECKED:
                shapes.append(Rect(x, 5, cell, height, "slate", opacity=0.72))
            case Cell.CHANGED:
                shapes.append(Rect(x, 1, cell, height + 4, "accent"))
            case Cell.FAILED:
                shapes.append(Rect(x, 5, cell, height, "orange"))
                shapes.append(Rect(x, foot + 1.5, cell, 2, "orange"))
            case Cell.NOT_TRIED:
                shapes.append(Rect(x, foot - 2, cell, 2, "edge"))
    counts = [(_(WORDS[state]), sum(1 for c in strip.cells if c is state)) for state in Cell]
    parts = ", ".join(f"{count} {words}" for words, count in counts if count)
    intervals = n_("{n} interval: {parts}.", "{n} intervals: {parts}.", len(strip.cells))
    return Figure(
        width=max(len(strip.cells) * (cell + 1) - 1, 1),
        height=height + 10,
        shapes=tuple(shapes),
        title=_("Coverage of {name}").format(name=name),
        summary=intervals.format(n=len(strip.cells), parts=parts) if strip.cells else _("No interval."),
        table=_table(strip),
    )


def _table(strip: Strip) -> Table:
    """Equal neighbours are one row: 84 lines of "checked" help nobody."""
    rows: list[tuple[str, str, str]] = []
    for first, last, state in spans(strip.cells):
        start = strip.start + first * strip.step
        end = strip.start + (last + 1) * strip.step
        rows.append((f"{start:%Y-%m-%d %H:%M}", f"{end:%Y-%m-%d %H:%M}", _(WORDS[state])))
    return Table((_("From (UTC)"), _("To (UTC)"), _("What happened")), tuple(rows))


def spans(cells: Sequence[Cell]) -> list[tuple[int, int, Cell]]:
    """(first, last, state) of runs of equal cells."""
    found: list[tuple[int, int, Cell]] = []
    for index, state in enumerate(cells):
        if found and found[-1][2] is state:
            found[-1] = (found[-1][0], index, state)
        else:
            found.append((index, index, state))
    return found
