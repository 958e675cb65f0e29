"""Tracked deals: a line of a table, a whole page, the documents and stored bytes of their cases.

Must not contain: storage, Qt, words for the screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from dealwatch.figures.review import Review
    from dealwatch.model.dates import PartialDate
    from dealwatch.model.deal import Case, Deal
    from dealwatch.model.event import Event
    from dealwatch.model.status import Badge
    from dealwatch.ui.desk.today import DeadlineRow


@dataclass(frozen=True, slots=True)
class ReviewMark:
    """One review in a table of deals: authority, badges, the case it opens."""

    authority: str
    badges: tuple[Badge, ...]
    case_id: str
    unread: bool = False


@dataclass(frozen=True, slots=True)
class DealRow:
    """A line of a portfolio table. `last` is the newest step, `next` the nearest deadline that holds.

    `place` is what opens: `deal/<id>`, or `case/<id>` for a case that is watched without a deal.
    """

    place: str
    deal: Deal
    reviews: tuple[ReviewMark, ...]
    last: Event | None
    next: DeadlineRow | None
    clock_runs: bool
    unread: int = 0


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document of a case: `link` its address, `case_id` where it stands, `event_id` the event that brought it.

    `kept` says that the page which names it is stored.
    """

    title: str
    authority: str
    day: PartialDate | None
    link: str
    case_id: str
    event_id: str = ""
    kept: bool = False


@dataclass(frozen=True, slots=True)
class DealPage:
    """Everything of one deal, or of one case that belongs to none (`deal` is None then).

    `event_sources` names by event id where it was read, `zones` by source key where its days are counted.
    """

    deal: Deal | None
    cases: tuple[Case, ...]
    events: tuple[Event, ...]
    reviews: tuple[Review, ...]
    documents: tuple[DocumentRow, ...]
    event_sources: tuple[tuple[str, str], ...]
    zones: tuple[tuple[str, tzinfo], ...]

    @property
    def name(self) -> str:
        if self.deal is not None:
            return self.deal.name
        case = self.cases[0]
        return case.title or case.printed_number or case.number


@dataclass(frozen=True, slots=True)
class StoredPage:
    """Stored bytes with their origin."""

    sha256: str
    body: bytes
    content_type: str
    url: str
    fetched_at: datetime
    place: str = ""
