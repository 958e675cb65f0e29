"""What the first page and the frame of the window say.

Must not contain: storage, Qt, words for the screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from dealwatch.figures.coverage import Strip
    from dealwatch.model.deal import Case
    from dealwatch.model.source import SourceState
    from dealwatch.ui.desk.changes import Change
    from dealwatch.ui.desk.deadlines import LongStopRow


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A deadline by which something is awaited. `days` are calendar days from today; `working` working days.

    Both are negative once it has passed. `key` opens it (`deadline/<key>`); `lesser` is a day that the authority never
    publishes although it publishes others.
    """

    event_id: str
    case: Case
    name: str
    step: str
    day: date
    days: int
    working: int | None = None
    published: bool = True
    key: str = ""
    lesser: bool = False


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
    long_stops: tuple[LongStopRow, ...] = ()


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
    """What the frame of the window says: counts in the sidebar, the sentence in the status bar.

    `near` is the next deadline where it is so near that it is said everywhere. `stuck` is why nothing can be kept.
    """

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
    searches: tuple[str, ...] = ()
    near: DeadlineRow | None = None
    stuck: str = ""
