"""What every dialog has: non-modal, no dimming, Escape closes it, F1 explains it, one default button by its verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShowEvent
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1, or ? while nothing is written, opens the manual at what this dialog is about."""
        if event.key() in (Qt.Key.Key_F1, Qt.Key.Key_Question):
            self.ask_help()
        else:
            super().keyPressEvent(event)

    def ask_help(self) -> None:
        from dealwatch.ui.help.contents import topic_of_dialog

        owner = self.parentWidget()
        while owner is not None:
            act = getattr(owner, "act", None)
            if callable(act):
                act(f"help/{topic_of_dialog(type(self).__name__)}")
                return
            owner = owner.parentWidget()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.look.theme.colour("window"))
        painter.end()
