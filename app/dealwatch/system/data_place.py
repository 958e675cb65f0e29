"""Where the data lies, and the two things that happen to it only before it is opened: moving it, putting a copy back.

Both are planned while Dealwatch runs, checked at once as far as that can be, and carried out at the next start, when
nobody else has the file. What was there before is kept. Must not contain: words about it in the window, the file's
own format (`store`).
"""

from __future__ import annotations

import logging
import os
import shutil
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from dealwatch.language import _
from dealwatch.model.errors import DataError, DealwatchError, UsageError
from dealwatch.store import backup
from dealwatch.store.database import FILE_NAME, Store, restore
from dealwatch.system.paths import CHOSEN, Paths

_MOVE, _FAILED, _NOT_RESTORED = "move-data-to", "move-failed", "restore-failed"
_RESTORE = "restore-at-next-start.db"
BACKUPS = "backups"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DataPlace:
    """The folders of this run. `named` where the user gave the folder at the start: such data is not ours to move."""

    paths: Paths
    named: bool = False

    @property
    def folder(self) -> Path:
        return self.paths.data

    # -- another folder

    def plan_move(self, target: Path) -> None:
        """Move at the next start. UsageError or DataError, nothing planned, where it could not work already now."""
        target = target.expanduser().absolute()
        if self.named:
            raise UsageError(
                _("This folder was named at the start."), _("Start Dealwatch with another --data to use another one.")
            )
        if target == self.folder or self.folder in target.parents:
            raise UsageError(
                _("The data is in that folder already."), _("Choose another one ({path}).").format(path=target)
            )
        if (target / FILE_NAME).exists():
            raise UsageError(
                _("There is Dealwatch data in that folder already."),
                _("Nothing was changed. Choose an empty folder ({path}).").format(path=target),
            )
        _try_writing(target)
        need, free = folder_size(self.folder), shutil.disk_usage(target).free
        if need * 2 > free:
            raise DataError(
                _("There is not enough room in that folder."),
                _("Nothing was changed. Free some space there, or choose another one ({path}).").format(path=target),
            )
        self._note(_MOVE, str(target))
        self._forget(_FAILED)

    def planned_move(self) -> Path | None:
        text = self._noted(_MOVE)
        return Path(text) if text else None

    def forget_move(self) -> None:
        self._forget(_MOVE)
        self._forget(_FAILED)

    def failed_move(self) -> str:
        """Why the last move did not happen; empty where none failed."""
        return self._noted(_FAILED)

    # -- a copy put back

    def plan_restore(self, source: Path) -> None:
        """Put a backup in the data's place at the next start. DealwatchError where it is none, or there is no room."""
        backup.check(source)
        waiting = self.folder / _RESTORE
        partial = waiting.with_name(waiting.name + ".part")
        try:
            shutil.copyfile(source, partial)
            os.replace(partial, waiting)
            self._forget(_NOT_RESTORED)
        except OSError as error:
            partial.unlink(missing_ok=True)
            raise DataError(
                _("The backup could not be made ready."),
                _("Nothing was changed: {text} ({path}).").format(text=error.strerror or error, path=self.folder),
            ) from error

    def planned_restore(self) -> bool:
        return (self.folder / _RESTORE).exists()

    def forget_restore(self) -> None:
        (self.folder / _RESTORE).unlink(missing_ok=True)

    def failed_restore(self) -> str:
        """Why the last backup was not put back; empty where none failed."""
        return self._noted(_NOT_RESTORED)

    # -- at the start

    def carry_out(self, now: datetime) -> DataPlace:
        """Do what was planned; the place from now on. What fails is noted, and the data stays where it is."""
        if self.planned_restore():
            self._restore(now)
        target = self.planned_move()
        if target is None or self.named:
            return self
        try:
            _copy(self.folder, target, now)
            self._note(CHOSEN, str(target))
        except (DealwatchError, OSError) as error:
            log.warning("The data was not moved to %s: %s", target, error)
            self._note(_FAILED, _reason(error))
            return self
        finally:
            self._forget(_MOVE)
        log.info("The data was moved from %s to %s.", self.folder, target)
        return replace(self, paths=replace(self.paths, data=target))

    def _restore(self, now: datetime) -> None:
        waiting = self.folder / _RESTORE
        try:
            restore(waiting, self.folder, now)
        except (DealwatchError, OSError) as error:
            log.warning("The backup was not put back: %s", error)
            self._note(_NOT_RESTORED, _reason(error))
        waiting.unlink(missing_ok=True)

    def _note(self, name: str, text: str) -> None:
        try:
            self.paths.config.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self.paths.config / name).write_text(text, "utf-8")
        except OSError as error:
            raise DataError(
                _("That could not be kept."),
                _("Nothing was changed: {text} ({path}).").format(text=error.strerror or error, path=self.paths.config),
            ) from error

    def _noted(self, name: str) -> str:
        try:
            return (self.paths.config / name).read_text("utf-8").strip()
        except OSError:
            return ""

    def _forget(self, name: str) -> None:
        (self.paths.config / name).unlink(missing_ok=True)


def _reason(error: DealwatchError | OSError) -> str:
    return error.title if isinstance(error, DealwatchError) else error.strerror or str(error)


def folder_size(folder: Path) -> int:
    """Bytes of the data with its backups; not of what else lies there."""
    files = [*folder.glob(f"{FILE_NAME}*"), *(folder / BACKUPS).glob("*.db")]
    return sum(path.stat().st_size for path in files if path.exists())


def _try_writing(folder: Path) -> None:
    probe = folder / ".dealwatch-probe"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise DataError(
            _("That folder cannot be written."),
            _("Nothing was changed: {text} ({path}).").format(text=error.strerror or error, path=folder),
        ) from error


def _copy(source: Path, target: Path, now: datetime) -> None:
    """The whole file, checked where it arrived, and its backups. A copy that failed leaves no data file there."""
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    arrived = target / FILE_NAME
    with Store.open(source, now) as store:
        store.backup(arrived)
    try:
        backup.check(arrived)
        if (source / BACKUPS).is_dir():
            shutil.copytree(source / BACKUPS, target / BACKUPS, dirs_exist_ok=True)
    except (DealwatchError, OSError):
        arrived.unlink(missing_ok=True)
        raise
