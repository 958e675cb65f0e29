"""The journal of what the user did, with each changed row as it was and as it became, so that it can be undone.

It outlives the program: what was done yesterday can be undone today, as long as nothing else changed the same rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import msgspec

from dealwatch.model.dates import instant_text, parse_instant
from dealwatch.model.ids import new_id
from dealwatch.model.note import Act, ActKind
from dealwatch.store.connection import Connections, Database
from dealwatch.store.journal_triggers import TABLES, image

_fields = msgspec.json.Decoder(dict[str, str]).decode
_row = msgspec.json.Decoder(dict[str, Any]).decode
_COLUMNS = "id, at, title, fields, kind, ref, undone_at IS NOT NULL"


class ChangedSinceError(Exception):
    """A row is not any more as the act left it: putting the old one back would lose what came later."""


def _act(row: tuple[Any, ...]) -> Act:
    return Act(row[0], parse_instant(row[1]), row[2], _fields(row[3]), ActKind(row[4]), row[5], bool(row[6]))


class Journal:
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    @contextmanager
    def recording(self, database: Database, title: str, fields: Mapping[str, str], now: datetime) -> Iterator[str]:
        """Within a write transaction: what happens to the user's tables in this block is one act. Gives its id.

        An act that changed nothing is not kept. A new act takes away what could have been done again.
        """
        act_id = self._add(database, title, fields, ActKind.ROWS, "", now)
        database.conn.execute("INSERT INTO open_act VALUES (?)", (act_id,))
        yield act_id
        database.conn.execute("DELETE FROM open_act")
        changed = database.conn.execute("SELECT 1 FROM act_changes WHERE act_id = ? LIMIT 1", (act_id,)).fetchone()
        if changed is None:
            database.conn.execute("DELETE FROM acts WHERE id = ?", (act_id,))

    def note(
        self, database: Database, title: str, fields: Mapping[str, str], kind: ActKind, ref: str, now: datetime
    ) -> str:
        """Keep an act that changed no rows of the user's own; `ref` is what it was about."""
        return self._add(database, title, fields, kind, ref, now)

    def _add(
        self, database: Database, title: str, fields: Mapping[str, str], kind: ActKind, ref: str, now: datetime
    ) -> str:
        act_id = new_id()
        database.conn.execute(
            "INSERT INTO acts (id, at, title, fields, kind, ref) VALUES (?,?,?,?,?,?)",
            (act_id, instant_text(now), title, msgspec.json.encode(dict(fields)).decode(), kind, ref),
        )
        return act_id

    def last(self, undone: bool = False) -> Act | None:
        """The act that would be undone next; with `undone` the one that would be done again.

        Done again can only be what was undone after the newest act that stands.
        """
        order = "undone_at DESC, rowid ASC" if undone else "rowid DESC"
        where = (
            "undone_at IS NOT NULL AND rowid > coalesce((SELECT max(rowid) FROM acts WHERE undone_at IS NULL), 0)"
            if undone
            else "undone_at IS NULL"
        )
        row = self._connections.reader.conn.execute(
            f"SELECT {_COLUMNS} FROM acts WHERE {where} ORDER BY {order} LIMIT 1"
        ).fetchone()
        return _act(row) if row else None

    def recent(self, limit: int = 50) -> list[Act]:
        """Newest first, undone ones too."""
        rows = self._connections.reader.conn.execute(
            f"SELECT {_COLUMNS} FROM acts ORDER BY rowid DESC LIMIT ?", (limit,)
        )
        return [_act(row) for row in rows]

    def touched(self, act_id: str, table: str, database: Database) -> list[str]:
        """Ids of the rows of a table that the act changed."""
        rows = database.conn.execute(
            "SELECT DISTINCT json_extract(coalesce(after, before), '$.id') FROM act_changes"
            " WHERE act_id = ? AND of = ? ORDER BY place",
            (act_id, table),
        )
        return [row[0] for row in rows]

    def put_back(self, database: Database, act_id: str, now: datetime) -> None:
        """Every row as it was before the act. ChangedSinceError, nothing kept, if one has changed since."""
        for table, before, after in self._changes(database, act_id, "DESC"):
            _replace(database, table, after, before)
        self.mark(database, act_id, now)

    def put_again(self, database: Database, act_id: str) -> None:
        """Every row as the act had left it. ChangedSinceError, nothing kept, if one has changed since."""
        for table, before, after in self._changes(database, act_id, "ASC"):
            _replace(database, table, before, after)
        self.mark(database, act_id, None)

    def mark(self, database: Database, act_id: str, undone_at: datetime | None) -> None:
        moment = instant_text(undone_at) if undone_at else None
        database.conn.execute("UPDATE acts SET undone_at = ? WHERE id = ?", (moment, act_id))

    def mark_about(self, database: Database, kind: ActKind, ref: str, undone_at: datetime) -> None:
        """Acts of that kind about that thing were taken back where they were made."""
        database.conn.execute(
            "UPDATE acts SET undone_at = ? WHERE kind = ? AND ref = ? AND undone_at IS NULL",
            (instant_text(undone_at), kind, ref),
        )

    def _changes(self, database: Database, act_id: str, order: str) -> list[tuple[str, str | None, str | None]]:
        return database.conn.execute(
            f"SELECT of, before, after FROM act_changes WHERE act_id = ? ORDER BY place {order}", (act_id,)
        ).fetchall()


def _replace(database: Database, table: str, present: str | None, wanted: str | None) -> None:
    key = TABLES[table][0]
    names = _row(present or wanted or "{}")
    where = " AND ".join(f"{column} = ?" for column in key)
    values = [names[column] for column in key]
    found = database.conn.execute(f"SELECT {image(table)} FROM {table} WHERE {where}", values).fetchone()
    if (found[0] if found else None) != present:
        raise ChangedSinceError(table)
    if wanted is None:
        database.conn.execute(f"DELETE FROM {table} WHERE {where}", values)
        return
    row = _row(wanted)
    if present is None:
        marks = ", ".join("?" for _ in row)
        database.conn.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))
        return
    sets = ", ".join(f"{column} = ?" for column in row)
    database.conn.execute(f"UPDATE {table} SET {sets} WHERE {where}", [*row.values(), *values])
