"""What every dialog has: non-modal, no dimming, Escape closes it, one default button named by its verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

if TYPE_CHECKING:
    from dealwatch.ui.theme import Look


class Dialog(QDialog):
    def __init__(self, look: Look, title: str, width: int, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.look = look
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.resize(look.theme.px(width), self.sizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        """Never larger than the screen it comes up on."""
        if not event.spontaneous():
            self.resize(self.size().boundedTo(self.screen().availableSize()))
        super().showEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.look.theme.colour("window"))
        painter.end()
