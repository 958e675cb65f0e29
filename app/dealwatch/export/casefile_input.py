"""What a case file is made from. The caller reads it from the store as known at `as_at`; nothing here fetches.

Frozen dataclasses only. Must not contain: wording, layout, storage.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal

from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Case, Deal
from dealwatch.model.event import Event
from dealwatch.model.source import SourceInfo

Paper = Literal["a4", "us-letter"]


class SourceKind(StrEnum):
    """Who speaks in a document."""

    OFFICIAL = "official"
    PRESS = "press"
    USER = "user"


class DayKind(StrEnum):
    """How the counting of a time limit treated one day."""

    COUNTED = "counted"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    STOPPED = "stopped"  # the clock stood still


@dataclass(frozen=True, slots=True)
class StoredCopy:
    """The bytes of one document, exactly as stored. `body` must have the SHA-256 `sha256` (hex).

    `title`, `publisher`, `kind`, `language` (ISO 639-1) and `published` override what the source's registry entry
    tells. For a record cut out of a bulk file, `of_file` is the file's SHA-256 and `place` where it stood.
    """

    sha256: str
    body: bytes
    content_type: str
    url: str
    fetched_at: datetime
    source: str = ""
    title: str = ""
    publisher: str = ""
    kind: SourceKind | None = None
    language: str = ""
    published: PartialDate | None = None
    of_file: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which a source was not read, and why. `end` is None while it lasts."""

    start: datetime
    end: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """How far one source had been read: first and last good reading, and the gaps between them."""

    source: str
    since: datetime | None
    last_success: datetime | None
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day of a count, with the reason where it did not count."""

    day: date
    kind: DayKind
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ComputedDeadline:
    """A time limit worked out from the law, to stand beside the authority's own.

    `step` is the name in `deadline:<step>`, `label` a better one for people; `day` is None where nothing can be
    computed, `remark` then says why. `difference` is official minus computed in working days. `days` are all days from
    the first to the last of the count. `warnings` name every inferred or unverified day of the calendar, with the
    result without it.
    """

    case_id: str
    step: str
    day: date | None
    rule: str
    trigger: str
    legal: str = ""
    calendar: str = ""
    official: date | None = None
    difference: int | None = None
    days: tuple[CountedDay, ...] = ()
    warnings: tuple[str, ...] = ()
    remark: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the file's owner. A privileged one needs its own consent to be printed."""

    text: str
    written_at: datetime
    author: str = ""
    privileged: bool = False


@dataclass(frozen=True, slots=True)
class CasefileInput:
    """Everything a case file shows. Deal and cases must be as known at `as_at`; later events are left out.

    `zone` (IANA) is the reader's, for the as-at line; `sources` the registry entries by key; `snapshots` the stored
    copies by SHA-256, at least those that the events and the facts point at. `previous` is the data of the version
    this one supersedes (`verify.embedded_data`), from which the list of changes is made; `supersedes` is (version,
    as-at day) where only that is known. `remark` stands on the cover, as for a demonstration.
    """

    deal: Deal
    cases: tuple[Case, ...]
    events: tuple[Event, ...]
    as_at: datetime
    snapshots: Mapping[str, StoredCopy] = field(default_factory=dict)
    sources: Mapping[str, SourceInfo] = field(default_factory=dict)
    zone: str = "UTC"
    coverage: tuple[CoverageRow, ...] = ()
    computed: tuple[ComputedDeadline, ...] = ()
    marking: str = "Confidential"
    notes: tuple[Note, ...] = ()
    with_notes: bool = False
    with_privileged_notes: bool = False
    version: int = 1
    supersedes: tuple[int, date] | None = None
    previous: Mapping[str, Any] | None = None
    file_number: str = ""
    remark: str = ""
    prepared_by: str = ""
    prepared_for: str = ""
    paper: Paper = "a4"
