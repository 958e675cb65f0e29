"""The days on which the cases of one procedure began and ended, for comparing a case with the past.

Read from an index alone: the facts of ten thousand cases are not touched. Must not contain: counting, judgement.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import msgspec

from dealwatch.model.dates import PartialDate
from dealwatch.model.status import Outcome, Overlay
from dealwatch.store.connection import Connections
from dealwatch.store.course_index import COURSE_EXPRESSIONS

_OUTCOMES = {outcome.value: outcome for outcome in Outcome}
_SIMPLIFIED = Overlay.SIMPLIFIED.value
_partial = msgspec.json.Decoder(PartialDate).decode


class Course(NamedTuple):
    """One decided case, as light as ten thousand of them ask for. Days are full days in the authority's zone, None
    where they are not known to the day.

    `notified` the day of notification, `applied` that of an application (a waiver), `in_depth` the opening of the
    in-depth stage, `decided` the day of the outcome; `printed_stage` is what the authority prints as the stage.
    """

    case_id: str
    outcome: Outcome
    simplified: bool
    notified: date | None
    applied: date | None
    in_depth: date | None
    decided: date | None
    printed_stage: str = ""


def courses(connections: Connections, authority: str, procedure: str) -> list[Course]:
    """Every case of that authority and procedure that has an outcome."""
    rows = connections.reader.conn.execute(
        f"SELECT id, outcome, overlay, {', '.join(COURSE_EXPRESSIONS)} FROM cases"
        " WHERE authority = ? AND procedure = ? AND outcome != 'pending'",
        (authority, procedure),
    )
    return [
        Course(
            case_id,
            _OUTCOMES[outcome],
            _SIMPLIFIED in overlay,
            _day(notified),
            _day(applied),
            _day(phase_2) or _day(referred),
            _day(decision) or _occurred(occurred),
            stage or "",
        )
        for case_id, outcome, overlay, notified, applied, phase_2, referred, decision, occurred, stage in rows
    ]


def _day(text: str | None) -> date | None:
    if text is None or len(text) != 10:  # a month, a year or words
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _occurred(stored: str | None) -> date | None:
    return _partial(stored).exact if stored else None
