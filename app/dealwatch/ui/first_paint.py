"""A window that tells when it has been painted for the first time. Must not contain what is done then."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QMainWindow


class FirstPaint(QMainWindow):
    """`painted` comes once, from the event loop, when the first picture of the window is on the screen."""

    painted = Signal()
    _told = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._told:
            self._told = True
            QTimer.singleShot(0, self.painted.emit)  # what is painted with it comes first
