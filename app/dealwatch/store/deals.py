"""Deals: what a person tracks. A removed deal is hidden, never erased: its events are part of the record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any

import msgspec

from dealwatch.model.dates import PartialDate, instant_text, parse_instant
from dealwatch.model.deal import Deal, DealKind, Party
from dealwatch.model.ids import new_id
from dealwatch.store.connection import Connections, Database

_parties = msgspec.json.Decoder(tuple[Party, ...]).decode
_tags = msgspec.json.Decoder(tuple[str, ...]).decode
_COLUMNS = (
    "id, name, kind, parties, value, announced, long_stop, list_name, sample, created_at,"
    " (SELECT group_concat(case_id) FROM deal_cases WHERE deal_id = deals.id), signed, archived_at, muted,"
    " (SELECT json_group_array(tag) FROM deal_tags WHERE deal_id = deals.id)"
)


@lru_cache(maxsize=4096)  # most are read again and again, and an equal row is an equal value
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
        signed=PartialDate.parse(row[11]) if row[11] else None,
        archived=row[12] is not None,
        muted=bool(row[13]),
        tags=tuple(sorted(_tags(row[14]), key=str.casefold)),
    )


def _stated(deal: Deal) -> tuple[str | None, ...]:
    days = (str(day) if day else None for day in (deal.announced, deal.signed, deal.long_stop))
    parties = msgspec.json.encode(deal.parties).decode()
    return (deal.name, deal.kind, parties, deal.value, *days, deal.list_name)


class Deals:
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self, until: datetime | None = None) -> list[Deal]:
        """Deals on the list, by list and name; with `until` those that were on it at that instant.

        Archived ones are left out.
        """
        moment = instant_text(until) if until else "9999"
        rows = self._connections.reader.conn.execute(
            f"SELECT {_COLUMNS} FROM deals WHERE created_at <= ?1 AND coalesce(removed_at, '9999') > ?2"
            " AND coalesce(archived_at, '9999') > ?2 ORDER BY list_name, name COLLATE NOCASE",
            (moment, moment if until else "9998"),
        )
        return [_deal(row) for row in rows]

    def resting_on(self, source: str, limit: int) -> list[tuple[str, str, str]]:
        """(name of the deal, authority, case) of the first deals of the list that have a case of this source."""
        rows = self._connections.reader.conn.execute(
            "SELECT d.name, c.authority, c.id FROM deals d JOIN deal_cases l ON l.deal_id = d.id"
            " JOIN cases c ON c.id = l.case_id WHERE c.source = ? AND c.removed_at IS NULL"
            " AND d.removed_at IS NULL AND d.archived_at IS NULL"
            " ORDER BY d.list_name, d.name COLLATE NOCASE, c.authority, c.number LIMIT ?",
            (source, limit),
        )
        return [tuple(row) for row in rows]

    def archived(self) -> list[Deal]:
        """Deals that were put away, the latest first."""
        rows = self._connections.reader.conn.execute(
            f"SELECT {_COLUMNS} FROM deals WHERE removed_at IS NULL AND archived_at IS NOT NULL"
            " ORDER BY archived_at DESC, name COLLATE NOCASE"
        )
        return [_deal(row) for row in rows]

    def tags(self) -> list[str]:
        """Every tag in use, by name."""
        rows = self._connections.reader.conn.execute(
            "SELECT DISTINCT t.tag FROM deal_tags t JOIN deals d ON d.id = t.deal_id WHERE d.removed_at IS NULL"
            " ORDER BY t.tag COLLATE NOCASE"
        )
        return [row[0] for row in rows]

    def get(self, deal_id: str, database: Database | None = None) -> Deal | None:
        chosen = database or self._connections.reader
        row = chosen.conn.execute(f"SELECT {_COLUMNS} FROM deals WHERE id = ?", (deal_id,)).fetchone()
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
        deal_id = deal.id or new_id()
        database.conn.execute(
            "INSERT INTO deals (id, name, kind, parties, value, announced, signed, long_stop, list_name, sample,"
            " created_at) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            (deal_id, *_stated(deal), int(deal.sample), instant_text(now)),
        )
        self.set_tags(database, deal_id, deal.tags)
        return deal_id

    def update(self, database: Database, deal: Deal) -> None:
        """What a person may edit: everything stated about the deal, and its tags."""
        database.conn.execute(
            "UPDATE deals SET name = ?, kind = ?, parties = ?, value = ?, announced = ?, signed = ?, long_stop = ?,"
            " list_name = ? WHERE id = ?",
            (*_stated(deal), deal.id),
        )
        self.set_tags(database, deal.id, deal.tags)

    def set_tags(self, database: Database, deal_id: str, tags: Iterable[str]) -> None:
        """Exactly these tags from now on; what stays is not touched."""
        wanted = set(tags)
        present = {row[0] for row in database.conn.execute("SELECT tag FROM deal_tags WHERE deal_id = ?", (deal_id,))}
        for tag in sorted(present - wanted):
            database.conn.execute("DELETE FROM deal_tags WHERE deal_id = ? AND tag = ?", (deal_id, tag))
        for tag in sorted(wanted - present):
            database.conn.execute("INSERT INTO deal_tags VALUES (?,?)", (deal_id, tag))

    def mute(self, database: Database, deal_id: str, muted: bool) -> None:
        database.conn.execute("UPDATE deals SET muted = ? WHERE id = ?", (int(muted), deal_id))

    def archive(self, database: Database, deal_id: str, archived_at: datetime | None) -> None:
        """Put a deal away, or (None) bring it back."""
        moment = instant_text(archived_at) if archived_at else None
        database.conn.execute("UPDATE deals SET archived_at = ? WHERE id = ?", (moment, deal_id))

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
