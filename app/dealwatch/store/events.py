"""Events, append-only. A reading order that is the order of observation; nothing here changes or deletes one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

import msgspec

from dealwatch.model.dates import PartialDate, instant_text, parse_instant
from dealwatch.model.event import Event, EventKind, EventNote
from dealwatch.model.evidence import Evidence
from dealwatch.store.connection import Connections, Database

_COLUMNS = (
    "e.id, coalesce(e.case_id, ''), e.observed_at, e.occurred_on, e.kind, e.field, e.old, e.new,"
    " e.badge_old, e.badge_new,"
    " e.source, e.authority, e.url, e.snapshot, e.fetched_at, e.locator, e.quote, e.words, e.note,"
    " EXISTS (SELECT 1 FROM alert_events ae JOIN alerts a ON a.id = ae.alert_id"
    "         WHERE ae.event_id = e.id AND a.level = 'notify') AS alerted"
)
_axes = msgspec.json.Decoder(dict[str, str]).decode


@lru_cache(maxsize=4096)  # most are read again and again, and an equal row is an equal value
def _event(row: tuple[Any, ...]) -> Event:
    return Event(
        id=row[0],
        case_id=row[1],
        observed_at=parse_instant(row[2]),
        occurred_on=PartialDate.parse(row[3]) if row[3] else None,
        kind=EventKind(row[4]),
        field=row[5],
        old=row[6],
        new=row[7],
        badge_old=row[8],
        badge_new=row[9],
        source=row[10],
        authority=row[11],
        evidence=Evidence(row[13], row[12], parse_instant(row[14]), row[15], row[16]),
        words=row[17],
        note=EventNote(row[18]),
        alerted=bool(row[19]),
    )


class Events:
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def add(
        self,
        database: Database,
        event: Event,
        *,
        before: Mapping[str, str] | None = None,
        after: Mapping[str, str] | None = None,
    ) -> None:
        """Append. `before`/`after` are the case's axes around it; the as-at view is read from them."""
        evidence = event.evidence
        database.conn.execute(
            "INSERT INTO events VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                event.id,
                event.case_id or None,
                instant_text(event.observed_at),
                str(event.occurred_on) if event.occurred_on else None,
                event.kind,
                event.field,
                event.old,
                event.new,
                event.badge_old,
                event.badge_new,
                event.source,
                event.authority,
                evidence.url,
                evidence.snapshot,
                instant_text(evidence.fetched_at),
                evidence.locator,
                evidence.quote,
                event.words,
                event.note,
                msgspec.json.encode(dict(before or {})).decode(),
                msgspec.json.encode(dict(after or {})).decode(),
            ),
        )

    def get(self, event_id: str) -> Event | None:
        row = self._connections.reader.conn.execute(
            f"SELECT {_COLUMNS} FROM events e WHERE e.id = ?", (event_id,)
        ).fetchone()
        return _event(row) if row else None

    def list(
        self,
        *,
        case_id: str = "",
        deal_id: str = "",
        authority: str = "",
        source: str = "",
        kinds: Collection[str] = (),
        since: datetime | None = None,
        until: datetime | None = None,
        ids: Collection[str] = (),
        case_ids: Collection[str] = (),
        newest_first: bool = False,
        watched_only: bool = False,
        limit: int = -1,
    ) -> list[Event]:
        """Events in the order of observation. `since` is inclusive by instant, `until` inclusive."""
        where, parameters = ["1"], []
        for column, value in (("e.case_id", case_id), ("e.authority", authority), ("e.source", source)):
            if value:
                where.append(f"{column} = ?")
                parameters.append(value)
        if deal_id:
            where.append("e.case_id IN (SELECT case_id FROM deal_cases WHERE deal_id = ?)")
            parameters.append(deal_id)
        for column, values in (("e.kind", kinds), ("e.id", ids)):
            if values:
                where.append(f"{column} IN ({','.join('?' * len(values))})")
                parameters.extend(values)
        if case_ids:
            where.append("e.case_id IN (SELECT value FROM json_each(?))")
            parameters.append(msgspec.json.encode(list(case_ids)).decode())
        if since is not None:
            where.append("e.observed_at >= ?")
            parameters.append(instant_text(since))
        if until is not None:
            where.append("e.observed_at <= ?")
            parameters.append(instant_text(until))
        if watched_only:
            where.append("EXISTS (SELECT 1 FROM alert_events ae WHERE ae.event_id = e.id)")
        order = "DESC" if newest_first else "ASC"
        rows = self._connections.reader.conn.execute(
            f"SELECT {_COLUMNS} FROM events e WHERE {' AND '.join(where)}"
            f" ORDER BY e.observed_at {order}, e.rowid {order} LIMIT ?",
            (*parameters, limit),
        )
        return [_event(row) for row in rows]

    def is_known_at(self, case_id: str, moment: datetime) -> bool:
        """Whether the case had been seen at an instant."""
        row = self._connections.reader.conn.execute(
            "SELECT 1 FROM events WHERE case_id = ? AND observed_at <= ? LIMIT 1", (case_id, instant_text(moment))
        ).fetchone()
        return row is not None

    def axes_before_next(self, case_id: str, moment: datetime) -> dict[str, str] | None:
        """The case's axes just before its first event after an instant; None where nothing has happened since."""
        row = self._connections.reader.conn.execute(
            "SELECT before FROM events WHERE case_id = ? AND observed_at > ? AND before != '{}'"
            " ORDER BY observed_at, rowid LIMIT 1",
            (case_id, instant_text(moment)),
        ).fetchone()
        return _axes(row[0]) if row else None

    def latest_id(self) -> str:
        """The id of the event recorded last, empty where there is none."""
        row = self._connections.reader.conn.execute("SELECT id FROM events ORDER BY rowid DESC LIMIT 1").fetchone()
        return row[0] if row else ""

    def count(self, case_id: str = "") -> int:
        found: int = self._connections.reader.conn.execute(
            "SELECT count(*) FROM events WHERE ? IN ('', case_id)", (case_id,)
        ).fetchone()[0]
        return found
