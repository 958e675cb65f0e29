"""Stored bytes by SHA-256: what every fact and event can be proved with. Kept once, compressed, never changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

import zstandard

from dealwatch.language import _
from dealwatch.model.dates import instant_text, parse_instant
from dealwatch.model.errors import DataError
from dealwatch.store.connection import Connections, Database


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`of_file` and `place` are set for a record cut out of a bulk file: the file's SHA-256 and the byte range."""

    sha256: str
    body: bytes
    content_type: str
    url: str
    fetched_at: datetime
    source: str
    of_file: str = ""
    place: str = ""


def digest(body: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(body).hexdigest()


class Snapshots:
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def put(self, database: Database, snapshot: Snapshot) -> None:
        """Keep the bytes; the first one to bring them stays on record as their origin."""
        packed = zstandard.ZstdCompressor(level=6).compress(snapshot.body)
        database.conn.execute(
            "INSERT OR IGNORE INTO snapshots VALUES (?,?,?,?,?,?,?,?,?)",
            (
                snapshot.sha256,
                len(snapshot.body),
                snapshot.content_type,
                snapshot.url,
                instant_text(snapshot.fetched_at),
                snapshot.source,
                snapshot.of_file,
                snapshot.place,
                packed,
            ),
        )

    def newest(self, url: str, until: datetime) -> tuple[str, datetime] | None:
        """SHA-256 and time of the newest whole page kept of an address up to an instant (no record of a bulk file)."""
        row = self._connections.reader.conn.execute(
            "SELECT sha256, fetched_at FROM snapshots WHERE url = ? AND fetched_at <= ? AND of_file = ''"
            " ORDER BY fetched_at DESC LIMIT 1",
            (url, instant_text(until)),
        ).fetchone()
        return (row[0], parse_instant(row[1])) if row else None

    def before(self, sha256: str) -> str:
        """The version of the same page kept last before this one, empty where there is none.

        Records cut out of bulk files have no address of their own; which one was before is known by their case.
        """
        row = self._connections.reader.conn.execute(
            "SELECT o.sha256 FROM snapshots s JOIN snapshots o ON o.url = s.url AND o.fetched_at < s.fetched_at"
            " WHERE s.sha256 = ? AND s.of_file = '' AND o.of_file = '' ORDER BY o.fetched_at DESC LIMIT 1",
            (sha256,),
        ).fetchone()
        return row[0] if row else ""

    def get(self, sha256: str) -> Snapshot | None:
        """The snapshot with its bytes checked against their hash; DataError where they no longer agree."""
        row = self._connections.reader.conn.execute(
            "SELECT sha256, body, content_type, url, fetched_at, source, of_file, place, size FROM snapshots"
            " WHERE sha256 = ?",
            (sha256,),
        ).fetchone()
        if row is None:
            return None
        body = zstandard.ZstdDecompressor().decompress(row[1], max_output_size=row[8])
        if digest(body) != sha256:
            raise DataError(
                _("A stored page no longer matches its fingerprint."),
                _("Do not rely on it. Restore the newest backup, or fetch the page again."),
            )
        return Snapshot(row[0], body, row[2], row[3], parse_instant(row[4]), row[5], row[6], row[7])
