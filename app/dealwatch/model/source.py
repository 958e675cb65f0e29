"""The outside world in our words: what is asked for, what came back, how healthy a source is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from dealwatch.model.errors import DealwatchError
from dealwatch.model.facts import CaseFacts, FeedItem


class SourceState(StrEnum):
    OK = "ok"
    OFFLINE = "offline"
    DNS = "dns"
    TLS = "tls"
    BLOCKED = "blocked"
    MOVED = "moved"
    LAYOUT_CHANGED = "layout_changed"
    SERVER_ERROR = "server_error"
    RATE_LIMITED = "rate_limited"
    NEVER_CHECKED = "never_checked"
    PAUSED = "paused"
    UNCONFIRMED = "unconfirmed"
    NEEDS_SETUP = "needs_setup"

    @property
    def trouble(self) -> bool:
        """Whether it is the source's trouble: being offline, paused, new or not set up is none."""
        return self not in _NO_TROUBLE


_NO_TROUBLE = frozenset(
    {
        SourceState.OK,
        SourceState.OFFLINE,
        SourceState.NEVER_CHECKED,
        SourceState.PAUSED,
        SourceState.UNCONFIRMED,
        SourceState.NEEDS_SETUP,
    }
)


class SourceProblem(DealwatchError):
    """A source could not be read. Becomes health, never data. `detail` is technical and goes to the inspector only."""

    def __init__(
        self, state: SourceState, title: str, hint: str = "", *, detail: str = "", retry_after: timedelta | None = None
    ) -> None:
        super().__init__(title, hint)
        self.state = state
        self.detail = detail
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """A registry entry: what a source is and how it is to be treated.

    `zone` is an IANA name; `interval` the usual time between passes; `active_hours` (from, to) in that zone outside
    which nothing is asked unless the user asks; `confirmed` is False while nobody has seen a live payload; `pace` the
    least time between two requests to one host, or to all hosts of `organisation` together where that is named.
    `tells` says what the source can tell, `untold` what it cannot. `secret` names the key in the user's keyring that it
    can use. `wants_contact`: who runs it wants an e-mail address of whoever asks, in `contact`, which is the user's
    setting and no part of the registry.
    """

    key: str
    authority: str
    title: str
    zone: str
    interval: timedelta
    homepage: str
    terms: str
    tells: str
    active_hours: tuple[int, int] | None = None
    confirmed: bool = True
    pace: timedelta = timedelta(seconds=1)
    tier: str = "official"
    untold: str = ""
    organisation: str = ""
    secret: str = ""
    wants_contact: bool = False
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """One thing to ask for. `role` is the kind of document within the source and chooses the reader of the answer.

    `case` is the case number a case page belongs to; `optional` marks a document whose failure is no source trouble;
    `fresh` asks without validators (a POST, or a document that must be re-read). `data` are multipart parts (name,
    JSON text) of a POST.
    """

    url: str
    role: str
    purpose: str
    case: str = ""
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)  # may carry a key, which no log may show
    data: tuple[tuple[str, str], ...] = ()
    max_bytes: int = 20 * 2**20
    optional: bool = False
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Validators:
    """What conditional GET needs: the ETag and Last-Modified of the copy we hold, verbatim; empty where unknown."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One line of the network ledger: one request that left the machine (a redirect hop is one of its own).

    `status` is the HTTP status, or a word (`timeout`, `dns`, `tls`, `reset`) where there was no answer.
    """

    at: datetime
    host: str
    path: str
    method: str
    purpose: str
    status: str
    bytes: int
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Document:
    """An answer with its bytes. `url` is the final original address (redirects followed), never a mirror's.

    `fetched_at` is the instant the answer was complete. For a saved page `saved` is True.
    """

    request: Request
    url: str
    body: bytes
    content_type: str
    fetched_at: datetime
    status: int = 200
    etag: str = ""
    last_modified: str = ""
    redirects: tuple[str, ...] = ()
    saved: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server said that the document we hold is still current."""

    request: Request
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a document said. Pure data: readers never fetch.

    `cases` may be a generator (a bulk file is read record by record). `follow` are further requests that the content
    calls for (case pages of a list). `listed` is set by a *complete* list: every case number it shows, so that a case
    missing from it is known to have been removed. `memory` is merged into the source's opaque notes (client key, time
    stamps by case).
    """

    cases: Iterable[CaseFacts] = ()
    items: tuple[FeedItem, ...] = ()
    follow: tuple[Request, ...] = ()
    listed: frozenset[str] | None = None
    memory: Mapping[str, Any] = field(default_factory=dict)
    title: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownCase:
    """What the engine tells a source about a case it already has, so that it can plan requests."""

    number: str
    url: str
    facts: Mapping[str, str]
    watched: bool
    decided: bool
    checked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Known:
    """All a source may know when it plans a pass. `forced`: the user asked for this check now.

    `target` is the user's part of a generic source (the feed's address, the page's selector); for a register at most
    `api_key`, out of the keyring and for this pass only.
    `companies` are the names to look for where a source is too large to be read whole (watched companies, parties).
    """

    now: datetime
    forced: bool = False
    cases: Mapping[str, KnownCase] = field(default_factory=dict)
    memory: Mapping[str, Any] = field(default_factory=dict)
    whole_register: bool = False
    target: Mapping[str, str] = field(default_factory=dict, repr=False)
    companies: tuple[str, ...] = ()


class Source(Protocol):
    """One source: plans what to ask for and reads what came back. Pure but for its own constants; never fetches.

    `plan` gives the first requests of a pass. `parse` reads one document; it raises `SourceProblem` (with
    `SourceState.LAYOUT_CHANGED`, `BLOCKED`, ...) when the document is not what it should be. `owns` tells which kind of
    document a saved page's URL is (its role), None if the URL is not this source's.
    """

    @property
    def info(self) -> SourceInfo: ...

    def plan(self, known: Known) -> Sequence[Request]: ...

    def parse(self, document: Document, known: Known) -> Parsed: ...

    def owns(self, url: str) -> Request | None: ...
