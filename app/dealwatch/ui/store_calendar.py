"""The calendar from the store: one pass over what is watched; what has not changed is not made again. No Qt.

The deadlines are those of `watch.deadlines`, never through a clock that stands still. A case's entries cost reading the
law, so they are kept for as long as the case, the number of its events, the day and the language stay the same.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dealwatch.figures.calendar_entries import CalendarEntry, Clockless, ClosedDay
from dealwatch.figures.field_words import lowered
from dealwatch.language import _, spoken
from dealwatch.model.event import Event, EventKind
from dealwatch.model.status import Clock as CaseClock
from dealwatch.model.status import Stage
from dealwatch.store.activity import event_counts
from dealwatch.store.summary import version
from dealwatch.ui.calendar_making import LONG_STOP, OLD, case_entries, long_stop_entry
from dealwatch.ui.desk.calendar import CalendarPage
from dealwatch.ui.store_read import Reading

if TYPE_CHECKING:  # reading the law is late: the first paint does not wait for it
    from dealwatch.model.deal import Case, Deal
    from dealwatch.rules.calendars import Closures
    from dealwatch.store.database import Store
    from dealwatch.watch.dated_days import DatedDay
    from dealwatch.watch.deadlines import Deadline

_COURSE = (EventKind.FIRST_SEEN, EventKind.DEADLINE)


@dataclass(frozen=True, slots=True)
class _Made:
    """The entries of a case as it was read, under the name of its deal."""

    case: Case
    events: int
    today: date
    name: str
    list_name: str
    entries: tuple[CalendarEntry, ...]


class CalendarReading:
    """May be asked from any thread, one at a time waits for the other. `rules`: the user's own law."""

    def __init__(self, store: Store, now: Callable[[], datetime], rules: Path | None = None) -> None:
        self._store, self._now, self._rules = store, now, rules
        self._lock = threading.Lock()
        self._known: dict[str, _Made] = {}
        self._rows: dict[str, tuple[tuple[Any, ...], Case]] = {}
        self._language = ""
        self._page: tuple[tuple[int, date, str], CalendarPage] | None = None

    def page(self) -> CalendarPage:
        with self._lock:
            today = self._now().astimezone().date()
            key = (version(self._store.connections), today, spoken())
            if self._page is None or self._page[0] != key:
                self._page = key, self._make(today)
            return self._page[1]

    def _make(self, today: date) -> CalendarPage:
        if self._language != spoken():
            self._language, self._known = spoken(), {}
        reading = Reading(self._store, self._now, self._rules)  # one of its own: it may be another thread
        tracked = self._store.cases.tracked(self._rows)
        cases = {case.id: case for case in (*self._store.cases.awaiting(), *tracked)}
        deals = reading.deals()
        self._read(reading, cases, deals)
        entries = _with_long_stops(
            [entry for made in self._known.values() for entry in made.entries], deals, tracked, today
        )
        calendars = set()
        for case in cases.values():
            procedure = reading.procedure(case)
            if procedure is not None:
                calendars.add((case.authority, procedure.calendar))
        return CalendarPage(
            today,
            tuple(entries),
            tuple(
                Clockless(
                    f"{case.authority} {_name(case, deals)}", lowered(_(case.status.badge.label)), f"case/{case.id}",
                    case.authority, _list(case, deals),
                )
                for case in tracked
                if case.status.clock is CaseClock.NONE and not _over(case)
            ),
            tuple(sorted(calendars)),
        )  # fmt: skip

    def _read(self, reading: Reading, cases: dict[str, Case], deals: dict[str, Deal]) -> None:
        """Bring `_known` up to date."""
        counts = event_counts(self._store.connections, cases)
        marks = {}
        stale = []
        for case in cases.values():
            mark = (case, counts.get(case.id, 0), reading.today(case), _name(case, deals), _list(case, deals))
            marks[case.id] = mark
            made = self._known.get(case.id)
            if made is None or (made.case, made.events, made.today, made.name, made.list_name) != mark:
                stale.append(case.id)
        events: dict[str, list[Event]] = {case_id: [] for case_id in stale}
        for event in self._store.events.list(case_ids=stale, kinds=_COURSE) if stale else ():
            events[event.case_id].append(event)
        self._known = {case_id: made for case_id, made in self._known.items() if case_id in cases}
        for case_id in stale:
            case, count, today, name, list_name = marks[case_id]
            found = tuple(case_entries(case, events[case_id], self._now(), reading.limits.law, name, list_name))
            self._known[case_id] = _Made(case, count, today, name, list_name, found)

    def closed(self, first: date, last: date, calendars: Collection[str]) -> tuple[ClosedDay, ...]:
        from dealwatch.rules.calendar_files import calendar

        law = Reading(self._store, self._now, self._rules).limits.law
        known = [calendar(key, law.calendars) for key in sorted(calendars)]
        found = []
        for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
            shut = [each for each in known if day.weekday() < 5 and each.closed(day)]
            if shut:
                names, reasons = (each.key for each in shut), (each.closed(day) for each in shut)
                unsure = frozenset(each.key for each in shut if not _verified(each.closures(day.year), day))
                found.append(ClosedDay(day, tuple(names), tuple(reasons), unsure))
        return tuple(found)

    def write(self, keys: Collection[str], path: Path) -> int:
        """Read anew with every event, as the number of an entry's revision counts them."""
        from dealwatch.export.calendar import standing, write_ics
        from dealwatch.export.whole_file import write_whole
        from dealwatch.watch.dated_days import dated_days
        from dealwatch.watch.deadlines import deadlines_of, today_at
        from dealwatch.watch.long_stops import long_stops, today_of

        reading, now = Reading(self._store, self._now, self._rules), self._now()
        law = reading.limits.law
        wanted = {key.partition(OLD)[0] for key in keys}
        deadlines: list[Deadline] = []
        dated: list[DatedDay] = []
        for case_id in sorted({key.partition("/")[0] for key in wanted if not key.startswith(LONG_STOP)}):
            case = self._store.cases.get(case_id)
            if case is not None:
                events = self._store.events.list(case_id=case_id, until=now)
                limits = deadlines_of(case, events, now, law)
                deadlines += [each for each in limits if f"{case_id}/{each.step}" in wanted]
                zone, today = today_at(case, now, law)
                dated += [each for each in dated_days(case, today, zone, len(events)) if each.key in wanted]
        stops = [
            stop
            for stop in long_stops(self._store, today_of(now), reading.deals().values())
            if f"{LONG_STOP}{stop.deal.id}" in wanted
        ]
        named = [each.case for each in deadlines] + [each.case for each in dated]
        names = {case.id: _name(case, reading.deals()) for case in named}
        write_whole(path, write_ics(deadlines, now, _("Deadlines"), names, stops, dated))
        return sum(standing(each) is not None for each in deadlines) + len(stops) + len(dated)


class CalendarPart:
    """The desk's part for the calendar; the desk gives it its reading."""

    _calendar: CalendarReading

    def calendar(self) -> CalendarPage:
        return self._calendar.page()

    def closed_days(self, first: date, last: date, calendars: Collection[str]) -> tuple[ClosedDay, ...]:
        return self._calendar.closed(first, last, calendars)

    def write_calendar(self, keys: Collection[str], path: Path) -> int:
        return self._calendar.write(keys, path)


def _over(case: Case) -> bool:
    return case.status.decided or case.status.stage.rank >= Stage.DECISION.rank


def _with_long_stops(
    entries: list[CalendarEntry], deals: dict[str, Deal], tracked: list[Case], today: date
) -> list[CalendarEntry]:
    """A day that a document gives stands once: as the deal's, not as the case's beside it."""
    from dealwatch.watch.long_stops import STATED, long_stops_of

    cases: dict[str, list[Case]] = {}
    for case in tracked:
        for deal_id in case.deal_ids:
            cases.setdefault(deal_id, []).append(case)
    stops = long_stops_of(deals.values(), cases, today)
    shown = {(stop.deal.id, stop.day) for stop in stops}
    kept = [each for each in entries if not (each.key.endswith(STATED) and (each.deal, each.day) in shown)]
    return kept + [long_stop_entry(stop, today) for stop in stops]


def _verified(closures: Closures, day: date) -> bool:
    """A list without a source of its own is the law of a country, as the package that knows it has it."""
    if day in closures.inferred:
        return False
    return not closures.source or (closures.verified_until is not None and day <= closures.verified_until)


def _name(case: Case, deals: dict[str, Deal]) -> str:
    return next((deals[key].name for key in case.deal_ids if key in deals), case.title or case.number)


def _list(case: Case, deals: dict[str, Deal]) -> str:
    return next((deals[key].list_name for key in case.deal_ids if key in deals), "")
