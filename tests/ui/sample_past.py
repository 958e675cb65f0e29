"""The part of the desk in memory that looks back: which moment, and no page of before."""

from __future__ import annotations

from datetime import datetime

from dealwatch.ui.desk import PaperRow, StoredPage


class SamplePast:
    _looked_at: datetime | None = None

    def moment(self) -> datetime | None:
        return self._looked_at

    def look_at(self, moment: datetime | None) -> None:
        self._looked_at = moment

    def change_beside(self, moment: datetime, by: int) -> datetime | None:
        return None

    def earlier_page(self, event_id: str) -> StoredPage | None:
        return None

    def papers(self, words: str = "") -> tuple[PaperRow, ...]:
        return ()
