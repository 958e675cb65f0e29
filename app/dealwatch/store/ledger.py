"""The network ledger: every request that left the machine. Nothing else ever does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dealwatch.model.dates import instant_text, parse_instant
from dealwatch.model.source import Exchange
from dealwatch.store.connection import Connections, Database


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

    @classmethod
    def of(cls, source: str, exchange: Exchange) -> LedgerLine:
        """An exchange that was made for a source."""
        return cls(
            exchange.at,
            source,
            exchange.host,
            exchange.path,
            exchange.method,
            exchange.purpose,
            exchange.status,
            exchange.bytes,
            exchange.milliseconds,
        )


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

    def by_host(self, since: datetime) -> dict[str, int]:
        """Requests to each host since an instant, of all sources together: what the host sees of us."""
        rows = self._connections.reader.conn.execute(
            "SELECT host, count(*) FROM ledger WHERE at >= ? GROUP BY host ORDER BY host", (instant_text(since),)
        )
        return dict(rows.fetchall())

    def hosts_of(self, since: datetime) -> dict[str, frozenset[str]]:
        """The hosts that each source asked since an instant."""
        found: dict[str, frozenset[str]] = {}
        for source, host in self._connections.reader.conn.execute(
            "SELECT DISTINCT source, host FROM ledger WHERE at >= ?", (instant_text(since),)
        ):
            found[source] = found.get(source, frozenset()) | {host}
        return found

    def count(self, since: datetime | None = None) -> int:
        """Requests made, all or since an instant."""
        moment = instant_text(since) if since else ""
        count: int = self._connections.reader.conn.execute(
            "SELECT count(*) FROM ledger WHERE at >= ?", (moment,)
        ).fetchone()[0]
        return count
