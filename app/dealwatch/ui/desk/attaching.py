"""Saved pages: what a file says of itself, what taking it in would record, taking it in. And looking before watching.

Must not contain: storage, Qt, words for the screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from dealwatch.model.progress import UNWATCHED, Progress

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from dealwatch.model.event import Event
    from dealwatch.sources.page_select import Choice, Match


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A file a person saved: the page's own address (empty while unknown) and when they saw it (aware, UTC)."""

    path: Path
    url: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SavedLook:
    """What taking a file in would record.

    `reader` is the title of the source that reads it, empty for none. `records` are (name of the case, event);
    `silent` where none of it would alert. `trouble` and `hint` say why it cannot be read.
    """

    reader: str = ""
    confirmed: bool = True
    records: tuple[tuple[str, Event], ...] = ()
    silent: bool = False
    trouble: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class SavedTaken:
    """What came of it: events recorded, and (file name, reason) of what could not be taken in."""

    events: int
    failed: tuple[tuple[str, str], ...] = ()


class AttachingDesk(Protocol):
    def saved_file(self, path: Path) -> SavedFile:
        """What the file tells of itself. UsageError for one that cannot be read."""
        ...

    def foresee_saved(self, file: SavedFile) -> SavedLook:
        """What would be recorded; nothing is kept."""
        ...

    def take_saved(self, files: Sequence[SavedFile], progress: Progress = UNWATCHED) -> SavedTaken:
        """Take the files in, the oldest first. `Stopped` where the user stops it; what was taken in stays."""
        ...

    def fetch_page(self, url: str) -> tuple[bytes, str]:
        """Body and content type of a page, so that its elements can be chosen; nothing is kept but the ledger's line.

        DealwatchError where it cannot be had.
        """
        ...

    def page_matches(self, page: tuple[bytes, str], choice: Choice, url: str) -> tuple[Match, ...]:
        """What the choice matches on it. UsageError for an expression that cannot be read."""
        ...

    def watch_page(self, url: str, choice: Choice, name: str) -> str:
        """Watch these elements of the page; the place where it can be seen."""
        ...
