"""The left side of the settings: the pages, or, while something is searched for, the settings that fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from dealwatch.language import _
from dealwatch.ui.cells import Index
from dealwatch.ui.controls import KEYBOARD
from dealwatch.ui.draw import Pen
from dealwatch.ui.slim_bar import slim
from dealwatch.ui.theme import Look, Type

KEY, ICON, SECOND = (Qt.ItemDataRole.UserRole + number for number in range(1, 4))
GAP = 12


@dataclass(frozen=True)
class Item:
    """`key` is what is wanted when it is chosen; `second` stands below in small."""

    key: str
    words: str
    icon: str = ""
    second: str = ""


class _Delegate(QStyledItemDelegate):
    def __init__(self, look: Look, view: PageList) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme = self._look.theme
        if index.data(SECOND):
            return QSize(80, round(theme.metrics().height() + theme.metrics(Type.CAPTION).height()) + theme.px(12))
        return QSize(80, theme.row(30) + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._look.theme
        painter.save()
        pen = Pen(painter, theme)
        box = QRectF(option.rect).adjusted(0, 0, 0, -1)
        on = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(Qt.PenStyle.NoPen)
        if on or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.colour("sel" if on else "line"))
            painter.drawRoundedRect(box, 4, 4)
        if on:
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(QRectF(box.left(), box.top() + 6, 3, box.height() - 12), 1.5, 1.5)
        if on and ((option.state & QStyle.StateFlag.State_HasFocus and self._view.ring) or theme.high_contrast):
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        words, second = index.data(Qt.ItemDataRole.DisplayRole), index.data(SECOND)
        x = box.left() + GAP
        if index.data(ICON):
            x = pen.icon(x, box.center().y(), index.data(ICON), "accent" if on else "text2") + GAP
        room = box.right() - GAP - x
        if second:
            high, low = theme.metrics().height(), theme.metrics(Type.CAPTION).height()
            top = box.center().y() - (high + low) / 2
            pen.text(QRectF(x, top, room, high), words, bold=on)
            pen.text(QRectF(x, top + high, room, low), second, Type.CAPTION, "text2")
        else:
            pen.text(QRectF(x, box.top(), room, box.height()), words, bold=on)
        painter.restore()


def pen_width(look: Look, words: str) -> float:
    return look.theme.metrics(bold=True).horizontalAdvance(words)


class PageList(QListView):
    """`wanted` carries the key of what was moved to."""

    wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self.ring = look, False
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setItemDelegate(_Delegate(look, self))
        self.setAccessibleName(_("Pages of the settings"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(8, 4, 8, 8)
        slim(look, self, "side")
        self._fit()
        look.changed.connect(self._fit)

    def _fit(self) -> None:
        theme = self._look.theme
        palette = self.palette()
        for role in (palette.ColorRole.Base, palette.ColorRole.Window):
            palette.setColor(role, theme.colour("side"))
        self.setPalette(palette)
        self.doItemsLayout()

    def show_items(self, items: Sequence[Item], current: str) -> None:
        self._items.clear()
        for item in items:
            row = QStandardItem(item.words)
            row.setEditable(False)
            for role, value in ((KEY, item.key), (ICON, item.icon), (SECOND, item.second)):
                row.setData(value, role)
            spoken = f"{item.words}, {item.second}" if item.second else item.words
            row.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
            row.setToolTip(spoken)
            self._items.appendRow(row)
        self.show_current(current)

    def show_current(self, key: str) -> None:
        """Mark an item without telling anybody."""
        for row in range(self._items.rowCount()):
            index = self._items.index(row, 0)
            if index.data(KEY) == key:
                self.blockSignals(True)
                self.setCurrentIndex(index)
                self.blockSignals(False)

    def wish(self) -> int:
        """The width in px that the longest words need."""
        rows = (self._items.index(row, 0) for row in range(self._items.rowCount()))
        longest = max((pen_width(self._look, index.data(Qt.ItemDataRole.DisplayRole)) for index in rows), default=0)
        return round(longest) + self._look.theme.px(16) + 3 * GAP + 2 * 8 + 4

    def keys(self) -> list[str]:
        return [self._items.index(row, 0).data(KEY) for row in range(self._items.rowCount())]

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self.signalsBlocked():
            self.wanted.emit(current.data(KEY))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.ring = event.reason() in KEYBOARD
        super().focusInEvent(event)

    def keyboardSearch(self, search: str) -> None:
        del search  # there is a field for it
