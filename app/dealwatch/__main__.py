"""Two doors: with a command the command line, without one the window."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path

from dealwatch.cli.main import run


def main() -> int:
    """The exit status of the command, or of the window."""
    return run(sys.argv[1:], _window)


def _window(data: Path | None, now: datetime | None, hidden: bool) -> int:
    """The window; where there is no screen, the same engine shows what it can do without one."""
    if not _has_screen():
        from dealwatch.cli.headless import show

        return show(data, now)
    from dealwatch.ui.app import run_window

    return run_window(data, now, hidden=hidden)


def _has_screen() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main())
