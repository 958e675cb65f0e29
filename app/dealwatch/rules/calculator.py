"""From the events of a case to its deadlines, each with its workings.

Pure: the same events give the same deadlines, in whatever order they come; a what-if is the same call with more events.
Must not contain: ways of counting (`counting`, `periods`), rules of law (`resources/procedures`), published deadlines
(`compare`). A published deadline always comes first; what is computed here is a cross-check.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dealwatch.language import _
from dealwatch.rules.calendar_files import calendar as find_calendar
from dealwatch.rules.calendars import Calendar
from dealwatch.rules.computation import Computation, Working, WorkingKind
from dealwatch.rules.deadline import Alternative, DeadlineResult
from dealwatch.rules.periods import Period
from dealwatch.rules.procedure import DeadlineRule, Procedure
from dealwatch.rules.rule_words import rule_words
from dealwatch.rules.timeline import DatedEvent, Events, Timeline


def compute(
    procedure: Procedure, events: Events, calendars: Mapping[str, Calendar] | None = None
) -> tuple[DeadlineResult, ...]:
    """Every deadline that the events give rise to, in the order of the procedure's rules.

    Nothing is computed through a stop of the clock that has no end, over a stop or an extension of unknown length, or
    before what a period waits for has come: such a deadline is there, not computable, with the reason. Deadlines of
    steps that have not been opened are marked conditional. `UsageError` for an event the procedure does not know.
    """
    timeline = Timeline(procedure, events)
    calendar = find_calendar(procedure.calendar, calendars)
    results: dict[str, DeadlineResult] = {}
    for rule in procedure.deadlines:
        result = _result(procedure, rule, timeline, calendar, results)
        if result is not None:
            results[rule.name] = result
    return tuple(results.values())


@dataclass(frozen=True, slots=True)
class _Start:
    """What a period runs from. `day` None: it has not come yet or cannot be told, and `reason` says why."""

    day: date | None
    words: str
    reason: str = ""


def _result(
    procedure: Procedure,
    rule: DeadlineRule,
    timeline: Timeline,
    calendar: Calendar,
    earlier: Mapping[str, DeadlineResult],
) -> DeadlineResult | None:
    agreed = timeline.latest(rule.fixed_by)
    start = _start(procedure, rule, timeline, earlier)
    if start is None and agreed is None:
        return None
    start = start or _Start(None, "")
    if agreed is not None and start.day is not None and agreed.day < start.day:
        agreed = None
    ended = _ended(procedure, rule, timeline, start.day)
    words = rule_words(rule, rule.count)
    alternatives: tuple[Alternative, ...] = ()
    if agreed is not None:
        computation, words = _agreed(agreed, procedure), _("the day agreed")
    elif start.day is None:
        computation = Computation.impossible(start.reason)
    else:
        period = Period(procedure, rule, timeline, calendar, start.day, ended, start.words)
        computation, words, alternatives = period.computation, period.words, period.alternatives
    return DeadlineResult(
        rule.name,
        rule.label,
        computation.day,
        words,
        rule.legal,
        rule.grade,
        calendar.title,
        computation.workings,
        computation.warnings,
        computation.computable,
        computation.reason,
        started_by=start.words,
        started_on=start.day,
        ended_on=ended,
        conditional=bool(rule.only_if) and not timeline.all(rule.only_if),
        binding=rule.binding,
        expires=rule.expires,
        note=rule.note,
        url=rule.url,
        days=computation.days,
        alternatives=alternatives,
        published_as=rule.published,
    )


def _start(
    procedure: Procedure, rule: DeadlineRule, timeline: Timeline, earlier: Mapping[str, DeadlineResult]
) -> _Start | None:
    if rule.start_deadline:
        before = earlier.get(rule.start_deadline)
        if before is None:
            return None
        reason = _("It runs from another deadline that is not computable: {reason}") if before.reason else ""
        reason = reason.format(reason=before.reason)
        return _Start(before.day, before.label, reason)
    event = timeline.latest(rule.start)
    for pending in rule.pending:
        waiting = timeline.latest(pending.events)
        if waiting is not None and (event is None or waiting.day > event.day):
            words = _("The clock has stood since {day}: {why}; not computable.")
            return _Start(None, "", words.format(day=waiting.day, why=_(pending.words)))
    return None if event is None else _Start(event.day, procedure.event(event.name).label)


def _ended(procedure: Procedure, rule: DeadlineRule, timeline: Timeline, start: date | None) -> date | None:
    """The first day on which something settled the deadline."""
    decided = () if rule.after_decision else procedure.outcomes.difference(rule.start)
    ends = timeline.all({*rule.ended_by, *decided}, since=start)
    return ends[0].day if ends else None


def _agreed(event: DatedEvent, procedure: Procedure) -> Computation:
    words = _(procedure.event(event.name).label)
    return Computation(event.day, (Working(WorkingKind.AGREED, words, event.day),))
