"""Shows a figure: cursor from mark to mark, tooltips, a spoken name, its table twin, copies as picture, SVG, table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from dealwatch.figures.shapes import Figure, Mark
from dealwatch.ui.controls import KEYBOARD
from dealwatch.ui.figure_copy import FigureCopies
from dealwatch.ui.figure_paint import paint_figure

if TYPE_CHECKING:
    from dealwatch.ui.theme import Look

Make = Callable[[float], Figure]
"""Makes the figure for a width in px at 100 %."""


class FigureView(QWidget):
    """A figure that is made anew for each width. `opened` gives the target of a mark."""

    opened = Signal(str)
    table_wanted = Signal(object)
    resized = Signal()

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._name = name
        self._make: Make | None = None
        self._figure: Figure | None = None
        self._place = -1
        self._ring = False
        self.copies = FigureCopies(look, self, lambda: self._figure, self.table_wanted.emit)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._remake)

    @property
    def figure(self) -> Figure | None:
        return self._figure

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What one can walk to."""
        return tuple(self._figure.marks) if self._figure is not None else ()

    @property
    def marked(self) -> int:
        """The place of the cursor among the marks, -1 for none."""
        return self._place

    @property
    def mark(self) -> Mark | None:
        """Where the cursor stands."""
        marks = self._figure.marks if self._figure else ()
        return marks[self._place] if 0 <= self._place < len(marks) else None

    def show_figure(self, make: Make) -> None:
        self._make = make
        self._place = -1
        self._remake()

    def _remake(self) -> None:
        if self._make is None or self.width() <= 0:
            return
        self._figure = self._make(self.width() / self._look.theme.scale)
        # a figure without marks is a picture to look at, no stop on the way through the window
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._figure.marks else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self._figure.title or self._name)
        self._describe()
        height = round(self._figure.height * self._look.theme.scale)
        if height != self.height():
            self.setFixedHeight(height)
            self.resized.emit()
        self.update()

    def _describe(self) -> None:
        assert self._figure is not None
        mark = self.mark
        self.setAccessibleDescription(mark.name if mark else self._figure.summary)

    def sizeHint(self) -> QSize:
        return QSize(480, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 0)

    # -- events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._remake()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._figure is None:
            return
        painter = QPainter(self)
        theme = self._look.theme
        paint_figure(painter, theme, self._figure, 0, 0, theme.scale)
        mark = self.mark
        if mark is not None and self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.box(mark).adjusted(-3, -3, 3, 3), 4, 4)
        elif self._ring and self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def box(self, mark: Mark) -> QRectF:
        """Where a mark is painted, in px."""
        s = self._look.theme.scale
        return QRectF(mark.x * s, mark.y * s, mark.width * s, mark.height * s)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in KEYBOARD
        super().focusInEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        marks = self._figure.marks if self._figure else ()
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if marks and step is not None:
            self._go(max(0, min(len(marks) - 1, self._place + step)))
        elif marks and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._change_row(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.mark is not None:
            self._open(self.mark)
        elif event.key() == Qt.Key.Key_Escape and self._place >= 0:
            self._go(-1)
        elif self.copies.key(event):
            return
        else:
            super().keyPressEvent(event)

    def _change_row(self, by: int) -> None:
        assert self._figure is not None
        current = self.mark
        if current is None:
            self._go(0)
            return
        rows = [(i, mark) for i, mark in enumerate(self._figure.marks) if mark.row == current.row + by]
        if rows:
            self._go(min(rows, key=lambda item: abs(item[1].x - current.x))[0])

    def _go(self, place: int) -> None:
        self._place = place
        self._describe()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.update()

    def _open(self, mark: Mark) -> None:
        if mark.target:
            self.opened.emit(mark.target)

    def _mark_at(self, where: QPointF) -> int:
        marks = self._figure.marks if self._figure else ()
        return next((i for i, mark in enumerate(marks) if self.box(mark).adjusted(-3, -3, 3, 3).contains(where)), -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._mark_at(event.position())
        target = self._figure.marks[place].target if self._figure and place >= 0 else ""
        self.setCursor(Qt.CursorShape.PointingHandCursor if target else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._mark_at(event.position())
        if place >= 0:
            self._go(place)
            mark = self.mark
            assert mark is not None
            self._open(mark)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            place = self._mark_at(QPointF(event.pos()))
            text = self._figure.marks[place].name if self._figure and place >= 0 else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    # -- copies

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.copies.popup(event.globalPos())


class StripView(QWidget):
    """A figure of its own size without places to walk through: a coverage strip in a row of text."""

    def __init__(self, look: Look, figure: Figure) -> None:
        super().__init__()
        self._look, self._figure = look, figure
        self._ring = False
        self.copies = FigureCopies(look, self, lambda: self._figure)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_figure(figure)

    def show_figure(self, figure: Figure) -> None:
        """Another one in its place."""
        self._figure = figure
        self.setAccessibleName(figure.title)
        self.setAccessibleDescription(figure.summary)
        self.setToolTip(figure.summary)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        s = self._look.theme.scale
        return QSize(round(self._figure.width * s), round(self._figure.height * s))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        scale = self._look.theme.scale
        # where room is short the oldest cells go: what was checked lately is what one looks for
        paint_figure(
            painter, self._look.theme, self._figure, min(0, self.width() - self._figure.width * scale), 0, scale
        )
        if self._ring and self.hasFocus():
            painter.setPen(QPen(self._look.theme.colour("accent"), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in KEYBOARD
        super().focusInEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.copies.key(event):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.copies.popup(event.globalPos())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 60), self.sizeHint().height())
