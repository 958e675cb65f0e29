"""What the decisions of a merger case mean together: which of them count, which one decides, what is left open. Pure.

Legal source of the meanings: `resources/codes/ec_mergers.toml`. Must not contain: stage and clock (`ec_status`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dealwatch.model.status import Outcome, Stage
from dealwatch.sources.ec_case import Decided, EcCase
from dealwatch.sources.ec_codes import DecisionKind
from dealwatch.sources.ec_values import Printed

_WEIGHT = (
    Outcome.CLOSED_NO_ACTION,
    Outcome.INFRINGEMENT,
    Outcome.NO_JURISDICTION,
    Outcome.REFERRED_AWAY,
    Outcome.PROHIBITED,
    Outcome.CLEARED,
    Outcome.CLEARED_CONDITIONS,
)
"""Which of two outcomes of one day stands: a part outside the scope does not undo the clearance of the rest."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One type of one decision, its meaning known. `words` are the authority's, `day` the day of adoption."""

    kind: DecisionKind
    words: str
    day: date | None
    source: Printed

    @property
    def order(self) -> date:
        """For putting in order: an undated decision comes first."""
        return self.day or date.min


def begun(case: EcCase) -> date | None:
    """When the present review began. A case notified again (Art. 10(5), annulment) starts anew."""
    start = case.renotified or case.notified
    return start.day if start else None


def effective(case: EcCase, under_review: bool = False) -> list[Typed]:
    """The decisions of known meaning that count, in order of adoption.

    Left out are those withdrawn or overridden by another of the case and, while the case is `under_review`, the
    outcomes of an earlier review.
    """
    found = [
        Typed(kind, value.label or kind.label, adopted(decision), source)
        for decision in case.decisions
        for value, kind, source in decision.types
        if kind is not None
    ]
    labels = {typed.kind.label for typed in found}
    start = begun(case) if under_review else None
    kept = [
        typed
        for typed in found
        if not typed.kind.void_with & labels
        and not (start and typed.kind.outcome and typed.day is not None and typed.day < start)
    ]
    return sorted(kept, key=lambda typed: typed.order)


def deciding(counted: Iterable[Typed]) -> Typed | None:
    """The decision whose outcome is the case's: the latest; one beside the point only where there is no other."""
    outcomes = [typed for typed in counted if typed.kind.outcome is not None]
    main = [typed for typed in outcomes if not typed.kind.side] or outcomes
    return max(main, key=lambda typed: (typed.order, _weight(typed.kind)), default=None)


def _weight(kind: DecisionKind) -> int:
    return _WEIGHT.index(kind.outcome) if kind.outcome in _WEIGHT else -1


def adopted(decision: Decided) -> date | None:
    return decision.adopted.day if decision.adopted else None


def is_open_question(case: EcCase) -> bool:
    """Whether a decision was adopted that the record does not show, or not with a type of known meaning."""
    if any(not decision.known for decision in case.decisions):
        return True
    shown = max((adopted(decision) or date.min for decision in case.decisions), default=date.min)
    return case.last_decision is not None and shown < case.last_decision.day


def phase_2_opened(case: EcCase, counted: Sequence[Typed], in_phase_2: bool) -> tuple[date, Printed] | None:
    """The Art. 6(1)(c) decision: by its type, or because no other decision can have been it.

    Phase 2 cannot be open without one, so a single day of decisions of unknown type since the notification must be it.
    """
    for typed in counted:
        if typed.kind.stage is Stage.IN_DEPTH and typed.day is not None:
            return typed.day, typed.source
    start, last = begun(case), case.last_decision
    if not in_phase_2 or start is None:
        return None
    candidates = {
        entry.adopted.day: entry.adopted.source for entry in case.decisions if entry.adopted and not entry.known
    }
    if last is not None and last.day not in {adopted(entry) for entry in case.decisions}:
        candidates[last.day] = last.source
    since = [(day, source) for day, source in candidates.items() if day >= start]
    return since[0] if len(since) == 1 else None
