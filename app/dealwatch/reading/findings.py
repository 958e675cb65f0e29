"""Step phrases made into findings: who, in which deal, how firmly, with a score that can be told in a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dealwatch.model.proposal import Modality
from dealwatch.model.status import Badge
from dealwatch.reading.binding import Bound, Discourse, Tie
from dealwatch.reading.deals import Deal
from dealwatch.reading.lexicon import BADGES, Mark, common
from dealwatch.reading.matcher import Match
from dealwatch.reading.page import Line, Page
from dealwatch.reading.scope import OUTCOMES, Meaning, Past, meaning

_LEAD = 2
_MOST_FINDINGS = 400
_OF_COURTS = frozenset({Badge.IN_COURT, Badge.UNDER_APPEAL})
_FEW = 2
_SHORT_SENTENCE = 8
_DUTY_REACH = 8  # words between "but" and "must"
_STILL_DUE = frozenset({Badge.CLEARED, Badge.PHASE_1, Badge.PRE_NOTIFICATION})
_COUNT_REACH = 4  # words between a number, what it counts and the step
_SUBJECT_REACH = 14  # words between a subject and its verb


@dataclass(frozen=True, slots=True)
class Finding:
    """One step of one authority in one deal, as one sentence tells it. `deal` indexes the deals found."""

    line: Line
    match: Match[Mark]
    badge: Badge
    meaning: Meaning
    authority: Bound
    deal: int
    deal_tie: Tie
    strong: bool
    score: float

    @property
    def fact(self) -> bool:
        return self.meaning.modality is Modality.FACT

    @property
    def worry(self) -> bool:
        """Whether the words of the step tell only what could be ("could harm competition")."""
        words = set(self.match.at)
        return any(not words.isdisjoint(mark.at) for mark in self.line.cues("hypothetical"))


def collect(page: Page, deals: Sequence[Deal]) -> list[Finding]:
    """Everything the text says about steps in these deals; denied steps are left out."""
    discourse = Discourse(page, deals)
    found: list[Finding] = []
    for line in [line for line in page.lines if line.steps]:
        steps = [(match, meaning(page, line, match)) for match in line.steps]
        steps = [(match, how) for match, how in steps if not how.negated]
        here = [f for match, how in steps for f in _bind(page, line, match, how, discourse, alone=len(steps) == 1)]
        here = [_with_conditions(page, _without_conditions(finding), deals) for finding in here]
        before = [finding for finding in found if finding.line.sentence.index == line.sentence.index - 1]
        here = [_still_hearsay(finding, before) for finding in here]
        here = [finding for finding in here if not any(_appealed(finding, other) for other in here)]
        found.extend(finding for finding in here if not _inside_outcome(finding, here))
        if len(found) > _MOST_FINDINGS:
            break
    return found


def _without_conditions(finding: Finding) -> Finding:
    """ "Cleared without conditions": the conditions are named in order to be denied."""
    words = set(finding.match.at)
    denied = any(not words.isdisjoint(mark.at) for mark in finding.line.cues("unconditional"))
    return replace(finding, badge=Badge.CLEARED) if denied and finding.badge is Badge.CLEARED_CONDITIONS else finding


def _with_conditions(page: Page, finding: Finding, deals: Sequence[Deal]) -> Finding:
    """A clearance whose conditions are told beside it, in the same sentence or the next one."""
    if finding.badge is not Badge.CLEARED or _no_strings(finding):
        return finding
    index = finding.line.sentence.index
    own = finding.authority.key
    following = [
        line
        for line in page.lines[index + 1 : index + 2]
        if not any(m.key not in ("", own) and not m.place for m in line.authorities)
        and (not line.names or any(name.firm.key in deals[finding.deal].keys for name in line.names))
    ]
    if finding.line.sentence.title:
        following = []
    told = _bound_to_act(finding) or any(
        not _denied(line, mark) and not _earlier(line, mark) and not (line in following and _lacking(line, mark))
        for line in (finding.line, *following)
        for mark in line.cues("condition")
    )
    return replace(finding, badge=Badge.CLEARED_CONDITIONS) if told else finding


def _still_hearsay(finding: Finding, before: Sequence[Finding]) -> Finding:
    """What goes on about a rumour in the next sentence, without naming the authority anew, is a rumour too."""
    if not finding.fact or finding.authority.tie >= Tie.SENTENCE:
        return finding
    rumoured = any(
        other.meaning.modality is Modality.REPORTED
        and (other.deal, other.authority.key) == (finding.deal, finding.authority.key)
        for other in before
    )
    if not rumoured:
        return finding
    lowered = (*finding.meaning.lowered, "hearsay")
    return replace(finding, meaning=replace(finding.meaning, modality=Modality.REPORTED, lowered=lowered))


def _no_strings(finding: Finding) -> bool:
    return any(mark.first <= finding.match.last + 6 for mark in finding.line.cues("unconditional"))


def _denied(line: Line, mark: Match[Mark]) -> bool:
    return any(0 < mark.first - negation.last <= 3 for negation in line.cues("negation"))


def _bound_to_act(finding: Finding) -> bool:
    """Whether a clearance goes on "but A must ...", "though it will have to ...": a duty, and no other approval due."""
    line, end = finding.line, finding.match.last
    duties = [
        duty
        for duty in line.cues("duty")
        if any(end < mark.first < duty.first <= mark.last + _DUTY_REACH for mark in line.cues("restriction"))
    ]
    return any(
        not any(mention.first > duty.last and mention.key != finding.authority.key for mention in line.authorities)
        and not any(step.first > duty.last and BADGES[step.payload.name] in _STILL_DUE for step in line.steps)
        for duty in duties
    )


def _lacking(line: Line, mark: Match[Mark]) -> bool:
    """Whether a short sentence says that there are none: "Conditions there are not any"."""
    short = line.sentence.last - line.sentence.first <= _SHORT_SENTENCE
    return short and any(mark.last < negation.first for negation in line.cues("negation"))


def _earlier(line: Line, mark: Match[Mark]) -> bool:
    """Whether a condition is one of old: "which it had required"."""
    return any(0 < mark.first - before.last <= 2 or before.first in mark.at for before in line.cues("anterior"))


def _bind(
    page: Page, line: Line, match: Match[Mark], how: Meaning, discourse: Discourse, *, alone: bool
) -> Iterator[Finding]:
    for authority in discourse.authorities(line, match):
        for deal, tie in discourse.deals(line, match, alone):
            if tie < Tie.SENTENCE and _counted(page, line, match):
                continue
            strong = match.payload.strong or _acts(line, match, authority, tie)
            tied = authority.tie >= Tie.SENTENCE and (tie >= Tie.SENTENCE or line.tells_deal)
            if not (strong or tied):
                continue
            score = _score(line, strong, authority.tie, tie, how)
            yield Finding(line, match, BADGES[match.payload.name], how, authority, deal, tie, strong, score)


def _counted(page: Page, line: Line, match: Match[Mark]) -> bool:
    """Whether a sentence without a party tells how many cases were decided: "cleared 155 transactions", "73 zgody"."""
    words, counted = page.tokens.words, common("counted")
    first = max(line.sentence.first, match.first - _COUNT_REACH)
    last = min(match.last + _COUNT_REACH, line.sentence.last)
    numbers = [i for i in range(first, last) if words[i].isdecimal() and i not in match.at and int(words[i][:6]) > _FEW]
    return any(not counted.isdisjoint(words[i + 1 : i + _COUNT_REACH]) for i in numbers)


def _acts(line: Line, match: Match[Mark], authority: Bound, deal: Tie) -> bool:
    """An everyday verb of decision tells the step when the authority is its subject: "the CMA cleared A's deal"."""
    return (
        BADGES[match.payload.name] in OUTCOMES
        and authority.tie is Tie.FULL
        and deal >= Tie.SENTENCE
        and any(m.key == authority.key and 0 < match.first - m.last <= _SUBJECT_REACH for m in line.authorities)
    )


def _score(line: Line, strong: bool, authority: Tie, deal: Tie, how: Meaning) -> float:
    score = 0.45 if strong else 0.25
    score += {Tie.FULL: 0.2, Tie.SENTENCE: 0.17, Tie.BEFORE: 0.08}.get(authority, 0.0)
    score += {Tie.FULL: 0.2, Tie.SENTENCE: 0.15, Tie.BEFORE: 0.07}.get(deal, 0.0)
    if line.depth < _LEAD:
        score += 0.1
    score -= {Modality.REPORTED: 0.2, Modality.HYPOTHETICAL: 0.35}.get(how.modality, 0.0)
    score -= {Past.ANTERIOR: 0.2, Past.DATED: 0.1}.get(how.past, 0.0)
    score -= 0.1 if how.aside else 0.0
    return min(1.0, max(0.05, score))


def _inside_outcome(finding: Finding, here: Sequence[Finding]) -> bool:
    """A phase named inside a clearance ("approved after an in-depth probe") is no step of its own."""
    turns = finding.badge is not Badge.REMEDIES and _turns(finding)
    if finding.badge in OUTCOMES or finding.badge in _OF_COURTS or turns:
        return False
    return any(
        other.badge in OUTCOMES
        and other.fact
        and other.deal == finding.deal
        and other.authority.key == finding.authority.key
        and other.meaning.past <= finding.meaning.past
        for other in here
    )


def _appealed(finding: Finding, other: Finding) -> bool:
    """Whether an outcome is the decision that the same sentence tells to be under appeal."""
    decided = finding.badge in OUTCOMES and finding.badge is not Badge.WITHDRAWN
    return decided and other.badge is Badge.UNDER_APPEAL and other.strong and other.deal == finding.deal


def _turns(finding: Finding) -> bool:
    """Whether the phrase comes after a "but": one route closed, another open in the same sentence."""
    return any(mark.last < finding.match.first for mark in finding.line.cues("but"))
