"""Sources as rows: when each is due, how healthy it is, what it remembers; and the polls behind the coverage strip.

The schedule is a column here, never a timer: a machine that sleeps or is restarted every day still polls.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec

from dealwatch.model.dates import instant_text, parse_instant
from dealwatch.model.source import SourceState
from dealwatch.store.connection import Connections, Database

_object = msgspec.json.Decoder(dict[str, Any]).decode
_COLUMNS = (
    "key, title, target, interval_s, state, detail, since, next_due, last_try, last_ok, failures, told, baseline_at,"
    " paused, forced, memory, settled"
)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """`since` is when the present state began; `failures` counts passes in a row that failed by the source's fault;
    `told` whether the user was told of the present trouble; `settled` the kinds of document whose first reading is
    complete, so that what is new in them is news; `baseline_at` when the first pass was complete.
    """

    key: str
    title: str
    target: Mapping[str, str]
    interval: timedelta
    state: SourceState
    detail: str
    since: datetime | None
    next_due: datetime | None
    last_try: datetime | None
    last_ok: datetime | None
    failures: int
    told: bool
    baseline_at: datetime | None
    paused: bool
    forced: bool
    memory: Mapping[str, Any]
    settled: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Poll:
    """One pass over a source. `result` is checked, changed or failed; a time without a row was not tried."""

    source: str
    started_at: datetime
    ended_at: datetime
    result: str
    state: SourceState
    detail: str
    events: int


def _instant(text: str | None) -> datetime | None:
    return parse_instant(text) if text else None


def _row(row: tuple[Any, ...]) -> SourceRow:
    return SourceRow(
        key=row[0],
        title=row[1],
        target=_object(row[2]),
        interval=timedelta(seconds=row[3]),
        state=SourceState(row[4]),
        detail=row[5],
        since=_instant(row[6]),
        next_due=_instant(row[7]),
        last_try=_instant(row[8]),
        last_ok=_instant(row[9]),
        failures=row[10],
        told=bool(row[11]),
        baseline_at=_instant(row[12]),
        paused=bool(row[13]),
        forced=bool(row[14]),
        memory=_object(row[15]),
        settled=frozenset(row[16].split(",")) - {""},
    )


class Sources:
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[SourceRow]:
        rows = self._connections.reader.conn.execute(
            f"SELECT {_COLUMNS} FROM sources ORDER BY title COLLATE NOCASE, key"
        )
        return [_row(row) for row in rows]

    def get(self, key: str, database: Database | None = None) -> SourceRow | None:
        chosen = database or self._connections.reader
        row = chosen.conn.execute(f"SELECT {_COLUMNS} FROM sources WHERE key = ?", (key,)).fetchone()
        return _row(row) if row else None

    def add(
        self,
        database: Database,
        key: str,
        title: str,
        interval: timedelta,
        now: datetime,
        target: Mapping[str, str] | None = None,
    ) -> bool:
        """Start polling a source, due at once; False where it was there already."""
        added: int = database.conn.execute(
            "INSERT OR IGNORE INTO sources (key, title, target, interval_s, next_due, created_at) VALUES (?,?,?,?,?,?)",
            (
                key,
                title,
                msgspec.json.encode(dict(target or {})).decode(),
                int(interval.total_seconds()),
                instant_text(now),
                instant_text(now),
            ),
        ).rowcount
        return added > 0

    def mark_unconfirmed(self, database: Database, key: str) -> None:
        """Say of a source never read that nobody has seen what it answers."""
        database.conn.execute(
            "UPDATE sources SET state = 'unconfirmed' WHERE key = ? AND state = 'never_checked'", (key,)
        )

    def set_interval(self, database: Database, key: str, interval: timedelta) -> None:
        database.conn.execute("UPDATE sources SET interval_s = ? WHERE key = ?", (int(interval.total_seconds()), key))

    def set_due(self, database: Database, key: str, due: datetime) -> None:
        database.conn.execute("UPDATE sources SET next_due = ? WHERE key = ?", (instant_text(due), key))

    def set_target(self, database: Database, key: str, target: Mapping[str, str]) -> None:
        """Change the user's part of a generic source."""
        text = msgspec.json.encode(dict(target)).decode()
        database.conn.execute("UPDATE sources SET target = ? WHERE key = ?", (text, key))

    def start_anew(self, database: Database, key: str, now: datetime) -> None:
        """Nothing of what was read before counts any more: the next look is a first one, and due at once."""
        database.conn.execute(
            "UPDATE sources SET memory = '{}', state = 'never_checked', detail = '', since = NULL, failures = 0,"
            " told = 0, baseline_at = NULL, settled = '', next_due = ? WHERE key = ?",
            (instant_text(now), key),
        )

    def rename(self, database: Database, key: str, title: str) -> None:
        database.conn.execute("UPDATE sources SET title = ? WHERE key = ?", (title, key))

    def due(self, now: datetime) -> list[SourceRow]:
        """Sources to be asked now, longest overdue first.

        A due time further ahead than any wait we plan comes from a clock that was wrong when it was written:
        such a source is due, too.
        """
        horizon = instant_text(now + timedelta(days=8))
        rows = self._connections.reader.conn.execute(
            f"SELECT {_COLUMNS} FROM sources WHERE NOT paused AND (next_due IS NULL OR next_due <= ? OR next_due > ?)"
            " ORDER BY next_due",
            (instant_text(now), horizon),
        )
        return [_row(row) for row in rows]

    def next_due(self) -> datetime | None:
        text = self._connections.reader.conn.execute("SELECT min(next_due) FROM sources WHERE NOT paused").fetchone()[0]
        return _instant(text)

    def ask_now(self, database: Database, now: datetime, keys: list[str] | None = None) -> None:
        """'Check now' only sets the due time and marks the pass as asked for: there is one path."""
        moment = instant_text(now)
        if keys is None:
            database.conn.execute("UPDATE sources SET next_due = ?, forced = 1 WHERE NOT paused", (moment,))
        else:
            database.conn.executemany(
                "UPDATE sources SET next_due = ?, forced = 1 WHERE key = ?", [(moment, key) for key in keys]
            )

    def postpone(self, database: Database, until: datetime) -> None:
        """Nothing is asked before `until` (the network needs a moment after sleep)."""
        moment = instant_text(until)
        database.conn.execute("UPDATE sources SET next_due = ? WHERE next_due < ?", (moment, moment))

    def let_pass(self, database: Database, now: datetime) -> None:
        """What was due and was not asked is not asked now: each source waits for its next time, as if just asked."""
        due = [(instant_text(now + row.interval), row.key) for row in self.due(now) if not row.forced]
        database.conn.executemany("UPDATE sources SET next_due = ? WHERE key = ?", due)

    def pause(self, database: Database, key: str, paused: bool) -> None:
        database.conn.execute("UPDATE sources SET paused = ? WHERE key = ?", (int(paused), key))

    def remember(self, database: Database, key: str, memory: Mapping[str, Any]) -> None:
        """Merge into the source's opaque notes; a None value forgets the key."""
        row = database.conn.execute("SELECT memory FROM sources WHERE key = ?", (key,)).fetchone()
        merged = {**_object(row[0]), **memory} if row else dict(memory)
        kept = {name: value for name, value in merged.items() if value is not None}
        database.conn.execute("UPDATE sources SET memory = ? WHERE key = ?", (msgspec.json.encode(kept).decode(), key))

    def finish(
        self,
        database: Database,
        key: str,
        *,
        state: SourceState,
        detail: str,
        now: datetime,
        next_due: datetime,
        failures: int,
        told: bool,
        settled: Collection[str],
    ) -> None:
        """The end of a pass; the first good one is the baseline. `settled`: the kinds of document ever read whole."""
        moment = instant_text(now)
        database.conn.execute(
            "UPDATE sources SET since = CASE WHEN state = ?1 AND since IS NOT NULL THEN since ELSE ?2 END, state = ?1,"
            " detail = ?3, last_try = ?2, last_ok = CASE WHEN ?1 = 'ok' THEN ?2 ELSE last_ok END, next_due = ?4,"
            " failures = ?5, told = ?6, forced = 0, settled = ?7,"
            " baseline_at = CASE WHEN ?1 = 'ok' THEN coalesce(baseline_at, ?2) ELSE baseline_at END WHERE key = ?8",
            (state, moment, detail, instant_text(next_due), failures, int(told), ",".join(sorted(settled)), key),
        )

    def set_baseline(self, database: Database, key: str, at: datetime) -> None:
        database.conn.execute(
            "UPDATE sources SET baseline_at = ? WHERE key = ? AND baseline_at IS NULL", (instant_text(at), key)
        )

    def log_poll(self, database: Database, poll: Poll) -> None:
        database.conn.execute(
            "INSERT INTO polls (source, started_at, ended_at, result, state, detail, events) VALUES (?,?,?,?,?,?,?)",
            (
                poll.source,
                instant_text(poll.started_at),
                instant_text(poll.ended_at),
                poll.result,
                poll.state,
                poll.detail,
                poll.events,
            ),
        )

    def polls(self, source: str = "", since: datetime | None = None, limit: int = 1000) -> list[Poll]:
        """Newest first."""
        rows = self._connections.reader.conn.execute(
            "SELECT source, started_at, ended_at, result, state, detail, events FROM polls"
            " WHERE ? IN ('', source) AND ended_at >= ? ORDER BY ended_at DESC, id DESC LIMIT ?",
            (source, instant_text(since) if since else "", limit),
        )
        return [
            Poll(row[0], parse_instant(row[1]), parse_instant(row[2]), row[3], SourceState(row[4]), row[5], row[6])
            for row in rows
        ]
