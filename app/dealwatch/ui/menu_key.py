"""Shift+F10 opens the context menu of what has the focus, also where the platform gives only the menu key for that."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

KEY = "Shift+F10"


def serve(window: QWidget) -> None:
    """From now on, in the window and in every dialog over it."""
    key = QShortcut(QKeySequence(KEY), window)
    key.setContext(Qt.ShortcutContext.ApplicationShortcut)
    key.activated.connect(open_menu)


def open_menu() -> None:
    """As Qt does for the menu key: at the cursor, where what has the focus has one, else in its middle."""
    widget = QApplication.focusWidget()
    if widget is not None:
        where = widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, where, widget.mapToGlobal(where))
        QApplication.sendEvent(widget, event)
