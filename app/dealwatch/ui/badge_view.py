"""Badges as widgets: one badge, or a change of status as old → new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dealwatch.language import _
from dealwatch.ui.draw import Pen, badge_height, badge_width
from dealwatch.ui.panes import present
from dealwatch.ui.theme import Look, Type

if TYPE_CHECKING:
    from dealwatch.model.status import Badge


class BadgeView(QWidget):
    """Badges side by side; with `before` the first is the new one and an arrow leads to it."""

    def __init__(self, look: Look, badges: tuple[Badge, ...] = (), before: Badge | None = None) -> None:
        super().__init__()
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_badges(badges, before)
        look.changed.connect(self.updateGeometry)

    def show_badges(self, badges: tuple[Badge, ...], before: Badge | None = None) -> None:
        self._badges, self._before = badges, before
        labels = ", ".join(_(badge.label) for badge in badges)
        words = _("Status {status}, was {before}") if before else _("Status {status}")
        said = words.format(status=labels, before=_(before.label) if before else "")
        self.setAccessibleName(said if badges else _("No status"))
        present(self, bool(badges))
        self.updateGeometry()
        self.update()

    def _arrow(self) -> float:
        theme = self._look.theme
        return theme.metrics(Type.BODY).horizontalAdvance("→") + 2 * theme.px(8)

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        width = sum(badge_width(theme, badge) for badge in self._badges) + theme.px(6) * max(len(self._badges) - 1, 0)
        if self._before is not None:
            width += badge_width(theme, self._before) + self._arrow()
        return QSize(round(width), badge_height(theme))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        pen = Pen(painter, self._look.theme)
        x, middle = 0.0, self.height() / 2
        if self._before is not None:
            x = pen.badge(x, middle, self._before)
            x = paint_arrow(pen, x, middle)
        for badge in self._badges:
            x = pen.badge(x, middle, badge) + self._look.theme.px(6)
        painter.end()


def paint_arrow(pen: Pen, x: float, middle: float) -> float:
    """The arrow from an old value to a new one; returns where the new one begins."""
    gap = pen.theme.px(8)
    width = pen.width("→")
    height = pen.theme.metrics().height()
    pen.text(QRectF(x + gap, middle - height / 2, width + 1, height), "→", Type.BODY, "text3")
    return x + gap + width + gap
