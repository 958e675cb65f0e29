"""The calendar: every day by which something is awaited, of all that is watched, and the days nobody works.

Must not contain: storage, Qt, words for the screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from pathlib import Path

    from dealwatch.figures.calendar_entries import CalendarEntry, Clockless, ClosedDay


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """Entries in no order. `today` is the user's day; `calendars` are the keys of the authorities' working days.

    `calendars` gives for each authority that has a review here which calendar it counts by.
    """

    today: date
    entries: tuple[CalendarEntry, ...]
    without_clock: tuple[Clockless, ...]
    calendars: tuple[tuple[str, str], ...]


class CalendarDesk(Protocol):
    def calendar(self) -> CalendarPage:
        """May take long with thousands of cases, so it may be called beside the window's thread."""
        ...

    def closed_days(self, first: date, last: date, calendars: Collection[str]) -> tuple[ClosedDay, ...]:
        """The weekdays from one day to another, both included, that one of these calendars has as closed."""
        ...

    def write_calendar(self, keys: Collection[str], path: Path) -> int:
        """Write the entries of these keys as a calendar file; how many. Slow; meant for the task runner."""
        ...
