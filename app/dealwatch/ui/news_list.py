"""The list of suggestions in the inbox: who, which deal, when; the step as the news has it. Unread is a dot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from dealwatch.language import _
from dealwatch.ui import news_words
from dealwatch.ui.draw import RIGHT, Pen, badge_height
from dealwatch.ui.slim_bar import slim
from dealwatch.ui.suggested_badge import paint_suggested
from dealwatch.ui.theme import Look, Type

if TYPE_CHECKING:
    from dealwatch.ui.cells import Index
    from dealwatch.ui.desk import News

NEWS = Qt.ItemDataRole.UserRole + 1


class NewsDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QListView) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme = self._look.theme
        return QSize(200, round(2 * theme.metrics().height() + badge_height(theme) + theme.px(23)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        news: News = index.data(NEWS)
        theme, px = self._look.theme, self._look.theme.px
        filed = news.filed
        painter.save()
        pen = Pen(painter, theme)
        box = QRectF(option.rect)
        pen.ground(box, selected=bool(option.state & QStyle.StateFlag.State_Selected))
        pen.line(box.left(), box.right(), box.bottom() - 1)
        left, right, y = box.left() + px(24), box.right() - px(14), box.top() + px(7)
        height = theme.metrics().height()
        if news.unread:
            pen.dot(box.left() + px(12), y + height / 2)
        day = news_words.day(filed)
        width = pen.width(day, Type.SECONDARY)
        pen.text(QRectF(right - width, y, width + 1, height), day, Type.SECONDARY, "text2", align=RIGHT)
        room = right - width - left - px(8)
        pen.text(QRectF(left, y, room, height), news_words.deal_name(filed), bold=news.unread)
        y += height + px(2)
        who = news_words.who(filed)
        pen.text(
            QRectF(left, y, right - left, height), _("News suggests · {who}").format(who=who), Type.SECONDARY, "text2"
        )
        y += height + px(4)
        middle = y + badge_height(theme) / 2
        x = paint_suggested(pen, left, middle, filed.proposal.status) + px(8)
        words = _("No formal step") if filed.proposal.formal is False else ""
        pen.text(QRectF(x, y, right - x, badge_height(theme)), words, Type.CAPTION, "text2")
        painter.restore()


class NewsList(QListView):
    """`chosen` on a move, `opened` on Enter or double click."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._quiet = False
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setItemDelegate(NewsDelegate(look, self))
        self.setAccessibleName(_("What the news suggests"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        slim(look, self)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(NEWS)))
        look.changed.connect(self.doItemsLayout)

    def show_news(self, rows: Sequence[News]) -> None:
        """What was chosen stays so where it is still there."""
        current = self.current()
        self._quiet = True
        self._items.clear()
        for news in rows:
            item = QStandardItem("")
            item.setData(news, NEWS)
            item.setData(news_words.spoken(news), Qt.ItemDataRole.AccessibleTextRole)
            self._items.appendRow(item)
            if current is not None and news.filed.id == current.filed.id:
                self.setCurrentIndex(item.index())
        self._quiet = False

    def current(self) -> News | None:
        index = self.currentIndex()
        return index.data(NEWS) if index.isValid() else None

    def step(self, by: int) -> None:
        count = self._items.rowCount()
        if count:
            row = self.currentIndex().row()
            self.setCurrentIndex(self._items.index(0 if row < 0 else min(max(row + by, 0), count - 1), 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self._quiet:
            self.chosen.emit(current.data(NEWS))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().data(NEWS))
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        del search  # letters are commands of the window
