"""The lanes under hand: the cursor from row to row and event to event, keys, mouse, wheel, tooltips.

Must not contain: where things stand and how they are painted (`lanes_sight`), what opens where.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip

from dealwatch.figures.lanes_more import MORE
from dealwatch.figures.lanes_scale import AXIS, Zoom
from dealwatch.ui.controls import KEYBOARD
from dealwatch.ui.views.lanes_sight import LanesSight

if TYPE_CHECKING:
    from dealwatch.ui.figure_copy import FigureCopies
    from dealwatch.ui.theme import Look

NOTCH = 120  # of a wheel's turn


class LanesArea(LanesSight):
    """`opened` gives the target of a mark, `entered` the place of a deal; `moved` tells that the cursor did."""

    opened = Signal(str)
    entered = Signal(str)
    moved = Signal()

    def __init__(self, look: Look, copies: FigureCopies) -> None:
        super().__init__(look)
        self._copies = copies
        self._wheel = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)

    # -- the cursor

    def go_row(self, index: int, place: int = -1) -> None:
        """Move to a row and a mark in it, and bring both into view."""
        if not self._rows:
            return
        self.row = min(max(index, 0), len(self._rows) - 1)
        marks = self.marks_of(self.row)
        self.place = place if 0 <= place < len(marks) else -1
        self._bring()
        self.viewport().update()
        self.moved.emit()

    def step(self, by: int) -> None:
        self.go_row(self.row + by if self.row >= 0 else 0)

    def _bring(self) -> None:
        row = self.current_row
        assert row is not None
        s, bar = self._s, self.verticalScrollBar()
        room = self.viewport().height() - AXIS * s
        if row.top * s < bar.value():
            bar.setValue(round(row.top * s))
        elif (row.top + row.height) * s > bar.value() + room:
            bar.setValue(round((row.top + row.height) * s - room))
        mark = self.mark
        if mark is None:
            return
        along = self.horizontalScrollBar()
        left, right = (mark.x - 24) * s, (mark.x + mark.width + 24) * s
        if left < along.value():
            along.setValue(round(left))
        elif right > along.value() + self._time_width * s:
            along.setValue(round(right - self._time_width * s))

    def toggle(self, index: int) -> None:
        """Close or open the group of a row, or what is folded away."""
        if not 0 <= index < len(self._rows):
            return
        key = self._rows[index].key
        if key == MORE:
            self.unfold(not self.unfolded)
        else:
            self._closed ^= {key}
            self._layout(key)
        self.moved.emit()

    def _along(self, by: int) -> None:
        """To the next or previous event of the row; from the first one back to the name."""
        count = len(self.marks_of(self.row))
        self.go_row(max(self.row, 0), min(max(self.place + by, -1), count - 1))

    def _sideways(self, by: int) -> None:
        """To the next row, and there to the event that is nearest in time."""
        mark = self.mark
        target = min(max(self.row + by, 0), len(self._rows) - 1)
        marks = self.marks_of(target)
        if mark is None or not marks:
            self.go_row(target)
            return
        self.go_row(target, min(range(len(marks)), key=lambda i: abs(marks[i].x - mark.x)))

    def _open(self) -> None:
        mark, row = self.mark, self.current_row
        if mark is not None and mark.target:
            self.opened.emit(mark.target)
        elif row is not None and row.key == MORE:
            self.toggle(self.row)
        elif row is not None:
            self.entered.emit(row.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        page = max(len(self.visible()) - 2, 1)
        row = self.current_row
        rows = {Qt.Key.Key_PageDown: page, Qt.Key.Key_PageUp: -page}
        if self._copies.key(event):
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)  # Ctrl with + - 0 is the size of the text
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._sideways(1 if key is Qt.Key.Key_Down else -1)
        elif key in rows:
            self.go_row(max(self.row, 0) + rows[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_row(0 if key is Qt.Key.Key_Home else len(self._rows) - 1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and row is not None:
            self._along(1 if key is Qt.Key.Key_Right else -1)
        elif key is Qt.Key.Key_Space and row is not None:
            self.toggle(self.row)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif key is Qt.Key.Key_Escape and self.place >= 0:
            self.go_row(self.row)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.set_zoom(self._zoom.nearer())
        elif key is Qt.Key.Key_Minus:
            self.set_zoom(self._zoom.farther())
        elif key is Qt.Key.Key_0:
            self.set_zoom(Zoom.MONTH)
            self.go_to_today()
        else:
            super().keyPressEvent(event)

    # -- the mouse

    def row_at(self, y: float) -> int:
        """The row at a height of the viewport, -1 in the head and below the last."""
        if y < AXIS * self._s:
            return -1
        return self._rows.at((y + self.verticalScrollBar().value()) / self._s - AXIS)

    def mark_at(self, where: QPointF) -> tuple[int, int]:
        """(row, mark) under the pointer; -1 for none."""
        row = self.row_at(where.y())
        if row < 0 or where.x() < self.label * self._s:
            return row, -1
        x = where.x() / self._s - self.label + self.horizontalScrollBar().value() / self._s
        y = (where.y() + self.verticalScrollBar().value()) / self._s - AXIS - self._rows[row].top
        for place, mark in reversed(list(enumerate(self.marks_of(row)))):
            if mark.x - 3 <= x <= mark.x + mark.width + 3 and mark.y - 3 <= y <= mark.y + mark.height + 3:
                return row, place
        return row, -1

    def rect_of(self, index: int) -> QRectF:
        """The place of a row in the viewport."""
        row, s = self._rows[index], self._s
        top = (AXIS + row.top) * s - self.verticalScrollBar().value()
        return QRectF(0, top, self.viewport().width(), row.height * s)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row, place = self.mark_at(event.position())
        if row < 0 or event.button() is not Qt.MouseButton.LeftButton:
            return
        head = self._rows[row].review is None and event.position().x() < self._look.theme.px(28)
        if head or self._rows[row].key == MORE:
            self.go_row(row)
            self.toggle(row)
            return
        self.go_row(row, place)
        if place >= 0:
            self._open()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row, place = self.mark_at(event.position())
        if row >= 0 and place < 0 and self._rows[row].key != MORE:
            self.entered.emit(self._rows[row].key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row, place = self.mark_at(event.position())
        hand = row >= 0 and place >= 0 and bool(self.marks_of(row)[place].target)
        hand = hand or (row >= 0 and self._rows[row].key == MORE)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._wheel += turn.y()
            while abs(self._wheel) >= NOTCH:
                nearer = self._wheel > 0
                self._wheel -= NOTCH if nearer else -NOTCH
                zoom = self._zoom.nearer() if nearer else self._zoom.farther()
                self.set_zoom(zoom, event.position().x())
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - (turn.y() or turn.x()))
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            row, place = self.mark_at(QPointF(event.pos()))
            text = ""
            if place >= 0:
                text = self.marks_of(row)[place].name
            elif row >= 0:
                text = self._rows[row].spoken(self._today)
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """About the row that is clicked, or by the keyboard the one under the cursor."""
        row = self.mark_at(QPointF(event.pos()))[0]
        if event.reason() is QContextMenuEvent.Reason.Mouse and row >= 0:
            self.go_row(row)
        self._copies.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring = event.reason() in KEYBOARD
        if self._ring and self.row < 0 and self._rows:
            self.go_row(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
