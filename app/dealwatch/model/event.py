"""Events: dated, typed changes of a case. They are append-only.

The as-at view and the audit trail rest on them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dealwatch.model.dates import PartialDate
from dealwatch.model.evidence import Evidence


class EventKind(StrEnum):
    FIRST_SEEN = "first_seen"
    STATUS = "status"
    DEADLINE = "deadline"
    DOCUMENT = "document"
    PARTY = "party"
    TITLE = "title"
    TEXT = "text"
    REMOVED = "removed"


class EventNote(StrEnum):
    """Why an event is not what it looks like at first sight."""

    NONE = ""
    BASELINE = "baseline"  # was so when we first looked
    ROLLBACK = "rollback"  # a step backwards, held until one more poll confirms it
    ROLLBACK_UNDONE = "rollback_undone"  # the authority took the step backwards back
    UNEXPECTED = "unexpected"  # not on the usual path of the procedure; authorities do skip steps
    BY_USER = "by_user"  # entered by a person, with a reason
    SAMPLE = "sample"  # belongs to the bundled sample
    DEMO = "demo"


@dataclass(frozen=True, slots=True)
class Event:
    """One change. `old`/`new` are axis values, ISO days or texts, None where there was or is nothing.

    `id` sorts by time and is unique across machines (ULID of the observation). `observed_at` is when we fetched it,
    UTC, whole seconds; `occurred_on` the day the source gives for it, in the authority's zone; `alerted` whether an
    alert was raised for it. `case_id` is empty for an item of a feed or a page (`kind` document, `field` the item's
    key, `new` its title).
    """

    id: str
    case_id: str
    observed_at: datetime
    kind: EventKind
    field: str
    old: str | None
    new: str | None
    badge_old: str
    badge_new: str
    source: str
    evidence: Evidence
    occurred_on: PartialDate | None = None
    words: str = ""
    note: EventNote = EventNote.NONE
    authority: str = ""
    alerted: bool = False
