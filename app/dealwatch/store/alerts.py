"""The outbox: alerts are written with the events they tell of, and delivered afterwards, at least once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from dealwatch.model.alert import Alert, AlertLevel, AlertSubject, deal_meant
from dealwatch.model.dates import instant_text, parse_instant
from dealwatch.model.ids import new_id
from dealwatch.store.cases import MUTED
from dealwatch.store.connection import Connections, Database

_COLUMNS = (
    "id, created_at, subject, level, case_id, source, detail, read_at, flagged,"
    " (SELECT group_concat(event_id) FROM"
    "  (SELECT event_id FROM alert_events WHERE alert_id = alerts.id ORDER BY rowid)),"
    " (SELECT group_concat(channel) FROM deliveries WHERE alert_id = alerts.id),"
    " (SELECT dc.deal_id FROM deal_cases dc JOIN deals d ON d.id = dc.deal_id"
    "  WHERE dc.case_id = alerts.case_id AND d.removed_at IS NULL LIMIT 1), snoozed_until,"
    " (SELECT rule FROM deliveries WHERE alert_id = alerts.id AND rule <> '' LIMIT 1)"
)

_SHOWN = "subject IN ('change', 'item', 'reminder') AND (snoozed_until IS NULL OR snoozed_until <= ?1)"
"""Whether an alert stands in the inbox at an instant: trouble of sources is told elsewhere, proposals stand apart."""


class InboxCount(NamedTuple):
    """Changes in the inbox, however far back; `every` counts those that were read, too."""

    every: int
    unread: int
    flagged: int


def _alert(row: tuple[Any, ...]) -> Alert:
    return Alert(
        id=row[0],
        created_at=parse_instant(row[1]),
        subject=AlertSubject(row[2]),
        level=AlertLevel(row[3]),
        case_id=row[4],
        source=row[5],
        detail=row[6],
        read_at=parse_instant(row[7]) if row[7] else None,
        flagged=bool(row[8]),
        event_ids=tuple(row[9].split(",")) if row[9] else (),
        delivered=tuple(row[10].split(",")) if row[10] else (),
        deal_id=row[11] or deal_meant(row[6]),
        snoozed_until=parse_instant(row[12]) if row[12] else None,
        rule=row[13] or "",
    )


class Alerts:
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def raise_(
        self,
        database: Database,
        *,
        occasion: str,
        now: datetime,
        subject: AlertSubject,
        level: AlertLevel,
        case_id: str = "",
        source: str = "",
        detail: str = "",
        event_ids: Iterable[str] = (),
    ) -> str:
        """Put an alert into the outbox. One per occasion (a pass), subject and case: later events join it."""
        database.conn.execute(
            "INSERT OR IGNORE INTO alerts (id, occasion, created_at, subject, level, case_id, source, detail)"
            " VALUES (?,?,?,?,?,?,?,?)",
            (new_id(now), occasion, instant_text(now), subject, level, case_id, source, detail),
        )
        alert_id: str = database.conn.execute(
            "SELECT id FROM alerts WHERE occasion = ? AND subject = ? AND case_id = ? AND source = ? AND level = ?",
            (occasion, subject, case_id, source, level),
        ).fetchone()[0]
        database.conn.executemany(
            "INSERT OR IGNORE INTO alert_events VALUES (?,?)", [(alert_id, event_id) for event_id in event_ids]
        )
        return alert_id

    def undelivered(self) -> list[Alert]:
        """What the user has not been told yet, oldest first."""
        rows = self._connections.reader.conn.execute(
            f"SELECT {_COLUMNS} FROM alerts WHERE level = 'notify'"
            " AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.alert_id = alerts.id) ORDER BY created_at, id"
        )
        return [_alert(row) for row in rows]

    def raised(self, database: Database, occasion: str, case_id: str) -> bool:
        """Whether something was raised for the case on that occasion."""
        row = database.conn.execute("SELECT 1 FROM alerts WHERE occasion = ? AND case_id = ?", (occasion, case_id))
        return row.fetchone() is not None

    def withdraw(self, database: Database, alert_ids: Iterable[str]) -> None:
        """Take back alerts that nobody was told yet and that rest on no event: what they say is no longer so."""
        database.conn.executemany(
            "DELETE FROM alerts WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM deliveries WHERE alert_id = ?1)"
            " AND NOT EXISTS (SELECT 1 FROM alert_events WHERE alert_id = ?1)",
            [(alert_id,) for alert_id in alert_ids],
        )

    def delivered(
        self, database: Database, alert_ids: Iterable[str], channel: str, now: datetime, rule: str = ""
    ) -> None:
        """Settled: no other channel is tried. `rule` is the name of the one that decided."""
        moment = instant_text(now)
        database.conn.executemany(
            "INSERT OR IGNORE INTO deliveries (alert_id, channel, at, rule) VALUES (?,?,?,?)",
            [(alert_id, channel, moment, rule) for alert_id in alert_ids],
        )

    def newest_row(self) -> int:
        """The number of the row written last, 0 where there is none; it only ever grows."""
        found: int = self._connections.reader.conn.execute("SELECT coalesce(max(rowid), 0) FROM alerts").fetchone()[0]
        return found

    def quiet_after(self, row: int) -> list[Alert]:
        """Changes written after that row that stand in the inbox only, of cases that are not muted, oldest first."""
        rows = self._connections.reader.conn.execute(
            f"SELECT {_COLUMNS} FROM alerts WHERE rowid > ? AND level = 'quiet' AND subject = 'change'"
            " AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.alert_id = alerts.id)"
            f" AND EXISTS (SELECT 1 FROM cases WHERE cases.id = alerts.case_id AND NOT {MUTED}) ORDER BY rowid",
            (row,),
        )
        return [_alert(found) for found in rows]

    def make_loud(self, database: Database, alert_ids: Iterable[str]) -> None:
        """They are to be told; one whose check raised a loud alert for the case already stays as it is."""
        database.conn.executemany(
            "UPDATE OR IGNORE alerts SET level = 'notify' WHERE id = ?", [(alert_id,) for alert_id in alert_ids]
        )

    def last_delivery(self, leaving_out: str = "") -> tuple[str, datetime] | None:
        """The channel that took something last, and when; None where nothing was ever told."""
        row = self._connections.reader.conn.execute(
            "SELECT channel, at FROM deliveries WHERE channel <> ? ORDER BY at DESC, rowid DESC LIMIT 1", (leaving_out,)
        ).fetchone()
        return (row[0], parse_instant(row[1])) if row else None

    def inbox(self, limit: int = 500, unread_only: bool = False) -> list[Alert]:
        """Newest first."""
        rows = self._connections.reader.conn.execute(
            f"SELECT {_COLUMNS} FROM alerts WHERE NOT ? OR read_at IS NULL ORDER BY created_at DESC, id DESC LIMIT ?",
            (int(unread_only), limit),
        )
        return [_alert(row) for row in rows]

    def get(self, alert_id: str) -> Alert | None:
        row = self._connections.reader.conn.execute(
            f"SELECT {_COLUMNS} FROM alerts WHERE id = ?", (alert_id,)
        ).fetchone()
        return _alert(row) if row else None

    def unread(self) -> int:
        count: int = self._connections.reader.conn.execute(
            "SELECT count(*) FROM alerts WHERE read_at IS NULL"
        ).fetchone()[0]
        return count

    def in_inbox(self, now: datetime) -> InboxCount:
        """How many changes the inbox has, all the way back; what waits for its time is none of them."""
        row = self._connections.reader.conn.execute(
            "SELECT count(*), count(*) FILTER (WHERE read_at IS NULL), count(*) FILTER (WHERE flagged) FROM alerts"
            f" WHERE {_SHOWN}",
            (instant_text(now),),
        ).fetchone()
        return InboxCount(*row)

    def unread_in_inbox(self, now: datetime) -> tuple[str, ...]:
        """The ids of those that nobody has read, newest first."""
        rows = self._connections.reader.conn.execute(
            f"SELECT id FROM alerts WHERE {_SHOWN} AND read_at IS NULL ORDER BY created_at DESC, id DESC",
            (instant_text(now),),
        )
        return tuple(row[0] for row in rows)

    def mark_read(self, database: Database, alert_ids: Iterable[str], now: datetime | None) -> None:
        """None marks as unread again."""
        moment = instant_text(now) if now else None
        database.conn.executemany(
            "UPDATE alerts SET read_at = ? WHERE id = ?", [(moment, alert_id) for alert_id in alert_ids]
        )

    def snooze(self, database: Database, alert_ids: Iterable[str], until: datetime | None) -> None:
        """Out of sight until then, and unread when it comes back; None brings it back now."""
        moment = instant_text(until) if until else None
        database.conn.executemany(
            "UPDATE alerts SET snoozed_until = ?, read_at = NULL WHERE id = ?",
            [(moment, alert_id) for alert_id in alert_ids],
        )

    def flag(self, database: Database, alert_id: str, flagged: bool) -> None:
        database.conn.execute("UPDATE alerts SET flagged = ? WHERE id = ?", (int(flagged), alert_id))
