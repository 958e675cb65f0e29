"""Deals: what a person tracks. A removed deal is hidden, never erased: its events are part of the record."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from sqlite_utils import Database
from ulid import ULID

from dealwatch.model.dates import PartialDate, instant_text, parse_instant
from dealwatch.model.deal import Deal, DealKind, Party
from dealwatch.store.connection import Connections

_parties = msgspec.json.Decoder(tuple[Party, ...]).decode
_COLUMNS = (
    "id, name, kind, parties, value, announced, long_stop, list_name, sample, created_at,"
    " (SELECT group_concat(case_id) FROM deal_cases WHERE deal_id = deals.id)"
)


def _deal(row: tuple[Any, ...]) -> Deal:
    return Deal(
        id=row[0],
        name=row[1],
        kind=DealKind(row[2]),
        parties=_parties(row[3]),
        value=row[4],
        announced=PartialDate.parse(row[5]) if row[5] else None,
        long_stop=PartialDate.parse(row[6]) if row[6] else None,
        list_name=row[7],
        sample=bool(row[8]),
        created_at=parse_instant(row[9]),
        case_ids=tuple(row[10].split(",")) if row[10] else (),
    )


class Deals:
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self, until: datetime | None = None) -> list[Deal]:
        """Deals on the list, by list and name; with `until` those that were on it at that instant."""
        moment = instant_text(until) if until else "9999"
        rows = self._connections.reader.conn.execute(
            f"SELECT {_COLUMNS} FROM deals WHERE created_at <= ? AND coalesce(removed_at, '9999') > ?"
            " ORDER BY list_name, name COLLATE NOCASE",
            (moment, moment if until else "9998"),
        )
        return [_deal(row) for row in rows]

    def get(self, deal_id: str) -> Deal | None:
        row = self._connections.reader.conn.execute(f"SELECT {_COLUMNS} FROM deals WHERE id = ?", (deal_id,)).fetchone()
        return _deal(row) if row else None

    def find(self, name: str) -> Deal | None:
        """By id, name or the beginning of a name, letter case set aside."""
        row = self._connections.reader.conn.execute(
            f"SELECT {_COLUMNS} FROM deals WHERE removed_at IS NULL AND"
            " (id = ?1 OR name = ?1 COLLATE NOCASE OR name LIKE ?2 || '%' ESCAPE '\\')"
            " ORDER BY id = ?1 DESC, name = ?1 COLLATE NOCASE DESC, name LIMIT 1",
            (name, name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")),
        ).fetchone()
        return _deal(row) if row else None

    def add(self, database: Database, deal: Deal, now: datetime) -> str:
        """Keep a new deal (its `id` is made here if empty) and return its id."""
        deal_id = deal.id or str(ULID())
        database.conn.execute(
            "INSERT INTO deals (id, name, kind, parties, value, announced, long_stop, list_name, sample, created_at)"
            " VALUES (?,?,?,?,?,?,?,?,?,?)",
            (
                deal_id,
                deal.name,
                deal.kind,
                msgspec.json.encode(deal.parties).decode(),
                deal.value,
                str(deal.announced) if deal.announced else None,
                str(deal.long_stop) if deal.long_stop else None,
                deal.list_name,
                int(deal.sample),
                instant_text(now),
            ),
        )
        return deal_id

    def link(self, database: Database, deal_id: str, case_id: str) -> None:
        database.conn.execute("INSERT OR IGNORE INTO deal_cases VALUES (?,?)", (deal_id, case_id))

    def unlink(self, database: Database, deal_id: str, case_id: str) -> None:
        database.conn.execute("DELETE FROM deal_cases WHERE deal_id = ? AND case_id = ?", (deal_id, case_id))

    def remove(self, database: Database, deal_id: str, now: datetime) -> None:
        database.conn.execute("UPDATE deals SET removed_at = ? WHERE id = ?", (instant_text(now), deal_id))

    def set_sample_removed(self, database: Database, removed_at: datetime | None) -> int:
        """Hide the bundled sample, or (None) bring it back, in one step; returns how many deals it has."""
        moment = instant_text(removed_at) if removed_at else None
        return database.conn.execute("UPDATE deals SET removed_at = ? WHERE sample = 1", (moment,)).rowcount

    def sample_state(self) -> tuple[int, int]:
        """(sample deals shown, sample deals hidden)."""
        row = self._connections.reader.conn.execute(
            "SELECT count(*) FILTER (WHERE removed_at IS NULL), count(*) FILTER (WHERE removed_at IS NOT NULL)"
            " FROM deals WHERE sample = 1"
        ).fetchone()
        return row[0], row[1]
