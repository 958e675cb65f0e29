"""A scroll bar that is only its handle: no arrows, no groove, wider under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

from dealwatch.ui.wash import wash

if TYPE_CHECKING:
    from dealwatch.ui.theme import Look

WIDTH = 10


class SlimBar(QScrollBar):
    """Follows the place it stands in; `ground` is the colour role below it."""

    def __init__(self, look: Look, orientation: Qt.Orientation, ground: str = "base") -> None:
        super().__init__(orientation)
        self._look, self._ground = look, ground
        self._grip: float | None = None

    def sizeHint(self) -> QSize:
        thick = self._look.theme.px(WIDTH)
        return QSize(thick, 48) if self.orientation() is Qt.Orientation.Vertical else QSize(48, thick)

    def _length(self) -> int:
        return self.height() if self.orientation() is Qt.Orientation.Vertical else self.width()

    def handle(self) -> tuple[float, float]:
        """(start, length) of the handle along the bar, in px."""
        span = self.maximum() - self.minimum() + self.pageStep()
        if span <= 0 or self.maximum() <= self.minimum():
            return 0.0, 0.0
        length = max(self._length() * self.pageStep() / span, min(28.0, self._length()))
        room = self._length() - length
        return room * (self.value() - self.minimum()) / (self.maximum() - self.minimum()), length

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wash(painter, self.rect(), theme.colour(self._ground))
        start, length = self.handle()
        if length:
            hot = self.underMouse() or self._grip is not None
            ink = QColor(theme.colour("edge"))
            ink.setAlphaF(1.0 if hot or theme.high_contrast else 0.6)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            inset = 2 if hot else 3
            if self.orientation() is Qt.Orientation.Vertical:
                box = QRectF(inset, start + 2, self.width() - 2 * inset, length - 4)
            else:
                box = QRectF(start + 2, inset, length - 4, self.height() - 2 * inset)
            radius = min(box.width(), box.height()) / 2
            painter.drawRoundedRect(box, radius, radius)
        painter.end()

    def _along(self, event: QMouseEvent) -> float:
        place = event.position()
        return place.y() if self.orientation() is Qt.Orientation.Vertical else place.x()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        start, length = self.handle()
        at = self._along(event)
        if start <= at <= start + length:
            self._grip = at - start
        else:
            self.setValue(self.value() + (self.pageStep() if at > start else -self.pageStep()))
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            return
        _, length = self.handle()
        room = self._length() - length
        if room > 0:
            share = (self._along(event) - self._grip) / room
            self.setValue(round(self.minimum() + share * (self.maximum() - self.minimum())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        del event
        self._grip = None
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()


def slim(look: Look, area: QAbstractScrollArea, ground: str = "base") -> None:
    """Give a scroll area slim bars."""
    area.setVerticalScrollBar(SlimBar(look, Qt.Orientation.Vertical, ground))
