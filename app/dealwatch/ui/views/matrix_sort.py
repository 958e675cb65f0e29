"""The heads of the matrix under hand: which one the keyboard is on, and the order that choosing one asks for.

Up from the first row leads to the heads; Left and Right go along them, Enter or Space chooses, Down leads back.
Must not contain: the sorting itself (`figures.matrix_order`), what is remembered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent

from dealwatch.figures.matrix_order import AT, DEAL, NEXT, Order
from dealwatch.language import _

if TYPE_CHECKING:
    from dealwatch.ui.views.matrix_table import MatrixTable

CORNER = -1
"""The head over the deals, left of the columns'."""


class HeadSorting(QObject):
    """`wanted` carries the order that the user has chosen."""

    wanted = Signal(Order)

    def __init__(self, table: MatrixTable) -> None:
        super().__init__(table)
        self._table = table
        self.order = Order()
        self.at: int | None = None
        """The column whose head the keyboard is on, `CORNER` for the deals', None while it is in the cells."""

    def name(self, column: int) -> str:
        """What the head of a column sorts by."""
        authorities = self._table.cells.matrix.authorities
        if column == CORNER:
            return DEAL
        return f"{AT}{authorities[column]}" if column < len(authorities) else NEXT

    def arrow(self, column: int) -> str:
        """After the words of a head; of the columns that tell of the deadline only the first has one."""
        if column > len(self._table.cells.matrix.authorities) or self.order.by != self.name(column):
            return ""
        return " ↓" if self.order.falling else " ↑"

    def spoken(self, column: int) -> str:
        """The same for a screen reader."""
        if not self.arrow(column):
            return ""
        return _("sorted downwards") if self.order.falling else _("sorted upwards")

    def choose(self, column: int) -> None:
        at = self.at
        self.wanted.emit(self.order.turned(self.name(column)))
        self.at = at  # the rows were shown anew; the keyboard stays where it is
        self._table.heads_changed()

    def leave(self) -> None:
        if self.at is not None:
            self.at = None
            self._table.heads_changed()

    def key(self, event: QKeyEvent) -> bool:
        """Take a key that is for the heads; False for any other."""
        key = Qt.Key(event.key())
        index = self._table.currentIndex()
        if self.at is None:
            if key is not Qt.Key.Key_Up or index.row() > 0 or not self._table.cells.matrix.rows:
                return False
            self._go(max(index.column(), CORNER))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.choose(self.at)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._go(self.at + (1 if key is Qt.Key.Key_Right else -1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(CORNER if key is Qt.Key.Key_Home else self._last)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Escape):
            self._table.setCurrentIndex(self._table.cells.index(0, max(self.at, 0)))
            self.leave()
        elif key is not Qt.Key.Key_Up:
            self.leave()
            return False
        return True

    @property
    def _last(self) -> int:
        return self._table.cells.columnCount() - 1

    def _go(self, column: int) -> None:
        self.at = min(max(column, CORNER), self._last)
        if self.at != CORNER:
            self._table.scrollTo(self._table.cells.index(0, self.at))
        self._table.heads_changed()
        if QAccessible.isActive():
            event = QAccessibleEvent(self._table, QAccessible.Event.Focus)
            event.setChild(self.at + 1)
            QAccessible.updateAccessibility(event)
