"""The sidebar: places with their counts, then the lists. Icons only where the window is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem

from dealwatch.language import _, mark
from dealwatch.ui.draw import RIGHT, Pen, frame
from dealwatch.ui.slim_bar import slim
from dealwatch.ui.theme import Look, Type

if TYPE_CHECKING:
    from dealwatch.ui.cells import Index
    from dealwatch.ui.desk import Standing

PLACE = Qt.ItemDataRole.UserRole + 1
ICON = Qt.ItemDataRole.UserRole + 2
COUNT = Qt.ItemDataRole.UserRole + 3
DOT = Qt.ItemDataRole.UserRole + 4

GAP = 10  # px; the gutters of the sidebar do not grow with the text
PLACES = (
    ("today", mark("Today"), "sun-horizon"),
    ("inbox", mark("Inbox"), "tray"),
    ("portfolio", mark("Portfolio"), "chart-bar-horizontal"),
    ("calendar", mark("Calendar"), "calendar-blank"),
    ("documents", mark("Documents"), "files"),
    ("sources", mark("Sources"), "broadcast"),
)


class NavDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, view: Sidebar) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme = self._look.theme
        if not index.data(PLACE):
            return QSize(100, theme.px(36) if not self._view.narrow else theme.px(12))
        return QSize(100, theme.row(30) + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._look.theme
        px = theme.px
        painter.save()
        pen = Pen(painter, theme)
        box = QRectF(option.rect).adjusted(0, 0, 0, -1)
        if not index.data(PLACE):
            if not self._view.narrow:
                room = box.adjusted(GAP, px(10), 0, 0)
                pen.text(room, index.data(Qt.ItemDataRole.DisplayRole), Type.CAPTION, "text3", bold=True)
            painter.restore()
            return
        view = self._view  # asked itself: the flags of a style option cost the first paint more than its text
        on = view.selectionModel().isSelected(index)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("sel"))
            painter.drawRoundedRect(box, 4, 4)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(QRectF(box.left(), box.top() + px(6), 3, box.height() - px(12)), 1.5, 1.5)
            if theme.high_contrast:
                frame(painter, theme, box.adjusted(1, 1, -1, -1), "accent", 2, 4)
        elif view.underMouse() and option.rect.contains(view.viewport().mapFromGlobal(QCursor.pos())):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("line"))
            painter.drawRoundedRect(box, 4, 4)
        if view.ring and view.hasFocus() and index == view.currentIndex():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        middle = box.center().y()
        x = pen.icon(box.left() + GAP, middle, index.data(ICON), "accent" if on else "text2") + GAP
        right = box.right() - GAP
        count, dot = index.data(COUNT), index.data(DOT)
        if not self._view.narrow:
            words = str(count) if count else ""
            width = pen.width(words, Type.SECONDARY, on)
            if words:
                room = QRectF(right - width, box.top(), width + 1, box.height())
                pen.text(room, words, Type.SECONDARY, "text" if on else "text2", bold=on, align=RIGHT)
            elif dot:
                paint_state_dot(pen, right - px(8), middle, dot)
                width = px(8)
            room = QRectF(x, box.top(), right - width - 8 - x, box.height())
            pen.text(room, index.data(Qt.ItemDataRole.DisplayRole), bold=on)
        elif count or dot:
            pen.dot(box.right() - GAP, box.top() + px(8), "accent" if count else "warn", 6)
        painter.restore()


def paint_state_dot(pen: Pen, x: float, middle: float, kind: str) -> None:
    """● all current · ◆ something needs you · ○ never checked. The shape tells, not the colour."""
    painter, theme = pen.painter, pen.theme
    size = theme.px(8)
    box = QRectF(x, middle - size / 2, size, size)
    painter.save()
    if kind == "needs":
        painter.translate(box.center())
        painter.rotate(45)
        side = size * 0.86
        painter.fillRect(QRectF(-side / 2, -side / 2, side, side), theme.colour("warn"))
    elif kind == "never":
        painter.setPen(QPen(theme.colour("text2"), 1.25))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("ok"))
        painter.drawEllipse(box)
    painter.restore()


def state_of(standing: Standing) -> str:
    """`fine`, `needs` or `never`."""
    if standing.troubled or standing.stuck:
        return "needs"
    return "fine" if standing.last_check is not None else "never"


class Sidebar(QListView):
    """`wanted` names the place the user went to."""

    wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.narrow = False
        self.ring = False
        self._said: tuple[object, ...] = ()
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setItemDelegate(NavDelegate(look, self))
        self.setAccessibleName(_("Places"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        slim(look, self, "side")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.clicked.connect(self._go)
        self._fit()
        look.changed.connect(self._fit)
        for place, name, icon in PLACES:  # until there is something to say of them
            self._items.appendRow(_item(place, _(name), icon, 0, ""))

    def _fit(self) -> None:
        theme = self._look.theme
        wide = 208 if theme.scale <= 1.2 else round(157 * theme.scale)
        self.setFixedWidth(theme.px(16) + 2 * (GAP + 8) if self.narrow else wide)
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if self.narrow else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(bar)  # a rail has room for its icons alone; wheel and keys scroll it
        palette = self.palette()
        for role in (palette.ColorRole.Base, palette.ColorRole.Window):
            palette.setColor(role, theme.colour("side"))
        self.setPalette(palette)
        margin = 8
        self.setViewportMargins(margin, margin, margin, margin)
        self.doItemsLayout()

    def set_narrow(self, narrow: bool) -> None:
        if narrow != self.narrow:
            self.narrow = narrow
            self._fit()

    def say(self, standing: Standing) -> None:
        """Counts, the state of the sources, and the lists."""
        said = (standing.today, standing.unread, state_of(standing), standing.lists, standing.searches)
        if said == self._said:
            return
        self._said = said
        current = self.currentIndex().data(PLACE)
        counts = {"today": standing.today, "inbox": standing.unread}
        self._items.clear()
        for place, name, icon in PLACES:
            state = state_of(standing) if place == "sources" else ""
            dot = state if state != "fine" else ""
            self._items.appendRow(_item(place, _(name), icon, counts.get(place, 0), dot))
        if standing.lists or standing.searches:
            head = _item("", _("Lists"), "", 0, "")
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            self._items.appendRow(head)
        for entry in standing.lists:
            self._items.appendRow(_item(f"list/{entry.name}", entry.name, "list-bullets", entry.deals, ""))
        for name in standing.searches:
            self._items.appendRow(_item(f"saved/{name}", name, "funnel", 0, ""))
        if current:
            self.show_place(current)

    def show_place(self, place: str) -> None:
        """Mark the place that is shown; one that the sidebar does not have leaves no mark."""
        wanted = "portfolio" if place.startswith("portfolio/") else place
        for row in range(self._items.rowCount()):
            index = self._items.index(row, 0)
            if index.data(PLACE) == wanted:
                self.setCurrentIndex(index)
                return
        self.setCurrentIndex(QModelIndex())
        self.clearSelection()

    def places(self) -> list[str]:
        """In order, as Ctrl+1…6 count them."""
        found = (self._items.index(row, 0).data(PLACE) for row in range(self._items.rowCount()))
        return [place for place in found if place]

    def _go(self, index: QModelIndex) -> None:
        place = index.data(PLACE)
        if place:
            self.wanted.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._go(self.currentIndex())
            return
        self.ring = True
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        del search  # letters are commands of the window


def _item(place: str, name: str, icon: str, count: int, dot: str) -> QStandardItem:
    item = QStandardItem(name)
    item.setEditable(False)
    for role, value in ((PLACE, place), (ICON, icon), (COUNT, count), (DOT, dot)):
        item.setData(value, role)
    a_list = place.startswith("list/")
    counted = ""
    if count:
        from dealwatch.ui.words import count_words  # late: the first paint counts nothing

        counted = count_words(count, "deal", "deals") if a_list else count_words(count, "new change", "new changes")
    state = {"needs": _("something needs you"), "never": _("not checked yet")}.get(dot, "")
    spoken = ", ".join(part for part in (name, counted, state) if part)
    item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
    item.setToolTip(spoken)
    return item
