"""The occasion on which a document is read, and what reading it brought. Data only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dealwatch.model.event import Event
from dealwatch.model.source import Document, Request


@dataclass(frozen=True, slots=True)
class Occasion:
    """One check of one source. `id` groups alerts (one per case and check); `started_at` is its beginning.

    `settled`: the kinds of document (roles) whose first reading was complete before; `whole`: that the source had a
    pass without any failure before, which settles every kind. `met` collects the ids of the cases first seen on it:
    a second check may begin within the same second, so time does not tell them.
    """

    id: str
    started_at: datetime
    settled: frozenset[str] = frozenset()
    whole: bool = False
    met: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Read:
    """A document with its SHA-256, being read for `source` on an occasion."""

    source: str
    document: Document
    digest: str
    occasion: Occasion

    @property
    def baseline(self) -> bool:
        """Whether what is first seen in this document is how things stand, not news."""
        return not self.occasion.whole and self.document.request.role not in self.occasion.settled


@dataclass(slots=True)
class Taken:
    """What one document brought: events in order, further requests, remarks for the log."""

    events: list[Event] = field(default_factory=list)
    follow: Sequence[Request] = ()
    warnings: list[str] = field(default_factory=list)
    unchanged: bool = False
