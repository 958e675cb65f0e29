"""From findings to proposals: which one stands for each step, which of them the text is about, and why.

No status is set here: a proposal is all that leaves this package.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dealwatch.model.proposal import Amount, Modality, Proposal, Role, TrackedDeal
from dealwatch.model.status import Badge
from dealwatch.reading import amounts, attribution, case_numbers, dates
from dealwatch.reading.binding import COURTS, Tie
from dealwatch.reading.deals import Deal
from dealwatch.reading.findings import Finding
from dealwatch.reading.lexicon import Kind
from dealwatch.reading.page import Page
from dealwatch.reading.scope import OUTCOMES, SOFT, Past

_FORMAL = {
    Badge.MONITORING: False,
    Badge.JURISDICTION_CHECK: False,
    Badge.PRE_NOTIFICATION: False,
    Badge.NOT_REVIEWABLE: False,
    Badge.REFERRED: None,
    Badge.CLOSED_NO_ACTION: None,
    Badge.WITHDRAWN: None,
}
"""Whether a step is a formal one; every step not listed is."""

_LEAST = 0.5
"""A main proposal below this score is listed quietly."""

_AS_GOOD = 0.2
"""Of sentences that tell the same step nearly as well the first is quoted."""

_LEAD = 2
"""Full sentences of the body in which a text says what it is about."""

_ORDER = list(Badge)


@dataclass(frozen=True, slots=True)
class _Step:
    """All findings of one step, the one that is quoted first."""

    best: Finding
    support: int
    titled: bool
    strong: bool

    @property
    def rank(self) -> tuple[float, int]:
        """Plain facts first, then what is not told as past, then by score; of equals the later stage."""
        how = self.best.meaning
        weight = self.best.score + 0.35 * self.titled + 0.02 * min(self.support - 1, 3)
        return weight + _standing(self.best) + 0.5 * self.strong, _ORDER.index(self.best.badge)


def _standing(finding: Finding) -> float:
    """What makes a step the news: facts before rumours, the present before the past."""
    value = 1.0 if finding.fact else 0.3 if finding.meaning.modality is Modality.REPORTED else 0.0
    value -= {Past.ANTERIOR: 0.6, Past.DATED: 0.2}.get(finding.meaning.past, 0.0)
    value += 0.15 if finding.badge in OUTCOMES and finding.strong else 0.0
    return value - 0.2 * finding.meaning.aside


def proposals(
    page: Page, deals: Sequence[Deal], found: Sequence[Finding], tracked: Sequence[TrackedDeal]
) -> list[Proposal]:
    """The proposals of a text, main ones first."""
    steps = _steps(found)
    main = _main(steps, deals, _still_pending(page))
    values = {index: amounts.of_deal(page, deals[index], deals) for index in {step.best.deal for step in steps}}
    made = [_proposal(page, deals, step, tracked, values[step.best.deal], step in main) for step in steps]
    return sorted(made, key=lambda proposal: (proposal.role is Role.BACKGROUND, -proposal.score, proposal.start))


def _steps(found: Sequence[Finding]) -> list[_Step]:
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
        steps.append(_Step(best, len({f.line.sentence.index for f in group}), titled, strong))
    spoilers = (_told_better, _overclaims, _vague)
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


def _related(one: Badge, other: Badge) -> bool:
    return one is not other and any({one, other} <= family for family in _FAMILIES)


def _overclaims(step: _Step, steps: Sequence[_Step]) -> bool:
    """A headline whose step the text itself tells otherwise."""
    return step.best.line.sentence.title and any(
        _related(step.best.badge, other.best.badge)
        and not other.best.line.sentence.title
        and other.best.line.depth < _LEAD
        and other.strong
        and not other.best.meaning.past
        and other.best.meaning.modality is not Modality.HYPOTHETICAL
        and (other.best.deal, other.best.authority.key) == (step.best.deal, step.best.authority.key)
        for other in steps
    )


def _vague(step: _Step, steps: Sequence[_Step]) -> bool:
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
            and other.best.line.depth <= _LEAD
            and (other.best.deal, other.best.authority.key) == (step.best.deal, step.best.authority.key)
            for other in steps
        )
    )


def _told_better(step: _Step, steps: Sequence[_Step]) -> bool:
    """ "Closes its probe" beside "does not qualify as a merger" is no clearance."""
    if step.best.badge not in (Badge.CLOSED_NO_ACTION, Badge.CLEARED):
        return False
    return any(
        other.best.badge is Badge.NOT_REVIEWABLE
        and other.best.meaning.modality is step.best.meaning.modality
        and (other.best.deal, other.best.authority.key) == (step.best.deal, step.best.authority.key)
        and (other.best.line is step.best.line or step.best.badge is Badge.CLOSED_NO_ACTION)
        for other in steps
    )


def _still_pending(page: Page) -> frozenset[str]:
    """The authorities of which the beginning tells that their review merely goes on (a decision put off)."""
    return frozenset(
        mention.key
        for line in page.lines
        if (line.sentence.title or line.depth < _LEAD) and any(m.payload.kind is Kind.PENDING for m in line.marks)
        for mention in line.authorities
        if mention.key and not mention.place
    )


def _main(steps: Sequence[_Step], deals: Sequence[Deal], pending: frozenset[str]) -> list[_Step]:
    """What the text is about: its strongest step, and those told as firmly beside it."""
    leading = [step for step in steps if step.titled or step.best.line.depth < _LEAD]
    ranked = sorted(leading or steps, key=lambda step: step.rank, reverse=True)
    if not ranked:
        return []
    lead = ranked[0]
    if pending and lead.best.authority.key not in pending and not lead.titled:
        return []  # the news is that one authority takes longer; what another did is background
    if lead.best.meaning.modality is Modality.HYPOTHETICAL:
        return [lead]
    main = [lead]
    for step in sorted(steps, key=lambda step: step.rank, reverse=True):
        if step is not lead and _beside(step, lead, main, deals):
            main.append(step)
    return main


def _beside(step: _Step, lead: _Step, main: Sequence[_Step], deals: Sequence[Deal]) -> bool:
    """Whether a step is raised beside the leading one."""
    best = step.best
    mine, first = deals[best.deal], deals[lead.best.deal]
    if mine is not first and mine.keys & first.keys and not (mine.known and first.known):
        return False
    if best.meaning.past or best.meaning.modality is not lead.best.meaning.modality:
        return False
    if best.deal_tie < Tie.SENTENCE or not step.strong:
        return False
    if best.meaning.aside and (mine is first or best.badge is not lead.best.badge):
        return False
    same_sentence = best.line is lead.best.line
    same_authority = best.authority.key == lead.best.authority.key
    if any(best.deal == other.best.deal and best.authority.key == other.best.authority.key for other in main):
        return same_sentence and lead.best.badge in OUTCOMES and best.authority.tie >= Tie.SENTENCE
    if same_authority:  # the same step in another deal
        near = abs(best.line.sentence.index - lead.best.line.sentence.index) <= 1
        return best.deal_tie is Tie.FULL and (same_sentence or (best.badge is lead.best.badge and near))
    return (
        same_sentence
        and best.deal == lead.best.deal
        and best.authority.tie is Tie.FULL
        and best.authority.key not in COURTS
    )


def _proposal(
    page: Page, deals: Sequence[Deal], step: _Step, tracked: Sequence[TrackedDeal], value: Amount | None, main: bool
) -> Proposal:
    best = step.best
    deal = deals[best.deal]
    known = tracked[deal.tracked] if deal.tracked is not None else None
    score = min(1.0, best.score + 0.05 * step.titled)
    raised = main and (score >= _LEAST or not best.fact) and best.meaning.past is not Past.ANTERIOR
    return Proposal(
        parties=tuple(firm.name for firm in deal.parties),
        authority=best.authority.key,
        status=best.badge,
        formal=_FORMAL.get(best.badge, True),
        role=Role.MAIN if raised else Role.BACKGROUND,
        modality=best.meaning.modality,
        evidence=page.quote(best.line),
        start=best.line.sentence.start,
        score=round(score, 2),
        reason=_reason(page, deal, step, main),
        deal=known.name if known else "",
        deal_id=known.id if known else "",
        kind=deal.kind,
        case_number=case_numbers.near(page, best.line, best.authority.key),
        value=value,
        event_date=dates.event_date(page, best.line, best.match),
        attribution=attribution.told_by(page, best.line, best.authority.key),
    )


_TIES = {
    Tie.FULL: "named in the sentence",
    Tie.SENTENCE: "named in part in the sentence",
    Tie.BEFORE: "named before it",
    Tie.TEXT: "taken from the text as a whole",
}


def _reason(page: Page, deal: Deal, step: _Step, main: bool) -> str:
    best = step.best
    words = page.tokens.surface(best.match.first, best.match.last)
    parts = [
        f"parties {' / '.join(firm.name for firm in deal.parties)} {_TIES[best.deal_tie]}",
        f"authority {best.authority.key} {_TIES[best.authority.tie]}",
        f"step words “{' '.join(words.split())}”{'' if best.strong else ' (weak)'}",
    ]
    lowered = list(best.meaning.lowered)
    if not main:
        lowered.append("not what the text is about")
    if lowered:
        parts.append(f"lowered: {', '.join(lowered)}")
    return "; ".join(parts)
