"""Documents of a source as last fetched (for conditional requests), requests still to be made, items already seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec

from dealwatch.model.dates import instant_text
from dealwatch.model.facts import FeedItem
from dealwatch.model.source import Request
from dealwatch.store.connection import Connections, Database

_request = msgspec.json.Decoder(Request).decode


@dataclass(frozen=True, slots=True)
class Held:
    """The copy we hold: validators verbatim, the SHA-256 of the body."""

    etag: str
    last_modified: str
    digest: str


@dataclass(frozen=True, slots=True)
class SeenItem:
    """An item under one of the guises it was read in."""

    key: str
    fingerprint: str


class Documents:
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def held(self, source: str, url: str) -> Held | None:
        row = self._connections.reader.conn.execute(
            "SELECT etag, last_modified, digest FROM documents WHERE source = ? AND url = ?", (source, url)
        ).fetchone()
        return Held(*row) if row else None

    def put(
        self,
        database: Database,
        source: str,
        url: str,
        role: str,
        *,
        etag: str,
        last_modified: str,
        digest: str,
        now: datetime,
    ) -> None:
        moment = instant_text(now)
        database.conn.execute(
            "INSERT OR REPLACE INTO documents VALUES (?,?,?,?,?,?,?,?)",
            (source, url, role, etag, last_modified, digest, moment, moment),
        )

    def unchanged(self, database: Database, source: str, url: str, now: datetime) -> None:
        database.conn.execute(
            "UPDATE documents SET checked_at = ? WHERE source = ? AND url = ?", (instant_text(now), source, url)
        )

    def forget(self, database: Database, source: str, url: str) -> None:
        """Ask for it whole the next time."""
        database.conn.execute("DELETE FROM documents WHERE source = ? AND url = ?", (source, url))

    def forget_all(self, database: Database, source: str) -> None:
        """Ask for everything of a source anew, and for nothing that was still owed."""
        database.conn.execute("DELETE FROM documents WHERE source = ?", (source,))
        database.conn.execute("DELETE FROM follow_ups WHERE source = ?", (source,))

    def follow_ups(self, source: str) -> list[Request]:
        """Requests that a document called for and that have not been answered yet; they survive a crash."""
        rows = self._connections.reader.conn.execute(
            "SELECT request FROM follow_ups WHERE source = ? ORDER BY rowid", (source,)
        )
        return [_request(row[0]) for row in rows]

    def add_follow_ups(self, database: Database, source: str, requests: Iterable[Request]) -> None:
        database.conn.executemany(
            "INSERT OR REPLACE INTO follow_ups VALUES (?,?,?)",
            [(source, request.url, msgspec.json.encode(request).decode()) for request in requests],
        )

    def followed(self, database: Database, source: str, url: str) -> None:
        database.conn.execute("DELETE FROM follow_ups WHERE source = ? AND url = ?", (source, url))

    def seen_items(self, database: Database, source: str) -> list[SeenItem]:
        """Every item ever read from a source, in each guise."""
        rows = database.conn.execute("SELECT key, fingerprint FROM items WHERE source = ?", (source,))
        return [SeenItem(*row) for row in rows]

    def add_items(self, database: Database, source: str, items: Iterable[FeedItem], now: datetime) -> None:
        moment = instant_text(now)
        database.conn.executemany(
            "INSERT OR IGNORE INTO items VALUES (?,?,?,?,?)",
            [
                (source, item.key, item.fingerprint, instant_text(item.published) if item.published else None, moment)
                for item in items
            ],
        )
