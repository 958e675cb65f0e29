"""Heads of tables that paint themselves: words over columns, and the corner where two heads meet.

Must not contain: what a table's rows are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHeaderView, QTableView, QWidget

from dealwatch.ui.draw import LEFT, RIGHT, Pen, frame
from dealwatch.ui.theme import Type

if TYPE_CHECKING:
    from dealwatch.ui.theme import Look

Place = tuple[float, float, bool]
"""Room at the left and at the right, px at 100 %, and whether the words stand at the right."""


class TopHead(QHeaderView):
    """Over the columns; `place` says where the words of a column stand, `high` is in px at 100 %."""

    high = 28.0

    def __init__(self, look: Look, table: QTableView, name: str, least: int = 8) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._look = look
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(least)
        self.setAccessibleName(name)

    def place(self, section: int) -> Place:
        del section
        return 6, 0, False

    def suffix(self, section: int) -> str:
        """What stands after the words of a column: the arrow of an order."""
        del section
        return ""

    def chosen(self, section: int) -> bool:
        """Whether the keyboard is on the head of this column."""
        del section
        return False

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        return QSize(0, max(theme.px(self.high), round(theme.metrics(Type.CAPTION, True).height()) + 8))

    def paintSection(self, painter: QPainter, rect: Any, section: int) -> None:
        theme = self._look.theme
        painter.save()
        box = QRectF(rect)
        painter.fillRect(box, theme.colour("base"))
        pen = Pen(painter, theme)
        pen.line(box.left(), box.right(), box.bottom() - 1, "line2")
        left, right, ends = self.place(section)
        words = self.model().headerData(section, Qt.Orientation.Horizontal) + self.suffix(section)
        area = box.adjusted(theme.px(left), 0, -theme.px(right), -1)
        pen.text(area, words, Type.CAPTION, "text2", bold=True, align=RIGHT if ends else LEFT)
        if self.chosen(section):
            frame(painter, theme, box.adjusted(1, 1, -1, -2), "accent", 2, 2)
        painter.restore()


class Corner(QWidget):
    """Ground, and a title if there is one, over the table's own button, which takes the clicks where it does anything.

    `suffix` is the arrow of an order, `chosen` says that the keyboard is on it.
    """

    def __init__(self, look: Look, table: QTableView, name: str, title: str = "") -> None:
        super().__init__(table)
        self._look, self._table, self._title = look, table, title
        self.suffix = ""
        self.chosen = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        button = table.findChild(QAbstractButton)
        if button is not None:
            button.setAccessibleName(name)

    def fit(self) -> None:
        self.setGeometry(0, 0, self._table.verticalHeader().width(), self._table.horizontalHeader().height())
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = self._look.theme
        painter = QPainter(self)
        box = QRectF(self.rect())
        painter.fillRect(box, theme.colour("base"))
        pen = Pen(painter, theme)
        pen.line(box.left(), box.right(), box.bottom() - 1, "line2")
        if self._title:
            words = self._title + self.suffix
            pen.text(box.adjusted(theme.px(16), 0, 0, -1), words, Type.CAPTION, "text2", bold=True)
        if self.chosen:
            frame(painter, theme, box.adjusted(1, 1, -1, -2), "accent", 2, 2)
        painter.end()
