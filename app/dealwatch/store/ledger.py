"""The network ledger: every request that left the machine. Nothing else ever does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from dealwatch.model.dates import instant_text, parse_instant
from dealwatch.store.connection import Connections


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """`status` is an HTTP status or a word (`timeout`, `dns` ...); `bytes` what was received, uncompressed."""

    at: datetime
    source: str
    host: str
    path: str
    method: str
    purpose: str
    status: str
    bytes: int
    milliseconds: int


class Ledger:
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def add(self, database: Database, lines: Iterable[LedgerLine]) -> None:
        database.conn.executemany(
            "INSERT INTO ledger (at, source, host, path, method, purpose, status, bytes, milliseconds)"
            " VALUES (?,?,?,?,?,?,?,?,?)",
            [
                (
                    instant_text(line.at),
                    line.source,
                    line.host,
                    line.path,
                    line.method,
                    line.purpose,
                    line.status,
                    line.bytes,
                    line.milliseconds,
                )
                for line in lines
            ],
        )

    def recent(self, limit: int = 200, source: str = "") -> list[LedgerLine]:
        """Newest first."""
        rows = self._connections.reader.conn.execute(
            "SELECT at, source, host, path, method, purpose, status, bytes, milliseconds FROM ledger"
            " WHERE ? IN ('', source) ORDER BY id DESC LIMIT ?",
            (source, limit),
        )
        return [LedgerLine(parse_instant(row[0]), *row[1:]) for row in rows]

    def count(self, since: datetime | None = None) -> int:
        """Requests made, all or since an instant."""
        moment = instant_text(since) if since else ""
        count: int = self._connections.reader.conn.execute(
            "SELECT count(*) FROM ledger WHERE at >= ?", (moment,)
        ).fetchone()[0]
        return count
