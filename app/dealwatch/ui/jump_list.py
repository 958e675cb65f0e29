"""Search or jump: what is typed finds places, deals and texts; Enter goes there. Ctrl+K."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from dealwatch.language import _, mark
from dealwatch.ui.desk import Hit
from dealwatch.ui.draw import RIGHT, Pen, frame
from dealwatch.ui.theme import Look, Type

if TYPE_CHECKING:
    from dealwatch.ui.cells import Index
    from dealwatch.ui.panes import Field

HIT = Qt.ItemDataRole.UserRole + 1
WAIT = 120  # ms after the last key
SHOWN = 12
_ICONS = {
    "place": "caret-right",
    "command": "keyboard",
    "deal": "list-bullets",
    "case": "broadcast",
    "event": "git-diff",
}
_KINDS = {
    "place": mark("Place"),
    "command": mark("Command"),
    "deal": mark("Deal"),
    "case": mark("Case"),
    "event": mark("Event"),
    "document": mark("Document"),
    "item": mark("News"),
    "note": mark("Note"),
}

Show = Callable[[Sequence[Hit]], None]
Seek = Callable[[str, Callable[[], bool], Show], None]
"""What a text finds is shown when it is there. Its second argument tells whether the text is still wanted."""


class HitModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._hits: list[Hit] = []

    def show_hits(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self._hits = list(hits)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        hit = self._hits[index.row()]
        if role == HIT:
            return hit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            said = f"{hit.title}, {kind_words(hit)}"
            return f"{said}, {hit.snippet}" if hit.snippet else said
        return None


def kind_words(hit: Hit) -> str:
    """What a hit is, in the language of the window."""
    return _(_KINDS[hit.kind]) if hit.kind in _KINDS else hit.kind


class HitDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme = self._look.theme
        lines = theme.metrics().height() + (theme.metrics(Type.CAPTION).height() if index.data(HIT).snippet else 0)
        return QSize(200, round(lines + theme.px(12)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit: Hit = index.data(HIT)
        theme = self._look.theme
        px = theme.px
        painter.save()
        pen = Pen(painter, theme)
        box = QRectF(option.rect)
        pen.ground(box, selected=bool(option.state & QStyle.StateFlag.State_Selected))
        height = theme.metrics().height()
        y = box.top() + px(6)
        pen.icon(box.left() + px(12), y + height / 2, _ICONS.get(hit.kind, "file-text"))
        right = box.right() - px(12)
        kind = kind_words(hit)
        width = pen.width(kind, Type.CAPTION)
        pen.text(QRectF(right - width, y, width + 1, height), kind, Type.CAPTION, "text3", align=RIGHT)
        x = box.left() + px(38)
        pen.text(QRectF(x, y, right - width - px(8) - x, height), hit.title)
        if hit.snippet:
            room = QRectF(x, y + height, right - x, theme.metrics(Type.CAPTION).height())
            pen.text(room, hit.snippet, Type.CAPTION, "text2")
        painter.restore()


class JumpList(QFrame):
    """The list below the search field. `wanted` names the target of what was chosen."""

    wanted = Signal(str)

    def __init__(self, look: Look, field: Field, seek: Seek) -> None:
        super().__init__()
        self._look, self._field, self._seek = look, field, seek
        self._asked: str | None = None
        self._entered = False
        self.setAutoFillBackground(True)
        self.hide()
        self._hits = HitModel()
        self._list = QListView(self)
        self._list.setModel(self._hits)
        self._list.setItemDelegate(HitDelegate(look, self._list))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName(_("Search results"))
        self._list.clicked.connect(self._choose)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self.search)
        field.edit.textEdited.connect(lambda: self._wait.start(WAIT))
        field.edit.installEventFilter(self)

    def search(self) -> None:
        """Show what the field's text finds; without text the places."""
        text = self._field.edit.text().strip()
        self._asked, self._entered = text, False
        self._seek(text, lambda: self._asked == text, partial(self._found, text))

    def _found(self, text: str, found: Sequence[Hit]) -> None:
        if self._asked != text:
            return  # more was typed since
        self._asked = None
        hits = list(found)[:SHOWN]
        if text and not hits:
            hits = [
                Hit(
                    "",
                    _("No results for “{text}”").format(text=text),
                    _("Search covers deals, cases, events, documents and news."),
                    "",
                )
            ]
        self._hits.show_hits(hits)
        if hits:
            self._list.setCurrentIndex(self._hits.index(0))
        self._place(len(hits))
        if self._entered:
            self._entered = False
            self._choose(self._list.currentIndex())

    def _place(self, count: int) -> None:
        if not count or not self._field.isVisible():
            self.hide()
            return
        option = QStyleOptionViewItem()
        delegate = self._list.itemDelegate()
        heights = [delegate.sizeHint(option, self._hits.index(row)).height() for row in range(count)]
        window, width = self._field.window(), self._field.width()
        if self.parentWidget() is not window:
            self.setParent(window)  # a child, not a window: no window manager has a say in where it stands
        corner = self._field.mapTo(window, QPoint(0, self._field.height() + 2))
        self.setGeometry(corner.x(), corner.y(), width, sum(heights) + 2)
        self._list.setGeometry(1, 1, width - 2, sum(heights))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.theme.colour("base"))
        frame(painter, self._look.theme, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), "edge", 1, 0)
        painter.end()

    def _choose(self, index: QModelIndex) -> None:
        hit = index.data(HIT)
        if hit is not None and hit.target:
            self.hide()
            self._field.edit.clear()
            self.wanted.emit(hit.target)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self._asked = None  # what is still being looked for is not shown any more
            self.hide()
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._asked = None
            self.hide()
            self._field.edit.clear()
            self._field.edit.clearFocus()
            return True
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if not self.isVisible():
                self.search()
                return True
            row = self._list.currentIndex().row() + (1 if key == Qt.Key.Key_Down else -1)
            self._list.setCurrentIndex(self._hits.index(min(max(row, 0), self._hits.rowCount() - 1)))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._wait.isActive() or not self.isVisible():
                self._wait.stop()
                self.search()
            if self._asked is not None:
                self._entered = True  # what is found first is where one goes
            else:
                self._choose(self._list.currentIndex())
            return True
        return False
