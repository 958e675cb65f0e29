"""The portfolio from the store: one pass over cases, events and polls; what has not changed is not made again. No Qt.

A review costs reading the law and its calendar, so it is kept by case for as long as the case, the number of its
events and the day stay the same.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from operator import is_
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from dealwatch.figures.portfolio import LongStop
from dealwatch.figures.sparkline import WEEKS, Week, first_week, weeks
from dealwatch.model.deal import Case, Deal
from dealwatch.model.event import Event, EventKind
from dealwatch.model.status import Clock as CaseClock
from dealwatch.store.activity import covered_weeks, event_counts, weekly_events
from dealwatch.store.summary import version
from dealwatch.ui.chronology import Step, steps
from dealwatch.ui.desk import DeadlineRow, DealRow, ReviewMark
from dealwatch.ui.desk.portfolio import Portfolio, PortfolioRow, SavedSearch
from dealwatch.ui.store_read import Reading
from dealwatch.watch.long_stops import stop_of

if TYPE_CHECKING:
    from dealwatch.figures.review import Review
    from dealwatch.store.database import Store

SEARCHES = "saved_searches"
_COURSE = (EventKind.STATUS, EventKind.FIRST_SEEN, EventKind.DEADLINE)
_STEPS = (EventKind.STATUS, EventKind.FIRST_SEEN)
_searches = msgspec.json.Decoder(list[SavedSearch]).decode


@dataclass(frozen=True, slots=True)
class _Read:
    """What was made of a case when it was `case` with `events` events on `today`."""

    case: Case
    events: int
    today: date
    review: Review
    deadlines: tuple[DeadlineRow, ...]
    last: Step | None


class _Sums(NamedTuple):
    unread: dict[str, int]
    events: dict[str, dict[int, int]]
    covered: dict[str, frozenset[int]]


class PortfolioReading:
    """May be asked from any thread, one at a time waits for the other."""

    def __init__(self, store: Store, now: Callable[[], datetime], rules: Path | None = None) -> None:
        self._store, self._now, self._rules = store, now, rules
        self._lock = threading.Lock()
        self._known: dict[str, _Read] = {}
        self._rows: dict[str, tuple[tuple[Any, ...], Case]] = {}
        self._last: dict[str, PortfolioRow] = {}
        self._made: tuple[tuple[int, date], Portfolio] | None = None

    def portfolio(self) -> Portfolio:
        with self._lock:
            today = self._now().astimezone().date()
            key = (version(self._store.connections), today)
            if self._made is None or self._made[0] != key:
                self._made = key, self._make(today)
            return self._made[1]

    def _make(self, today: date) -> Portfolio:
        reading = Reading(self._store, self._now, self._rules)  # one of its own: it may be another thread
        cases = {case.id: case for case in self._store.cases.tracked(self._rows)}
        self._read(reading, cases)
        start = first_week(today)
        connections = self._store.connections
        sums = _Sums(
            _unread(reading),
            {key: dict(value) for key, value in weekly_events(connections, cases, start, WEEKS).items()},
            dict(covered_weeks(connections, start, WEEKS)),
        )
        rows = []
        held: set[str] = set()
        for deal in reading.deals().values():
            own = [cases[case_id] for case_id in deal.case_ids if case_id in cases]
            own.sort(key=lambda case: (case.authority, case.number))
            held.update(case.id for case in own)
            rows.append(self._row(deal, f"deal/{deal.id}", own, sums, today))
        for case in cases.values():
            if case.id not in held and not case.deal_ids:
                name = case.title or case.printed_number or case.number
                rows.append(self._row(Deal("", name, case_ids=(case.id,)), f"case/{case.id}", [case], sums, today))
        return self._same(Portfolio(today, tuple(rows)))

    def _same(self, found: Portfolio) -> Portfolio:
        """Rows that say what they said are the very rows of the last time, and so is a portfolio of nothing but them:
        whoever shows them need not look further.
        """
        rows = tuple(
            known if (known := self._last.get(row.row.place)) is not None and known == row else row
            for row in found.rows
        )
        self._last = {row.row.place: row for row in rows}
        if self._made is not None:
            last = self._made[1]
            if last.today == found.today and len(last.rows) == len(rows) and all(map(is_, last.rows, rows)):
                return last
        return Portfolio(found.today, rows)

    def _read(self, reading: Reading, cases: dict[str, Case]) -> None:
        """Bring `_known` up to date."""
        counts = event_counts(self._store.connections, cases)
        days = {}
        stale = []
        for case in cases.values():
            days[case.id] = reading.today(case)
            known = self._known.get(case.id)
            if known is None or (known.case, known.events, known.today) != (
                case, counts.get(case.id, 0), days[case.id],
            ):  # fmt: skip
                stale.append(case.id)
        events: dict[str, list[Event]] = {case_id: [] for case_id in stale}
        for event in self._store.events.list(case_ids=stale, kinds=_COURSE) if stale else ():
            events[event.case_id].append(event)
        self._known = {case_id: known for case_id, known in self._known.items() if case_id in cases}
        for case_id in stale:
            case = cases[case_id]
            if not case.status.decided:
                reading.limits.given(case, events[case_id])
            course = steps(
                (event for event in events[case_id] if event.kind in _STEPS), {case.source: reading.zone(case)}
            )
            self._known[case_id] = _Read(
                case,
                counts.get(case_id, 0),
                days[case_id],
                reading.review(case, events[case_id]),
                tuple(reading.deadline_rows(case, "")),
                course[0] if course else None,
            )

    def _row(self, deal: Deal, place: str, cases: list[Case], sums: _Sums, today: date) -> PortfolioRow:
        known = [self._known[case.id] for case in cases]
        limits = sorted((row for read in known for row in read.deadlines), key=lambda row: row.day)
        counting = [row for row in limits if not row.lesser] or limits
        ahead = [row for row in counting if row.days >= 0] or counting[-1:]
        newest = [read.last for read in known if read.last is not None]
        last = max(newest, key=lambda step: (step.day.last, step.lead.observed_at), default=None)
        row = DealRow(
            place=place,
            deal=deal,
            reviews=tuple(
                ReviewMark(case.authority, case.status.badges, case.id, case.id in sums.unread) for case in cases
            ),
            last=last.lead if last else None,
            next=replace(ahead[0], name=deal.name) if ahead else None,
            clock_runs=any(case.status.clock is CaseClock.RUNNING and not case.status.decided for case in cases),
            unread=sum(sums.unread.get(case.id, 0) for case in cases),
        )
        stop = stop_of(deal, cases)
        return PortfolioRow(
            row,
            tuple(read.review for read in known),
            _weeks(cases, sums, today),
            LongStop(*stop) if stop is not None else None,
        )

    # -- saved searches

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        text = self._store.settings.get(SEARCHES)
        try:
            return tuple(_searches(text)) if text else ()
        except msgspec.DecodeError:  # written by a later version: it is kept, but cannot be shown
            return ()

    def save_search(self, saved: SavedSearch) -> None:
        self._put([*(known for known in self.saved_searches() if known.name != saved.name), saved])

    def forget_search(self, name: str) -> None:
        self._put([known for known in self.saved_searches() if known.name != name])

    def _put(self, searches: Iterable[SavedSearch]) -> None:
        with self._store.write() as database:
            self._store.settings.put(database, SEARCHES, msgspec.json.encode(list(searches)).decode())


class PortfolioPart:
    """The desk's part for the portfolio; the desk gives it its reading."""

    _portfolio: PortfolioReading

    def portfolio(self) -> Portfolio:
        return self._portfolio.portfolio()

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        return self._portfolio.saved_searches()

    def save_search(self, saved: SavedSearch) -> None:
        self._portfolio.save_search(saved)

    def forget_search(self, name: str) -> None:
        self._portfolio.forget_search(name)


def _unread(reading: Reading) -> dict[str, int]:
    found: dict[str, int] = {}
    for change in reading.changes():
        if change.unread and change.case is not None:
            found[change.case.id] = found.get(change.case.id, 0) + 1
    return found


def _weeks(cases: list[Case], sums: _Sums, today: date) -> tuple[Week, ...]:
    """Of several cases a week counts as covered only if every source was read in it."""
    total: dict[int, int] = {}
    for case in cases:
        for week, count in sums.events.get(case.id, {}).items():
            total[week] = total.get(week, 0) + count
    sources = {case.source for case in cases}
    covered = [sums.covered.get(source, frozenset()) for source in sources]
    return weeks(total, frozenset.intersection(*covered) if covered else frozenset(), today)
