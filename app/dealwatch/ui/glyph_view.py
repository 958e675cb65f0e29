"""A status glyph as a small widget, beside its word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dealwatch.language import _
from dealwatch.ui.draw import Pen

if TYPE_CHECKING:
    from dealwatch.model.status import Badge
    from dealwatch.ui.theme import Look


class GlyphView(QWidget):
    def __init__(self, look: Look, badge: Badge, size: int = 14) -> None:
        super().__init__()
        self._look, self._badge, self._size = look, badge, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(_(badge.label))

    def sizeHint(self) -> QSize:
        px = self._look.theme.px(self._size)
        return QSize(px, px)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        Pen(painter, self._look.theme).glyph(0, self.height() / 2, self._badge, self._size)
        painter.end()
