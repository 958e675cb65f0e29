"""Starting hidden with the user's session, on desktops that follow the XDG autostart specification."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from dealwatch.language import _
from dealwatch.model.errors import DealwatchError
from dealwatch.system.desktop_entry import exec_line, launch_command, write_whole
from dealwatch.system.notification import DESKTOP_ENTRY


def supported() -> bool:
    """Whether this platform has such a folder. Windows and macOS start programs in ways not written here yet."""
    return sys.platform not in ("win32", "darwin")


def enabled() -> bool:
    """Whether Dealwatch starts with the session. An entry switched off by the desktop's own settings does not count."""
    try:
        lines = _entry().read_text("utf-8", "replace").splitlines()
    except OSError:
        return False
    return not {"Hidden=true", "X-GNOME-Autostart-enabled=false"}.intersection(lines)


def enable(options: Sequence[str] = ()) -> Path:
    """Start with the session from now on; gives the entry's path. DealwatchError where it cannot be written."""
    if not supported():
        raise DealwatchError(
            _("Dealwatch cannot switch on starting with the computer on this system."),
            _("Add it to the login items in the system's settings, with the option --hidden."),
        )
    command = exec_line([*launch_command(), *options, "--hidden"])
    lines = ("[Desktop Entry]", "Type=Application", "Name=Dealwatch", f"Exec={command}", f"Icon={DESKTOP_ENTRY}", "")
    try:
        write_whole(_entry(), "\n".join(lines).encode())
    except OSError as error:
        raise DealwatchError(
            _("Starting with the computer could not be switched on: {text}.").format(text=error.strerror or error),
            _("Nothing was changed. The file is {entry}.").format(entry=_entry()),
        ) from error
    return _entry()


def disable() -> None:
    """No longer start with the session; fine if it did not."""
    with contextlib.suppress(FileNotFoundError):
        _entry().unlink()


def _entry() -> Path:
    home = os.environ.get("XDG_CONFIG_HOME", "")
    config = Path(home) if Path(home).is_absolute() else Path.home() / ".config"
    return config / "autostart" / f"{DESKTOP_ENTRY}.desktop"
