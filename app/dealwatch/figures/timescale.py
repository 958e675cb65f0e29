"""From days to places on a time axis, and which month names fit on it. Whole days in the authority's zone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dealwatch.figures.day_words import month_name

Measure = Callable[[str, float, bool], float]
"""Width in px of a text at a size in points, bold or not."""


@dataclass(frozen=True, slots=True)
class TimeScale:
    """`first` stands at `x0`; `last` at `x0 + width`. A segment ends at the start of the day after its last."""

    first: date
    last: date
    x0: float
    width: float

    def __post_init__(self) -> None:
        if self.last <= self.first:
            raise ValueError("a time scale needs at least one day")

    def x(self, day: date) -> float:
        return self.x0 + (day - self.first).days * self.width / (self.last - self.first).days

    @property
    def per_day(self) -> float:
        return self.width / (self.last - self.first).days


@dataclass(frozen=True, slots=True)
class Tick:
    day: date
    x: float
    label: str
    year: bool


def month_starts(first: date, last: date) -> list[date]:
    """The first days of the months that lie within [first, last]."""
    found = []
    year, month = (first.year, first.month) if first.day == 1 else _next(first.year, first.month)
    while (day := date(year, month, 1)) <= last:
        found.append(day)
        year, month = _next(year, month)
    return found


def ticks(scale: TimeScale, measure: Measure, size: float, taken: tuple[float, float] | None = None) -> list[Tick]:
    """Month lines with names, every 1st, 2nd, 3rd or 6th name, so that names touch neither each other nor `taken`.

    January shows its year. A tick whose name is left out keeps its line (label empty); with a step of 6 that does not
    fit either, only years are named.
    """
    days = month_starts(scale.first, scale.last)
    right = scale.x0 + scale.width
    for step in (1, 2, 3, 6, 12):
        found = [_tick(scale, day, step, measure, size, taken, right) for day in days]
        named = [tick for tick in found if tick.label]
        if all(a.x + 4 + measure(a.label, size, a.year) + 6 <= b.x + 4 for a, b in pairwise(named)):
            return found
    return [Tick(day, scale.x(day), "", day.month == 1) for day in days]


def _tick(
    scale: TimeScale,
    day: date,
    step: int,
    measure: Measure,
    size: float,
    taken: tuple[float, float] | None,
    right: float,
) -> Tick:
    x, year = scale.x(day), day.month == 1
    label = (str(day.year) if year else month_name(day.month)) if (day.month - 1) % step == 0 else ""
    end = x + 4 + measure(label, size, year)
    if label and (end > right + 8 or (taken is not None and x < taken[1] + 4 and end > taken[0] - 4)):
        label = ""
    return Tick(day, x, label, year)


def _next(year: int, month: int) -> tuple[int, int]:
    return (year + 1, 1) if month == 12 else (year, month + 1)
