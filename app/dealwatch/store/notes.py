"""Notes in Markdown, found by the full-text search like everything else."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dealwatch.model.dates import instant_text, parse_instant
from dealwatch.model.ids import new_id
from dealwatch.model.note import Note
from dealwatch.store.connection import Connections, Database

_COLUMNS = "id, body, deal_id, case_id, event_id, created_at, edited_at"


def _note(row: tuple[Any, ...]) -> Note:
    return Note(row[0], row[1], row[2], row[3], row[4], parse_instant(row[5]), parse_instant(row[6]))


class Notes:
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of(self, deal_id: str = "", case_id: str = "", until: datetime | None = None) -> list[Note]:
        """Notes of the deal or of the case, oldest first; with `until` those written by then."""
        rows = self._connections.reader.conn.execute(
            f"SELECT {_COLUMNS} FROM notes WHERE ((?1 != '' AND deal_id = ?1) OR (?2 != '' AND case_id = ?2))"
            " AND created_at <= ?3 ORDER BY created_at, id",
            (deal_id, case_id, instant_text(until) if until else "9999"),
        )
        return [_note(row) for row in rows]

    def get(self, note_id: str, database: Database | None = None) -> Note | None:
        chosen = database or self._connections.reader
        row = chosen.conn.execute(f"SELECT {_COLUMNS} FROM notes WHERE id = ?", (note_id,)).fetchone()
        return _note(row) if row else None

    def put(self, database: Database, note: Note, now: datetime) -> str:
        """Keep a new note (its `id` is made here if empty), or the new text of one; returns its id."""
        note_id, moment = note.id or new_id(), instant_text(now)
        database.conn.execute(
            "INSERT INTO notes (id, body, deal_id, case_id, event_id, created_at, edited_at) VALUES (?,?,?,?,?,?,?)"
            " ON CONFLICT (id) DO UPDATE SET body = excluded.body, edited_at = excluded.edited_at",
            (note_id, note.body, note.deal_id, note.case_id, note.event_id, moment, moment),
        )
        return note_id

    def move(self, database: Database, from_deal: str, to_deal: str) -> None:
        database.conn.execute("UPDATE notes SET deal_id = ? WHERE deal_id = ?", (to_deal, from_deal))

    def remove(self, database: Database, note_id: str) -> None:
        database.conn.execute("DELETE FROM notes WHERE id = ?", (note_id,))
