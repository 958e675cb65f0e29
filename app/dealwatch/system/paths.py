"""Where Dealwatch keeps things on this machine. Names folders only; creating files in them is the owner's business."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dealwatch.language import _
from dealwatch.model.errors import DataError

if TYPE_CHECKING:
    from platformdirs import PlatformDirs

_APP = "dealwatch"
CHOSEN = "data-folder"
"""The file among the preferences that names the folder of the data, where the user has moved it."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The four folders. `data` holds the database with its backups, nothing that can be fetched or computed again.

    `config` holds the preferences, `cache` what may be deleted at any time, `logs` the logs.
    """

    data: Path
    config: Path
    cache: Path
    logs: Path

    @property
    def demonstration(self) -> Path:
        """The data folder of the demonstration, apart from the user's own data."""
        return self.cache / "demonstration"

    def create(self) -> Paths:
        """Make the folders, readable by this user only. DataError where the system refuses."""
        for folder in (self.data, self.config, self.cache, self.logs):
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as error:
                raise DataError(
                    _("The folder {folder} cannot be used: {text}.").format(
                        folder=folder, text=error.strerror or error
                    ),
                    _("Nothing was changed. Choose another folder with --data, or make this one writable."),
                ) from error
        return self


def user_config() -> Path:
    """The folder of the preferences, wherever the data lies."""
    return _platform().user_config_path


def _platform() -> PlatformDirs:
    from platformdirs import PlatformDirs  # late: who names a folder needs none of them

    return PlatformDirs(_APP, appauthor=False, roaming=False)


def user_paths() -> Paths:
    """The platform's usual folders for this user; the data's own where it was moved.

    DataError where that one is not there (a drive that is not connected): empty data must not take its place.
    """
    dirs = _platform()
    chosen = _chosen(dirs.user_config_path)
    if chosen is not None and not chosen.is_dir():
        raise DataError(
            _("The folder with the Dealwatch data is not there."),
            _("Connect the drive of {folder} and try again. To begin anew, delete {file}.").format(
                folder=chosen, file=dirs.user_config_path / CHOSEN
            ),
        )
    return Paths(chosen or dirs.user_data_path, dirs.user_config_path, dirs.user_cache_path, dirs.user_log_path)


def _chosen(config: Path) -> Path | None:
    try:
        text = (config / CHOSEN).read_text("utf-8").strip()
    except OSError:
        return None
    return Path(text) if text else None


def paths_in(folder: Path) -> Paths:
    """Everything inside one folder (`--data DIR`): a profile that can be moved, backed up or thrown away whole."""
    folder = folder.expanduser().absolute()
    return Paths(folder, folder / "config", folder / "cache", folder / "logs")


def paths_for(folder: Path | None) -> Paths:
    """The folders of this run: inside `folder` where the user named one, else the platform's."""
    return user_paths() if folder is None else paths_in(folder)
