"""Connections to the data file: one writer behind a lock, one reader per thread. Contains no SQL of any aggregate.

Why one writer with BEGIN IMMEDIATE: a deferred transaction that reads first loses writes under two writers, whatever
the busy time-out. Why `synchronous=FULL`: what was committed must be there after a power cut, too.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dealwatch.store.faults import explained

APPLICATION_ID = 0x44574348  # "DWCH"
BUSY_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Database:
    """One open connection, as a transaction hands it around."""

    conn: sqlite3.Connection


class Connections:
    """All connections of one process to one file. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._local = threading.local()
        self._readers: list[Database] = []
        self._readers_lock = threading.Lock()
        self._watcher: Database | None = None
        with explained(path):
            self._writer = self._connect()
            self._writer.conn.execute("PRAGMA journal_mode=WAL")

    def _connect(self) -> Database:
        connection = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")
        return Database(connection)

    @property
    def reader(self) -> Database:
        """This thread's read connection; a statement that writes fails on it."""
        database: Database | None = getattr(self._local, "reader", None)
        if database is None:
            with explained(self.path):
                database = self._connect()
                database.conn.execute("PRAGMA query_only=ON")
            self._local.reader = database
            with self._readers_lock:
                self._readers.append(database)
        return database

    def version(self) -> int:
        """Another number after each write, whichever thread or process made it; the same one for all that ask."""
        with self._readers_lock:
            if self._watcher is None:  # one that never writes sees the writes of all others
                self._watcher = Database(sqlite3.connect(self.path, isolation_level=None, check_same_thread=False))
                self._readers.append(self._watcher)
            found: int = self._watcher.conn.execute("PRAGMA data_version").fetchone()[0]
            return found

    @contextmanager
    def write(self) -> Iterator[Database]:
        """One write transaction: kept whole or refused whole. Nested use joins the outer transaction."""
        with self._lock, explained(self.path):
            if self._writer.conn.in_transaction:
                yield self._writer
                return
            self._writer.conn.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
            except BaseException:
                self._writer.conn.rollback()
                raise
            self._commit()

    def _commit(self) -> None:
        try:
            self._writer.conn.execute("COMMIT")
        except BaseException:
            self._writer.conn.rollback()
            raise

    @contextmanager
    def exclusive(self) -> Iterator[Database]:
        """The writer outside a transaction, for statements that cannot run in one (VACUUM INTO, migrations)."""
        with self._lock, explained(self.path):
            yield self._writer

    def close(self) -> None:
        with self._lock:
            self._close_readers()
            self._writer.conn.close()

    def _close_readers(self) -> None:
        with self._readers_lock:
            for database in self._readers:
                database.conn.close()
            self._readers.clear()
            self._local, self._watcher = threading.local(), None
