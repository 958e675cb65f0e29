"""What a source's document says about a case, field by field, each with its place and words.

A fact's name carries its namespace; the namespace decides what kind of event a change of it is:

    stage outcome clock overlay   status axes (values of `model.status`)
    deadline:<step>               a deadline the authority publishes (value: ISO day), e.g. `deadline:phase_1`
    date:<step>                   another day (value: ISO day, month or year), e.g. `date:notified`, `date:decision`
    document:<id>                 a document or a row of the authority's own chronology (value: its title)
    party:<role>                  parties in that role, newline-joined, in the source's order
    title                         the case title as printed
    text:<field>                  anything else worth keeping verbatim; never alerts
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from dealwatch.model.dates import PartialDate
from dealwatch.model.evidence import Evidence
from dealwatch.model.status import AXES, Status

STATUS, DEADLINE, DATE = "status", "deadline", "date"
DOCUMENT, PARTY, TITLE, TEXT = "document", "party", "title", "text"


@dataclass(frozen=True, slots=True)
class Fact:
    """One value. `value` is normalised (axis value, ISO day, clean text); `words` is what the authority printed.

    `occurred_on` is the day the source gives for it, in the authority's zone, if it gives one.
    `link` is an address that belongs to the fact (a document's file); a changed link is no change of the fact.
    """

    name: str
    value: str
    words: str = ""
    locator: str = ""
    quote: str = ""
    occurred_on: PartialDate | None = None
    link: str = ""

    @property
    def namespace(self) -> str:
        return namespace(self.name)

    @property
    def field(self) -> str:
        """The name without its namespace, as it stands in an event's `field`."""
        return self.name.partition(":")[2] or self.name


@dataclass(frozen=True, slots=True)
class ProvenFact(Fact):
    """A fact with what it rests on."""

    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What one provider (a kind of document of a source) last said about a case, as the store keeps it.

    `as_of` is how fresh the statement is, `observed_at` when we fetched it, `digest` the SHA-256 of the bytes read.
    """

    provider: str
    url: str
    facts: Mapping[str, ProvenFact]
    complete: frozenset[str]
    precedence: int
    as_of: datetime
    observed_at: datetime
    digest: str


def namespace(name: str) -> str:
    """`status` for the four axes, otherwise the part before the colon."""
    return STATUS if name in AXES else name.partition(":")[0]


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """Everything one document says about one case.

    `number` is the identity: the authority's own case number as published, or the connector's documented fallback key.
    `provider` names the kind of document within the source (`list`, `case`, `bulk`, `search` ...). Facts of several
    providers are merged field by field; `precedence` (higher wins) and then `as_of` (later wins) decide.
    `complete` holds the namespaces for which this document is exhaustive: only there a missing fact has vanished.
    `record` is the record's own bytes where the document is a bulk file (kept instead of the file); `record_locator`
    says where in the file they were (JSON pointer and byte range).
    """

    authority: str
    number: str
    provider: str
    facts: tuple[Fact, ...]
    url: str = ""
    procedure: str = ""
    complete: frozenset[str] = frozenset()
    precedence: int = 0
    as_of: datetime | None = None
    record: bytes | None = None
    record_locator: str = ""
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        names = [fact.name for fact in self.facts]
        if len(names) != len(set(names)):
            raise ValueError(f"{self.number}: a fact is stated twice")

    def get(self, name: str) -> Fact | None:
        return next((fact for fact in self.facts if fact.name == name), None)


def status_of(facts: Mapping[str, Fact]) -> Status:
    """The four axes as one status; an axis nobody states takes its default."""
    return Status.from_axes({axis: facts[axis].value for axis in AXES if axis in facts})


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One entry of a feed, news list or watched page: something published, not a fact about a case.

    `key` is the identity within the source (guid, else link, else a digest of the title); `published` is an aware
    UTC instant where the feed gives one that can be read; `published_words` keeps what it printed.
    `fingerprint` folds together re-publications of the same item (normalised title and link). `was` is what stood in
    its place before, for the watched element of a page.
    """

    key: str
    title: str
    link: str = ""
    summary: str = ""
    published: datetime | None = None
    published_words: str = ""
    authors: tuple[str, ...] = field(default=())
    fingerprint: str = ""
    locator: str = ""
    was: str = ""
