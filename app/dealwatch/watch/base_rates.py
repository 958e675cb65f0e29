"""How long a case has taken beside all past cases of the same authority, procedure and stage.

Elapsed working days only: it says what was usual, never what will be. Must not contain: words, pictures.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import accumulate
from statistics import quantiles
from zoneinfo import ZoneInfo

from dealwatch.model.deal import Case
from dealwatch.model.facts import Fact
from dealwatch.model.status import Outcome, Overlay, Stage
from dealwatch.rules.calendars import Calendar
from dealwatch.rules.law import BUNDLED, Law
from dealwatch.rules.procedure import Procedure
from dealwatch.store.courses import Course, courses
from dealwatch.store.database import Store
from dealwatch.watch.deadlines import exact_day

LEAST = 20
"""Fewer past cases say nothing: no quartiles are given below it."""
_OWN_STAGE = frozenset({Stage.IN_DEPTH, Stage.OBJECTIONS, Stage.REMEDIES})
_WITHOUT_DECISION = frozenset({Outcome.WITHDRAWN, Outcome.REFERRED_AWAY})


class Span(StrEnum):
    """The stage whose length is compared."""

    FIRST = "first"  # from notification to the decision, or to the opening of the in-depth stage
    IN_DEPTH = "in_depth"  # from that opening to the decision
    WAIVER = "waiver"  # from the application to the decision


@dataclass(frozen=True, slots=True)
class BaseRate:
    """`elapsed` working days of this case (so far, or in all) beside those of `n` past ones: quartiles, and how many
    past cases were `shorter`.

    `simplified` says that only cases of the simplified procedure, or only others, were compared.
    """

    span: Span
    simplified: bool
    elapsed: int
    n: int
    lower: float
    median: float
    upper: float
    shorter: int


class WorkingDays:
    """Counts working days between many pairs of days: the calendar is walked once."""

    def __init__(self, calendar: Calendar, first: date, last: date) -> None:
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        self._first = first
        self._until = list(accumulate(int(calendar.is_working(day)) for day in days))

    def between(self, after: date, until: date) -> int:
        """Working days after one day up to and including the other; both within the days walked."""
        return self._until[(until - self._first).days] - self._until[(after - self._first).days]


def lengths(past: Iterable[Course], span: Span, calendar: Calendar) -> list[int]:
    """Working days that the past cases took in this stage, shortest first. Cases that ended without a decision, and
    those whose days are not known, are left out.
    """
    found = [ends for course in past if (ends := _ends(course, span)) is not None]
    if not found:
        return []
    counted = WorkingDays(calendar, min(begun for begun, _ in found), max(ended for _, ended in found))
    return sorted(counted.between(begun, ended) for begun, ended in found)


def base_rate(elapsed: int, past: Sequence[int], span: Span, simplified: bool) -> BaseRate | None:
    """`elapsed` beside the sorted lengths of past cases; None where there are fewer than `LEAST`."""
    if len(past) < LEAST:
        return None
    lower, median, upper = quantiles(past, n=4, method="inclusive")
    return BaseRate(span, simplified, elapsed, len(past), lower, median, upper, bisect_left(past, elapsed))


class BaseRates:
    """Reads the past of each procedure once; make a new one to see what has been decided since."""

    def __init__(self, store: Store, law: Law = BUNDLED) -> None:
        self._store = store
        self._law = law
        self._past: dict[tuple[str, str], list[Course]] = {}
        self._lengths: dict[tuple[str, str, Span, bool], list[int]] = {}

    def of(self, case: Case, now: datetime) -> BaseRate | None:
        """None where the case has no known beginning, its procedure no calendar, or the past too few cases."""
        found = self._beside(case, now)
        if found is None:
            return None
        span, elapsed, past = found
        return base_rate(elapsed, past, span, Overlay.SIMPLIFIED in case.status.overlays)

    def _beside(self, case: Case, now: datetime) -> tuple[Span, int, list[int]] | None:
        """(stage, working days of this case, those of the past cases)."""
        procedure = self._law.procedure(case.procedure)
        if procedure is None:
            return None
        ends = _own(case, now.astimezone(ZoneInfo(procedure.zone)).date())
        if ends is None:
            return None
        span, begun, ended = ends
        calendar = self._law.calendar(procedure)
        simplified = Overlay.SIMPLIFIED in case.status.overlays
        past = self._without(case, self._known(case, procedure, span, simplified), span, calendar)
        return span, calendar.working_days(begun, ended), past

    def past(self, case: Case, now: datetime) -> tuple[int, ...]:
        """The working days that the past cases took, beside which `of` puts this one; shortest first."""
        found = self._beside(case, now)
        return tuple(found[2]) if found is not None else ()

    def _known(self, case: Case, procedure: Procedure, span: Span, simplified: bool) -> list[int]:
        name = (case.authority, case.procedure, span, simplified)
        if name not in self._lengths:
            alike = [course for course in self._courses(case) if course.simplified is simplified]
            self._lengths[name] = lengths(alike, span, self._law.calendar(procedure))
        return self._lengths[name]

    def _courses(self, case: Case) -> list[Course]:
        name = (case.authority, case.procedure)
        if name not in self._past:
            self._past[name] = courses(self._store.connections, *name)
        return self._past[name]

    def _without(self, case: Case, past: list[int], span: Span, calendar: Calendar) -> list[int]:
        """The past without the case itself."""
        if not case.status.decided:
            return past
        own = lengths([course for course in self._courses(case) if course.case_id == case.id], span, calendar)
        for length in own:
            at = bisect_right(past, length) - 1
            past = past[:at] + past[at + 1 :]
        return past


def _ends(course: Course, span: Span) -> tuple[date, date] | None:
    """The first and the last day of the stage in a past case."""
    unclear = course.in_depth is None and "phase 2" in course.printed_stage.casefold()
    if course.outcome in _WITHOUT_DECISION or (unclear and span is not Span.WAIVER):
        return None
    begun, ended = course.notified, course.decided
    if span is Span.FIRST:
        ended = course.in_depth or ended
    elif span is Span.IN_DEPTH:
        begun = course.in_depth
    else:
        begun = course.applied
    return None if begun is None or ended is None or ended < begun else (begun, ended)


def _own(case: Case, today: date) -> tuple[Span, date, date] | None:
    """The stage the case is in or ended in, its first day, and today or the day of its decision."""
    decided = _day(case, "date:decision") or _occurred(case, "outcome")
    ended = decided if case.status.decided else today
    in_depth = _day(case, "date:phase_2") or _day(case, "date:referred")
    if case.status.stage in _OWN_STAGE:
        in_depth = in_depth or _occurred(case, "stage")
        if in_depth is None:
            return None
    begun = {
        Span.IN_DEPTH: in_depth,
        Span.FIRST: _day(case, "date:notified"),
        Span.WAIVER: _day(case, "date:applied"),
    }
    if ended is None:
        return None
    return next(((span, day, ended) for span, day in begun.items() if day is not None and day <= ended), None)


def _day(case: Case, name: str) -> date | None:
    fact: Fact | None = case.facts.get(name)
    return exact_day(fact.value) if fact else None


def _occurred(case: Case, name: str) -> date | None:
    fact: Fact | None = case.facts.get(name)
    return fact.occurred_on.exact if fact and fact.occurred_on else None
