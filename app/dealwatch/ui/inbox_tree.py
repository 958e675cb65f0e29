"""The list of the inbox: deal → change. Unread is a dot and DemiBold; J and K go over changes only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from dealwatch.language import _, n_
from dealwatch.ui.change_list import spoken
from dealwatch.ui.change_words import badges, day_words, headline, teller
from dealwatch.ui.draw import RIGHT, Pen, badge_height
from dealwatch.ui.slim_bar import slim
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.words import count_words

if TYPE_CHECKING:
    from dealwatch.ui.cells import Index
    from dealwatch.ui.desk import Change
    from dealwatch.ui.theme import Theme

CHANGE = Qt.ItemDataRole.UserRole + 1
GROUP = Qt.ItemDataRole.UserRole + 2
ROW = 58
_ICONS = {"document": "file-text", "deadline": "calendar-blank", "removed": "eye", "party": "tag", "title": "tag"}


class InboxDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, tree: QTreeView) -> None:
        super().__init__(tree)
        self._look, self._tree = look, tree

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        pen = Pen(painter, self._look.theme)
        box = QRectF(0, option.rect.y(), self._tree.viewport().width(), option.rect.height())
        change: Change | None = index.data(CHANGE)
        if change is None:
            self._group(pen, box, index)
        else:
            pen.ground(box, selected=bool(option.state & QStyle.StateFlag.State_Selected))
            pen.line(box.left(), box.right(), box.bottom() - 1)
            self._change(pen, box, change)
        painter.restore()

    def _group(self, pen: Pen, box: QRectF, index: Index) -> None:
        theme = pen.theme
        px = theme.px
        pen.painter.fillRect(box, theme.colour("alt"))
        pen.line(box.left(), box.right(), box.bottom() - 1)
        name, unread = index.data(GROUP)
        open_ = self._tree.isExpanded(index)
        pen.icon(px(10), box.center().y(), "caret-down" if open_ else "caret-right", "text2", 12)
        words = n_("{n} new", "{n} new", unread).format(n=unread) if unread else ""
        width = pen.width(words, Type.CAPTION)
        right = box.right() - px(14)
        pen.text(QRectF(right - width, box.top(), width + 1, box.height()), words, Type.CAPTION, "text2", align=RIGHT)
        room = QRectF(px(30), box.top(), right - width - px(8) - px(30), box.height())
        pen.text(room, name, Type.SECONDARY, bold=True)

    def _change(self, pen: Pen, box: QRectF, change: Change) -> None:
        theme = pen.theme
        px = theme.px
        left, right, y = box.left() + px(24), box.right() - px(14), box.top() + px(7 - _trim(theme) / 2)
        height = theme.metrics().height()
        if change.unread:
            pen.dot(box.left() + px(12), y + height / 2)
        day = day_words(change.lead, weekday=False)
        width = pen.width(day, Type.SECONDARY)
        pen.text(QRectF(right - width, y, width + 1, height), day, Type.SECONDARY, "text2", align=RIGHT)
        end = pen.text(QRectF(left, y, right - width - left - px(8), height), teller(change), bold=change.unread)
        if change.flagged:
            pen.icon(end + px(6), y + height / 2, "flag", "accent", 12)
        y += height + px(4)
        middle = y + badge_height(theme) / 2
        old, new = badges(change)
        if new is None:
            icon = _ICONS.get(change.lead.kind.value, "git-diff")
            x = pen.icon(left, middle, icon) + px(8)
            pen.text(QRectF(x, y, right - x, badge_height(theme)), headline(change), Type.SECONDARY, "text2")
            return
        x = pen.badge(left, middle, new) + px(8)
        words = _("was {before}").format(before=_(old.label)) if old else ""
        pen.text(QRectF(x, y, right - x, badge_height(theme)), words, Type.CAPTION, "text3")


class InboxTree(QTreeView):
    """`end_near` while the user scrolls towards the last row."""

    chosen = Signal(object)
    opened = Signal(object)
    end_near = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._names: list[str] = []
        self._ids: dict[str, list[str]] = {}
        self._moving = False
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setItemDelegate(InboxDelegate(look, self))
        self.setAccessibleName(_("Changes by deal"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        slim(look, self)
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._open)
        look.changed.connect(self._fit)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_changes(self, changes: Sequence[Change]) -> None:
        """Groups in the order of their newest change. Rows that stay are left alone, be they current, folded or in
        sight: during a check this is called again and again.
        """
        current, top = self.current(), self._anchor()
        groups: dict[str, list[Change]] = {}
        for change in sorted(changes, key=lambda change: (change.lead.observed_at, change.id), reverse=True):
            groups.setdefault(change.name, []).append(change)
        self._moving = True
        self._arrange(groups)
        self._renew(groups)
        now = self.current()
        if current is not None and (now is None or now.id != current.id):
            self.setAutoScroll(False)  # it stays chosen; that is no reason to go there
            self.setCurrentIndex(QModelIndex())
            self._select(lambda change: change.id == current.id, show=False)
            self.setAutoScroll(True)
        self._moving = False
        if top is not None:
            self._hold(*top)

    def _anchor(self) -> tuple[QPersistentModelIndex, int] | None:
        """The row at the upper edge and where it stands (px), unless the list is at its beginning."""
        if not self.verticalScrollBar().value():
            return None
        index = self.indexAt(QPoint(1, 1))
        return QPersistentModelIndex(index), self.visualRect(index).top()

    def _hold(self, index: QPersistentModelIndex, top: int) -> None:
        if index.isValid():
            self.executeDelayedItemsLayout()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.visualRect(index).top() - top)

    def _arrange(self, groups: dict[str, list[Change]]) -> None:
        """Rows for these groups and changes, what is in them aside."""
        root = self._items.invisibleRootItem()
        folded = {name for row, name in enumerate(self._names) if not self.isExpanded(self._items.index(row, 0))}
        new = put_in_order(root, self._names, list(groups), lambda name: self._row(name, head=True))
        self._names = list(groups)
        for row, (name, members) in enumerate(groups.items()):
            head = self._items.item(row)
            ids = [change.id for change in members]
            if ids != self._ids.get(name):
                put_in_order(head, self._ids.get(name, []), ids, lambda _id: self._row("", head=False))
                self._ids[name] = ids
            if name in new and name not in folded:
                self.setExpanded(head.index(), True)
        for name in self._ids.keys() - groups.keys():
            del self._ids[name]

    def _row(self, name: str, *, head: bool) -> QStandardItem:
        """With its height at hand: the tree asks for all of them whenever one comes or goes."""
        item = QStandardItem("")
        item.setEditable(False)
        item.setSelectable(not head)
        if head:
            item.setData((name, 0), GROUP)
        item.setSizeHint(QSize(200, row_height(self._look.theme, head=head)))
        return item

    def _fit(self) -> None:
        """As the look has it."""
        theme = self._look.theme
        for row in range(self._items.rowCount()):
            head = self._items.item(row)
            head.setSizeHint(QSize(200, row_height(theme, head=True)))
            for place in range(head.rowCount()):
                head.child(place).setSizeHint(QSize(200, row_height(theme, head=False)))
        self.doItemsLayout()

    def _renew(self, groups: dict[str, list[Change]]) -> None:
        """Put the changes into the rows that stand there."""
        for row, (name, members) in enumerate(groups.items()):
            head = self._items.item(row)
            unread = sum(change.unread for change in members)
            words = f"{name}, {count_words(unread, 'new change', 'new changes')}" if unread else name
            if head.data(Qt.ItemDataRole.AccessibleTextRole) != words:
                head.setData((name, unread), GROUP)
                head.setData(words, Qt.ItemDataRole.AccessibleTextRole)
            for place, change in enumerate(members):
                item = head.child(place)
                known = item.data(CHANGE)
                if known is change or known == change:
                    continue
                item.setData(change, CHANGE)
                item.setData(spoken(change), Qt.ItemDataRole.AccessibleTextRole)

    def current(self) -> Change | None:
        return self.currentIndex().data(CHANGE)

    def _scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if not self._moving and value >= bar.maximum() - bar.pageStep():
            self.end_near.emit()

    def go_to(self, event_id: str) -> bool:
        return self._select(lambda change: any(event.id == event_id for event in change.events))

    def step(self, by: int) -> None:
        places = self._places()
        if not places:
            return
        at = next((i for i, index in enumerate(places) if index == self.currentIndex()), None)
        wanted = 0 if at is None else min(max(at + by, 0), len(places) - 1)
        self.setCurrentIndex(places[wanted])
        self.scrollTo(places[wanted])

    def _select(self, test: Any, *, show: bool = True) -> bool:
        for index in self._places():
            if test(index.data(CHANGE)):
                if show:
                    self.setExpanded(index.parent(), True)
                self.setCurrentIndex(index)
                if show:
                    self.scrollTo(index)
                return True
        return False

    def _places(self) -> list[QModelIndex]:
        heads = [self._items.index(row, 0) for row in range(self._items.rowCount())]
        return [self._items.index(row, 0, head) for head in heads for row in range(self._items.rowCount(head))]

    def _clicked(self, index: QModelIndex) -> None:
        if index.data(CHANGE) is None:
            self.setExpanded(index, not self.isExpanded(index))

    def _open(self, index: QModelIndex) -> None:
        change = index.data(CHANGE)
        if change is not None:
            self.opened.emit(change)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        change = current.data(CHANGE) if current.isValid() else None
        if change is not None and not self._moving:
            self.chosen.emit(change)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        del search  # letters are commands of the window


def put_in_order(
    parent: QStandardItem, known: Sequence[str], wanted: Sequence[str], make: Callable[[str], QStandardItem]
) -> set[str]:
    """Turn the rows `known` of `parent` into `wanted`, in as few steps as need be; which are new or were moved."""
    rows, kept = list(known), set(wanted)
    end = len(rows)
    while end:  # what goes, run by run
        begin = end
        while begin and rows[begin - 1] not in kept:
            begin -= 1
        if begin < end:
            parent.removeRows(begin, end - begin)
            del rows[begin:end]
        end = begin - 1 if begin else 0
    here, touched = set(rows), set()
    for place, name in enumerate(wanted):
        if place < len(rows) and rows[place] == name:
            continue
        touched.add(name)
        if name in here:
            old = rows.index(name, place)
            parent.insertRow(place, parent.takeRow(old))
            rows.insert(place, rows.pop(old))
        else:
            parent.insertRow(place, [make(name)])  # in a list: else Python keeps it, and lets it go
            rows.insert(place, name)
    return touched


def row_height(theme: Theme, *, head: bool) -> int:
    if head:
        return max(theme.px(28), round(theme.metrics(Type.SECONDARY).height()) + 8)
    return round(theme.metrics().height() + badge_height(theme) + theme.px(19 - _trim(theme)))


def _trim(theme: Theme) -> float:
    """How much lower a row is where the user wants them close together, in px at 100 %."""
    return ROW - theme.dense(ROW)
