"""The part of the desk in memory that looks back and ahead: which moment, no page of before, nothing to read beside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from dealwatch.store.alerts import InboxCount
from dealwatch.ui.desk import Hit, PaperRow, StoredPage


class SamplePast:
    _looked_at: datetime | None = None

    def moment(self) -> datetime | None:
        return self._looked_at

    def look_at(self, moment: datetime | None) -> None:
        self._looked_at = moment

    def change_beside(self, moment: datetime, by: int) -> datetime | None:
        return None

    def read_ahead(self, *shown: str) -> Callable[[], Callable[[], None]]:
        return lambda: self.let_go

    def let_go(self) -> None:
        """Nothing is held here: everything is at hand."""

    def find(self, text: str, *, many: bool = False) -> Callable[[], tuple[Hit, ...]]:
        return lambda: self.search_all(text) if many else self.search(text)

    def inbox_count(self) -> InboxCount:
        changes = self.inbox()
        return InboxCount(len(changes), sum(c.unread for c in changes), sum(c.flagged for c in changes))

    def unread(self) -> tuple[str, ...]:
        return tuple(change.id for change in self.inbox() if change.unread)

    def goes_back(self) -> bool:
        return False

    def reach_back(self) -> None:
        """There is nothing older."""

    def earlier_page(self, event_id: str) -> StoredPage | None:
        return None

    def papers(self, words: str = "") -> tuple[PaperRow, ...]:
        return ()
