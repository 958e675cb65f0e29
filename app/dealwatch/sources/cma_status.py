"""Where a UK merger case stands: the case data decide, the page fills what they leave open.

A function of the document alone, so that an unchanged page gives an unchanged status. Must not contain: reading of
JSON or HTML, computed deadlines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dealwatch.model.facts import Fact
from dealwatch.model.status import Clock, Outcome, Overlay, Stage
from dealwatch.sources.cma_signs import DESCRIPTION, REMITTED, Page, Sign, all_signs, row_fact, shown_stage, signs

METADATA = "/details/metadata"

OUTCOMES = {
    "mergers-phase-1-clearance": Outcome.CLEARED,
    "mergers-phase-1-clearance-with-undertakings-in-lieu": Outcome.CLEARED_CONDITIONS,
    "mergers-phase-1-exception-to-duty-to-refer": Outcome.CLEARED,
    "mergers-phase-1-found-not-to-qualify": Outcome.NO_JURISDICTION,  # never a clearance
    "mergers-phase-2-clearance": Outcome.CLEARED,
    "mergers-phase-2-clearance-with-remedies": Outcome.CLEARED_CONDITIONS,
    "mergers-phase-2-prohibition": Outcome.PROHIBITED,
    "mergers-phase-2-cancellation": Outcome.WITHDRAWN,
}
"""The outcome types that are results; a referral and a public interest intervention are none."""

REFERRAL = "mergers-phase-1-referral"
_WITH_CLOCK = (Stage.NOTIFIED, Stage.PHASE1_REMEDIES, Stage.IN_DEPTH, Stage.OBJECTIONS, Stage.REMEDIES)
_STOPPED = re.compile(r"\b(?:suspended|paused|stopped)\b", re.IGNORECASE)
_ORDER_ENDED = re.compile(r"(?:revocation|revoked|release)\b.*\border|\border\b.*\b(?:revoked|released)", re.IGNORECASE)
_REMEDIES_KEPT = re.compile(r"final undertakings|final order", re.IGNORECASE)
_APPEAL = re.compile(r"\bappeal\b(?! tribunal)|judicial review|application for review", re.IGNORECASE)
_APPEAL_OVER = re.compile(r"judgment|dismiss|withdrawn|quash|remit", re.IGNORECASE)


def status_facts(state: str, outcome_type: str, page: Page) -> Iterator[Fact]:
    """The four axes; then the stage the page alone would tell and any contradiction between page and case data.

    `state` and `outcome_type` are the values of the case data, empty where they are not given.
    """
    found = signs(page)
    shown = shown_stage(page, found)
    said = next((sign for sign in found if sign.step.outcome is not None), None)
    outcome = _outcome(state, outcome_type, said)
    stage = _stage(state, outcome_type, shown, outcome)
    if stage is not None:
        yield stage
    yield outcome
    yield _clock(page, stage, outcome)
    yield _overlay(state, page, found)
    if shown is not None:
        yield Fact("text:shown_on_page", shown.value, shown.words, shown.locator, shown.quote)
    contradiction = _contradiction(state, outcome_type, shown, said)
    if contradiction:
        yield Fact("text:contradiction", contradiction)


def data_fact(name: str, value: str, field: str, printed: str) -> Fact:
    return Fact(name, value, printed, f"{METADATA}/{field}", printed)


def _outcome(state: str, outcome_type: str, said: Sign | None) -> Fact:
    """The published type; where that is missing or no result, a heading that names it: it may never get a type."""
    known = OUTCOMES.get(outcome_type)
    if known is not None:
        return data_fact("outcome", known.value, "outcome_type", outcome_type)
    if said is not None and said.step.outcome is not None:
        return said.fact("outcome", said.step.outcome.value)
    field, printed = ("outcome_type", outcome_type) if outcome_type else ("case_state", state)
    return data_fact("outcome", Outcome.PENDING.value, field, printed)


def _stage(state: str, outcome_type: str, shown: Fact | None, outcome: Fact) -> Fact | None:
    rank = -1 if shown is None else Stage(shown.value).rank
    if rank < Stage.DECISION.rank:
        if outcome.value != Outcome.PENDING:
            return Fact("stage", Stage.DECISION.value, outcome.words, outcome.locator, outcome.quote)
        if state == "closed":
            return data_fact("stage", Stage.DECISION.value, "case_state", state)
    if outcome_type == REFERRAL and rank < Stage.IN_DEPTH.rank:
        return data_fact("stage", Stage.IN_DEPTH.value, "outcome_type", outcome_type)
    return shown


def _clock(page: Page, stage: Fact | None, outcome: Fact) -> Fact:
    """Running while a published statutory deadline lies ahead of the page's last announced change; never computed."""
    if stage is None or outcome.value != Outcome.PENDING or Stage(stage.value) not in _WITH_CLOCK:
        return Fact("clock", Clock.NONE.value)
    in_phase_1 = Stage(stage.value).rank < Stage.IN_DEPTH.rank
    steps = ("phase_1", "undertakings_considered") if in_phase_1 else ("phase_2", "remittal")
    due = [row for row in page.rows if row.deadline in steps]
    stopped = next((row for row in due if _STOPPED.search(row.value)), None)
    if stopped is not None:
        return row_fact("clock", Clock.SUSPENDED.value, stopped)
    ends = [(row.days.first.exact, row) for row in due if row.days is not None and row.days.first.exact is not None]
    if not ends:
        return Fact("clock", Clock.NOT_COMPUTABLE.value)
    end, row = max(ends, key=lambda item: item[0])
    if page.as_of is None or end >= page.as_of:
        return row_fact("clock", Clock.RUNNING.value, row)
    if Stage(stage.value) is Stage.PHASE1_REMEDIES:  # the period for accepting undertakings is not published
        return Fact("clock", Clock.NOT_COMPUTABLE.value)
    return row_fact("clock", Clock.EXPIRED.value, row)


def _overlay(state: str, page: Page, found: Sequence[Sign]) -> Fact:
    """An initial enforcement order while the case is open, remedies that are monitored, an appeal not yet decided."""
    titles = [section.title for section in page.sections]
    overlays: dict[Overlay, Sign] = {}
    orders = [sign for sign in all_signs(page) if sign.step.interim_order]
    if orders and state != "closed" and not any(map(_ORDER_ENDED.search, titles)):
        overlays[Overlay.INTERIM_MEASURES] = orders[0]
    kept = [sign for sign in found if _REMEDIES_KEPT.search(sign.words)]
    if kept:
        overlays[Overlay.REMEDY_MONITORING] = kept[0]
    appeals = [sign for sign in all_signs(page) if _APPEAL.search(sign.words)]
    if appeals and page.latest_phase < REMITTED and not any(_APPEAL_OVER.search(sign.words) for sign in appeals):
        overlays[Overlay.APPEAL] = appeals[0]
    value = ",".join(sorted(overlays))
    return next((sign.fact("overlay", value) for sign in overlays.values()), Fact("overlay", value))


def _contradiction(state: str, outcome_type: str, shown: Fact | None, said: Sign | None) -> str:
    """Both are kept and shown; neither is derived from the other."""
    data = ", ".join(filter(None, (state, outcome_type)))
    known = OUTCOMES.get(outcome_type)
    if said is not None and known is not None and known != said.step.outcome:
        return f"The case data say: {data}. The page says: {said.words}."
    if shown is None or shown.locator == DESCRIPTION:
        return ""  # a description is worded too loosely to contradict anything
    if (state == "closed" or known is not None) and Stage(shown.value).rank < Stage.DECISION.rank:
        return f"The case data say: {data}. The page still shows: {shown.words}."
    return ""
