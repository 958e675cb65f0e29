"""What the user watches: a whole register, one case, or a company by name.

A tracked deal's cases are watched through the deal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dealwatch.model.dates import instant_text
from dealwatch.model.ids import new_id
from dealwatch.store.connection import Connections, Database


@dataclass(frozen=True, slots=True)
class Watch:
    """`kind` is register, case, company or feed; `target` the company's name for kind company."""

    id: str
    kind: str
    source: str
    case_id: str
    target: str


class Watches:
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self, source: str = "") -> list[Watch]:
        rows = self._connections.reader.conn.execute(
            "SELECT id, kind, source, case_id, target FROM watches WHERE ? IN ('', source) ORDER BY created_at",
            (source,),
        )
        return [Watch(*row) for row in rows]

    def add(
        self, database: Database, kind: str, source: str, now: datetime, *, case_id: str = "", target: str = ""
    ) -> bool:
        """Keep a watch; False where it was there already."""
        added: int = database.conn.execute(
            "INSERT OR IGNORE INTO watches VALUES (?,?,?,?,?,?)",
            (new_id(), kind, source, case_id, target, instant_text(now)),
        ).rowcount
        return added > 0

    def companies(self) -> tuple[str, ...]:
        """The names of the companies watched for, in the order they were added. Asked for every source of a pass."""
        rows = self._connections.reader.conn.execute(
            "SELECT target FROM watches WHERE kind = 'company' ORDER BY created_at"
        )
        return tuple(name for (name,) in rows)

    def remove_company(self, database: Database, name: str) -> None:
        database.conn.execute("DELETE FROM watches WHERE kind = 'company' AND target = ?", (name,))

    def register_watched(self, source: str) -> bool:
        found = self._connections.reader.conn.execute(
            "SELECT 1 FROM watches WHERE kind = 'register' AND source = ? LIMIT 1", (source,)
        )
        return found.fetchone() is not None
