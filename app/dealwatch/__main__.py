"""Two doors: with a command the command line, without one the window."""

from __future__ import annotations

import os
import sys

from dealwatch.cli.main import Opening, run


def main() -> int:
    """The exit status of the command, or of the window."""
    return run(sys.argv[1:], _window)


def _window(opening: Opening) -> int:
    """The window; where there is no screen, the same engine shows what it can do without one."""
    if not _has_screen():
        from dealwatch.cli.headless import show

        return show(opening.data, opening.now)
    from dealwatch.ui.app import run_window

    return run_window(opening.data, opening.now, hidden=opening.hidden, link=opening.link)


def _has_screen() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main())
