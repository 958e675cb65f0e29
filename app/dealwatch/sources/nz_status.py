"""The New Zealand case register's words, read as status axes.

Must not contain: HTML, fetching. Values seen in the list of October 2025 and in the timelines of 257 cases, 1991 to
2025. Procedure `NZ_MERGER` (Commerce Act 1986, sections 66 to 69B): notification is voluntary, the Commission asks in
steps (statements of preliminary issues, of issues, of unresolved issues) and its clock is administrative.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dealwatch.model.status import Clock, Outcome, Stage
from dealwatch.sources.nz_fields import printed_day, same_outcome
from dealwatch.sources.printed import level

OPEN, CLOSED = "open", "closed"

_OUTCOMES = {
    "merger cleared": Outcome.CLEARED,
    # An authorisation (section 67) permits a merger that lessens competition for its public benefits.
    "merger authorised": Outcome.CLEARED,
    "authorised": Outcome.CLEARED,
    "merger declined": Outcome.PROHIBITED,
    "authorisation declined": Outcome.PROHIBITED,
    "application withdrawn": Outcome.WITHDRAWN,
    "authorisation withdrawn": Outcome.WITHDRAWN,
    "no jurisdiction": Outcome.NO_JURISDICTION,
    "no further action": Outcome.CLOSED_NO_ACTION,
    "not yet determined": Outcome.PENDING,
    "yet to be determined": Outcome.PENDING,
}
"""Of the register's own list of outcomes those that a review of a merger can have."""
_IN_COURT = "ongoing court proceedings"
_BESIDE = frozenset({"judgment", _IN_COURT})
"""Said beside an outcome: a court speaks as well. It changes nothing about the Commission's decision."""

_ECHO = re.compile(
    r"submission|response|reply|comment|conference|\bdue\b|extension|withdrawn|summary of", re.IGNORECASE
)
"""Rows about a step of the Commission that are not that step."""
_STEPS = (
    (Stage.NOTIFIED, re.compile(r"preliminary issues|\bSoPI\b", re.IGNORECASE)),
    (Stage.OBJECTIONS, re.compile(r"\bunresolved issues|\bSoUI\b", re.IGNORECASE)),
    (Stage.IN_DEPTH, re.compile(r"\b(?:statement|letter) of issues|\bSoI\b|\bdraft determination", re.IGNORECASE)),
)
_OFFER = re.compile(r"\bdivestment (?:proposal|undertaking)s?\b", re.IGNORECASE)
_OFFER_ECHO = re.compile(r"submission|response|\bdue\b", re.IGNORECASE)
_CLOCK = re.compile(r"\badministrative clock (?P<way>stopped|re-?started)", re.IGNORECASE)
_DUE = re.compile(r"decision (?:due|date)\b(?: by)?", re.IGNORECASE)
_UNTIL = re.compile(r"extension (?:of decision date )?(?:to|until) (?P<day>\d{1,2} \w+ \d{4})", re.IGNORECASE)
_CONDITIONS = re.compile(
    r"\b(?:cleared|clearance|granted)\b.{0,400}?\bsubject to\b.{0,200}?\b(?:divest|undertaking|condition)\w*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Step:
    """A row of a case's timeline: its day, its words, where it stands."""

    day: date
    words: str
    locator: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The axes told, None for one that is not. Each step is the row an axis rests on, None for the status itself."""

    stage: Stage | None = None
    outcome: Outcome | None = None
    clock: Clock | None = None
    stage_step: Step | None = None
    outcome_step: Step | None = None
    clock_step: Step | None = None
    in_court: bool = False
    warnings: tuple[str, ...] = ()


def read(status: str, outcome: str, steps: Iterable[Step], summary: Step | None, today: date) -> Reading:
    """Axes of a case: `status` and `outcome` as printed, the timeline in any order, `summary` the text above it.

    Rows after `today` (submissions due, conferences to come) have not happened and are left out.
    """
    known = level(status).casefold()
    past = sorted((step for step in steps if step.day <= today), key=lambda step: step.day)
    in_court = _IN_COURT in same_outcome(outcome).casefold().split("; ")
    if known == CLOSED:
        return replace(_closed(outcome, [*past, *((summary,) if summary else ())]), in_court=in_court)
    if known != OPEN:
        return Reading(warnings=(f"status not mapped: {status}",))
    # An open case with a result is the register contradicting itself: the status leads, the words stay.
    decided = any(_OUTCOMES.get(part) is not Outcome.PENDING for part in _parts(outcome))
    warnings = (f"{outcome} beside {status}",) if decided else ()
    reached = _furthest(past)
    clocks = [(step, match["way"].casefold()) for step in past if (match := _CLOCK.search(step.words))]
    stopped = bool(clocks) and clocks[-1][1] == "stopped"
    return Reading(
        stage=reached[0] if reached else Stage.NOTIFIED,
        outcome=Outcome.PENDING,
        clock=Clock.SUSPENDED if stopped else Clock.RUNNING,
        stage_step=reached[1] if reached else None,
        clock_step=clocks[-1][0] if clocks else None,
        in_court=in_court,
        warnings=warnings,
    )


def _closed(outcome: str, past: Sequence[Step]) -> Reading:
    """A result nobody has mapped shows as decided, with its own words: it is never guessed."""
    parts = _parts(outcome)
    found = [_OUTCOMES[part] for part in parts if part in _OUTCOMES]
    if not parts:
        return Reading(Stage.DECISION, Outcome.PENDING, Clock.EXPIRED)
    if len(found) != len(parts) or len(set(found)) > 1:
        return Reading(Stage.DECISION, Outcome.PENDING, Clock.EXPIRED, warnings=(f"outcome not mapped: {outcome}",))
    subject = [Step(step.day, told[0], step.locator) for step in past if (told := _CONDITIONS.search(step.words))]
    if found[0] is Outcome.CLEARED and subject:
        return Reading(Stage.DECISION, Outcome.CLEARED_CONDITIONS, Clock.EXPIRED, outcome_step=subject[-1])
    return Reading(Stage.DECISION, found[0], Clock.EXPIRED)


def _parts(outcome: str) -> list[str]:
    """The outcomes of the Commission among the words printed, folded."""
    return [part for part in same_outcome(outcome).casefold().split("; ") if part and part not in _BESIDE]


def _furthest(past: Sequence[Step]) -> tuple[Stage, Step] | None:
    """The step that says how far the review is: the furthest one, at its first day."""
    found: dict[Stage, Step] = {}
    for step in past:
        stage = stage_told(step.words)
        if stage is not None:
            found.setdefault(stage, step)
    return max(found.items(), key=lambda item: item[0].rank) if found else None


def stage_told(words: str) -> Stage | None:
    """The stage that a row of the timeline opens; None for a row that opens none."""
    if _OFFER.search(words) and not _OFFER_ECHO.search(words):
        return Stage.REMEDIES
    if _ECHO.search(words):
        return None
    return next((stage for stage, pattern in _STEPS if pattern.search(words)), None)


def deadline(steps: Iterable[Step]) -> Step | None:
    """The row that tells when the decision is due, its day the due day.

    Such a row stands at the day itself ("Decision due by") or at the day it was announced, with the due day in words
    ("Decision date (extension to 4 December 2025)"). The plain row is moved along, so it speaks first.
    """
    plain, announced = [], []
    for step in steps:
        if not _DUE.match(step.words):
            continue
        until = _UNTIL.search(step.words)
        day = printed_day(until["day"]) if until else None
        if day is not None:
            announced.append(Step(day, step.words, step.locator))
        elif _DUE.fullmatch(step.words):
            plain.append(step)
    return max(plain or announced, key=lambda step: step.day, default=None)


def is_due_day(words: str) -> bool:
    """Whether a row of the timeline is nothing but the day on which the decision is due."""
    return _DUE.fullmatch(words) is not None
