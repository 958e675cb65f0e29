"""A list of changes as Today shows them: who, which deal, when; old → new; the sentence; where it was read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from dealwatch.language import _
from dealwatch.ui.badge_view import paint_arrow
from dealwatch.ui.change_words import aside, badges, day_words, headline, provenance, quote, second, teller
from dealwatch.ui.draw import RIGHT, Pen, badge_height
from dealwatch.ui.theme import Look, Type

if TYPE_CHECKING:
    from dealwatch.ui.cells import Index
    from dealwatch.ui.desk import Change

CHANGE = Qt.ItemDataRole.UserRole + 1


def spoken(change: Change) -> str:
    """The row for a screen reader."""
    old, new = badges(change)
    status = _(new.label) if new else headline(change)
    if new and old:
        status = _("{status}, was {before}").format(status=status, before=_(old.label))
    said = f"{change.lead.authority} {change.name}: {status}, {day_words(change.lead)}".strip()
    return _("Unread. {words}").format(words=said) if change.unread else said


class ChangeModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._changes: list[Change] = []

    def show_changes(self, changes: Sequence[Change]) -> bool:
        """Rows that stay are not touched: the list keeps its place and its selection. Whether anything changed."""
        if list(changes) == self._changes:
            return False
        ids = {change.id for change in changes}
        for row in reversed(range(len(self._changes))):
            if self._changes[row].id not in ids:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._changes[row]
                self.endRemoveRows()
        here = {change.id for change in self._changes}
        for row, change in enumerate(changes):
            if change.id not in here:
                self.beginInsertRows(QModelIndex(), row, row)
                self._changes.insert(row, change)
                self.endInsertRows()
            elif self._changes[row].id != change.id:  # in another order: none of them is where it was
                self.beginResetModel()
                self._changes = list(changes)
                self.endResetModel()
                return True
            elif self._changes[row] != change:
                self._changes[row] = change
                self.dataChanged.emit(self.index(row), self.index(row))
        return True

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._changes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        change = self._changes[index.row()]
        if role == CHANGE:
            return change
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(change)
        return None


class ChangeDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, now: datetime, parent: QListView) -> None:
        super().__init__(parent)
        self._look = look
        self.now = now

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        change: Change = index.data(CHANGE)
        theme = self._look.theme
        lines = theme.metrics().height() + badge_height(theme) + theme.px(12) + theme.metrics(Type.CAPTION).height()
        if self._words(change):
            lines += theme.metrics(Type.SECONDARY).height() + theme.px(3)
        return QSize(200, round(lines + theme.px(23)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        change: Change = index.data(CHANGE)
        theme = self._look.theme
        px = theme.px
        painter.save()
        pen = Pen(painter, theme)
        box = QRectF(option.rect)
        pen.ground(box, selected=bool(option.state & QStyle.StateFlag.State_Selected))
        pen.line(box.left(), box.right(), box.bottom() - 1)
        left, right = box.left() + px(16), box.right() - px(20)
        y = box.top() + px(11)
        height = theme.metrics().height()
        if change.unread:
            pen.dot(box.left() + px(4), y + height / 2)
        day = day_words(change.lead)
        width = pen.width(day)
        pen.text(QRectF(right - width, y, width + 1, height), day, role="text2", align=RIGHT)
        name = pen.text(QRectF(left, y, px(90), height), teller(change), bold=True)
        x = max(left + px(56), name + px(8))
        pen.text(QRectF(x, y, right - width - px(12) - x, height), change.name, bold=True)
        y += height + px(6)
        self._status(pen, change, left, right, y + badge_height(theme) / 2)
        y += badge_height(theme) + px(6)
        words = self._words(change)
        if words:
            height = theme.metrics(Type.SECONDARY).height()
            pen.text(QRectF(left, y, right - left, height), words, Type.SECONDARY)
            y += height + px(3)
        height = theme.metrics(Type.CAPTION).height()
        pen.text(QRectF(left, y, right - left, height), provenance(change, self.now), Type.CAPTION, "text3")
        painter.restore()

    def _status(self, pen: Pen, change: Change, left: float, right: float, middle: float) -> None:
        theme = pen.theme
        old, new = badges(change)
        x = left
        if old is not None and new is not None:
            x = paint_arrow(pen, pen.badge(x, middle, old), middle)
        if new is not None:
            x = pen.badge(x, middle, new) + theme.px(8)
        rest = aside(change) if new is not None else headline(change)
        height = theme.metrics().height()
        role = "text2" if new is not None else "text"
        pen.text(QRectF(x, middle - height / 2, right - x, height), rest, Type.SECONDARY, role)

    def _words(self, change: Change) -> str:
        said = quote(change) if change.reminder is None else ""
        if said:
            return _("“{quote}”").format(quote=" ".join(said.split()))
        if change.case is None:
            return ""
        number = change.case.printed_number
        words = second(change)
        return f"{number} · {words}" if number else words


class ChangeList(QListView):
    """As high as its rows: the column it stands in scrolls. `opened` on Enter or double click, `chosen` on a move."""

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(self, look: Look, now: datetime) -> None:
        super().__init__()
        self._look = look
        self._moving = False
        self._changes = ChangeModel()
        self._delegate = ChangeDelegate(look, now, self)
        self.setModel(self._changes)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("Changes"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(CHANGE)))
        look.changed.connect(self._fit)

    def show_changes(self, changes: Sequence[Change], now: datetime) -> None:
        current = self.current()
        self._delegate.now = now
        self._moving = True
        changed = self._changes.show_changes(changes)
        now_current = self.current()
        if current is not None and (now_current is None or now_current.id != current.id):
            self.setCurrentIndex(QModelIndex())
            place = next((i for i, change in enumerate(changes) if change.id == current.id), -1)
            if place >= 0:
                self.setCurrentIndex(self._changes.index(place))
        self._moving = False
        if changed:
            self._fit()
        else:
            self.viewport().update()  # how long ago it was

    def current(self) -> Change | None:
        index = self.currentIndex()
        return index.data(CHANGE) if index.isValid() else None

    def step(self, by: int) -> None:
        count = self._changes.rowCount()
        if count:
            row = self.currentIndex().row()
            self.setCurrentIndex(self._changes.index(0 if row < 0 else min(max(row + by, 0), count - 1)))

    def _fit(self) -> None:
        self.doItemsLayout()
        option = QStyleOptionViewItem()
        rows = range(self._changes.rowCount())
        heights = (self._delegate.sizeHint(option, self._changes.index(row)).height() for row in rows)
        self.setFixedHeight(sum(heights))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.doItemsLayout()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self._moving:
            self.chosen.emit(current.data(CHANGE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().data(CHANGE))
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        del search  # letters are commands of the window
