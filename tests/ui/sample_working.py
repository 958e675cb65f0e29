"""The part of the desk in memory for the user's own work: it keeps notes and remembers what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from dealwatch.model.deal import Deal
from dealwatch.model.errors import UsageError
from dealwatch.model.note import Act, Attachment, Note
from dealwatch.model.progress import UNWATCHED, Progress
from dealwatch.model.proposal import Reading
from dealwatch.ui.desk import News, StoredPage
from dealwatch.watch.article import Article
from dealwatch.watch.hand_status import HandStatus


class SampleWorking:
    def begin_work(self) -> None:
        self.own_notes: list[Note] = []

    def deal_news(self, deal_id: str) -> tuple[News, ...]:
        return ()

    def save_deal(self, deal: Deal) -> str:
        return deal.id

    def merge_deals(self, into: str, other: str) -> None:
        """Nothing is stored here."""

    def split_deal(self, deal_id: str, case_ids: Sequence[str], name: str) -> str:
        return deal_id

    def archive_deals(self, deal_ids: Sequence[str], archived: bool = True) -> None:
        """Nothing is stored here."""

    def archived_deals(self) -> tuple[Deal, ...]:
        return ()

    def remove_deals(self, deal_ids: Sequence[str]) -> None:
        """Nothing is stored here."""

    def put_case(self, case_id: str, deal_id: str) -> None:
        """Nothing is stored here."""

    def take_case(self, case_id: str, deal_id: str) -> None:
        """Nothing is stored here."""

    def tags(self) -> tuple[str, ...]:
        return ()

    def tag_deals(self, deal_ids: Sequence[str], add: Sequence[str] = (), drop: Sequence[str] = ()) -> None:
        """Nothing is stored here."""

    def mute(self, deal_id: str = "", case_id: str = "", *, muted: bool = True) -> None:
        """Nothing is stored here."""

    def companies(self) -> tuple[str, ...]:
        return ()

    def forget_company(self, name: str) -> None:
        """Nothing is stored here."""

    def set_status(self, wanted: HandStatus) -> str:
        return ""

    def notes(self, deal_id: str = "", case_id: str = "") -> tuple[Note, ...]:
        return tuple(note for note in self.own_notes if deal_id and note.deal_id == deal_id)

    def write_note(self, note: Note) -> str:
        now: datetime = self.now()  # type: ignore[attr-defined]
        self.own_notes.append(replace(note, id=str(len(self.own_notes) + 1), created_at=now, edited_at=now))
        return self.own_notes[-1].id

    def remove_note(self, note_id: str) -> None:
        self.own_notes = [note for note in self.own_notes if note.id != note_id]

    def attachments(self, deal_id: str) -> tuple[Attachment, ...]:
        return ()

    def attach(self, deal_id: str, path: Path) -> str:
        return ""

    def detach(self, attachment_id: str) -> None:
        """Nothing is stored here."""

    def attachment_page(self, attachment_id: str) -> StoredPage | None:
        return None

    def mark_read_by_hand(self, change_ids: Sequence[str], read: bool = True) -> None:
        self.mark_read(tuple(change_ids), read)  # type: ignore[attr-defined]

    def snooze(self, change_ids: Sequence[str], until: datetime) -> None:
        """Nothing is stored here."""

    def undo(self) -> Act:
        raise UsageError("There is nothing to undo.", "")

    def redo(self) -> Act:
        raise UsageError("There is nothing to do again.", "")

    def undoable(self) -> Act | None:
        return None

    def redoable(self) -> Act | None:
        return None

    def read_article(self, article: Article) -> Reading:
        return Reading("en", "", "", None, ())

    def keep_article(self, article: Article, reading: Reading) -> int:
        return 0

    def import_file(self, body: bytes, name: str, progress: Progress = UNWATCHED) -> str:
        return ""
