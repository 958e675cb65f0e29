"""What the window needs of the rest: a Protocol of short reads and of acts, and the frozen rows they give.

Reads are short and may be made on the window's own thread; acts may take long and go through `tasks`. Must not
contain: storage, Qt, words for the screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Protocol

from dealwatch.figures.coverage import Strip
from dealwatch.figures.review import Review
from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Case, Deal
from dealwatch.model.event import Event
from dealwatch.model.proposal import Filed, ProposalState
from dealwatch.model.source import SourceState
from dealwatch.model.status import Badge


@dataclass(frozen=True, slots=True)
class Change:
    """What one check found in one case: one line of Today and of the Inbox. The first event leads.

    `id` is the alert's, or the first event's where there was no alert. `case` is None for an item of a feed or page.
    """

    id: str
    events: tuple[Event, ...]
    case: Case | None = None
    deal: Deal | None = None
    source_title: str = ""
    unread: bool = False
    flagged: bool = False
    told: tuple[str, ...] = ()

    @property
    def lead(self) -> Event:
        return self.events[0]

    @property
    def name(self) -> str:
        """Deal, else the case's own title, else the item's."""
        if self.deal is not None:
            return self.deal.name
        if self.case is not None:
            return self.case.title or self.case.printed_number or self.case.number
        return self.lead.new or self.lead.words or self.lead.field


@dataclass(frozen=True, slots=True)
class News:
    """What the news suggests, for the user to decide on. `alert` is what `mark_read` takes, empty where there is none.

    `official` is the event of an official source that later confirmed or contradicted it.
    """

    filed: Filed
    alert: str = ""
    unread: bool = False
    official: Event | None = None


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A published deadline that is still to come. `days` are calendar days from today; `working` working days."""

    event_id: str
    case: Case
    name: str
    step: str
    day: date
    days: int
    working: int | None = None
    published: bool = True


@dataclass(frozen=True, slots=True)
class Attention:
    """Something that needs the user. `target` is what the first button opens, `url` a page for the browser."""

    title: str
    text: str
    icon: str
    role: str
    target: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    key: str
    title: str
    strip: Strip
    last_ok: datetime | None
    state: SourceState
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Today:
    """`since` is when the user last looked; None on the first day. `requests` counts the ledger since then."""

    since: datetime | None
    changes: tuple[Change, ...]
    deadlines: tuple[DeadlineRow, ...]
    without_clock: int
    attention: tuple[Attention, ...]
    coverage: tuple[CoverageRow, ...]
    other_deals: int
    sources: int
    requests: int
    gaps: int


@dataclass(frozen=True, slots=True)
class ListCount:
    name: str
    deals: int


@dataclass(frozen=True, slots=True)
class Sample:
    """The bundled list: when its facts were taken, how many deals are shown and how many hidden."""

    as_at: date | None = None
    shown: int = 0
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What the frame of the window says: counts in the sidebar, the sentence in the status bar."""

    today: int
    unread: int
    lists: tuple[ListCount, ...]
    sources: int
    current: int
    troubled: tuple[tuple[str, SourceState, datetime | None], ...]
    offline_since: datetime | None
    last_check: datetime | None
    next_check: datetime | None
    paused: bool
    checking: bool
    requests: int
    sample: Sample = Sample()
    cards_done: frozenset[str] = frozenset()


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


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A row of Sources. `kind` says what of the authority is read ("acquisitions register")."""

    key: str
    authority: str
    title: str
    kind: str
    state: SourceState
    detail: str
    since: datetime | None
    last_ok: datetime | None
    last_try: datetime | None
    next_due: datetime | None
    failures: int
    paused: bool
    homepage: str
    strip: Strip
    confirmed: bool = True
    official: bool = True


@dataclass(frozen=True, slots=True)
class Attempt:
    at: datetime
    state: SourceState
    detail: str
    events: int


@dataclass(frozen=True, slots=True)
class SourcePage:
    line: SourceLine
    attempts: tuple[Attempt, ...]
    cases: tuple[tuple[str, str], ...]  # (name, case id) of watched cases that depend on it
    terms: str = ""
    tells: str = ""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    at: datetime
    host: str
    path: str
    purpose: str
    status: str
    bytes: int
    milliseconds: int


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """The newest lines, and the sums of today."""

    rows: tuple[LedgerRow, ...]
    requests: int
    hosts: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Hit:
    kind: str
    title: str
    snippet: str
    target: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that can be watched. `key` is opaque and goes back into `add`."""

    key: str
    title: str
    about: str
    every: str
    official: bool = True
    chosen: bool = True
    news: bool = False


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a text in the Add field was taken for. `sentence` is empty while nothing was recognised."""

    sentence: str
    candidates: tuple[Candidate, ...] = ()
    deal_name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """What the user decided in the Add dialog."""

    text: str
    candidates: tuple[str, ...]
    deal_name: str
    list_name: str


class Desk(Protocol):
    """The reads and acts of the window. Acts raise `DealwatchError` for what a person can act on."""

    def now(self) -> datetime: ...
    def standing(self) -> Standing: ...
    def today(self) -> Today: ...
    def inbox(self) -> tuple[Change, ...]: ...
    def change_of(self, event_id: str) -> Change | None: ...
    def proposals(self) -> tuple[News, ...]:
        """What the news suggests and nobody has decided yet, newest first."""
        ...

    def proposal(self, proposal_id: str) -> News | None: ...
    def deals(self, list_name: str = "") -> tuple[DealRow, ...]: ...
    def page(self, deal_id: str = "", case_id: str = "") -> DealPage | None: ...
    def stored_page(self, sha256: str) -> StoredPage | None: ...
    def sources(self) -> tuple[SourceLine, ...]: ...
    def source(self, key: str) -> SourcePage | None: ...
    def ledger(self) -> LedgerPage: ...
    def search(self, text: str) -> tuple[Hit, ...]: ...
    def recognise(self, text: str) -> Recognition: ...

    def add(self, order: Order) -> str:
        """Watch what was chosen; returns the place where it can be seen (`deal/<id>`, `case/<id>`, `sources` …)."""
        ...

    def check_now(self, keys: tuple[str, ...] = ()) -> None: ...
    def pause(self, paused: bool) -> None: ...
    def pause_source(self, key: str, paused: bool) -> None: ...
    def mark_read(self, change_ids: tuple[str, ...], read: bool = True) -> None: ...
    def flag(self, change_id: str, flagged: bool) -> None: ...
    def mark_looked(self) -> None: ...
    def decide_proposal(self, proposal_id: str, decision: ProposalState) -> None:
        """`APPLIED`, `NOT_THIS_DEAL` or `NOT_A_STEP`."""
        ...

    def undo_proposal(self, proposal_id: str) -> None: ...
    def set_sample_shown(self, shown: bool) -> None: ...
    def card_done(self, card: str) -> None: ...

    def write_case_file(self, deal_id: str, path: Path) -> str:
        """Write the PDF; returns a sentence about it."""
        ...


class Machine(Protocol):
    """What the window asks of this computer. Implemented in the composition root over `system`."""

    def open_url(self, url: str) -> None: ...
    def send_test_notification(self) -> str:
        """Returns a sentence that says where it was shown."""
        ...

    def starts_with_computer(self) -> bool: ...
    def start_with_computer(self, wanted: bool) -> None: ...
    def start_demonstration(self) -> None: ...
