"""The month on the screen: a table of six weeks whose cells are painted as `figures` draws them.

Must not contain: which entries are shown, what opens where.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from dealwatch.figures.calendar_cell import cell_shapes, slots
from dealwatch.figures.calendar_month import DAYS, WEEK_COLUMN, WEEKS, Day, Month, column_widths, week_number
from dealwatch.figures.day_words import weekday_names
from dealwatch.language import _
from dealwatch.ui.controls import KEYBOARD
from dealwatch.ui.draw import Pen, frame
from dealwatch.ui.figure_paint import measure, paint_shapes
from dealwatch.ui.slim_bar import slim
from dealwatch.ui.theme import Look
from dealwatch.ui.views.calendar_heads import WeekNumbers
from dealwatch.ui.views.heads import Corner, TopHead

if TYPE_CHECKING:
    from dealwatch.figures.calendar_entries import CalendarEntry
    from dealwatch.ui.cells import Index
    from dealwatch.ui.figure_copy import FigureCopies

LEAST_ROW = 50
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


class MonthModel(QAbstractTableModel):
    """Rows are weeks, columns the days from Monday."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.month: Month | None = None

    def show(self, month: Month) -> None:
        self.beginResetModel()
        self.month = month
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self.month is None else WEEKS

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else DAYS

    def day(self, index: Index) -> Day | None:
        if self.month is None or not index.isValid():
            return None
        return self.month.weeks[index.row()][index.column()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        day = self.day(index)
        if day is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.day.day)
        return day.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            return weekday_names()[section] if role == Qt.ItemDataRole.DisplayRole else None
        if self.month is None:
            return None
        number = week_number(self.month.weeks[section])
        if role == Qt.ItemDataRole.DisplayRole:
            return str(number)
        spoken = role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        return _("Week {n}").format(n=number) if spoken else None


class MonthTable(QTableView):
    """`opened` gives an entry to look at, `entered` one whose deal is wanted; `moved` a day the cursor went to.

    `paged` asks for another month, so many on.
    """

    opened = Signal(object)
    entered = Signal(object)
    moved = Signal(object)
    paged = Signal(int)

    def __init__(self, look: Look, copies: FigureCopies) -> None:
        super().__init__()
        self._look, self._copies = look, copies
        self.ring = False
        self._turned = 0
        self._pressed: tuple[QPointF, Sequence[CalendarEntry]] | None = None
        self._corner = Corner(look, self, _("Weeks"))
        self.cells = MonthModel(self)
        self.setModel(self.cells)
        self.setItemDelegate(_DayDelegate(look, self))
        self.setAccessibleName(_("Calendar of deadlines"))
        self.setHorizontalHeader(TopHead(look, self, _("Days of the week")))
        self.setVerticalHeader(WeekNumbers(look, self))
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        slim(look, self)
        look.changed.connect(self._fit)
        self._fit()

    def show_month(self, month: Month, day: date) -> None:
        """`day` is where the cursor stands."""
        self.cells.show(month)
        self.setAccessibleDescription(month.summary)
        self._fit()
        place = month.place(day)
        if place is not None:
            self.setCurrentIndex(self.cells.index(*place))

    @property
    def day(self) -> Day | None:
        """The day of the cursor."""
        return self.cells.day(self.currentIndex())

    def _fit(self) -> None:
        """The month fills the view; where there is too little height it scrolls."""
        theme = self._look.theme
        side = max(theme.px(WEEK_COLUMN), 36)
        self.verticalHeader().setFixedWidth(side)
        head = self.horizontalHeader().sizeHint().height()
        room = self.height() - head
        least = theme.px(LEAST_ROW)
        rows = [max((room * (n + 1)) // WEEKS - (room * n) // WEEKS, least) for n in range(WEEKS)]
        bar = self.verticalScrollBar().sizeHint().width() if sum(rows) > room else 0
        widths = column_widths(WEEK_COLUMN + self.width() - side - bar)
        for column, wide in enumerate(widths):
            self.setColumnWidth(column, round(wide))
        for place, tall in enumerate(rows[: self.cells.rowCount()]):
            self.setRowHeight(place, tall)
        self.viewport().update()

    # -- where entries stand

    def entry_box(self, entry: CalendarEntry) -> QRectF | None:
        """Where an entry is painted, in px of the viewport; None where it has no room or no day here."""
        place = self.cells.month.place(entry.day) if self.cells.month is not None else None
        if place is None:
            return None
        index = self.cells.index(*place)
        day, cell, s = self.cells.day(index), QRectF(self.visualRect(index)), self._look.theme.scale
        assert day is not None
        for slot in slots(day, cell.height() / s):
            if slot.entry == entry:
                return QRectF(cell.left() + 6 * s, cell.top() + slot.y * s, cell.width() - 12 * s, slot.height * s)
        return None

    def entries_at(self, where: QPointF) -> Sequence[CalendarEntry]:
        """The entry below a point, or all of its day where the point is on the line that counts the rest."""
        index = self.indexAt(where.toPoint())
        day = self.cells.day(index)
        if day is None:
            return ()
        cell, s = self.visualRect(index), self._look.theme.scale
        y = (where.y() - cell.top()) / s
        for slot in slots(day, cell.height() / s):
            if slot.y <= y < slot.y + slot.height:
                return (slot.entry,) if slot.entry is not None else day.entries
        return ()

    def open_day(self, where: QPoint | None = None) -> None:
        """Open the entry of the cursor's day; of several a menu asks which."""
        day = self.day
        if day is None or not day.entries:
            return
        if len(day.entries) == 1:
            self.opened.emit(day.entries[0])
            return
        menu = QMenu(self)
        menu.setAccessibleName(_("Entries of this day"))
        menu.aboutToHide.connect(menu.deleteLater)
        for entry in day.entries:
            words = ", ".join(part for part in (entry.who, entry.what, entry.state) if part)
            menu.addAction(words.replace("&", "&&"), partial(self.opened.emit, entry))
        corner = self.visualRect(self.currentIndex()).bottomLeft()
        menu.popup(where or self.viewport().mapToGlobal(corner))
        menu.setActiveAction(menu.actions()[0])

    # -- events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        day = self.day
        if self._copies.key(event):
            return
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.paged.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier and day is not None and day.entries:
                self.entered.emit(day.entries[0])
            else:
                self.open_day()
        elif key in STEPS and day is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.ring = True
            self.moved.emit(day.day + timedelta(days=STEPS[key]))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        del search  # letters are commands of the window

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        pressed, self._pressed = self._pressed, None
        if pressed is None:  # the end of a double click
            return
        place, found = pressed  # of the press: it may have turned the page
        if (event.position() - place).manhattanLength() >= QApplication.startDragDistance():
            return
        if len(found) == 1:
            self.opened.emit(found[0])
        elif found:
            self.open_day(event.globalPosition().toPoint())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.ring = False
        super().mousePressEvent(event)
        self._pressed = event.position(), self.entries_at(event.position())
        day = self.day
        if day is not None:
            self.moved.emit(day.day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        found = self.entries_at(event.position())
        if len(found) == 1 and event.button() is Qt.MouseButton.LeftButton:
            self.entered.emit(found[0])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = bool(self.entries_at(event.position()))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """One notch is a month, where the month is in view as a whole."""
        if self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y()
        notches = int(self._turned / 120)
        if notches:
            self._turned -= notches * 120
            self.paged.emit(-notches)
        event.accept()

    def viewportEvent(self, event: Any) -> bool:
        if isinstance(event, QHelpEvent):
            found = self.entries_at(QPointF(event.pos()))
            day = self.cells.day(self.indexAt(event.pos()))
            closed = day.closed.spoken if day is not None and day.closed is not None else ""
            text = "\n".join(entry.spoken for entry in found) or closed
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return bool(super().viewportEvent(event))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._copies.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.ring = event.reason() in KEYBOARD
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._corner.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class _DayDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, table: MonthTable) -> None:
        super().__init__(table)
        self._look, self._table = look, table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        day = self._table.cells.day(index)
        if day is None:
            return
        theme, s = self._look.theme, self._look.theme.scale
        box = QRectF(option.rect)
        painter.save()
        painter.setClipRect(box)
        shapes = cell_shapes(day, box.width() / s, box.height() / s, measure(theme))
        paint_shapes(painter, theme, shapes, box.left(), box.top(), s)
        Pen(painter, theme).line(box.left(), box.right(), box.bottom() - 1)
        if index == self._table.currentIndex():
            frame(painter, theme, box.adjusted(1, 1, -1, -1), "accent", 2, 0)
        painter.restore()
