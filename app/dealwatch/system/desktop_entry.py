"""The menu entry and icon of the current user on a freedesktop.org desktop, so that Dealwatch starts by double-click.

Also makes the desktop open `dealwatch://` links with it. Writes to the user's own data folder only.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from dealwatch.language import _
from dealwatch.model.errors import DealwatchError
from dealwatch.system.notification import DESKTOP_ENTRY

_RESERVED = set(" \t\n\"'\\><~|&;$*?#()`")
_SECONDS = 20


def launch_command() -> tuple[str, ...]:
    """How this very installation is started: its `dealwatch` script, or the interpreter with the module."""
    script = Path(sys.executable).parent / "dealwatch"
    return (str(script),) if script.is_file() else (sys.executable, "-m", "dealwatch")


def install(options: Sequence[str] = ()) -> tuple[Path, ...]:
    """Write the entry and the icon and give their paths; an earlier entry is replaced.

    `options` go before the link on the command line (`--data DIR`). DealwatchError where files cannot be written, or
    on a platform without such entries.
    """
    entry, icon = _places()
    text = entry_text([*launch_command(), *options])
    try:
        write_whole(entry, text.encode(), executable=True)
        write_whole(icon, files("dealwatch.resources").joinpath("icons", "dealwatch.svg").read_bytes())
    except OSError as error:
        raise DealwatchError(
            _("The menu entry could not be written: {text}.").format(text=error.strerror or error),
            _("Nothing else was changed. The folder is {parent}.").format(parent=entry.parent),
        ) from error
    _tell_the_desktop(entry.parent)
    return entry, icon


def remove() -> tuple[Path, ...]:
    """Take the entry and the icon away and give the paths that were there."""
    gone = []
    entry, icon = _places()
    for path in (entry, icon):
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
            gone.append(path)
    _tell_the_desktop(entry.parent)
    return tuple(gone)


def entry_text(command: Sequence[str]) -> str:
    """The entry for a command, after the Desktop Entry Specification."""
    return "\n".join(
        (
            "[Desktop Entry]",
            "Type=Application",
            "Name=Dealwatch",
            "GenericName=Merger review monitor",
            "Comment=Know, with proof, when a competition authority moves on a deal you track",
            f"Exec={exec_line(command)} %u",
            f"Icon={DESKTOP_ENTRY}",
            "Terminal=false",
            "Categories=Office;",
            "Keywords=merger;antitrust;competition;authority;deal;register;",
            "MimeType=x-scheme-handler/dealwatch;",
            "StartupNotify=true",
            f"StartupWMClass={DESKTOP_ENTRY}",
            "",
        )
    )


def exec_line(command: Sequence[str]) -> str:
    """The command as the value of an `Exec` key: quoted, then escaped as any string of the file."""
    return " ".join(_quoted(part) for part in command).replace("\\", "\\\\")


def write_whole(path: Path, content: bytes, *, executable: bool = False) -> None:
    """Write a file at once or not at all, making its folder; OSError where that fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # Some file managers start an entry by double-click only if it may be executed.
        Path(name).chmod(0o755 if executable else 0o644)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _quoted(part: str) -> str:
    part = part.replace("%", "%%")
    if part and not _RESERVED.intersection(part):
        return part
    for character in '\\"`$':
        part = part.replace(character, f"\\{character}")
    return f'"{part}"'


def _places() -> tuple[Path, Path]:
    if sys.platform in ("win32", "darwin"):
        raise DealwatchError(
            _("Menu entries of this kind exist on Linux and the BSDs only."),
            _("On this system, start Dealwatch from its installed application or with the command dealwatch."),
        )
    home = os.environ.get("XDG_DATA_HOME", "")
    data = Path(home) if Path(home).is_absolute() else Path.home() / ".local" / "share"
    icons = data / "icons" / "hicolor" / "scalable" / "apps"
    return data / "applications" / f"{DESKTOP_ENTRY}.desktop", icons / f"{DESKTOP_ENTRY}.svg"


def _tell_the_desktop(applications: Path) -> None:
    """Let running desktops take notice. Without the tool they do so at the next login."""
    tool = shutil.which("update-desktop-database")
    if tool is not None and applications.is_dir():
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run([tool, str(applications)], check=False, capture_output=True, timeout=_SECONDS)
