"""Where a merger case stands: the four axes out of the Commission's record. Pure.

The date of the last decision never says by itself that a case is closed (Phase 2 is opened by a decision too), so the
stage comes from the phase the Commission states, the outcome from the types of the decisions. A decision of unknown
type leaves the outcome unstated. Legal source of the meanings: `resources/codes/ec_mergers.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dealwatch.model.status import Clock, Outcome, Overlay, Stage
from dealwatch.sources.ec_case import Decided, EcCase, Step
from dealwatch.sources.ec_codes import Codes, DecisionKind
from dealwatch.sources.ec_values import Printed

FORGOTTEN = timedelta(days=2 * 365)
"""So long after its deadline a case without decision is a relic of the register: no clock can be running in it."""

_UNDER_REVIEW = frozenset({Stage.NOTIFIED, Stage.PHASE1_REMEDIES, Stage.IN_DEPTH, Stage.OBJECTIONS, Stage.REMEDIES})
# Which of several outcomes of one day stands: a part outside the scope does not undo the clearance of the rest.
_WEIGHT = (
    Outcome.CLOSED_NO_ACTION,
    Outcome.INFRINGEMENT,
    Outcome.NO_JURISDICTION,
    Outcome.REFERRED_AWAY,
    Outcome.PROHIBITED,
    Outcome.CLEARED,
    Outcome.CLEARED_CONDITIONS,
)


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
    phase_2_opened: Axis | None = None


def standing(case: EcCase, codes: Codes, today: date) -> Standing:
    """Judge one record. `today` is the day of the document in Brussels."""
    if case.phase is None and not any(
        (case.initiated, case.notified, case.deadline, case.last_decision, case.decisions)
    ):
        return Standing(None, None, None, None)  # a number and a title: the register tells nothing else
    phase = _phase(case, codes)
    effective = _effective(case, phase)
    outcome = _outcome(effective)
    question = outcome is None and _has_unknown(case)
    stage = _stage(case, phase, effective, outcome)
    if outcome is None and not question:
        outcome = Axis(Outcome.PENDING, stage.words if stage else "", stage.source if stage else None)
    return Standing(
        stage=stage,
        outcome=outcome,
        clock=_clock(case, stage, outcome, today) if stage else None,
        overlay=None if question else _overlay(case, codes, stage),
        open_question=question,
        phase_2_opened=_phase_2_opened(case, phase),
    )


def _phase(case: EcCase, codes: Codes) -> int | None:
    """1 or 2 while the Commission states such a phase, None where it states none or one of unknown meaning."""
    known = codes.phases.get(case.phase[0].code) if case.phase else None
    return known.number if known else None


def _begun(case: EcCase) -> date | None:
    """When the present review began. A case notified again (Art. 10(5), annulment) starts anew."""
    begun = case.renotified or case.notified
    return begun.day if begun else None


Typed = tuple[DecisionKind, Decided, str, Printed]


def _effective(case: EcCase, phase: int | None) -> list[Typed]:
    """The decisions of known meaning that count, in order of adoption, undated first.

    Left out are those withdrawn or overridden by another of the case and, while a phase is open, the outcomes of an
    earlier review.
    """
    found = [
        (kind, decision, value.label or kind.label, source)
        for decision in case.decisions
        for value, kind, source in decision.types
        if kind is not None
    ]
    labels = {kind.label for kind, _, _, _ in found}
    begun = _begun(case) if phase is not None else None
    kept = [
        entry
        for entry in found
        if not entry[0].void_with & labels
        and not (begun and entry[0].outcome and entry[1].adopted and entry[1].adopted.day < begun)
    ]
    return sorted(kept, key=lambda entry: _adopted(entry[1]))


def _day(decision: Decided) -> date | None:
    return decision.adopted.day if decision.adopted else None


def _adopted(decision: Decided) -> date:
    """For putting in order: an undated decision comes first."""
    return _day(decision) or date.min


def _outcome(effective: list[Typed]) -> Axis | None:
    deciding = [entry for entry in effective if entry[0].outcome is not None]
    main = [entry for entry in deciding if not entry[0].side] or deciding
    if not main:
        return None
    kind, decision, words, source = max(main, key=lambda entry: (_adopted(entry[1]), _weight(entry[0])))
    assert kind.outcome is not None
    return Axis(kind.outcome, words, source, _day(decision))


def _weight(kind: DecisionKind) -> int:
    return _WEIGHT.index(kind.outcome) if kind.outcome in _WEIGHT else -1


def _has_unknown(case: EcCase) -> bool:
    """Whether a decision was adopted that the record does not show, or not with a type of known meaning."""
    if any(not decision.known for decision in case.decisions):
        return True
    shown = max(map(_adopted, case.decisions), default=date.min)
    return case.last_decision is not None and shown < case.last_decision.day


def _stage(case: EcCase, phase: int | None, effective: list[Typed], outcome: Axis | None) -> Axis | None:
    if phase is not None and case.phase is not None:
        value, source = case.phase
        words = value.label or value.code
        if phase == 2:
            return Axis(_phase_2_stage(case, effective), words, source, _day_of_opening(case, phase))
        offered = _offered(case, "commitments_phase_1")
        return Axis(Stage.PHASE1_REMEDIES if offered else Stage.NOTIFIED, words, source, _begun(case))
    if case.last_decision is not None or case.decisions:
        if case.phase is not None and outcome is None:
            return None  # a phase we do not know, and a decision that does not end the case
        return _stage_after_decision(case, effective, outcome)
    source = next(
        (entry.source for entry in (case.notified, case.initiated, case.deadline) if entry is not None),
        case.phase[1] if case.phase else case.title,
    )
    if case.notified is not None and not _declared_incomplete(case):
        return Axis(Stage.NOTIFIED, source.text, source, _begun(case))
    opened = case.initiated.day if case.initiated else None
    return Axis(Stage.MONITORING if case.additional else Stage.PRE_NOTIFICATION, source.text, source, opened)


def _stage_after_decision(case: EcCase, effective: list[Typed], outcome: Axis | None) -> Axis:
    """No phase is stated any more, and there is a decision. A case taken over (Art. 22) has yet to be notified."""
    if outcome is None and effective and not _has_unknown(case):
        kind, latest, words, source = effective[-1]
        stage = kind.stage
        if stage is None and case.notified is None and all(entry[0].interim for entry in effective):
            stage = Stage.PRE_NOTIFICATION
        if stage is not None:
            return Axis(stage, words, source, _day(latest))
    words = outcome.words if outcome is not None else effective[-1][2] if effective else ""
    if case.last_decision is not None:
        last = case.last_decision
        return Axis(Stage.DECISION, words or last.source.text, last.source, last.day)
    newest = max(case.decisions, key=_adopted)
    return Axis(Stage.DECISION, words or newest.title, newest.source, _day(newest))


def _phase_2_stage(case: EcCase, effective: list[Typed]) -> Stage:
    if _offered(case, "commitments_phase_2"):
        return Stage.REMEDIES
    begun = _begun(case) or date.min
    objected = any(entry[0].stage is Stage.OBJECTIONS and _adopted(entry[1]) >= begun for entry in effective)
    return Stage.OBJECTIONS if objected else Stage.IN_DEPTH


def _steps(case: EcCase, kind: str) -> list[Step]:
    return [step for step in case.steps if step.kind is not None and step.kind.kind == kind]


def _offered(case: EcCase, kind: str) -> bool:
    begun = _begun(case)
    return any(step.day is None or begun is None or step.day >= begun for step in _steps(case, kind))


def _latest(case: EcCase, kind: str) -> date | None:
    return max((step.day for step in _steps(case, kind) if step.day is not None), default=None)


def _declared_incomplete(case: EcCase) -> bool:
    """Implementing Regulation 2023/914, Art. 5(2): an incomplete notification takes effect when it is completed."""
    declared, effective = _latest(case, "incomplete"), _latest(case, "effective")
    return declared is not None and (effective is None or effective < declared)


def _clock(case: EcCase, stage: Axis, outcome: Axis | None, today: date) -> Axis:
    decided = outcome is not None and outcome.value != Outcome.PENDING
    if decided or stage.value not in _UNDER_REVIEW:
        return Axis(Clock.NONE)
    suspended, resumed = _latest(case, "suspended"), _latest(case, "resumed")
    if suspended is not None and (resumed is None or resumed < suspended):
        step = next(step for step in _steps(case, "suspended") if step.day == suspended)
        return Axis(Clock.SUSPENDED, step.words, step.source, suspended)
    if case.deadline is None or case.deadline.day + FORGOTTEN < today:
        # Either the Commission has taken the deadline away while the review goes on, without saying why, or the case
        # is one of the few that never got a decision (M.841, M.3650 and others).
        return Axis(Clock.NOT_COMPUTABLE, source=case.deadline.source if case.deadline else None)
    return Axis(Clock.RUNNING, case.deadline.source.text, case.deadline.source)


def _overlay(case: EcCase, codes: Codes, stage: Axis | None) -> Axis:
    effective = _effective(case, None)
    found = {overlay for entry in effective for overlay in entry[0].overlay}
    words = [entry[2] for entry in effective if entry[0].overlay]
    source = next((entry[3] for entry in effective if entry[0].overlay), None)
    procedure = codes.procedures.get(case.procedure.text) if case.procedure else None
    if procedure is not None and procedure.simplified:
        found.add(Overlay.SIMPLIFIED)
        words.insert(0, procedure.title)
        source = case.procedure
    return Axis(
        ",".join(sorted(found)), "; ".join(words), source or case.procedure or (stage.source if stage else None)
    )


def _phase_2_opened(case: EcCase, phase: int | None) -> Axis | None:
    opened = _day_of_opening(case, phase)
    if opened is None:
        return None
    typed = [entry[3] for entry in _effective(case, None) if entry[0].stage is Stage.IN_DEPTH]
    source = typed[0] if typed or case.last_decision is None else case.last_decision.source
    return Axis(opened.isoformat(), source.text, source, opened)


def _day_of_opening(case: EcCase, phase: int | None) -> date | None:
    """The day of the Art. 6(1)(c) decision: by its type, or because no other decision can have been it.

    Phase 2 cannot be open without one, so a single decision of unknown type since the notification must be it.
    """
    for kind, decision, _, _ in _effective(case, None):
        if kind.stage is Stage.IN_DEPTH and decision.adopted is not None:
            return decision.adopted.day
    begun = _begun(case)
    if phase != 2 or begun is None:
        return None
    known = {_adopted(decision) for decision in case.decisions if decision.known}
    candidates = {_adopted(decision) for decision in case.decisions if not decision.known}
    if case.last_decision is not None and case.last_decision.day not in known:
        candidates.add(case.last_decision.day)
    since = [candidate for candidate in candidates if candidate >= begun]
    return since[0] if len(since) == 1 else None
