"""A deal into a file over the store, and how it was chosen last. Must not contain Qt, the writing (`store_export`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dealwatch.language import _
from dealwatch.model.progress import UNWATCHED, Progress
from dealwatch.ui.desk.exporting import ExportChoices

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from dealwatch.store.database import Store

_MARKING, _BY, _PAPER = "export:marking", "export:prepared_by", "export:paper"
_NO_MARKING = "-"
"""Kept where the last export bore no marking: an empty setting is one that was never made."""


class ExportPart:
    """A part of `StoreDesk`, which gives `_store` and `now`. Implements `ui.desk.exporting.ExportingDesk`."""

    _store: Store

    if TYPE_CHECKING:

        def now(self) -> datetime: ...

    def export_habits(self) -> ExportChoices:
        settings = self._store.settings
        marking = settings.get(_MARKING) or _("Confidential")
        return ExportChoices(
            "" if marking == _NO_MARKING else marking,
            prepared_by=settings.get(_BY),
            paper="us-letter" if settings.get(_PAPER) == "us-letter" else "a4",
        )

    def keep_export_habits(self, choices: ExportChoices) -> None:
        with self._store.write() as database:
            for name, value in (
                (_MARKING, choices.marking or _NO_MARKING),
                (_BY, choices.prepared_by),
                (_PAPER, choices.paper),
            ):
                self._store.settings.put(database, name, value)

    def note_count(self, deal_id: str) -> int:
        notes = {note.id for note in self._store.notes.of(deal_id=deal_id)}
        for case in self._store.cases.of_deal(deal_id):
            notes |= {note.id for note in self._store.notes.of(case_id=case.id)}
        return len(notes)

    def write_case_file(
        self, deal_id: str, path: Path, choices: ExportChoices | None = None, progress: Progress = UNWATCHED
    ) -> str:
        from dealwatch.ui.store_export import write  # late: it brings the whole of the export

        return write(self._store, deal_id, path, self.now(), choices or ExportChoices(), progress)

    def write_monday_table(
        self, list_name: str, path: Path, choices: ExportChoices, progress: Progress = UNWATCHED
    ) -> str:
        from dealwatch.ui.store_export import write_monday  # late, as above

        return write_monday(self._store, list_name, path, self.now(), choices, progress)
