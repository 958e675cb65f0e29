"""The topics at the left of the manual: the table of contents, or what a search found. Painted from the look."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from dealwatch.language import _
from dealwatch.ui.cells import Index
from dealwatch.ui.draw import Pen
from dealwatch.ui.help.library import Found, Topic
from dealwatch.ui.slim_bar import slim
from dealwatch.ui.theme import Look, Type

TOPIC = Qt.ItemDataRole.UserRole + 1
SNIPPET = Qt.ItemDataRole.UserRole + 2
_WRAP = int(Qt.TextFlag.TextWordWrap)


class TopicDelegate(QStyledItemDelegate):
    """A heading, a topic, or a topic with the place that was found in it."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme = self._look.theme
        if not index.data(TOPIC):
            return QSize(160, theme.px(34))
        return QSize(160, self._title(index) + self._snippet(index) + theme.px(10))

    def _room(self) -> QRectF:
        """Where words of an item may stand: from the shared left edge to the right one, any height."""
        theme = self._look.theme
        left = theme.px(16)
        return QRectF(left, 0, max(self._view.viewport().width() - left - theme.px(8), 80), 10_000)

    def _title(self, index: Index) -> int:
        """px; a title that is too long goes on in a second line."""
        return self._height(str(index.data(Qt.ItemDataRole.DisplayRole)), Type.BODY)

    def _snippet(self, index: Index) -> int:
        snippet = index.data(SNIPPET)
        return self._height(snippet, Type.CAPTION) if snippet else 0

    def _height(self, text: str, use: Type) -> int:
        metrics = self._look.theme.metrics(use)
        return ceil(metrics.boundingRect(self._room(), _WRAP, text).height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._look.theme
        px = theme.px
        painter.save()
        pen = Pen(painter, theme)
        box = QRectF(option.rect)
        title = str(index.data(Qt.ItemDataRole.DisplayRole))
        if not index.data(TOPIC):
            pen.text(box.adjusted(px(16), px(12), 0, 0), title, Type.CAPTION, "text2", bold=True)
            painter.restore()
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        pen.ground(box, selected=chosen)
        room = self._room()
        room.moveTop(box.top() + px(5))
        painter.setFont(theme.font(Type.BODY))
        painter.setPen(theme.colour("text"))
        painter.drawText(room, _WRAP, title)
        room.moveTop(room.top() + self._title(index))
        painter.setFont(theme.font(Type.CAPTION))
        painter.setPen(theme.colour("text2"))
        painter.drawText(room, _WRAP, index.data(SNIPPET))
        painter.restore()


class TopicList(QListView):
    """`chosen` names the topic that is current."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setItemDelegate(TopicDelegate(look, self))
        self.setAccessibleName(_("Topics"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        slim(look, self)
        look.changed.connect(self.doItemsLayout)

    def show_groups(self, groups: Sequence[tuple[str, Sequence[Topic]]]) -> None:
        self._empty()
        for title, topics in groups:
            heading = QStandardItem(title)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            self._items.appendRow(heading)
            for topic in topics:
                self._items.appendRow(_item(topic.id, topic.title))

    def show_found(self, found: Sequence[Found]) -> None:
        self._empty()
        for hit in found:
            self._items.appendRow(_item(hit.topic.id, hit.topic.title, hit.snippet))
        self.scrollToTop()

    def _empty(self) -> None:
        self.blockSignals(True)  # while rows go, others become current that nobody chose
        self._items.clear()
        self.blockSignals(False)

    def topics(self) -> list[str]:
        """What is listed, in order."""
        rows = (self._items.index(row, 0).data(TOPIC) for row in range(self._items.rowCount()))
        return [topic for topic in rows if topic]

    def select(self, topic: str) -> None:
        """Make a topic current without telling of it; nothing where it is not listed."""
        for row in range(self._items.rowCount()):
            index = self._items.index(row, 0)
            if index.data(TOPIC) == topic and index != self.currentIndex():
                self.blockSignals(True)
                self.setCurrentIndex(index)
                self.blockSignals(False)
                self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        topic: Any = current.data(TOPIC) if current.isValid() else None
        if topic and not self.signalsBlocked():
            self.chosen.emit(topic)


def _item(topic: str, title: str, snippet: str = "") -> QStandardItem:
    item = QStandardItem(title)
    item.setData(topic, TOPIC)
    item.setData(snippet, SNIPPET)
    item.setData(f"{title}, {snippet}" if snippet else title, Qt.ItemDataRole.AccessibleTextRole)
    return item
