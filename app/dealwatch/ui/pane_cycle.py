"""F6: from one pane of the window to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from dealwatch.ui.main_window import MainWindow


def cycle(window: MainWindow, by: int) -> None:
    """Put the focus `by` panes on from the one that has it."""
    panes = window.panes()
    focus = window.focusWidget()
    at = next(
        (i for i, pane in enumerate(panes) if focus is not None and (pane is focus or pane.isAncestorOf(focus))), -1
    )
    wanted = panes[(at + by) % len(panes)]
    wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
