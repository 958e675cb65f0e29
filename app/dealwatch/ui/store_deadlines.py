"""Deadlines for the window, read from the store: what counts, what is near, what would follow. Must not contain Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dealwatch.figures.review import Limit
from dealwatch.language import _
from dealwatch.model.errors import DataError
from dealwatch.model.status import Clock
from dealwatch.store.activity import event_counts
from dealwatch.store.summary import version
from dealwatch.ui.desk import Attention, DeadlineRow, DeadlineSheet, Elapsed, Hypothesis, LongStopRow

if TYPE_CHECKING:  # reading the law and the sources is late: the first paint does not wait for it
    from dealwatch.model.deal import Case
    from dealwatch.model.event import Event
    from dealwatch.rules.law import Law
    from dealwatch.ui.beside import Beside
    from dealwatch.ui.store_read import Reading
    from dealwatch.watch.deadlines import Deadline
    from dealwatch.watch.what_if import Consequence, Supposed

AHEAD = timedelta(days=14)
LEAST = 3
"""Where fewer deadlines lie that near, the next ones after them are shown, too."""
NEAR = 5
"""Working days from which on a deadline is said in the status bar."""


class Ahead(NamedTuple):
    """What lies ahead in all cases; `without_clock` counts those that wait without one. Takes long to read."""

    awaited: tuple[DeadlineRow, ...] = ()
    long_stops: tuple[LongStopRow, ...] = ()
    without_clock: int = 0


class DeadlineReading:
    """`rules` is the folder of the user's own procedures and calendars; a faulty file in it is told, not feared."""

    def __init__(self, reading: Reading, rules: Path | None = None) -> None:
        self._reading, self._store, self._rules = reading, reading.store, rules
        self.trouble: DataError | None = None
        self.beside: Beside[Ahead] | None = None
        self._known: dict[str, tuple[tuple[Case, int, date], tuple[Deadline, ...]]] = {}

    @cached_property
    def law(self) -> Law:
        """The user's own law, or the bundled one where there is none or it cannot be read (`trouble` says why)."""
        from dealwatch.rules.law import BUNDLED, Law

        if self._rules is None:
            return BUNDLED
        try:
            return Law.of(self._rules)
        except DataError as error:
            self.trouble = error
            return BUNDLED

    def attention(self) -> tuple[Attention, ...]:
        """Own rules that cannot be used: the bundled ones count until the file is mended."""
        _law = self.law
        if self.trouble is None:
            return ()
        title = _("Your own rules for deadlines cannot be read.")
        text = _("{fault} Until then the bundled rules count.").format(
            fault=f"{self.trouble.title} {self.trouble.hint}"
        )
        return (Attention(title, text, "calculator", "ochre"),)

    # -- one case

    def of(self, case: Case) -> tuple[Deadline, ...]:
        """Every deadline of a case, by day; those without a day last. Made anew only when the case or the day changed:
        it costs reading the law and its calendar.
        """
        return self._of(case, self._counts([case.id]).get(case.id, 0))

    def _of(self, case: Case, events: int) -> tuple[Deadline, ...]:
        from dealwatch.watch.deadlines import read_deadlines

        state = (replace(case, checked_at=None), events, self._reading.today(case))
        known = self._known.get(case.id)
        if known is None or known[0] != state:
            found = read_deadlines(self._store, case, self._reading.now(), self.law)
            known = self._known[case.id] = (state, found)
        return known[1]

    def _counts(self, case_ids: Sequence[str]) -> dict[str, int]:
        return event_counts(self._store.connections, case_ids)

    def given(self, case: Case, events: Sequence[Event]) -> None:
        """Work with events that are at hand (status and deadlines will do) instead of reading them case by case."""
        from dealwatch.watch.deadlines import deadlines_of

        today = self._reading.today(case)
        self._reading.kept(
            f"deadlines {case.id} {today}", lambda: deadlines_of(case, events, self._reading.now(), self.law)
        )

    def holding(self, case: Case) -> list[Deadline]:
        """Those by which something is awaited and that have a day: ahead, or passed without an answer."""
        if case.status.decided:
            return []
        return _holding(self.of(case))

    def rows(self, case: Case, name: str) -> list[DeadlineRow]:
        return self._rows(case, name, self.holding(case))

    def _rows(self, case: Case, name: str, holding: Sequence[Deadline]) -> list[DeadlineRow]:
        found = []
        for each in holding:
            assert each.day is not None
            found.append(
                DeadlineRow(
                    self._event(each), case, name, _(each.label), each.day, (each.day - each.today).days, each.left,
                    each.published is not None, f"{case.id}/{each.step}", each.side_step,
                )
            )  # fmt: skip
        return found

    def limits(self, case: Case) -> list[Limit]:
        """For the ribbon: what holds, with what is left in words. Lesser days of a case are no flags."""
        from dealwatch.ui.deadline_words import left_short, remaining

        found = []
        for each in self.holding(case):
            assert each.day is not None
            if each.side_step:
                continue
            days = (each.day - each.today).days
            left = remaining(each.left, days)
            short = left_short(each) if days < 0 or each.left is None else _("{n} WD").format(n=each.left)
            if case.status.clock is Clock.SUSPENDED and days >= 0:  # nothing runs down while the clock is stopped
                left = short = _("clock stopped")
            target = f"dealwatch://deadline/{case.id}/{each.step}"
            found.append(
                Limit(each.day, _(each.label), each.published is not None, left=left, left_short=short, target=target)
            )
        return found

    def sheets(self, case_id: str) -> tuple[DeadlineSheet, ...]:
        return self._reading.kept_today(f"sheets {case_id}", lambda: self._sheets(case_id))

    def _sheets(self, case_id: str) -> tuple[DeadlineSheet, ...]:
        case = self._store.cases.get(case_id)
        return tuple(self._sheet(each) for each in self.of(case) if each.listed) if case is not None else ()

    def sheet(self, key: str) -> DeadlineSheet | None:
        case_id, _slash, step = key.partition("/")
        case = self._store.cases.get(case_id)
        found = next((each for each in self.of(case) if each.step == step), None) if case is not None else None
        return self._sheet(found) if found is not None else None

    def _sheet(self, deadline: Deadline) -> DeadlineSheet:
        case = deadline.case
        deals = self._reading.deals()
        name = next((deals[key].name for key in case.deal_ids if key in deals), case.title or case.number)
        event = self._store.events.get(self._event(deadline)) if self._event(deadline) else None
        title = self._reading.title(event) if event else self._reading.titles().get(case.source, case.source)
        return DeadlineSheet(f"{case.id}/{deadline.step}", deadline, name, title, self._event(deadline))

    def _event(self, deadline: Deadline) -> str:
        return next((version.event for version in reversed(deadline.versions) if version.event), "")

    def elapsed(self, case_id: str) -> Elapsed | None:
        from dealwatch.watch.base_rates import BaseRates

        case = self._store.cases.get(case_id)
        if case is None:
            return None
        rates = self._reading.kept("base rates", lambda: BaseRates(self._store, self.law))
        rate = rates.of(case, self._reading.now())
        return Elapsed(rate, rates.past(case, self._reading.now())) if rate is not None else None

    # -- of all cases

    def awaited(self) -> tuple[DeadlineRow, ...]:
        """By day: what is awaited in every watched case, be it by itself, with its deal or its whole register.

        With thousands of cases that takes seconds: where there is a `beside`, this is what it last read.
        """
        known = self.known()
        if known is not None:
            return known.awaited
        return self._reading.kept(f"awaited {self._hour()}", self.read_awaited)

    def known(self) -> Ahead | None:
        """What was last read beside; None where everything is read when it is asked for."""
        return self.beside.get((version(self._store.connections), self._hour())) if self.beside is not None else None

    def _hour(self) -> str:
        return f"{self._reading.now():%Y-%m-%dT%H}"

    def read_awaited(self, going_on: Callable[[], bool] = lambda: True) -> tuple[DeadlineRow, ...]:
        deals = self._reading.deals()
        cases = self._store.cases.awaiting()
        counts = self._counts([case.id for case in cases])
        found = []
        for case in cases:
            if not going_on():
                return ()
            name = next((deals[key].name for key in case.deal_ids if key in deals), case.title or case.number)
            holding = _holding(self._of(case, counts.get(case.id, 0)))
            found += [row for row in self._rows(case, name, holding) if _matters(row)]
        return tuple(sorted(found, key=lambda row: (row.day, row.name)))

    def near(self) -> tuple[DeadlineRow, ...]:
        """What Today shows: what falls within 14 days or has passed lately; the next few where that is little."""
        rows = self.awaited()
        close = [row for row in rows if abs(row.days) <= AHEAD.days]
        later = [row for row in rows if row.days > AHEAD.days]
        return (*close, *later[: max(LEAST - len(close), 0)])

    def nearest(self) -> DeadlineRow | None:
        """The next deadline, if it is at most five working days away."""
        ahead = next((row for row in self.awaited() if row.days >= 0), None)
        near = ahead is not None and ahead.working is not None and ahead.working <= NEAR
        return ahead if near else None

    def long_stops(self) -> tuple[LongStopRow, ...]:
        """Of deals under review: those with a full day, the next first."""
        known = self.known()
        if known is not None:
            return known.long_stops
        from dealwatch.watch.long_stops import long_stops, today_of

        found = long_stops(self._store, today_of(self._reading.now()), self._reading.deals().values())
        return tuple(LongStopRow(each.deal, each.day, each.days) for each in found if not each.settled)

    # -- reminders

    def reminder_distances(self) -> tuple[int, ...]:
        from dealwatch.watch.reminder_distances import distances

        return distances(self._store)

    def set_reminder_distances(self, chosen: Sequence[int]) -> None:
        from dealwatch.watch.reminder_distances import set_distances

        set_distances(self._store, chosen)

    def long_stop_distances(self) -> tuple[int, ...]:
        from dealwatch.watch.reminder_distances import long_stop_distances

        return long_stop_distances(self._store)

    def set_long_stop_distances(self, chosen: Sequence[int]) -> None:
        from dealwatch.watch.reminder_distances import set_long_stop_distances

        set_long_stop_distances(self._store, chosen)

    # -- what if

    def hypothesis(self, case_id: str) -> Hypothesis | None:
        from dealwatch.watch.what_if import suppositions

        case = self._store.cases.get(case_id)
        procedure = self.law.procedure(case.procedure) if case is not None else None
        if case is None or procedure is None or not procedure.deadlines:
            return None
        name = " ".join(part for part in (case.authority, case.printed_number, case.title) if part)
        return Hypothesis(
            procedure.title, name, procedure.zone, self._reading.today(case), suppositions(procedure), procedure.note
        )

    def what_if(self, case_id: str, supposed: Sequence[Supposed]) -> tuple[Consequence, ...]:
        from dealwatch.watch.what_if import what_if

        case = self._store.cases.get(case_id)
        return what_if(case, supposed, self.law) if case is not None else ()


def _holding(deadlines: Sequence[Deadline]) -> list[Deadline]:
    from dealwatch.watch.deadlines import DeadlineState

    wanted = (DeadlineState.AHEAD, DeadlineState.PASSED)
    return [each for each in deadlines if each.state in wanted and each.day is not None and each.listed]


def _matters(row: DeadlineRow) -> bool:
    """The lesser days of a case (the last one for commitments) matter to those who track its deal."""
    return not row.lesser or bool(row.case.deal_ids)


class DeadlinePart:
    """The desk's part for deadlines; the desk gives it its reading."""

    _limits: DeadlineReading

    def law(self) -> Law:
        """By which deadlines are computed: the bundled law, or with the user's own files in their place."""
        return self._limits.law

    def case_deadlines(self, case_id: str) -> tuple[DeadlineSheet, ...]:
        return self._limits.sheets(case_id)

    def deadline(self, key: str) -> DeadlineSheet | None:
        return self._limits.sheet(key)

    def elapsed(self, case_id: str) -> Elapsed | None:
        return self._limits.elapsed(case_id)

    def hypothesis(self, case_id: str) -> Hypothesis | None:
        return self._limits.hypothesis(case_id)

    def what_if(self, case_id: str, supposed: Sequence[Supposed]) -> tuple[Consequence, ...]:
        return self._limits.what_if(case_id, supposed)

    def reminder_distances(self) -> tuple[int, ...]:
        return self._limits.reminder_distances()

    def set_reminder_distances(self, distances: Sequence[int]) -> None:
        self._limits.set_reminder_distances(distances)

    def long_stop_distances(self) -> tuple[int, ...]:
        return self._limits.long_stop_distances()

    def set_long_stop_distances(self, distances: Sequence[int]) -> None:
        self._limits.set_long_stop_distances(distances)
