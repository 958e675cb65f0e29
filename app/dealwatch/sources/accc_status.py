"""The ACCC register's words, read as status axes.

Must not contain: HTML, fetching. Values seen on the register from October 2025 to August 2026; procedure
`AU_MERGER` (Competition and Consumer Act 2010, Part IVA).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dealwatch.model.status import Clock, Outcome, Stage
from dealwatch.sources.printed import level

UNDER_ASSESSMENT = "under assessment"
COMPLETED = "assessment completed"
SUSPENDED = "assessment suspended"
CEASED = "assessment ceased"
STATUSES = frozenset({UNDER_ASSESSMENT, COMPLETED, SUSPENDED, CEASED})

WAIVER_PREFIX = "WA-"

_PHASE = re.compile(r"phase ([12])\b")
_CONDITIONS = re.compile(r"approved\b.*\bconditions?$")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page's words amount to. `words` are those that carry the outcome, or empty.

    `mapped` is False where the register used words nobody has mapped: then no axis is stated at all.
    """

    mapped: bool
    stage: Stage = Stage.ANNOUNCED
    outcome: Outcome = Outcome.PENDING
    clock: Clock = Clock.NONE
    words: str = ""
    warnings: tuple[str, ...] = ()


def known_status(words: str) -> bool:
    """Whether the register's status is one of those that have been mapped."""
    return level(words).casefold() in STATUSES


def read(number: str, status: str, stage: str, determination: str) -> Reading:
    """Axes for the printed words; an absent field is the empty string.

    The same words mean different things by prefix: on an MN number "Approved" clears the acquisition, on a WA number
    it waives the duty to notify and clears nothing; "Not approved" there means that the parties must notify, not
    that the deal is prohibited.
    """
    state = level(status).casefold()
    if state not in STATUSES:
        return Reading(mapped=False, warnings=(f"status not mapped: {status}",))
    if number.startswith(WAIVER_PREFIX):
        return _waiver(state, determination)
    return _notification(state, stage, determination)


def _waiver(state: str, determination: str) -> Reading:
    if state == CEASED:
        return Reading(True, Stage.DECISION, Outcome.WITHDRAWN)
    if state != COMPLETED:
        return Reading(True, Stage.JURISDICTION_REVIEW, clock=Clock.SUSPENDED if state == SUSPENDED else Clock.NONE)
    match level(determination).casefold():
        case "approved":
            words = f"{determination} (notification waived: the acquisition need not be notified)"
            return Reading(True, Stage.DECISION, Outcome.NO_JURISDICTION, words=words)
        case "not approved":
            words = f"{determination} (waiver refused: the parties must notify)"
            return Reading(True, Stage.DECISION, Outcome.CLOSED_NO_ACTION, words=words)
    return Reading(True, Stage.DECISION, words=determination, warnings=_unmapped(determination))


def _notification(state: str, stage: str, determination: str) -> Reading:
    if state == CEASED:
        return Reading(True, Stage.DECISION, Outcome.WITHDRAWN)
    if state == COMPLETED:
        outcome = _outcome(determination)
        warnings = () if outcome is not Outcome.PENDING else _unmapped(determination)
        return Reading(True, Stage.DECISION, outcome, Clock.EXPIRED, determination, warnings)
    phase = _PHASE.match(level(stage).casefold())
    if phase is None:
        return Reading(mapped=False, warnings=(f"stage not mapped: {stage}",))
    reached = Stage.NOTIFIED if phase[1] == "1" else Stage.IN_DEPTH
    # A determination beside an open status is the register contradicting itself: the status leads, the words stay.
    warnings = (f"{determination} beside {state}",) if determination else ()
    return Reading(True, reached, clock=Clock.SUSPENDED if state == SUSPENDED else Clock.RUNNING, warnings=warnings)


def _outcome(determination: str) -> Outcome:
    words = level(determination).casefold()
    if words == "approved":
        return Outcome.CLEARED
    if words == "not approved":
        return Outcome.PROHIBITED
    return Outcome.CLEARED_CONDITIONS if _CONDITIONS.fullmatch(words) else Outcome.PENDING


def _unmapped(determination: str) -> tuple[str, ...]:
    """A decision of a kind nobody has mapped shows as decided, with its own words: it is never guessed."""
    return (f"determination not mapped: {determination}",) if determination else ()
