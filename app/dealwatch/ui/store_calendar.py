"""The calendar from the store: one pass over what is watched; what has not changed is not made again. No Qt.

The deadlines are those of `watch.deadlines`, never through a clock that stands still. A case's entries cost reading the
law, so they are kept for as long as the case, the number of its events, the day and the language stay the same.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dealwatch.figures.calendar_entries import CalendarEntry, Clockless, ClosedDay, EntryKind
from dealwatch.figures.field_words import field_words, lowered
from dealwatch.figures.tokens import hue
from dealwatch.language import _, n_, p_, spoken
from dealwatch.model.event import Event, EventKind
from dealwatch.model.facts import DATE
from dealwatch.model.status import Clock as CaseClock
from dealwatch.store.activity import event_counts
from dealwatch.store.summary import version
from dealwatch.ui.desk.calendar import CalendarPage
from dealwatch.ui.store_read import Reading

if TYPE_CHECKING:  # reading the law is late: the first paint does not wait for it
    from dealwatch.model.deal import Case, Deal
    from dealwatch.rules.calendars import Closures
    from dealwatch.rules.law import Law
    from dealwatch.store.database import Store
    from dealwatch.watch.deadlines import Deadline
    from dealwatch.watch.long_stops import LongStop

NEAR = 5
"""Working days from which on a deadline is written bold."""
LONG_STOP = "long_stop/"
_OLD = "@"
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
        self._page: tuple[tuple[int, int, date, str], CalendarPage] | None = None

    def page(self) -> CalendarPage:
        with self._lock:
            today = self._now().astimezone().date()
            # the version belongs to a connection, and so to the thread that holds it
            key = (threading.get_ident(), version(self._store.connections), today, spoken())
            if self._page is None or self._page[0] != key:
                self._page = key, self._make(today)
            return self._page[1]

    def _make(self, today: date) -> CalendarPage:
        from dealwatch.watch.long_stops import long_stops

        if self._language != spoken():
            self._language, self._known = spoken(), {}
        reading = Reading(self._store, self._now, self._rules)  # one of its own: it may be another thread
        tracked = self._store.cases.tracked(self._rows)
        cases = {case.id: case for case in (*self._store.cases.awaiting(), *tracked)}
        deals = reading.deals()
        self._read(reading, cases, deals)
        entries = [entry for made in self._known.values() for entry in made.entries]
        entries += [_long_stop(stop) for stop in long_stops(self._store, today, deals.values())]
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
                if not case.status.decided and case.status.clock is CaseClock.NONE
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
            found = tuple(_entries(case, events[case_id], self._now(), reading.limits.law, name, list_name))
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
        from dealwatch.watch.deadlines import read_deadlines
        from dealwatch.watch.long_stops import long_stops, today_of

        reading, now = Reading(self._store, self._now, self._rules), self._now()
        wanted = {key.partition(_OLD)[0] for key in keys}
        deadlines = []
        for case_id in sorted({key.partition("/")[0] for key in wanted if not key.startswith(LONG_STOP)}):
            case = self._store.cases.get(case_id)
            if case is not None:
                found = read_deadlines(self._store, case, now, reading.limits.law)
                deadlines += [each for each in found if f"{case_id}/{each.step}" in wanted]
        stops = [
            stop
            for stop in long_stops(self._store, today_of(now), reading.deals().values())
            if f"{LONG_STOP}{stop.deal.id}" in wanted
        ]
        names = {each.case.id: _name(each.case, reading.deals()) for each in deadlines}
        write_whole(path, write_ics(deadlines, now, _("Deadlines"), names, stops))
        return sum(standing(each) is not None for each in deadlines) + len(stops)


class CalendarPart:
    """The desk's part for the calendar; the desk gives it its reading."""

    _calendar: CalendarReading

    def calendar(self) -> CalendarPage:
        return self._calendar.page()

    def closed_days(self, first: date, last: date, calendars: Collection[str]) -> tuple[ClosedDay, ...]:
        return self._calendar.closed(first, last, calendars)

    def write_calendar(self, keys: Collection[str], path: Path) -> int:
        return self._calendar.write(keys, path)


def _entries(
    case: Case, events: list[Event], now: datetime, law: Law, name: str, list_name: str
) -> Iterator[CalendarEntry]:
    from dealwatch.watch.deadlines import deadlines_of

    colour = hue(case.status.badge)
    today = now.date()
    taken = set()
    for deadline in deadlines_of(case, events, now, law):
        today = deadline.today
        key = f"{case.id}/{deadline.step}"
        if deadline.day is not None and deadline.listed and (case.deal_ids or not deadline.side_step):
            taken.add(deadline.day)
            yield _deadline(deadline, key, colour, name, list_name)
        for day in sorted({old.day for old in deadline.versions if old.day} - {deadline.day}):
            yield CalendarEntry(
                f"{key}{_OLD}{day}", day, case.authority, name, _(deadline.label), EntryKind.PUBLISHED,
                f"deadline/{key}", colour, list_name, _deal(case), superseded=True, icon="clock-counter-clockwise",
                source=_("published before, no longer given"),
            )  # fmt: skip
    if case.status.decided:
        return
    for fact in case.facts.values():
        said = fact.occurred_on.exact if fact.occurred_on is not None else _exact(fact.value)
        if fact.namespace == DATE and said is not None and said >= today and said not in taken:
            count, unit, short = _left((said - today).days, None)
            yield CalendarEntry(
                f"{case.id}/{fact.name}", said, case.authority, name, field_words(fact.field), EntryKind.DATED,
                f"case/{case.id}", colour, list_name, _deal(case), count=count, unit=unit, short=short,
                left=f"{count} {unit}".strip(), source=p_("deadline", "published"), icon="check",
            )  # fmt: skip


def _deadline(deadline: Deadline, key: str, colour: str, name: str, list_name: str) -> CalendarEntry:
    from dealwatch.ui.deadline_words import agreement, left_words
    from dealwatch.watch.deadlines import DeadlineState

    assert deadline.day is not None
    case = deadline.case
    settled = deadline.state is DeadlineState.SETTLED
    count, unit, short = ("", "", "") if settled else _left((deadline.day - deadline.today).days, deadline.left)
    said = agreement(deadline)
    return CalendarEntry(
        key, deadline.day, case.authority, name, _(deadline.label),
        EntryKind.PUBLISHED if deadline.published is not None else EntryKind.CALCULATED,
        f"deadline/{key}", colour, list_name, _deal(case),
        settled=settled,
        late=deadline.state is DeadlineState.PASSED,
        near=not settled and deadline.left is not None and abs(deadline.left) <= NEAR,
        count=count, unit=unit, short=short, left=left_words(deadline), source=said.words, icon=said.icon,
    )  # fmt: skip


def _long_stop(stop: LongStop) -> CalendarEntry:
    count, unit, short = ("", "", "") if stop.settled else _left(stop.days, None)
    deal = stop.deal
    return CalendarEntry(
        f"{LONG_STOP}{deal.id}", stop.day, "", deal.name, _("Long-stop date"), EntryKind.LONG_STOP, f"deal/{deal.id}",
        "slate", deal.list_name, deal.id, settled=stop.settled, late=stop.days < 0 and not stop.settled,
        count=count, unit=unit, short=short, left=f"{count} {unit}".strip(), source=_("entered with the deal"),
        icon="flag",
    )  # fmt: skip


def _left(days: int, working: int | None) -> tuple[str, str, str]:
    """(number, its unit, both in short); calendar days where the working days are not known."""
    if days == 0:
        return "", _("due today"), _("today")
    number = abs(days if working is None else working)
    if working is None:
        late, ahead = n_("day overdue", "days overdue", number), n_("day left", "days left", number)
        return str(number), late if days < 0 else ahead, _("{n} d").format(n=number)
    if days < 0:
        return str(number), _("WD overdue"), _("{n} WD overdue").format(n=number)
    return str(number), _("WD left"), _("{n} WD").format(n=number)


def _exact(value: str) -> date | None:
    from dealwatch.watch.deadlines import exact_day

    return exact_day(value)


def _verified(closures: Closures, day: date) -> bool:
    """A list without a source of its own is the law of a country, as the package that knows it has it."""
    if day in closures.inferred:
        return False
    return not closures.source or (closures.verified_until is not None and day <= closures.verified_until)


def _deal(case: Case) -> str:
    return case.deal_ids[0] if case.deal_ids else ""


def _name(case: Case, deals: dict[str, Deal]) -> str:
    return next((deals[key].name for key in case.deal_ids if key in deals), case.title or case.number)


def _list(case: Case, deals: dict[str, Deal]) -> str:
    return next((deals[key].list_name for key in case.deal_ids if key in deals), "")
