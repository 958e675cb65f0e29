"""Findings gathered into steps: one for each deal, authority and badge, with the sentence that is quoted for it.

Headlines that the text itself tells otherwise, and vague words beside a named stage, drop out here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dealwatch.model.proposal import Modality
from dealwatch.model.status import Badge
from dealwatch.reading.binding import Tie
from dealwatch.reading.findings import Finding
from dealwatch.reading.scope import OUTCOMES, SOFT, Past

LEAD = 2
"""Full sentences of the body in which a text says what it is about."""

_AS_GOOD = 0.2
"""Of sentences that tell the same step nearly as well the first is quoted."""

_FIRST = 0.1
"""What a text says in its first sentence is its news rather than what it says in the second."""

_ORDER = list(Badge)


@dataclass(frozen=True, slots=True)
class Step:
    """All findings of one step, the one that is quoted first."""

    best: Finding
    support: int
    titled: bool
    strong: bool

    @property
    def rank(self) -> tuple[float, int]:
        """Plain facts first, then what is not told as past, then by score; of equals the later stage."""
        weight = self.best.score + 0.35 * self.titled + 0.02 * min(self.support - 1, 3)
        weight += _FIRST * (self.best.line.depth == 0)
        return weight + _standing(self.best) + 0.5 * self.strong, _ORDER.index(self.best.badge)


def _standing(finding: Finding) -> float:
    """What makes a step the news: facts before rumours, the present before the past."""
    value = 1.0 if finding.fact else 0.3 if finding.meaning.modality is Modality.REPORTED else 0.0
    value -= {Past.ANTERIOR: 0.6, Past.DATED: 0.2}.get(finding.meaning.past, 0.0)
    value += 0.15 if finding.badge in OUTCOMES and finding.strong else 0.0
    return value - 0.2 * finding.meaning.aside


def gather(found: Sequence[Finding]) -> list[Step]:
    """One step for each deal, authority and badge; the sentence quoted is the best one of the body, else the title."""
    groups: dict[tuple[int, str, Badge], list[Finding]] = {}
    for finding in found:
        groups.setdefault((finding.deal, finding.authority.key, finding.badge), []).append(finding)
    steps = []
    for group in groups.values():
        body = [finding for finding in group if not finding.line.sentence.title]
        titled = len(body) < len(group)
        best = _quoted(body or group)
        strong = any(finding.strong for finding in group)
        steps.append(Step(best, len({f.line.sentence.index for f in group}), titled, strong))
    steps = [replace(step, titled=True) if _titled_plainly(step, steps) else step for step in steps]
    spoilers = (_told_better, _overclaims, _vague, _with_strings, _only_worried, _given_up_once, _off_as_forbidden)
    return [step for step in steps if not any(spoils(step, steps) for spoils in spoilers)]


def _quoted(group: Sequence[Finding]) -> Finding:
    """The finding to quote: the first of those that tell the step as firmly as the best one."""

    def worth(finding: Finding) -> float:
        return _standing(finding) + finding.score

    best = max(group, key=worth)
    return next(f for f in group if worth(f) >= worth(best) - _AS_GOOD and f.strong >= best.strong)


_FAMILIES = (
    frozenset({Badge.CLEARED, Badge.CLEARED_CONDITIONS}),
    frozenset({Badge.CLEARED, Badge.CLOSED_NO_ACTION, Badge.NOT_REVIEWABLE}),
    frozenset({Badge.MONITORING, Badge.JURISDICTION_CHECK, Badge.PRE_NOTIFICATION, Badge.PHASE_1, Badge.IN_DEPTH}),
)
"""Steps that a headline mistakes for one another."""


_PROCEDURE = OUTCOMES | {Badge.PHASE_1, Badge.IN_DEPTH, Badge.JURISDICTION_CHECK, Badge.IN_COURT}
"""Steps beside which a worry is their reason."""


def _related(one: Badge, other: Badge) -> bool:
    return one is not other and any({one, other} <= family for family in _FAMILIES)


def _titled_plainly(step: Step, steps: Sequence[Step]) -> bool:
    """Whether the headline tells a clearance of which the text tells the conditions."""
    return step.best.badge is Badge.CLEARED_CONDITIONS and any(
        other.titled
        and other.best.badge is Badge.CLEARED
        and (other.best.deal, other.best.authority.key) == (step.best.deal, step.best.authority.key)
        for other in steps
    )


def _overclaims(step: Step, steps: Sequence[Step]) -> bool:
    """A headline whose step the text itself tells otherwise. Conditions that the text does not repeat stand."""
    return step.best.line.sentence.title and any(
        step.best.badge is not other.best.badge
        and (step.best.badge, other.best.badge) != (Badge.CLEARED_CONDITIONS, Badge.CLEARED)
        and not other.best.line.sentence.title
        and other.best.line.depth < LEAD
        and other.strong
        and not other.best.meaning.past
        and not other.best.meaning.aside
        and other.best.meaning.modality is not Modality.HYPOTHETICAL
        and (other.best.deal, other.best.authority.key) == (step.best.deal, step.best.authority.key)
        for other in steps
    )


def _vague(step: Step, steps: Sequence[Step]) -> bool:
    """ "Is examining the deal" where the same text names the stage."""
    return (
        step.best.badge in SOFT
        and not step.strong
        and any(
            _related(step.best.badge, other.best.badge)
            and other.strong
            and other.best.fact
            and not other.best.meaning.past
            and not other.best.meaning.aside
            and other.best.line.depth <= LEAD
            and (other.best.deal, other.best.authority.key) == (step.best.deal, step.best.authority.key)
            for other in steps
        )
    )


def _only_worried(step: Step, steps: Sequence[Step]) -> bool:
    """ "Could harm competition" where the same text names the stage: why it was taken, no statement of objections."""
    return (
        step.best.badge is Badge.OBJECTIONS
        and step.best.worry
        and any(
            other.best.badge in _PROCEDURE
            and other.strong
            and other.best.fact
            and not other.best.meaning.past
            and (other.titled or other.best.line.depth <= LEAD)
            and (other.best.deal, other.best.authority.key) == (step.best.deal, step.best.authority.key)
            for other in steps
        )
    )


def _off_as_forbidden(step: Step, steps: Sequence[Step]) -> bool:
    """ "The merger is off. Brussels has blocked it": what the first sentence tells is the prohibition's effect."""
    return (
        step.best.badge is Badge.WITHDRAWN
        and step.best.authority.tie < Tie.SENTENCE
        and any(
            other.best.badge is Badge.PROHIBITED
            and other.strong
            and other.best.fact
            and not other.best.meaning.past
            and other.best.deal == step.best.deal
            and step.best.line.sentence.index < other.best.line.sentence.index
            and other.best.line.depth <= LEAD
            for other in steps
        )
    )


def _given_up_once(step: Step, steps: Sequence[Step]) -> bool:
    """A deal is given up once: of the authorities before which it was, the one named beside it stands."""
    return (
        step.best.badge is Badge.WITHDRAWN
        and step.best.authority.tie < Tie.SENTENCE
        and any(
            other.best.badge is Badge.WITHDRAWN
            and other.best.deal == step.best.deal
            and other.best.authority.tie >= Tie.SENTENCE
            and other.best.fact
            for other in steps
        )
    )


def _with_strings(step: Step, steps: Sequence[Step]) -> bool:
    """A clearance of which the same text tells the conditions."""
    return step.best.badge is Badge.CLEARED and any(
        other.best.badge is Badge.CLEARED_CONDITIONS
        and other.strong
        and other.best.fact
        and other.best.meaning.past <= step.best.meaning.past
        and (other.best.deal, other.best.authority.key) == (step.best.deal, step.best.authority.key)
        for other in steps
    )


def _told_better(step: Step, steps: Sequence[Step]) -> bool:
    """ "Closes its probe" beside "does not qualify as a merger", or beside the end of the deal, is no clearance."""
    if step.best.badge not in (Badge.CLOSED_NO_ACTION, Badge.CLEARED):
        return False
    closed = step.best.badge is Badge.CLOSED_NO_ACTION
    return any(
        closed and other.best.badge is Badge.WITHDRAWN and other.best.fact and other.best.deal == step.best.deal
        for other in steps
    ) or any(
        other.best.badge is Badge.NOT_REVIEWABLE
        and other.best.meaning.modality is step.best.meaning.modality
        and (other.best.deal, other.best.authority.key) == (step.best.deal, step.best.authority.key)
        and (other.best.line is step.best.line or step.best.badge is Badge.CLOSED_NO_ACTION)
        for other in steps
    )
