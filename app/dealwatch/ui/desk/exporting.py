"""What a person chooses when a deal is written into a file.

Must not contain: storage, Qt, the writing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from dealwatch.language import mark
from dealwatch.model.progress import UNWATCHED, Progress

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class ExportChoices:
    """`marking` is printed on every page; notes are left out unless `with_notes`; `paper` is the case file's."""

    marking: str = mark("Confidential")
    with_notes: bool = False
    prepared_by: str = ""
    prepared_for: str = ""
    paper: Literal["a4", "us-letter"] = "a4"


class ExportingDesk(Protocol):
    def export_habits(self) -> ExportChoices:
        """As it was chosen last. Notes and the reader must be chosen each time."""
        ...

    def keep_export_habits(self, choices: ExportChoices) -> None: ...
    def note_count(self, deal_id: str) -> int:
        """How many notes there are on the deal and on its cases."""
        ...

    def write_case_file(
        self, deal_id: str, path: Path, choices: ExportChoices | None = None, progress: Progress = UNWATCHED
    ) -> str:
        """Write the deal as its suffix says (the case file for .pdf); returns a sentence about it.

        `Stopped` where the user stops it: then nothing is written. DealwatchError where it could not be.
        """
        ...

    def write_monday_table(
        self, list_name: str, path: Path, choices: ExportChoices, progress: Progress = UNWATCHED
    ) -> str:
        """Every deal, or those of a list, in one table with what changed in seven days; a sentence about it."""
        ...
