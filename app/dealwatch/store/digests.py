"""Digests as they were made. A digest is written once, with what it is sent through, and never made again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dealwatch.model.dates import instant_text
from dealwatch.model.ids import new_id
from dealwatch.store.cases import MUTED
from dealwatch.store.connection import Connections, Database


@dataclass(frozen=True, slots=True)
class Marks:
    """Up to which rows of the data an earlier digest has told. Rows only ever grow, whatever a clock does."""

    events: int = 0
    proposals: int = 0

    @property
    def text(self) -> str:
        return f"{self.events},{self.proposals}"

    @classmethod
    def parse(cls, text: str) -> Marks | None:
        parts = text.split(",")
        return cls(*map(int, parts)) if len(parts) == 2 and all(part.isdigit() for part in parts) else None


class Digests:
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def add(self, database: Database, letter: str, now: datetime, *, to_desktop: bool) -> str:
        """Keep one; its id. `letter` is what it says, as it will be sent."""
        digest_id = new_id(now)
        database.conn.execute(
            "INSERT INTO digests (id, made_at, letter, to_desktop) VALUES (?,?,?,?)",
            (digest_id, instant_text(now), letter, int(to_desktop)),
        )
        return digest_id

    def letter(self, digest_id: str) -> str:
        """Empty where there is none."""
        row = self._connections.reader.conn.execute("SELECT letter FROM digests WHERE id = ?", (digest_id,)).fetchone()
        return row[0] if row else ""

    def unshown(self) -> str:
        """The newest one that this computer is to show and has not; empty for none. Older ones it stands for, too."""
        row = self._connections.reader.conn.execute(
            "SELECT id FROM digests WHERE to_desktop AND shown_at IS NULL ORDER BY id DESC LIMIT 1"
        ).fetchone()
        return row[0] if row else ""

    def shown(self, database: Database, now: datetime) -> None:
        database.conn.execute(
            "UPDATE digests SET shown_at = ? WHERE to_desktop AND shown_at IS NULL", (instant_text(now),)
        )

    # -- what there is to tell

    def marks(self, database: Database | None = None) -> Marks:
        """Where the data stand now."""
        found = (database or self._connections.reader).conn.execute(
            "SELECT (SELECT coalesce(max(rowid), 0) FROM events), (SELECT coalesce(max(rowid), 0) FROM proposals)"
        )
        return Marks(*found.fetchone())

    def told_between(self, marks: Marks, upto: Marks) -> list[tuple[str, tuple[str, ...]]]:
        """Alerts with those of their events that were recorded between the marks, oldest first: what is watched and not
        muted.
        """
        found: dict[str, list[str]] = {}
        for alert_id, event_id in self._connections.reader.conn.execute(
            "SELECT ae.alert_id, e.id FROM events e JOIN alert_events ae ON ae.event_id = e.id WHERE e.rowid > ?"
            " AND e.rowid <= ? AND NOT EXISTS"
            f" (SELECT 1 FROM cases WHERE cases.id = e.case_id AND {MUTED}) ORDER BY e.rowid",
            (marks.events, upto.events),
        ):
            found.setdefault(alert_id, []).append(event_id)
        return [(alert_id, tuple(events)) for alert_id, events in found.items()]

    def proposals_between(self, marks: Marks, upto: Marks) -> list[str]:
        """Ids of alerts about proposals that were filed between the marks and that nobody has decided on."""
        rows: Iterable[tuple[str]] = self._connections.reader.conn.execute(
            "SELECT a.id FROM proposals p JOIN alerts a ON a.detail = p.id AND a.subject = 'proposal'"
            " WHERE p.rowid > ? AND p.rowid <= ? AND p.state = 'open' ORDER BY p.rowid",
            (marks.proposals, upto.proposals),
        )
        return [row[0] for row in rows]
