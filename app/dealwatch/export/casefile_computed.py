"""Computed deadlines of a case for its file: what the law gives for the events on file, with the days of the count.

The counting is `rules`', their history `watch.deadlines`'; nothing is counted here. Must not contain: layout.
"""

from __future__ import annotations

from collections.abc import Iterable

from dealwatch.export.casefile_dates import day_text, weekday_text
from dealwatch.export.casefile_input import ComputedDeadline, CountedDay, DayKind
from dealwatch.export.casefile_words import humane
from dealwatch.language import _
from dealwatch.rules.computation import DayKind as Mark
from dealwatch.rules.deadline import DeadlineResult
from dealwatch.watch.deadlines import Deadline, DeadlineState

_KINDS = {
    Mark.COUNTED: DayKind.COUNTED,
    Mark.LAST: DayKind.COUNTED,
    Mark.WEEKEND: DayKind.WEEKEND,
    Mark.CLOSED: DayKind.HOLIDAY,
    Mark.STOPPED: DayKind.STOPPED,
}


def computed_deadlines(deadlines: Iterable[Deadline]) -> tuple[ComputedDeadline, ...]:
    """What was worked out, to stand beside the authority's own days; what nobody published or awaits is left out."""
    return tuple(_computed(each, each.computed) for each in deadlines if each.computed is not None and each.listed)


def _computed(deadline: Deadline, result: DeadlineResult) -> ComputedDeadline:
    started = f"{weekday_text(result.started_on)}, " if result.started_on else ""
    comparison = deadline.comparison
    # A day that the register dropped with its decision was the one that counted; while none has come it holds no more.
    settled = deadline.state is DeadlineState.VANISHED and deadline.settled_on is not None
    return ComputedDeadline(
        case_id=deadline.case.id,
        step=deadline.step,
        day=result.day,
        rule=result.rule,
        trigger=started + humane(result.started_by).lower() or _("not recorded"),
        legal=result.legal,
        calendar=result.calendar,
        official=deadline.last_day if settled else deadline.published,
        difference=comparison.difference if comparison else None,
        days=tuple(CountedDay(mark.day, _KINDS[mark.kind], mark.why) for mark in result.days),
        warnings=result.warnings,
        remark=" ".join(_remarks(deadline, result)),
        label=deadline.label,
    )


def _remarks(deadline: Deadline, result: DeadlineResult) -> list[str]:
    cause = deadline.comparison.cause if deadline.comparison else ""
    found = [result.reason, cause if cause != result.reason else "", result.note]
    if deadline.state is DeadlineState.VANISHED:
        words = _("No longer shown by the authority.")
        if deadline.last_day and not deadline.settled_on:
            words = _("No longer shown by the authority; it was {day}.").format(day=day_text(deadline.last_day))
        found.insert(0, words)
    return [remark for remark in found if remark]
