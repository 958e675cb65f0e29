"""Files a person put with a deal. Their bytes rest among the snapshots, by digest; here stands what they are called."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dealwatch.model.dates import instant_text, parse_instant
from dealwatch.model.ids import new_id
from dealwatch.model.note import Attachment
from dealwatch.store.connection import Connections, Database

_COLUMNS = "a.id, a.name, a.snapshot, s.content_type, s.size, a.deal_id, a.case_id, a.added_at"


def _attachment(row: tuple[Any, ...]) -> Attachment:
    return Attachment(row[0], row[1], row[2], row[3], row[4], row[5], row[6], parse_instant(row[7]))


class Attachments:
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of(self, deal_id: str, until: datetime | None = None) -> list[Attachment]:
        """Attachments of the deal by name; with `until` those put there by then."""
        rows = self._connections.reader.conn.execute(
            f"SELECT {_COLUMNS} FROM attachments a JOIN snapshots s ON s.sha256 = a.snapshot"
            " WHERE a.deal_id = ? AND a.added_at <= ? ORDER BY a.name COLLATE NOCASE, a.id",
            (deal_id, instant_text(until) if until else "9999"),
        )
        return [_attachment(row) for row in rows]

    def get(self, attachment_id: str, database: Database | None = None) -> Attachment | None:
        row = (
            (database or self._connections.reader)
            .conn.execute(
                f"SELECT {_COLUMNS} FROM attachments a JOIN snapshots s ON s.sha256 = a.snapshot WHERE a.id = ?",
                (attachment_id,),
            )
            .fetchone()
        )
        return _attachment(row) if row else None

    def add(
        self, database: Database, *, deal_id: str, name: str, snapshot: str, now: datetime, case_id: str = ""
    ) -> str:
        """`snapshot` is the digest of bytes that are stored already; returns the attachment's id."""
        attachment_id = new_id()
        database.conn.execute(
            "INSERT INTO attachments (id, deal_id, case_id, snapshot, name, added_at) VALUES (?,?,?,?,?,?)",
            (attachment_id, deal_id, case_id, snapshot, name, instant_text(now)),
        )
        return attachment_id

    def move(self, database: Database, from_deal: str, to_deal: str) -> None:
        database.conn.execute("UPDATE attachments SET deal_id = ? WHERE deal_id = ?", (to_deal, from_deal))

    def remove(self, database: Database, attachment_id: str) -> None:
        """The bytes stay: a digest may be named elsewhere."""
        database.conn.execute("DELETE FROM attachments WHERE id = ?", (attachment_id,))
