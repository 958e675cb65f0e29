"""Which steps of the schema this version knows, and which of them a file has taken. Light: read at every start."""

from __future__ import annotations

import sqlite3

NAMES = ("0001_first", "0002_courses", "0003_working", "0004_rules", "0005_channels", "0006_digest_only")
"""Oldest first; the steps themselves are in `migrations`."""


def taken(connection: sqlite3.Connection) -> frozenset[str]:
    """Names of the steps a file has taken, unknown ones of a newer version too; none for an empty file."""
    there = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_sqlite_migrations'")
    if there.fetchone() is None:
        return frozenset()
    rows = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'dealwatch'")
    return frozenset(row[0] for row in rows)
