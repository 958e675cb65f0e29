"""The parts of the frame that Qt's style would draw heavier than a hairline: splitters and the menu bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenuBar, QSplitter, QSplitterHandle

from dealwatch.ui.theme import Look, Type
from dealwatch.ui.wash import wash


class Split(QSplitter):
    """Panes with a hairline between them that can be dragged."""

    def __init__(self, look: Look, orientation: Qt.Orientation) -> None:
        super().__init__(orientation)
        self.look = look
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self.look, self.orientation(), self)


class _Handle(QSplitterHandle):
    """Never asks for `splitter()`: PySide then takes the splitter for the handle's child and one day collects both."""

    def __init__(self, look: Look, orientation: Qt.Orientation, parent: QSplitter) -> None:
        super().__init__(orientation, parent)
        self._look = look

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        wash(painter, self.rect(), self._look.theme.colour("line2"))
        painter.end()


_CENTRED = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextShowMnemonic)
"""As Fusion has it, which always underlines."""


class MenuBar(QMenuBar):
    """Words on the window's ground; the open menu on the selection tint."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._fit()
        look.changed.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedHeight(max(self._look.theme.px(26), round(self._look.theme.metrics(Type.CONTROL).height()) + 6))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wash(painter, event.rect(), theme.colour("window"))
        active = self.activeAction()
        for action in self.actions():
            box = QRectF(self.actionGeometry(action))
            if action is active:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("sel"))
                painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
            painter.setFont(theme.font(Type.CONTROL))
            painter.setPen(theme.colour("text"))
            painter.drawText(box, _CENTRED, action.text())
        painter.end()
