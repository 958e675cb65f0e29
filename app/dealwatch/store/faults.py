"""Turns what the environment does to SQLite into errors a person can act on. Programming errors pass unchanged."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dealwatch.language import _
from dealwatch.model.errors import DataError

_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_FULL = {sqlite3.SQLITE_FULL}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_UNREACHABLE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}


def explain(error: sqlite3.Error, path: Path) -> DataError | None:
    """The error for people, or None where it is a mistake of ours."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _LOCKED:
        return DataError(
            _("Another program is using the Dealwatch data."),
            _("Nothing was lost. Close it and try again ({path}).").format(path=path),
        )
    if code in _FULL:
        return DataError(
            _("The disk is full."),
            _("What was stored before is safe. Free some space; nothing new is kept until then ({path}).").format(
                path=path
            ),
        )
    if code in _DAMAGED:
        return DataError(
            _("The Dealwatch data file is damaged."),
            _("Leave it as it is and restore the newest backup from {parent} (dealwatch restore FILE).").format(
                parent=path.parent / "backups"
            ),
        )
    if code in _UNREACHABLE:
        return DataError(
            _("The Dealwatch data file cannot be read or written."),
            _("Check the folder and its rights ({path}).").format(path=path),
        )
    return None


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Run storage work with environment faults as `DataError`."""
    try:
        yield
    except sqlite3.Error as error:
        known = explain(error, path)
        if known is None:
            raise
        raise known from error
