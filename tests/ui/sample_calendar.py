"""The sample desk's part for the calendar: the published days of its cases, the Commission's holidays."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

from dealwatch.figures.calendar_entries import CalendarEntry, Clockless, ClosedDay, EntryKind
from dealwatch.figures.tokens import hue
from dealwatch.model.status import Clock
from dealwatch.ui.desk.calendar import CalendarPage


class SampleCalendar:
    written_days: tuple[str, ...] = ()

    def calendar(self) -> CalendarPage:
        entries = []
        clockless = []
        world = self.world  # type: ignore[attr-defined]
        for case in world.cases.values():
            deal = self._deal(case.id)  # type: ignore[attr-defined]
            if deal is None:
                continue
            for row in self._deadlines(case):  # type: ignore[attr-defined]
                left = str(row.days if row.working is None else row.working)
                entries.append(
                    CalendarEntry(
                        f"{case.id}/{row.step}", row.day, case.authority, deal.name, row.step, EntryKind.PUBLISHED,
                        f"deadline/{row.key}" if row.key else f"deal/{deal.id}", hue(case.status.badge), deal.list_name,
                        deal.id, count=left, unit="WD left", short=f"{left} WD", left=f"{left} working days left",
                        source="Published", icon="check",
                    )
                )  # fmt: skip
            if case.status.clock is Clock.NONE and not case.status.decided:
                who = f"{case.authority} {deal.name}"
                place = f"case/{case.id}"
                clockless.append(Clockless(who, case.status.badge.label.lower(), place, case.authority, deal.list_name))
        calendars = tuple(sorted({(case.authority, "EC") for case in world.cases.values() if case.authority == "EC"}))
        today = self.now().date()  # type: ignore[attr-defined]
        return CalendarPage(today, tuple(entries), tuple(clockless), calendars)

    def closed_days(self, first: date, last: date, calendars: Collection[str]) -> tuple[ClosedDay, ...]:
        days = [date(2024, 12, day) for day in (24, 25, 26, 27, 30, 31)] if "EC" in calendars else []
        return tuple(ClosedDay(day, ("EC",), ("End of year",)) for day in days if first <= day <= last)

    def write_calendar(self, keys: Collection[str], path: Path) -> int:
        del path
        self.written_days = tuple(keys)
        return len(self.written_days)
