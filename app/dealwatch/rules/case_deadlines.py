"""The deadlines of a case as its sources show it: published ones, and beside them what the events give.

Pure. Must not contain: the calculation (`calculator`), what is stored or shown of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from dealwatch.language import _
from dealwatch.model.dates import PartialDate
from dealwatch.model.facts import DATE, DEADLINE, Fact
from dealwatch.model.status import Clock
from dealwatch.rules.calculator import compute
from dealwatch.rules.calendar_files import calendar as find_calendar
from dealwatch.rules.calendars import Calendar
from dealwatch.rules.compare import Comparison, compare
from dealwatch.rules.deadline import DeadlineResult
from dealwatch.rules.procedure import FactReading, Procedure
from dealwatch.rules.timeline import DatedEvent

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CaseDeadline:
    """One deadline of a case. At least one of `published` and `computed` is there; the published one decides.

    `fact` is the name of the published fact, empty where the authority gives none. `comparison` stands where there are
    both.
    """

    label: str
    published: date | None = None
    fact: str = ""
    computed: DeadlineResult | None = None
    comparison: Comparison | None = None

    @property
    def day(self) -> date | None:
        """The day that counts: the published one, else the computed one."""
        return self.published or (self.computed.day if self.computed else None)


def events_of(facts: Mapping[str, Fact], procedure: Procedure) -> tuple[DatedEvent, ...]:
    """The dated events that the facts of a case tell of, by the procedure's readings; in order of time.

    A fact without a full day gives no event. An outcome is an event on the day it occurred. Where one row tells the
    length of an extension and another of the same day does not, the telling one stands.
    """
    told = facts.values()
    found = {event for each in procedure.reads if _applies(each, told) for event in _read(each, told)}
    outcome = facts.get("outcome")
    decided = None if outcome is None else _happened(outcome)
    if outcome is not None and decided is not None:
        named = [status.name for status in procedure.statuses if status.outcome == outcome.value]
        found |= {DatedEvent(decided, name) for name in named[:1]}
    numbered = {(event.day, event.name) for event in found if event.amount is not None}
    kept = (event for event in found if event.amount is not None or (event.day, event.name) not in numbered)
    return tuple(sorted(kept, key=lambda event: (event.day, event.name, event.amount or 0)))


def case_deadlines(
    procedure: Procedure,
    facts: Mapping[str, Fact],
    more: Iterable[DatedEvent] = (),
    calendars: Mapping[str, Calendar] | None = None,
    *,
    settled: bool = False,
) -> tuple[CaseDeadline, ...]:
    """Published deadlines, each beside the computed one it belongs to, then computed ones nobody published.

    `more` are further events: what a person entered, or a what-if. Of the computed ones without a published day only
    those are given by which something is awaited; with `settled` those, too, by which something once was. Where the
    authority says that its clock stands, nothing running is computed, even if the day of the stop is not known.
    """
    events = (*events_of(facts, procedure), *more)
    results = [_unless_stopped(result, facts, procedure) for result in compute(procedure, events, calendars)]
    calendar = find_calendar(procedure.calendar, calendars)
    lines = [_beside(fact, day, results, calendar, procedure) for fact, day in _published(facts.values())]
    shown = {line.computed.name for line in lines if line.computed is not None}
    binding = [result for result in results if result.binding and not result.conditional and result.name not in shown]
    rest = [CaseDeadline(each.label, computed=each) for each in binding if settled or each.running]
    return (*lines, *rest)


def _unless_stopped(result: DeadlineResult, facts: Mapping[str, Fact], procedure: Procedure) -> DeadlineResult:
    """The result, but not computable where its clock is said to stand and no event tells since when."""
    clock = facts.get("clock")
    stops = any(rule.stops for rule in procedure.deadlines if rule.name == result.name)
    if clock is None or clock.value != Clock.SUSPENDED or not stops or result.ended_on or not result.computable:
        return result
    reason = _("The clock stands, the authority says; since which day is not known here.")
    return replace(result, day=None, computable=False, reason=reason, workings=(), days=(), alternatives=())


def _applies(reading: FactReading, facts: Iterable[Fact]) -> bool:
    """Whether the fact that must stand beside those read says what it must."""
    if not reading.beside:
        return True
    named = (fact for fact in facts if re.fullmatch(reading.beside, fact.name))
    return any(re.search(reading.beside_words, fact.value) for fact in named)


def _read(reading: FactReading, facts: Iterable[Fact]) -> Iterator[DatedEvent]:
    for fact in facts:
        if re.fullmatch(reading.fact, fact.name) is None:
            continue
        told = re.search(reading.words, fact.value) or re.search(reading.words, fact.words)
        if told is None:
            continue
        parts = told.groupdict()
        day = _spelt_day(parts["until"]) if parts.get("until") else _happened(fact)
        if day is not None:
            amount = parts.get("amount")
            yield DatedEvent(day, reading.event, int(amount) if amount else None)


def _spelt_day(words: str) -> date | None:
    """`4 December 2025`; None for anything that is no day."""
    match = re.fullmatch(r"(\d{1,2}) ([A-Za-z]+) (\d{4})", " ".join(words.split()))
    if match is None or match[2].casefold() not in _MONTHS:
        return None
    try:
        return date(int(match[3]), _MONTHS.index(match[2].casefold()) + 1, int(match[1]))
    except ValueError:
        return None


def _happened(fact: Fact) -> date | None:
    if fact.namespace == DATE:
        return _day(fact.value)
    return None if fact.occurred_on is None else fact.occurred_on.exact


def _published(facts: Iterable[Fact]) -> Iterator[tuple[Fact, date]]:
    for fact in facts:
        day = _day(fact.value) if fact.namespace == DEADLINE else None
        if day is not None:
            yield fact, day


def _day(text: str) -> date | None:
    """The full day a fact's value gives; None for a month, a year or words."""
    try:
        return PartialDate.parse(text).exact
    except ValueError:
        return None


def _beside(
    fact: Fact, day: date, results: Iterable[DeadlineResult], calendar: Calendar, procedure: Procedure
) -> CaseDeadline:
    fitting = [result for result in results if fact.name in result.published_as and not result.conditional]
    awaited = [result for result in fitting if result.ended_on is None]
    if not fitting:
        labels = [rule.label for rule in procedure.deadlines if fact.name in rule.published]
        label = labels[0] if len(labels) == 1 else fact.field.replace("_", " ").capitalize()
        return CaseDeadline(label, day, fact.name)
    computed = (awaited or fitting)[-1]
    return CaseDeadline(computed.label, day, fact.name, computed, compare(day, computed, calendar))
