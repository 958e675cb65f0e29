"""The badge of a step that only the news suggests: grey and dashed, so that nobody takes it for an official status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from dealwatch.language import _
from dealwatch.ui import vectors
from dealwatch.ui.draw import Pen, badge_height
from dealwatch.ui.theme import Look, Theme, Type

if TYPE_CHECKING:
    from dealwatch.model.status import Badge


def suggested_width(theme: Theme, badge: Badge) -> float:
    label = theme.metrics(Type.BADGE, False).horizontalAdvance(_(badge.label))
    return round(theme.px(6) + theme.px(13) + theme.px(5) + label + theme.px(9))


def paint_suggested(pen: Pen, x: float, middle: float, badge: Badge) -> float:
    """`middle` is the height of its centre; returns its right end (px)."""
    theme, painter = pen.theme, pen.painter
    height = badge_height(theme)
    box = QRectF(round(x), round(middle - height / 2), suggested_width(theme, badge), height)
    ink = theme.colour("text2")
    frame = QPen(ink, 1)
    frame.setDashPattern([2, 2])
    painter.setPen(frame)
    painter.setBrush(theme.colour("base"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
    size = theme.px(13)
    start = box.left() + theme.px(6)
    glyph = vectors.glyph(badge, size, ink, pen.ratio)
    painter.drawPixmap(QPointF(start, round(middle - size / 2)), glyph)
    words = start + size + theme.px(5)
    pen.text(QRectF(words, box.top(), box.right() - words, height), _(badge.label), Type.BADGE, "text2", bold=False)
    return box.right()


class SuggestedBadge(QWidget):
    def __init__(self, look: Look, badge: Badge) -> None:
        super().__init__()
        self._look, self._badge = look, badge
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("News suggests {label}").format(label=_(badge.label)))
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        return QSize(round(suggested_width(theme, self._badge)), badge_height(theme))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        paint_suggested(Pen(painter, self._look.theme), 0, self.height() / 2, self._badge)
        painter.end()
