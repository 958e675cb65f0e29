"""The heads of the month on the screen: days of the week over it, numbers of the weeks beside it.

Must not contain: what a day paints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHeaderView, QTableView, QWidget

from dealwatch.figures.calendar_month import HEADER
from dealwatch.language import _
from dealwatch.ui.draw import LEFT, Pen
from dealwatch.ui.theme import Type

if TYPE_CHECKING:
    from dealwatch.ui.theme import Look


class Weekdays(QHeaderView):
    """Over the columns, Monday first."""

    def __init__(self, look: Look, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._look = look
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(8)
        self.setAccessibleName(_("Days of the week"))

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        return QSize(0, max(theme.px(HEADER), round(theme.metrics(Type.CAPTION, True).height()) + 8))

    def paintSection(self, painter: QPainter, rect: Any, section: int) -> None:
        theme = self._look.theme
        painter.save()
        box = QRectF(rect)
        painter.fillRect(box, theme.colour("base"))
        pen = Pen(painter, theme)
        pen.line(box.left(), box.right(), box.bottom() - 1, "line2")
        words = self.model().headerData(section, Qt.Orientation.Horizontal)
        pen.text(box.adjusted(theme.px(6), 0, 0, -1), words, Type.CAPTION, "text2", bold=True, align=LEFT)
        painter.restore()


class Corner(QWidget):
    """Ground over the table's own button, which has nothing to do here."""

    def __init__(self, look: Look, table: QTableView) -> None:
        super().__init__(table)
        self._look, self._table = look, table
        button = table.findChild(QAbstractButton)
        if button is not None:
            button.setAccessibleName(_("Weeks"))

    def fit(self) -> None:
        self.setGeometry(0, 0, self._table.verticalHeader().width(), self._table.horizontalHeader().height())
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.theme.colour("base"))
        Pen(painter, self._look.theme).line(0, self.width(), self.height() - 1, "line2")
        painter.end()


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
