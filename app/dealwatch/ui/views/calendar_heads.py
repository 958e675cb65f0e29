"""The head at the left of the month: numbers of the weeks. Must not contain: what a day paints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from dealwatch.language import _
from dealwatch.ui.draw import LEFT, Pen
from dealwatch.ui.theme import Type

if TYPE_CHECKING:
    from dealwatch.ui.theme import Look


class WeekNumbers(QHeaderView):
    """At the left, by ISO."""

    def __init__(self, look: Look, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._look = look
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(8)
        self.setAccessibleName(_("Weeks"))

    def paintSection(self, painter: QPainter, rect: Any, section: int) -> None:
        theme = self._look.theme
        painter.save()
        box = QRectF(rect)
        painter.fillRect(box, theme.colour("base"))
        pen = Pen(painter, theme)
        pen.line(box.left(), box.right(), box.bottom() - 1)
        line = theme.metrics().height()
        area = QRectF(theme.px(16), box.top() + theme.px(5), box.width() - theme.px(16), line)
        words = self.model().headerData(section, Qt.Orientation.Vertical)
        pen.text(area, words, Type.CAPTION, "text3", align=LEFT)
        painter.restore()
