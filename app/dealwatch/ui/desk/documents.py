"""Documents over all cases: what authorities published, and what the user attached.

Must not contain: storage, Qt, words for the screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from dealwatch.model.dates import PartialDate


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One document. `place` is where it stands (`deal/<id>`, `case/<id>`), `name` of which deal or case.

    `attachment` is the id of a file of the user's own, `link` where an authority has it. `known` orders those without
    a printed day.
    """

    title: str
    authority: str
    name: str
    place: str
    day: PartialDate | None = None
    known: datetime | None = None
    link: str = ""
    event_id: str = ""
    attachment: str = ""


class DocumentsDesk(Protocol):
    def papers(self, words: str = "") -> tuple[PaperRow, ...]:
        """Newest first; with `words` those in which all of them occur. May take a moment."""
        ...
