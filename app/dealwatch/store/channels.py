"""Channels beyond this computer, and what waits to be sent through them. Addresses are never here: they hold secrets.

A row of `posts` is one alert (or digest) for one channel. It is written with the notification of this computer, in the
same transaction, and stays until the channel has taken it, is switched off or removed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

import msgspec

from dealwatch.model.channel import Batch, ChannelKind, FarChannel, Posted, Trouble
from dealwatch.model.dates import instant_text, parse_instant
from dealwatch.model.ids import new_id
from dealwatch.store.connection import Connections, Database

LEASE = timedelta(minutes=2)
"""For so long a batch belongs to whoever has taken it; then somebody else may send it again."""
_COLUMNS = "id, name, kind, enabled, trouble, failures, next_try, sent_at, alerts"
_TROUBLES, _KINDS = frozenset(Trouble), frozenset(ChannelKind)
_WAITING = "EXISTS (SELECT 1 FROM posts WHERE channel_id = channels.id AND sent_at IS NULL)"


def _channel(row: tuple[Any, ...]) -> FarChannel:
    """Kinds and troubles that a newer Dealwatch wrote are read as the widest one of ours."""
    return FarChannel(
        id=row[0],
        name=row[1],
        kind=ChannelKind(row[2]) if row[2] in _KINDS else ChannelKind.OTHER,
        enabled=bool(row[3]),
        trouble=(Trouble(row[4]) if row[4] in _TROUBLES else Trouble.REFUSED) if row[4] else None,
        failures=row[5],
        next_try=parse_instant(row[6]) if row[6] else None,
        sent_at=parse_instant(row[7]) if row[7] else None,
        alerts=bool(row[8]),
    )


class Channels:
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self, database: Database | None = None) -> tuple[FarChannel, ...]:
        """In the order they were added."""
        chosen = database or self._connections.reader
        return tuple(map(_channel, chosen.conn.execute(f"SELECT {_COLUMNS} FROM channels ORDER BY created_at, id")))

    def get(self, channel_id: str) -> FarChannel | None:
        return next((channel for channel in self.all() if channel.id == channel_id), None)

    def add(self, database: Database, name: str, kind: ChannelKind, now: datetime, *, alerts: bool = True) -> str:
        """A new one, switched on; its id."""
        channel_id = new_id(now)
        database.conn.execute(
            "INSERT INTO channels (id, name, kind, enabled, created_at, alerts) VALUES (?,?,?,1,?,?)",
            (channel_id, name, kind, instant_text(now), int(alerts)),
        )
        return channel_id

    def change(self, database: Database, channel_id: str, name: str, kind: ChannelKind, *, alerts: bool = True) -> None:
        """Where it takes digests only from now on, alerts that wait for it go."""
        database.conn.execute(
            "UPDATE channels SET name = ?, kind = ?, alerts = ? WHERE id = ?", (name, kind, int(alerts), channel_id)
        )
        if not alerts:
            database.conn.execute(
                "DELETE FROM posts WHERE channel_id = ? AND sent_at IS NULL AND alert_id <> ''", (channel_id,)
            )

    def enable(self, database: Database, channel_id: str, wanted: bool) -> None:
        """Switched off, what waits for it goes: switched on again, it does not come up with what is old."""
        database.conn.execute("UPDATE channels SET enabled = ? WHERE id = ?", (int(wanted), channel_id))
        if not wanted:
            database.conn.execute("DELETE FROM posts WHERE channel_id = ? AND sent_at IS NULL", (channel_id,))
            self.try_now(database, channel_id)

    def try_now(self, database: Database, channel_id: str) -> None:
        """Forget earlier failures: its address was mended, or a test went through."""
        database.conn.execute(
            "UPDATE channels SET trouble = '', failures = 0, next_try = NULL WHERE id = ?", (channel_id,)
        )

    def remove(self, database: Database, channel_id: str) -> None:
        database.conn.execute("DELETE FROM posts WHERE channel_id = ?", (channel_id,))
        database.conn.execute("DELETE FROM channels WHERE id = ?", (channel_id,))

    # -- what is to be sent

    def queue(self, database: Database, alert_ids: Iterable[str], now: datetime) -> None:
        """Let every channel that is on and takes alerts have these; what it has, or once had, it does not get again."""
        database.conn.executemany(
            "INSERT OR IGNORE INTO posts (channel_id, alert_id, digest_id, queued_at)"
            " SELECT id, ?1, '', ?2 FROM channels WHERE enabled AND alerts",
            [(alert_id, instant_text(now)) for alert_id in alert_ids],
        )

    def queue_digest(self, database: Database, digest_id: str, channel_ids: Iterable[str], now: datetime) -> None:
        database.conn.executemany(
            "INSERT OR IGNORE INTO posts (channel_id, alert_id, digest_id, queued_at)"
            " SELECT id, '', ?2, ?3 FROM channels WHERE enabled AND id = ?1",
            [(channel_id, digest_id, instant_text(now)) for channel_id in channel_ids],
        )

    def due(self, now: datetime, longest: timedelta) -> list[FarChannel]:
        """Channels that something waits for and that may be tried. A next try that is farther ahead than `longest`
        was set by a clock that has been put back since.
        """
        rows = self._connections.reader.conn.execute(
            f"SELECT {_COLUMNS} FROM channels WHERE enabled AND {_WAITING}"
            " AND (next_try IS NULL OR next_try <= ? OR next_try > ?) ORDER BY created_at, id",
            (instant_text(now), instant_text(now + longest)),
        )
        return [_channel(row) for row in rows]

    def claim(self, database: Database, channel_id: str, now: datetime) -> Batch | None:
        """Take what goes out next, for a lease: what may have gone out already comes first, unchanged and under its
        own id; else the digest or the alerts that wait. None where nothing waits or somebody else is at it.
        """
        held = database.conn.execute(
            "SELECT busy_until > ?2 AND busy_until <= ?3 FROM channels WHERE id = ?1",
            (channel_id, instant_text(now), instant_text(now + LEASE)),
        ).fetchone()
        waiting = database.conn.execute(
            "SELECT id, alert_id, digest_id, batch FROM posts WHERE channel_id = ? AND sent_at IS NULL"
            " ORDER BY batch = '', digest_id = '', id",
            (channel_id,),
        ).fetchall()
        if held is None or held[0] or not waiting:
            return None
        batch_id, digest_id = waiting[0][3] or new_id(now), waiting[0][2]
        chosen = [row for row in waiting if row[3] == waiting[0][3] and row[2] == digest_id]
        database.conn.execute(
            "UPDATE posts SET batch = ? WHERE id IN (SELECT value FROM json_each(?))",
            (batch_id, msgspec.json.encode([row[0] for row in chosen]).decode()),
        )
        database.conn.execute(
            "UPDATE channels SET busy_until = ? WHERE id = ?", (instant_text(now + LEASE), channel_id)
        )
        return Batch(batch_id, tuple(row[1] for row in chosen if row[1]), digest_id)

    def taken(
        self, database: Database, channel_id: str, batch: Batch, now: datetime, trouble: Trouble | None = None
    ) -> None:
        """The channel has it. `trouble` is what is left all the same: a recipient nobody knows."""
        moment = instant_text(now)
        database.conn.execute(
            "UPDATE posts SET sent_at = ? WHERE channel_id = ? AND batch = ?", (moment, channel_id, batch.id)
        )
        database.conn.execute("UPDATE channels SET sent_at = ?, busy_until = NULL WHERE id = ?", (moment, channel_id))
        self.try_now(database, channel_id)
        if trouble is not None:
            database.conn.execute("UPDATE channels SET trouble = ? WHERE id = ?", (trouble, channel_id))

    def failed(
        self, database: Database, channel_id: str, batch: Batch, trouble: Trouble, next_try: datetime, *, certain: bool
    ) -> None:
        """It waits. Where it is `certain` that nothing was taken, what comes meanwhile may join it in one message."""
        database.conn.execute(
            "UPDATE channels SET trouble = ?, failures = failures + 1, next_try = ?, busy_until = NULL WHERE id = ?",
            (trouble, instant_text(next_try), channel_id),
        )
        if certain:
            self._loosen(database, channel_id, batch)

    def give_back(self, database: Database, channel_id: str, batch: Batch, *, untried: bool) -> None:
        """Nothing is known of it, or it was not tried: the program ended, the network went. No failure."""
        database.conn.execute("UPDATE channels SET busy_until = NULL WHERE id = ?", (channel_id,))
        if untried:
            self._loosen(database, channel_id, batch)

    def _loosen(self, database: Database, channel_id: str, batch: Batch) -> None:
        database.conn.execute("UPDATE posts SET batch = '' WHERE channel_id = ? AND batch = ?", (channel_id, batch.id))

    # -- how it went

    def waiting(self, channel_id: str) -> int:
        """How many alerts and digests the channel has not taken yet."""
        count: int = self._connections.reader.conn.execute(
            "SELECT count(*) FROM posts WHERE channel_id = ? AND sent_at IS NULL", (channel_id,)
        ).fetchone()[0]
        return count

    def posted(self, alert_ids: Collection[str]) -> dict[str, tuple[Posted, ...]]:
        """By alert, the channels that took it, and those that did not, as far as they were tried."""
        found: dict[str, tuple[Posted, ...]] = {}
        for alert_id, name, sent, trouble in self._connections.reader.conn.execute(
            "SELECT alert_id, name, p.sent_at IS NOT NULL, trouble FROM posts p JOIN channels c ON c.id = channel_id"
            " WHERE alert_id IN (SELECT value FROM json_each(?)) AND (p.sent_at IS NOT NULL OR trouble <> '')"
            " ORDER BY c.created_at, c.id",
            (msgspec.json.encode(sorted(alert_ids)).decode(),),
        ):
            why = None if sent else Trouble(trouble) if trouble in _TROUBLES else Trouble.REFUSED
            found[alert_id] = (*found.get(alert_id, ()), Posted(name, bool(sent), why))
        return found
