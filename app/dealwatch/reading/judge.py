"""From findings to proposals: which one stands for each step, which of them the text is about, and why.

No status is set here: a proposal is all that leaves this package.
"""

from __future__ import annotations

from collections.abc import Sequence

from dealwatch.model.proposal import Amount, Modality, Proposal, Role, TrackedDeal
from dealwatch.model.status import Badge
from dealwatch.reading import amounts, attribution, case_numbers, dates
from dealwatch.reading.authorities import OTHER_BODY
from dealwatch.reading.binding import COURTS, Tie
from dealwatch.reading.deals import Deal
from dealwatch.reading.findings import Finding
from dealwatch.reading.lexicon import BADGES, Kind
from dealwatch.reading.page import Page
from dealwatch.reading.scope import OUTCOMES, SOFT, Past, beside
from dealwatch.reading.steps import LEAD, Step, gather

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

_LEAST = 0.62
"""A main proposal below this score is listed quietly."""

_LEAST_OF_ANSWERS = 0.55
"""The same of what the parties do about a decision: they are "both" or "the two" there, and nobody names them anew."""

_PAIR = 2  # parties: of a deal of one unknown firm nothing tells that it is one
_SURE = 1.0
"""Weight of a deal that a text tells in so many words, not only by naming two firms in one sentence."""

_OF_MERGERS = (OUTCOMES | {Badge.PHASE_1, Badge.IN_DEPTH}) - {
    Badge.INFRINGEMENT,
    Badge.COMMITMENTS_BINDING,
    Badge.CLOSED_NO_ACTION,
}
"""Steps that are of a deal even where no word says so; the others are of conduct as well."""

_OPENING_LINES = 4
"""Lines of a text by which it must have named a deal of which its headline tells a step."""

_SAME_ROUND = 6
"""Sentences within which decisions of one authority in several deals are one round of news."""

_AT_ONCE = 2
"""Sentences after a prohibition within which an appeal against it is still the same news."""

_FIRST_PART = 8
"""Full sentences of a text in which another authority's step is still its news rather than its history."""


def proposals(
    page: Page, deals: Sequence[Deal], found: Sequence[Finding], tracked: Sequence[TrackedDeal]
) -> list[Proposal]:
    """The proposals of a text, main ones first."""
    steps = gather(found)
    main = _main(page, [step for step in steps if _introduced(page, deals, step)], deals, _still_pending(page))
    values = {index: amounts.of_deal(page, deals[index], deals) for index in {step.best.deal for step in steps}}
    raised = [step for step in main if _raised(step, main)]
    made = [_proposal(page, deals, step, tracked, values[step.best.deal], main, raised) for step in steps]
    return sorted(made, key=lambda proposal: (proposal.role is Role.BACKGROUND, -proposal.score, proposal.start))


def _introduced(page: Page, deals: Sequence[Deal], step: Step) -> bool:
    """Whether the text is about the deal at all: a proceeding without any deal, or a guide to law, is not.

    The step's own sentence names a party and a deal, or the beginning of the text does so before it.
    """
    keys, own = deals[step.best.deal].keys, step.best.line
    before = [line for line in page.lines[: own.sentence.index + 1] if line.depth <= LEAD or line is own]
    sure = deals[step.best.deal].known or deals[step.best.deal].weight >= _SURE
    if len(before) < _OPENING_LINES and sure:
        before = list(page.lines[:_OPENING_LINES])
    named = [line for line in before if keys & line.firms]
    alone = len(keys) < _PAIR and not deals[step.best.deal].known and not own.tells_deal
    paired = any(len(keys) > 1 and keys <= line.firms for line in named)
    of_merger = sure or step.best.badge in _OF_MERGERS
    told = any(line.tells_deal for line in before) or (paired and of_merger and step.strong)
    return bool(named) and not alone and told and (step.strong or own.tells_deal or deals[step.best.deal].known)


def _still_pending(page: Page) -> frozenset[str]:
    """The authorities of which the beginning tells that their review merely goes on (a decision put off)."""
    return frozenset(
        mention.key
        for line in page.lines
        if (line.sentence.title or line.depth < LEAD) and any(m.payload.kind is Kind.PENDING for m in line.marks)
        for mention in line.authorities
        if mention.key and not mention.place
    )


def _of_another_body(page: Page) -> bool:
    """Whether the beginning tells what a government, a central bank or shareholders decided: then that is the news."""
    return any(
        (line.sentence.title or line.depth < LEAD)
        and any(BADGES[match.payload.name] in OUTCOMES for match in line.steps)
        and any(mention.key == OTHER_BODY for mention in line.authorities)
        for line in page.lines
    )


def _main(page: Page, steps: Sequence[Step], deals: Sequence[Deal], pending: frozenset[str]) -> list[Step]:
    """What the text is about: its strongest step, and those told as firmly beside it."""
    leading = [step for step in steps if step.titled or step.best.line.depth < LEAD]
    if not leading and _of_another_body(page):
        return []
    ranked = sorted(
        leading or [step for step in steps if not step.best.meaning.past], key=lambda step: step.rank, reverse=True
    )
    if not ranked:
        return []
    lead = ranked[0]
    if pending and lead.best.authority.key not in pending and not lead.titled:
        return []  # the news is that one authority takes longer; what another did is background
    if lead.best.meaning.modality is Modality.HYPOTHETICAL:
        return [lead]
    main, waiting, count = [lead], sorted(steps, key=lambda step: step.rank, reverse=True), 0
    while count < len(main):  # a round of news goes on from deal to deal
        count = len(main)
        for step in waiting:
            if step not in main and _beside(page, step, lead, main, deals):
                main.append(step)
    return main


def _beside(page: Page, step: Step, lead: Step, main: Sequence[Step], deals: Sequence[Deal]) -> bool:
    """Whether a step is raised beside the leading one: as firm, as new, and of a deal or an authority of its own."""
    best = step.best
    mine, first = deals[best.deal], deals[lead.best.deal]
    if mine is not first and mine.keys & first.keys and not (mine.known and first.known):
        return False
    told = step.strong or best.match is lead.best.match  # the leading step's own words, of another deal in its list
    if best.meaning.past or best.meaning.modality is not lead.best.meaning.modality or not told:
        return False
    same_authority = best.authority.key == lead.best.authority.key
    if best.meaning.aside and not same_authority and not _same_outcome(best.badge, lead.best.badge):
        return False
    if any(best.deal == other.best.deal and best.authority.key == other.best.authority.key for other in main):
        if _answers(step, lead):
            return True
        told_at_once = best.line is lead.best.line and best.deal_tie >= Tie.SENTENCE
        told_at_once = told_at_once and lead.best.badge is not Badge.WITHDRAWN  # what made them give up is past
        return told_at_once and lead.best.badge in OUTCOMES and best.authority.tie >= Tie.SENTENCE
    if same_authority:  # a step in another deal
        near = any(abs(best.line.sentence.index - other.best.line.sentence.index) <= _SAME_ROUND for other in main)
        alone = best.line.firms <= mine.keys and ";" not in page.quote(best.line)
        own = alone or beside(page, best.line, best.match, mine.keys)
        here = best.line is lead.best.line or (near and not _of_old(best) and own)
        return best.deal_tie is Tie.FULL and here
    return _another_authority(step, lead)


def _answers(step: Step, lead: Step) -> bool:
    """Whether the parties give up on the prohibition that is the news, or go to court against it."""
    best = step.best
    reach = {Badge.WITHDRAWN: _SAME_ROUND, Badge.UNDER_APPEAL: _AT_ONCE}.get(best.badge, -1)
    near = 0 <= best.line.sentence.index - lead.best.line.sentence.index <= reach
    answered = lead.best.badge is Badge.PROHIBITED and near
    return answered and best.deal == lead.best.deal and not best.meaning.aside


def _another_authority(step: Step, lead: Step) -> bool:
    """Whether another authority's step is news as well: in the deal that the text is about, or in one of its own."""
    best = step.best
    if best.deal != lead.best.deal:
        near = abs(best.line.sentence.index - lead.best.line.sentence.index) <= _SAME_ROUND
        full = best.deal_tie is Tie.FULL and best.authority.tie >= Tie.SENTENCE
        return near and full and best.authority.key not in COURTS and not _of_old(best)
    if best.authority.tie is not Tie.FULL or best.authority.key in COURTS:
        return False
    if best.line is lead.best.line:
        return best.deal_tie >= Tie.SENTENCE
    of_others = best.deal_tie is Tie.BEFORE and bool(best.line.names)  # the sentence speaks of other firms
    told = best.badge not in SOFT and best.deal_tie >= Tie.BEFORE and best.line.depth <= _FIRST_PART and not of_others
    return told and not _of_old(best)


def _of_old(finding: Finding) -> bool:
    """Whether anything in a step's sentence speaks of earlier times."""
    return any(
        mark.first < finding.match.last for cue in ("anterior", "after", "history") for mark in finding.line.cues(cue)
    )


def _same_outcome(one: Badge, other: Badge) -> bool:
    """Whether two steps end a review in the same sense."""
    return (one is other and one in OUTCOMES) or {one, other} <= {Badge.CLEARED, Badge.CLEARED_CONDITIONS}


def _told(step: Step) -> float:
    """How well the text tells a step, its headline included."""
    return min(1.0, step.best.score + 0.05 * step.titled)


def _raised(step: Step, main: Sequence[Step]) -> bool:
    """Whether a step that the text is about is told well enough; what the parties do about a decision needs less."""
    answers = any(_answers(step, other) for other in main)
    enough = _told(step) >= (_LEAST_OF_ANSWERS if answers else _LEAST) or not step.best.fact
    return enough and step.best.meaning.past is not Past.ANTERIOR


def _proposal(
    page: Page,
    deals: Sequence[Deal],
    step: Step,
    tracked: Sequence[TrackedDeal],
    value: Amount | None,
    main: Sequence[Step],
    raised: Sequence[Step],
) -> Proposal:
    best = step.best
    deal = deals[best.deal]
    known = tracked[deal.tracked] if deal.tracked is not None else None
    return Proposal(
        parties=tuple(firm.name for firm in deal.parties),
        authority=best.authority.key,
        status=best.badge,
        formal=_FORMAL.get(best.badge, True),
        role=Role.MAIN if step in raised else Role.BACKGROUND,
        modality=best.meaning.modality,
        evidence=page.quote(best.line),
        start=best.line.sentence.start,
        score=round(_told(step), 2),
        reason=_reason(page, deal, step, step in main),
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


def _reason(page: Page, deal: Deal, step: Step, main: bool) -> str:
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
