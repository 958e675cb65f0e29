"""Backups by `VACUUM INTO`: copying a WAL database's file can lose everything in it."""

from __future__ import annotations

import os
import sqlite3
from datetime import datetime
from pathlib import Path

from dealwatch.language import _
from dealwatch.model.errors import DataError, UsageError
from dealwatch.model.progress import UNWATCHED, Progress, Stopped
from dealwatch.store.connection import APPLICATION_ID, BUSY_SECONDS, Connections
from dealwatch.store.faults import explained

KEEP_DAILY = 14
_BETWEEN = 20_000
"""Steps of SQLite's machine between two looks at how far it is."""


def write_backup(connections: Connections, target: Path, progress: Progress = UNWATCHED) -> int:
    """Write the whole data file to `target`, which must not exist; bytes written. A failed backup leaves nothing.

    On a connection of its own, so that others may write meanwhile. `Stopped` where the user stops it.
    """
    if target.exists():
        raise UsageError(
            _("That file exists already."), _("Choose another name for the backup ({target}).").format(target=target)
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".part")
    partial.unlink(missing_ok=True)
    try:
        with explained(connections.path):
            _copy(connections.path, partial, progress)
        os.replace(partial, target)
    finally:
        partial.unlink(missing_ok=True)
    return target.stat().st_size


def _copy(path: Path, partial: Path, progress: Progress) -> None:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    size = path.stat().st_size

    def look() -> int:
        progress.step(_("Copying the data file"), partial.stat().st_size if partial.exists() else 0, size)
        return progress.stop_wanted

    try:
        connection.set_progress_handler(look, _BETWEEN)
        connection.execute("VACUUM INTO ?", (str(partial),))
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise Stopped(_("The copy was stopped."), _("Nothing was written; the data is untouched.")) from error
        raise
    finally:
        connection.close()


def check(path: Path) -> None:
    """DataError unless `path` is a whole Dealwatch data file."""
    if not path.is_file():
        raise UsageError(_("There is no such backup."), str(path))
    with explained(path):
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
        finally:
            connection.close()
    if application != APPLICATION_ID:
        raise DataError(_("That is not a Dealwatch data file."), _("Nothing was changed ({path}).").format(path=path))
    if verdict != "ok":
        raise DataError(
            _("That backup is damaged."), _("Nothing was changed. Choose an older one ({path}).").format(path=path)
        )


def daily(connections: Connections, folder: Path, now: datetime) -> Path | None:
    """One backup a day, the newest fourteen kept; the new file, or None where today's is there."""
    target = folder / f"daily-{now:%Y-%m-%d}.db"
    if target.exists():
        return None
    write_backup(connections, target)
    for old in sorted(folder.glob("daily-*.db"))[:-KEEP_DAILY]:
        old.unlink()
    return target
