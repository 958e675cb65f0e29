"""Small named values of the application that belong to the data (what was seen last, what was chosen)."""

from __future__ import annotations

from dealwatch.store.connection import Connections, Database


class Settings:
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def get(self, name: str, default: str = "") -> str:
        row = self._connections.reader.conn.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return row[0] if row else default

    def put(self, database: Database, name: str, value: str) -> None:
        database.conn.execute("INSERT OR REPLACE INTO settings VALUES (?,?)", (name, value))
