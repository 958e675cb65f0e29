"""The user's own work over the store: deals, notes, tags, files, and undo. Must not contain Qt."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dealwatch.language import _
from dealwatch.model.errors import UsageError
from dealwatch.ui.desk import StoredPage
from dealwatch.watch import undo as undoing
from dealwatch.watch.hand_status import HandStatus, set_by_hand
from dealwatch.watch.working import Working

if TYPE_CHECKING:
    from dealwatch.model.deal import Deal
    from dealwatch.model.note import Act, Attachment, Note
    from dealwatch.store.database import Store
    from dealwatch.watch.ports import Clock


class WorkingPart:
    """A part of `StoreDesk`, which gives `_store` and `_clock`. Implements `ui.desk.working.WorkingDesk`."""

    _store: Store
    _clock: Clock

    @cached_property
    def _working(self) -> Working:
        return Working(self._store, self._clock)

    def save_deal(self, deal: Deal) -> str:
        if not deal.id:
            return self._working.create(deal)
        self._working.edit(deal)
        return deal.id

    def merge_deals(self, into: str, other: str) -> None:
        self._working.merge(into, other)

    def split_deal(self, deal_id: str, case_ids: Sequence[str], name: str) -> str:
        return self._working.split(deal_id, case_ids, name)

    def archive_deals(self, deal_ids: Sequence[str], archived: bool = True) -> None:
        self._working.archive(deal_ids, archived)

    def archived_deals(self) -> tuple[Deal, ...]:
        return tuple(self._store.deals.archived())

    def remove_deals(self, deal_ids: Sequence[str]) -> None:
        self._working.remove(deal_ids)

    def put_case(self, case_id: str, deal_id: str) -> None:
        self._working.put_case(case_id, deal_id)

    def take_case(self, case_id: str, deal_id: str) -> None:
        self._working.take_case(case_id, deal_id)

    def tags(self) -> tuple[str, ...]:
        return tuple(self._store.deals.tags())

    def tag_deals(self, deal_ids: Sequence[str], add: Sequence[str] = (), drop: Sequence[str] = ()) -> None:
        self._working.tag(deal_ids, add, drop)

    def mute(self, deal_id: str = "", case_id: str = "", *, muted: bool = True) -> None:
        self._working.mute(deal_id, case_id, muted=muted)

    def companies(self) -> tuple[str, ...]:
        return self._store.watches.companies()

    def forget_company(self, name: str) -> None:
        self._working.forget_company(name)

    def set_status(self, wanted: HandStatus) -> str:
        return set_by_hand(self._store, wanted, self._clock.now())

    # -- notes and files

    def notes(self, deal_id: str = "", case_id: str = "") -> tuple[Note, ...]:
        return tuple(self._store.notes.of(deal_id, case_id))

    def write_note(self, note: Note) -> str:
        return self._working.write_note(note)

    def remove_note(self, note_id: str) -> None:
        self._working.remove_note(note_id)

    def attachments(self, deal_id: str) -> tuple[Attachment, ...]:
        return tuple(self._store.attachments.of(deal_id))

    def attach(self, deal_id: str, path: Path) -> str:
        """UsageError for a file that cannot be read."""
        try:
            body = path.read_bytes()
        except OSError as error:
            raise UsageError(_("That file cannot be read."), f"{error.strerror} ({path.name}).") from error
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return self._working.attach(deal_id, path.name, body, kind)

    def detach(self, attachment_id: str) -> None:
        self._working.detach(attachment_id)

    def attachment_page(self, attachment_id: str) -> StoredPage | None:
        kept = self._store.attachments.get(attachment_id)
        found = self._store.snapshots.get(kept.snapshot) if kept is not None else None
        if kept is None or found is None:
            return None
        return StoredPage(found.sha256, found.body, kept.content_type, kept.name, found.fetched_at)

    # -- inbox

    def mark_read_by_hand(self, change_ids: Sequence[str], read: bool = True) -> None:
        self._working.mark_read(change_ids, read)

    def snooze(self, change_ids: Sequence[str], until: datetime) -> None:
        self._working.snooze(change_ids, until)

    # -- the way back

    def undo(self) -> Act:
        return undoing.undo(self._store, self._clock.now())

    def redo(self) -> Act:
        return undoing.redo(self._store)

    def undoable(self) -> Act | None:
        return self._store.journal.last()

    def redoable(self) -> Act | None:
        return self._store.journal.last(undone=True)
