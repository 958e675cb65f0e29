"""Where a merger case stands: the four axes out of the Commission's record. Pure.

The date of the last decision never says by itself that a case is closed (Phase 2 is opened by a decision too), so the
stage comes from the phase the Commission states, the outcome from the types of the decisions. A decision of unknown
type leaves the outcome unstated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dealwatch.model.facts import DATE, DEADLINE
from dealwatch.model.status import Clock, Outcome, Overlay, Stage
from dealwatch.sources.ec_case import EcCase, Step
from dealwatch.sources.ec_codes import Codes
from dealwatch.sources.ec_decisions import Typed, adopted, begun, deciding, effective, is_open_question, phase_2_opened
from dealwatch.sources.ec_values import Printed

FORGOTTEN = timedelta(days=2 * 365)
"""So long after its deadline a case without decision is a relic of the register: no clock can be running in it."""

_UNDER_REVIEW = frozenset({Stage.NOTIFIED, Stage.PHASE1_REMEDIES, Stage.IN_DEPTH, Stage.OBJECTIONS, Stage.REMEDIES})


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis value and what it rests on. `words` are the authority's; `day` the day it gives for it."""

    value: str
    words: str = ""
    source: Printed | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """The axes the record tells; None for one it does not tell.

    `open_question`: a decision was adopted whose effect the record does not show, and no other decides the case. Then
    outcome and overlay are None: another document may know them.
    """

    stage: Axis | None
    outcome: Axis | None
    clock: Axis | None
    overlay: Axis | None
    open_question: bool = False
    phase_2: Axis | None = None

    @property
    def told(self) -> bool:
        """Whether the record tells anything about the status."""
        return any(axis is not None for axis in (self.stage, self.outcome, self.clock, self.overlay))


def standing(case: EcCase, codes: Codes, today: date) -> Standing:
    """Judge one record. `today` is the day of the document in Brussels."""
    dated = (case.initiated, case.notified, case.deadline, case.last_decision)
    if case.phase is None and not any(dated) and not case.decisions:
        return Standing(None, None, None, None)  # a number and a title: the register tells nothing else
    phase = _phase(case, codes)
    counted = effective(case, under_review=phase is not None)
    decided = deciding(counted)
    question = decided is None and is_open_question(case)
    opened = phase_2_opened(case, effective(case), phase == 2)
    # A day that cannot be read must not look like a day taken away, which would throw the case back.
    legible = DATE not in case.doubtful
    stage = _stage(case, codes, counted, decided, opened[0] if opened else None) if legible else None
    outcome = None
    if decided is not None:
        outcome = Axis(decided.kind.outcome or "", decided.words, decided.source, decided.day)
    elif legible and not question:
        outcome = Axis(Outcome.PENDING, stage.words if stage else "", stage.source if stage else None)
    return Standing(
        stage=stage,
        outcome=outcome,
        clock=_clock(case, stage, decided is not None, today) if stage else None,
        overlay=None if question else _overlay(case, codes),
        open_question=question,
        phase_2=Axis(opened[0].isoformat(), opened[0].isoformat(), opened[1], opened[0]) if opened else None,
    )


def _phase(case: EcCase, codes: Codes) -> int | None:
    """1 or 2 while the Commission states such a phase, None where it states none or one of unknown meaning."""
    known = codes.phases.get(case.phase[0].code) if case.phase else None
    return known.number if known else None


def _stage(
    case: EcCase, codes: Codes, counted: Sequence[Typed], decided: Typed | None, opened: date | None
) -> Axis | None:
    known = codes.phases.get(case.phase[0].code) if case.phase else None
    if case.phase is not None and known is not None:
        value, source = case.phase
        words = value.label or known.title  # the search prints a bare code
        if known.number == 2:
            return Axis(_phase_2_stage(case, counted), words, source, opened)
        offered = _offered(case, "phase_1_commitments")
        return Axis(Stage.PHASE1_REMEDIES if offered else Stage.NOTIFIED, words, source, begun(case))
    if case.last_decision is not None or case.decisions:
        if case.phase is not None and decided is None:
            return None  # a phase we do not know, and a decision that does not end the case
        return _stage_after_decision(case, counted, decided)
    return _stage_before_decision(case)


def _stage_before_decision(case: EcCase) -> Axis:
    """Neither a known phase nor a decision: notified, or a case that was only opened."""
    if case.notified is not None and not _declared_incomplete(case):
        return Axis(Stage.NOTIFIED, case.notified.day.isoformat(), case.notified.source, begun(case))
    stage = Stage.MONITORING if case.additional else Stage.PRE_NOTIFICATION
    if case.initiated is not None:
        return Axis(stage, case.initiated.day.isoformat(), case.initiated.source, case.initiated.day)
    return Axis(stage, source=case.deadline.source if case.deadline else case.title)


def _stage_after_decision(case: EcCase, counted: Sequence[Typed], decided: Typed | None) -> Axis:
    """No phase is stated any more, and there is a decision. A case taken over (Art. 22) has yet to be notified."""
    latest = counted[-1] if counted else None
    if decided is None and latest is not None and not is_open_question(case):
        stage = latest.kind.stage
        if stage is None and case.notified is None and all(typed.kind.interim for typed in counted):
            stage = Stage.PRE_NOTIFICATION
        if stage is not None:
            return Axis(stage, latest.words, latest.source, latest.day)
    newest = max(case.decisions, key=lambda decision: adopted(decision) or date.min, default=None)
    words = decided.words if decided else newest.words if newest else ""
    if case.last_decision is not None:
        last = case.last_decision
        return Axis(Stage.DECISION, words or last.day.isoformat(), last.source, last.day)
    assert newest is not None
    return Axis(Stage.DECISION, words, newest.source, adopted(newest))


def _phase_2_stage(case: EcCase, counted: Sequence[Typed]) -> Stage:
    if _offered(case, "phase_2_commitments"):
        return Stage.REMEDIES
    start = begun(case) or date.min
    objected = any(typed.kind.stage is Stage.OBJECTIONS and typed.order >= start for typed in counted)
    return Stage.OBJECTIONS if objected else Stage.IN_DEPTH


def _steps(case: EcCase, kind: str) -> list[Step]:
    return [step for step in case.steps if step.kind is not None and step.kind.kind == kind]


def _offered(case: EcCase, kind: str) -> bool:
    start = begun(case)
    return any(step.day is None or start is None or step.day >= start for step in _steps(case, kind))


def _latest(case: EcCase, kind: str) -> Step | None:
    dated = [step for step in _steps(case, kind) if step.day is not None]
    return max(dated, key=lambda step: step.day or date.min, default=None)


def _after(step: Step | None, other: Step | None) -> bool:
    """Whether the first of two kinds of step has happened, and not been followed by the second."""
    if step is None or step.day is None:
        return False
    return other is None or other.day is None or other.day < step.day


def _declared_incomplete(case: EcCase) -> bool:
    """Implementing Regulation 2023/914, Art. 5(2): an incomplete notification takes effect when it is completed."""
    return _after(_latest(case, "incomplete"), _latest(case, "effective"))


def _clock(case: EcCase, stage: Axis, decided: bool, today: date) -> Axis | None:
    if decided or stage.value not in _UNDER_REVIEW:
        return Axis(Clock.NONE)
    suspended = _latest(case, "suspended")
    if suspended is not None and _after(suspended, _latest(case, "resumed")):
        return Axis(Clock.SUSPENDED, suspended.words, suspended.source, suspended.day)
    if DEADLINE in case.doubtful:
        return None
    if case.deadline is None or case.deadline.day + FORGOTTEN < today:
        # Either the Commission has taken the deadline away while the review goes on, without saying why, or the case
        # is one of the few that never got a decision (M.841, M.3650 and others).
        return Axis(Clock.NOT_COMPUTABLE, source=case.deadline.source if case.deadline else None)
    return Axis(Clock.RUNNING, case.deadline.day.isoformat(), case.deadline.source)


def _overlay(case: EcCase, codes: Codes) -> Axis | None:
    """None where nothing is said about the procedure and no decision tells anything."""
    telling = [typed for typed in effective(case) if typed.kind.overlay]
    found = {overlay for typed in telling for overlay in typed.kind.overlay}
    words = [typed.words for typed in telling]
    sources = [typed.source for typed in telling]
    if case.procedure is not None:
        procedure = codes.procedures.get(case.procedure.text)
        sources.append(case.procedure)
        if procedure is not None and procedure.simplified:
            found.add(Overlay.SIMPLIFIED)
            words.append(procedure.title)
    return Axis(",".join(sorted(found)), "; ".join(words), sources[0]) if sources else None
