"""Opens the data file: refuse a newer one politely, back up, migrate, check; then one object per aggregate."""

from __future__ import annotations

import os
import shutil
from contextlib import AbstractContextManager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from dealwatch.language import _
from dealwatch.model.errors import DataError
from dealwatch.model.progress import UNWATCHED, Progress
from dealwatch.store import backup, steps
from dealwatch.store.connection import APPLICATION_ID, Connections, Database

if TYPE_CHECKING:
    from dealwatch.store.alerts import Alerts
    from dealwatch.store.attachments import Attachments
    from dealwatch.store.cases import Cases
    from dealwatch.store.channels import Channels
    from dealwatch.store.deals import Deals
    from dealwatch.store.digests import Digests
    from dealwatch.store.documents import Documents
    from dealwatch.store.events import Events
    from dealwatch.store.journal import Journal
    from dealwatch.store.ledger import Ledger
    from dealwatch.store.notes import Notes
    from dealwatch.store.proposals import Proposals
    from dealwatch.store.rules import Rules
    from dealwatch.store.search import Search
    from dealwatch.store.settings import Settings
    from dealwatch.store.snapshots import Snapshots
    from dealwatch.store.sources import Sources
    from dealwatch.store.watches import Watches

FILE_NAME = "dealwatch.sqlite"


class Store:
    """The data of one user. Safe to use from several threads; reads are short and indexed.

    An aggregate is loaded with its first use, which keeps the start of the window short.
    """

    def __init__(self, connections: Connections) -> None:
        self.connections = connections
        self.path = connections.path

    @cached_property
    def deals(self) -> Deals:
        from dealwatch.store.deals import Deals

        return Deals(self.connections)

    @cached_property
    def cases(self) -> Cases:
        from dealwatch.store.cases import Cases

        return Cases(self.connections)

    @cached_property
    def events(self) -> Events:
        from dealwatch.store.events import Events

        return Events(self.connections)

    @cached_property
    def snapshots(self) -> Snapshots:
        from dealwatch.store.snapshots import Snapshots

        return Snapshots(self.connections)

    @cached_property
    def sources(self) -> Sources:
        from dealwatch.store.sources import Sources

        return Sources(self.connections)

    @cached_property
    def documents(self) -> Documents:
        from dealwatch.store.documents import Documents

        return Documents(self.connections)

    @cached_property
    def alerts(self) -> Alerts:
        from dealwatch.store.alerts import Alerts

        return Alerts(self.connections)

    @cached_property
    def ledger(self) -> Ledger:
        from dealwatch.store.ledger import Ledger

        return Ledger(self.connections)

    @cached_property
    def search(self) -> Search:
        from dealwatch.store.search import Search

        return Search(self.connections)

    @cached_property
    def proposals(self) -> Proposals:
        from dealwatch.store.proposals import Proposals

        return Proposals(self.connections)

    @cached_property
    def rules(self) -> Rules:
        from dealwatch.store.rules import Rules

        return Rules(self.connections)

    @cached_property
    def channels(self) -> Channels:
        from dealwatch.store.channels import Channels

        return Channels(self.connections)

    @cached_property
    def digests(self) -> Digests:
        from dealwatch.store.digests import Digests

        return Digests(self.connections)

    @cached_property
    def settings(self) -> Settings:
        from dealwatch.store.settings import Settings

        return Settings(self.connections)

    @cached_property
    def watches(self) -> Watches:
        from dealwatch.store.watches import Watches

        return Watches(self.connections)

    @cached_property
    def notes(self) -> Notes:
        from dealwatch.store.notes import Notes

        return Notes(self.connections)

    @cached_property
    def attachments(self) -> Attachments:
        from dealwatch.store.attachments import Attachments

        return Attachments(self.connections)

    @cached_property
    def journal(self) -> Journal:
        from dealwatch.store.journal import Journal

        return Journal(self.connections)

    @classmethod
    def open(cls, folder: Path, now: datetime) -> Store:
        """Open or create the data file in `folder`.

        Raises DataError for a damaged, locked, unreachable or newer file; such a file is left as it is.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DataError(
                _("The data folder cannot be made."), _("Check its place and rights ({folder}).").format(folder=folder)
            ) from error
        path = folder / FILE_NAME
        _refuse_emptied(path, folder / "backups")
        connections = Connections(path)
        try:
            _bring_up_to_date(connections, folder / "backups", now)
        except BaseException:
            connections.close()
            raise
        return cls(connections)

    def write(self) -> AbstractContextManager[Database]:
        """One write transaction over all aggregates."""
        return self.connections.write()

    @property
    def backup_folder(self) -> Path:
        return self.path.parent / "backups"

    def backup(self, target: Path, progress: Progress = UNWATCHED) -> int:
        return backup.write_backup(self.connections, target, progress)

    def backup_daily(self, now: datetime) -> Path | None:
        return backup.daily(self.connections, self.backup_folder, now)

    def check(self) -> str:
        """SQLite's own verdict on the file: `ok`, or what is wrong."""
        with self.connections.exclusive() as database:
            verdict: str = database.conn.execute("PRAGMA integrity_check").fetchone()[0]
            return verdict

    def close(self) -> None:
        self.connections.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _refuse_emptied(path: Path, backups: Path) -> None:
    """A file of no bytes beside backups was not begun like that: going on would pass for "nothing is tracked"."""
    if path.exists() and not path.stat().st_size and backups.is_dir() and any(backups.iterdir()):
        raise DataError(
            _("The Dealwatch data file is damaged."),
            _("Leave it as it is and restore the newest backup from {parent} (dealwatch restore FILE).").format(
                parent=backups
            ),
        )


def _bring_up_to_date(connections: Connections, backups: Path, now: datetime) -> None:
    with connections.exclusive() as database:
        application = database.conn.execute("PRAGMA application_id").fetchone()[0]
        is_new = database.conn.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None
        if not is_new and application != APPLICATION_ID:
            raise DataError("That is not a Dealwatch data file.", f"Nothing was changed ({connections.path}).")
        done = steps.taken(database.conn)
        if done - set(steps.NAMES):
            raise DataError(
                "This data was written by a newer Dealwatch.",
                f"Nothing was changed. Install the newer version, or open another folder ({connections.path.parent}).",
            )
        if done == set(steps.NAMES):
            return
    if not is_new:
        stamp = now.strftime("%Y%m%dT%H%M%SZ")
        target = backups / f"before-migration-{stamp}.db"
        if not target.exists():
            backup.write_backup(connections, target)
    from dealwatch.store import migrations  # late: a file that is up to date does not need them

    with connections.exclusive() as database:
        migrations.apply(database.conn)
        database.conn.execute(f"PRAGMA application_id={APPLICATION_ID}")
        broken = database.conn.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise DataError(
            "The Dealwatch data could not be brought up to date.",
            f"The file as it was before is in {backups}. Restore it and report this.",
        )


def restore(source: Path, folder: Path, now: datetime) -> Path | None:
    """Put a backup in the place of the data file. The file that was there is kept beside it and returned.

    Raises UsageError or DataError, nothing changed, where `source` is missing, damaged or not ours.
    """
    backup.check(source)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE_NAME
    kept = None
    incoming = path.with_name(f"{FILE_NAME}.incoming")
    shutil.copyfile(source, incoming)  # a backup made by VACUUM INTO has no WAL beside it
    if path.exists():
        kept = path.with_name(f"dealwatch-before-restore-{now:%Y%m%dT%H%M%SZ}.sqlite")
        os.replace(path, kept)
        for suffix in ("-wal", "-shm"):
            rest = path.with_name(FILE_NAME + suffix)
            if rest.exists():
                os.replace(rest, kept.with_name(kept.name + suffix))
    os.replace(incoming, path)
    return kept
