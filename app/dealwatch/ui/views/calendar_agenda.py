"""The agenda: what is to come, by week, with what is left; below it the reviews that run without a clock.

Must not contain: which entries are shown, what opens where.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from dealwatch.figures.calendar_entries import CalendarEntry, Clockless, EntryKind, Week
from dealwatch.language import _
from dealwatch.ui.controls import KEYBOARD
from dealwatch.ui.draw import RIGHT, Pen
from dealwatch.ui.slim_bar import slim
from dealwatch.ui.theme import Look, Theme, Type
from dealwatch.ui.views.calendar_rows import AgendaRows, Head, Thing

if TYPE_CHECKING:
    from dealwatch.ui.cells import Index
    from dealwatch.ui.figure_copy import FigureCopies

COUNT_WIDTH = 80


class Agenda(QListView):
    """`opened` gives an entry to look at, `entered` the place of its deal, `chosen` the entry of the cursor."""

    opened = Signal(object)
    entered = Signal(str)
    chosen = Signal(object)

    def __init__(self, look: Look, copies: FigureCopies) -> None:
        super().__init__()
        self._look, self._copies = look, copies
        self.ring = False
        self._rows = AgendaRows()
        self.setModel(self._rows)
        self.setItemDelegate(_Lines(look, self))
        self.setAccessibleName(_("Agenda"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        slim(look, self)
        self.clicked.connect(self._open)
        self.doubleClicked.connect(self._enter)
        look.changed.connect(self.scheduleDelayedItemsLayout)

    def show_weeks(self, weeks: Sequence[Week], clockless: Sequence[Clockless], today: date) -> None:
        """The entry of the cursor stays current where it is still there."""
        things: list[Thing] = []
        for week in weeks:
            things.append(Head(week.title(today)))
            things += week.entries
        if clockless:
            things += (Head(_("No statutory clock")), *clockless)
        if tuple(things) == self._rows.things:
            return
        current = self.thing(self.currentIndex())
        self._rows.show(things)
        if isinstance(current, CalendarEntry):
            self.select(current.key)

    def thing(self, index: Index) -> Thing | None:
        return self._rows.thing(index.row()) if index.isValid() else None

    def entries(self) -> list[CalendarEntry]:
        return [thing for thing in self._rows.things if isinstance(thing, CalendarEntry)]

    def select(self, key: str) -> None:
        """Show where an entry stands; one that is not here leaves the cursor where it is."""
        row = self._rows.place(key)
        if row < 0:
            return
        if row != self.currentIndex().row():
            self.setCurrentIndex(self._rows.index(row, 0))
        self.scrollTo(self._rows.index(row, 0))

    def step(self, by: int) -> None:
        row = self.currentIndex().row()
        while 0 <= (row := row + by) < self._rows.rowCount():
            if not isinstance(self._rows.thing(row), Head):
                self.setCurrentIndex(self._rows.index(row, 0))
                return

    def _open(self, index: Index) -> None:
        thing = self.thing(index)
        if isinstance(thing, CalendarEntry):
            self.opened.emit(thing)
        elif isinstance(thing, Clockless):
            self.entered.emit(thing.target)

    def _enter(self, index: Index) -> None:
        thing = self.thing(index)
        if isinstance(thing, CalendarEntry):
            self.entered.emit(deal_place(thing))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        thing = self.thing(current)
        if isinstance(thing, CalendarEntry) and self.hasFocus():
            self.chosen.emit(thing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._copies.key(event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            wide = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self._enter if wide else self._open)(self.currentIndex())
            return
        self.ring = True
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        del search  # letters are commands of the window

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._copies.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.ring = event.reason() in KEYBOARD
        if self.ring and not self.currentIndex().isValid():
            self.step(1)


def deal_place(entry: CalendarEntry) -> str:
    """The page of the entry's deal, or of its case where it has none."""
    if entry.deal:
        return f"deal/{entry.deal}"
    return f"case/{entry.key.partition('/')[0]}"


class _Lines(QStyledItemDelegate):
    """Count and unit at the left; who, the day, what, and where the day comes from."""

    def __init__(self, look: Look, agenda: Agenda) -> None:
        super().__init__(agenda)
        self._look, self._agenda = look, agenda
        self._theme: Theme | None = None
        self._sizes: dict[type, QSize] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if self._theme is not self._look.theme:
            self._theme = self._look.theme
            self._sizes = _sizes(self._theme)
        return self._sizes[type(self._agenda.thing(index))]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._look.theme
        thing = self._agenda.thing(index)
        box = QRectF(option.rect)
        painter.save()
        pen = Pen(painter, theme)
        if isinstance(thing, Head):
            area = box.adjusted(theme.px(16), theme.px(8), -theme.px(16), 0)
            pen.text(area, thing.words, Type.CAPTION, "text2", bold=True)
            painter.restore()
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        pen.ground(box, selected=selected)
        if isinstance(thing, Clockless):
            x = pen.text(box.adjusted(theme.px(16), 0, -theme.px(16), 0), thing.who, Type.SECONDARY)
            rest = QRectF(x, box.top(), box.right() - theme.px(16) - x, box.height())
            pen.text(rest, f" · {thing.status}", Type.SECONDARY, "text2")
        elif thing is not None:
            self._entry(pen, box, thing)
            pen.line(box.left(), box.right(), box.bottom() - 1)
        painter.restore()

    def _entry(self, pen: Pen, box: QRectF, entry: CalendarEntry) -> None:
        px, theme = pen.theme.px, pen.theme
        body, small = theme.metrics().height(), theme.metrics(Type.SECONDARY).height()
        top, left = box.top() + px(9), box.left() + px(COUNT_WIDTH)
        role = "bad" if entry.late else "text2" if entry.calculated or not entry.held else "text"
        firm = entry.held and not entry.calculated
        count = f"≈ {entry.count}" if entry.calculated and entry.count else entry.count
        unit = _("passed") if entry.stale else entry.unit if entry.held else entry.state
        area = QRectF(box.left(), top, px(COUNT_WIDTH), body + 4)
        if count:
            pen.text(area, count, Type.TITLE, role, bold=firm, align=RIGHT)
        below = QRectF(box.left() + 2, top + body + 4 if count else top + 2, px(COUNT_WIDTH) - 2, small)
        pen.text(below, unit, Type.CAPTION, "bad" if entry.late else "text2", align=RIGHT)
        x, room = left + px(12), box.right() - px(16) - left - px(12)
        struck = entry.superseded
        pen.text(
            QRectF(x, top, room, body), entry.who, bold=True, role="text" if entry.held else "text2", strike=struck
        )
        y = top + body + 1
        pen.text(QRectF(x, y, room, small), entry.day_words, Type.SECONDARY, strike=struck)
        y += small
        pen.text(QRectF(x, y, room, small), entry.what, Type.SECONDARY, "text2")
        y += small + 1
        caption = theme.metrics(Type.CAPTION).height()
        if entry.stale and entry.kind is not EntryKind.LONG_STOP:
            pen.text(QRectF(x, y, room, caption), entry.state, Type.CAPTION, "text2")
        elif entry.source:
            colour = "ochre" if entry.icon in ("warning", "pause") else "ok" if entry.icon == "check" else "text2"
            pen.icon(x, y + caption / 2, entry.icon, colour, 12)
            pen.text(QRectF(x + px(16), y, room - px(16), caption), entry.source, Type.CAPTION, colour)


def _sizes(theme: Theme) -> dict[type, QSize]:
    """By what a row is. All rows of a kind are alike, and the list asks for thousands of them."""
    small, caption = theme.metrics(Type.SECONDARY).height(), theme.metrics(Type.CAPTION).height()
    entry = QSize(100, round(theme.metrics().height() + 2 * small + caption) + theme.px(22))
    return {
        Head: QSize(100, max(theme.px(34), round(small) + 12)),
        Clockless: QSize(100, round(small) + theme.px(8)),
        CalendarEntry: entry,
        type(None): QSize(),
    }
