"""Computed deadlines of a case for its file: what the law gives for the events on file, with the days of the count.

The counting is `rules`'; nothing is counted here. Must not contain: layout.
"""

from __future__ import annotations

from dealwatch.export.casefile_dates import weekday_text
from dealwatch.export.casefile_input import ComputedDeadline, CountedDay, DayKind
from dealwatch.export.casefile_words import humane
from dealwatch.model.deal import Case
from dealwatch.model.errors import UsageError
from dealwatch.model.facts import DEADLINE
from dealwatch.rules.case_deadlines import CaseDeadline, case_deadlines
from dealwatch.rules.computation import DayKind as Mark
from dealwatch.rules.deadline import DeadlineResult
from dealwatch.rules.procedures import find

_KINDS = {
    Mark.COUNTED: DayKind.COUNTED,
    Mark.LAST: DayKind.COUNTED,
    Mark.WEEKEND: DayKind.WEEKEND,
    Mark.CLOSED: DayKind.HOLIDAY,
    Mark.STOPPED: DayKind.STOPPED,
}


def computed_deadlines(case: Case) -> tuple[ComputedDeadline, ...]:
    """What can be worked out for one case, to stand beside the authority's own days; nothing without known rules."""
    try:
        procedure = find(case.procedure)
    except UsageError:
        return ()
    lines = case_deadlines(procedure, case.facts)
    return tuple(_computed(case, line, line.computed) for line in lines if line.computed is not None)


def _computed(case: Case, line: CaseDeadline, result: DeadlineResult) -> ComputedDeadline:
    started = f"{weekday_text(result.started_on)}, " if result.started_on else ""
    comparison = line.comparison
    remarks = [result.reason, comparison.cause if comparison else "", result.note]
    return ComputedDeadline(
        case_id=case.id,
        step=line.fact.removeprefix(f"{DEADLINE}:") or result.name,
        day=result.day,
        rule=result.rule,
        trigger=started + humane(result.started_by).lower() or "not recorded",
        legal=result.legal,
        calendar=result.calendar,
        official=line.published,
        difference=comparison.difference if comparison else None,
        days=tuple(CountedDay(mark.day, _KINDS[mark.kind], mark.why) for mark in result.days),
        warnings=result.warnings,
        remark=" ".join(remark for remark in remarks if remark),
        label=line.label,
    )
