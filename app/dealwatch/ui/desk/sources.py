"""Sources with their health, and the ledger of requests.

Must not contain: storage, Qt, words for the screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from dealwatch.figures.coverage import Strip
    from dealwatch.model.source import SourceState


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
class HostRow:
    """What a host saw of this computer today (UTC), and the most it is to see in a day."""

    host: str
    requests: int
    budget: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """The newest lines, and the sums of today."""

    rows: tuple[LedgerRow, ...]
    requests: int
    hosts: int
    bytes: int
    by_host: tuple[HostRow, ...] = ()
