"""Tables: one delegate, one header, one kind of table. No view paints a cell of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from dealwatch.ui.cells import CELL, Cell, CellModel, Column, Index, Mini, Row, Sorting
from dealwatch.ui.controls import KEYBOARD
from dealwatch.ui.draw import LEFT, RIGHT, Pen, badge_width
from dealwatch.ui.figure_paint import still
from dealwatch.ui.slim_bar import slim
from dealwatch.ui.table_copy import TableCopies
from dealwatch.ui.theme import Look, Theme, Type

SLIMMEST = 88  # px at 100 % of a column that gives way


MEASURED = 1000
"""Rows whose words a column is measured by."""


def margins(place: int, count: int, right: bool) -> tuple[int, int]:
    """px at 100 % left and right of a cell or a title, wider at the edges of a table; `right`: it is flush right."""
    return 16 if place == 0 else 8, 16 if place == count - 1 and right else 8


def cell_width(theme: Theme, cell: Cell, place: int, count: int) -> int:
    """px that a cell needs for what stands in it."""
    text = theme.width(cell.text, cell.use, cell.bold)
    if cell.second:
        text = max(text, theme.width(cell.second, Type.CAPTION))
    width = theme.px(sum(margins(place, count, cell.right))) + text + 1
    width += theme.px(24) if cell.icon else 0
    width += theme.px(5) + theme.width(cell.note, cell.use) if cell.note else 0
    width += sum(badge_width(theme, badge) + theme.px(6) for badge in cell.badges)
    for mini in cell.minis:
        width += theme.px(18) * len(mini.badges) + theme.width(mini.authority, Type.SECONDARY) + 2 + theme.px(16)
    if cell.figure is not None:
        width += cell.figure.width * theme.scale
    return round(width)


class CellDelegate(QStyledItemDelegate):
    """Paints a cell: selection tint, icon, text with note, badges, figure, hairline below."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = cell_width(self._look.theme, index.data(CELL), index.column(), index.model().columnCount())
        return QSize(width, super().sizeHint(option, index).height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: Cell = index.data(CELL)
        theme = self._look.theme
        painter.save()
        pen = Pen(painter, theme)
        box = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        pen.ground(box, selected=selected, bar=index.column() == 0, framed=False)
        pen.line(box.left(), box.right(), box.bottom() - 1, "line")
        if selected and theme.high_contrast:
            painter.fillRect(QRectF(box.left(), box.top(), box.width(), 2), theme.colour("accent"))
            painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 2), theme.colour("accent"))
        left, right = margins(index.column(), index.model().columnCount(), cell.right)
        area = box.adjusted(theme.px(left), 0, -theme.px(right), -1)
        if cell.dot:
            pen.dot(box.left() + theme.px(5), self._first_line(area, cell), "accent", 6)
        self._content(pen, area, cell)
        painter.restore()

    def _first_line(self, area: QRectF, cell: Cell) -> float:
        return area.center().y() - (self._look.theme.px(8) if cell.second else 0)

    def _content(self, pen: Pen, area: QRectF, cell: Cell) -> None:
        theme = self._look.theme
        middle = area.center().y()
        if cell.second:
            half = theme.metrics(cell.use).height()
            total = half + theme.metrics(Type.CAPTION).height()
            top = QRectF(area.left(), middle - total / 2, area.width(), half)
            pen.text(top, cell.text, cell.use, cell.role, bold=cell.bold, elide=cell.elide)
            below = QRectF(area.left(), top.bottom(), area.width(), total - half)
            pen.text(below, cell.second, Type.CAPTION, "text2")
            return
        x = area.left()
        if cell.icon:
            x = pen.icon(x, middle, cell.icon, cell.icon_role) + theme.px(8)
        for badge in cell.badges:
            x = pen.badge(x, middle, badge) + theme.px(6)
        for mini in cell.minis:
            x = self._mini(pen, x, middle, mini, area.right())
        if cell.figure is not None:
            height = cell.figure.height * theme.scale
            picture = still(theme, cell.figure, pen.ratio)
            pen.painter.drawPixmap(QPointF(round(x), round(middle - height / 2)), picture)
            return
        rest = QRectF(x, area.top(), area.right() - x, area.height())
        align = RIGHT if cell.right else LEFT
        end = pen.text(rest, cell.text, cell.use, cell.role, bold=cell.bold, align=align, elide=cell.elide)
        if cell.note:
            gap = theme.px(5)
            pen.text(
                QRectF(end + gap, area.top(), area.right() - end - gap, area.height()), cell.note, cell.use, "text3"
            )

    def _mini(self, pen: Pen, x: float, middle: float, mini: Mini, right: float) -> float:
        theme = self._look.theme
        name = pen.width(mini.authority, Type.SECONDARY)
        if x + theme.px(18) * len(mini.badges) + name > right:
            return right
        for badge in mini.badges:
            x = pen.glyph(x, middle, badge, 14) + theme.px(4)
        box = QRectF(x, middle - theme.px(12), name + 2, theme.px(24))
        return pen.text(box, mini.authority, Type.SECONDARY) + theme.px(16)


class Header(QHeaderView):
    """Column titles: small, DemiBold, in the second text colour, with the sort arrow in text."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setStretchLastSection(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumSectionSize(24)

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        return QSize(0, max(theme.px(28), round(theme.metrics(Type.CAPTION, True).height()) + 8))

    def paintSection(self, painter: QPainter, rect: Any, section: int) -> None:
        theme = self._look.theme
        painter.save()
        box = QRectF(rect)
        painter.fillRect(box, theme.colour("base"))
        pen = Pen(painter, theme)
        pen.line(box.left(), box.right(), box.bottom() - 1, "line2")
        model = self.model()
        column = getattr(model, "_columns", ())[section]
        left, right = margins(section, model.columnCount(), column.right)
        area = box.adjusted(theme.px(left), 0, -theme.px(right), -1)
        title = column.title
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == section:
            title += " ↓" if self.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder else " ↑"
        pen.text(area, title, Type.CAPTION, "text2", bold=True, align=RIGHT if column.right else LEFT)
        painter.restore()


class Table(QTableView):
    """A table with the look's rows. Enter or a double click opens a row; `chosen` follows the current row."""

    def __init__(
        self, look: Look, columns: Sequence[Column], name: str, *, row: int = 32, sortable: Sorting | None = None
    ) -> None:
        super().__init__()
        self._look, self._spec, self._row = look, tuple(columns), row
        self.left_out: set[int] = set()
        self.drawn_widths: dict[int, int] = {}
        self.sharing = False
        self._measured: tuple[object, Theme, dict[int, int]] | None = None
        self.cells = CellModel(columns, self)
        self.setModel(self.cells)
        self.setItemDelegate(CellDelegate(look, self))
        self.setHorizontalHeader(Header(look, self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        slim(look, self)
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSortIndicatorShown(sortable is not None)
        if sortable is not None:
            header.setSortIndicator(*sortable)
            self.setSortingEnabled(True)
        self.copies = TableCopies(look, self, columns)
        self._opened: Callable[[Row], None] | None = None
        self._chosen: Callable[[Row], None] | None = None
        self.doubleClicked.connect(self._open)
        self._fit()
        look.changed.connect(self._fit)

    def on_open(self, call: Callable[[Row], None]) -> None:
        self._opened = call

    def on_choose(self, call: Callable[[Row], None]) -> None:
        """Called when the user moves to a row."""
        self._chosen = call

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace the rows; the row that was current stays current where it is still there.

        The first rows share the room out by their words; later ones leave the columns where the eye has learnt them.
        """
        current, first = self.current_row(), not self.cells.rowCount()
        self.cells.show_rows(rows)
        if first and rows:
            self.share()
        if current is not None:
            self.go_to(current.key)

    def current_row(self) -> Row | None:
        return self.cells.row(self.currentIndex())

    def go_to(self, key: str) -> bool:
        place = self.cells.place(key)
        if place < 0:
            return False
        index = self.cells.index(place, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def step(self, by: int) -> None:
        """J and K: the next or previous row, staying at the ends."""
        count = self.cells.rowCount()
        if count:
            row = self.currentIndex().row()
            wanted = 0 if row < 0 else min(max(row + by, 0), count - 1)
            self.setCurrentIndex(self.cells.index(wanted, 0))

    def content_height(self) -> int:
        """What all rows and the header need."""
        header = self.horizontalHeader().sizeHint().height() if not self.horizontalHeader().isHidden() else 0
        return header + self.cells.rowCount() * self.verticalHeader().defaultSectionSize()

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._look.theme.row(self._row))
        self.share()
        self.viewport().update()

    def share(self) -> None:
        """Every column its need, then up to its width, what is left to the open ones; droppable ones go first.

        Columns that the user left out are none; one that the user has drawn wider or narrower stays as drawn.
        """
        self.sharing = True
        self._share()
        self.sharing = False

    def _share(self) -> None:
        room = self.viewport().width()
        px = self._look.theme.px
        shown = [place for place in range(len(self._spec)) if place not in self.left_out]
        for place in reversed(range(len(self._spec))):
            need = sum(self.drawn_widths.get(i, px(self._spec[i].need)) for i in shown)
            if place in shown and self._spec[place].droppable and need > room:
                shown.remove(place)
        widths = {place: self.drawn_widths.get(place, px(self._spec[place].need)) for place in shown}
        spare = room - sum(widths.values())
        if spare < 0:
            spare += self._yield(widths, -spare)
        for place in (place for place in shown if place not in self.drawn_widths):
            more = min(max(px(self._spec[place].width) - widths[place], 0), max(spare, 0))
            widths[place] += more
            spare -= more
        drawn = self.drawn_widths
        free = [place for place in shown if not self._spec[place].width and place not in drawn] or shown[:1]
        spare -= self._grow(widths, [place for place in shown if place not in drawn and place not in free], free, spare)
        for place in free:
            widths[place] += max(spare, 0) // len(free)
        self._lend(widths)
        for place in range(len(self._spec)):
            self.setColumnHidden(place, place not in widths)
            if place in widths:
                self.setColumnWidth(place, widths[place])

    def _yield(self, widths: dict[int, int], wanted: int) -> int:
        """Where even the needs are too many, columns give what is missing; how much, in px.

        First what their words leave empty, then the widest elide. What the user has drawn stays, and no column becomes
        narrower than `SLIMMEST`: beyond that the table scrolls.
        """
        given, least = 0, self._look.theme.px(SLIMMEST)
        ranked = sorted(widths.keys() - self.drawn_widths.keys(), key=lambda place: -widths[place])
        for floor in (self._enough, lambda _place: 0):
            for place in ranked:
                less = min(max(widths[place] - max(floor(place), least), 0), wanted - given)
                widths[place] -= less
                given += less
        return given

    def _lend(self, widths: dict[int, int]) -> None:
        """Let columns whose words do not fit have what the words of others leave empty."""
        px = self._look.theme.px
        for place in widths.keys() - self.drawn_widths.keys():
            most = 2 * px(self._spec[place].width) or self._enough(place)
            for other in sorted(widths.keys() - self.drawn_widths.keys() - {place}):
                missing = max(min(self._enough(place), most) - widths[place], 0)
                less = min(max(widths[other] - max(self._enough(other), px(SLIMMEST)), 0), missing)
                widths[place] += less
                widths[other] -= less

    def _enough(self, place: int) -> int:
        """px in which neither the words of a column nor its title are cut."""
        title = Cell(f"{self._spec[place].title} ↓", use=Type.CAPTION, bold=True)
        return max(self._wish(place), cell_width(self._look.theme, title, place, len(self._spec)))

    def _grow(self, widths: dict[int, int], places: list[int], free: list[int], spare: int) -> int:
        """Let columns whose words do not fit have what the open ones can do without; how much that was, in px."""
        kept = sum(max(self._wish(place) - widths[place], 0) for place in free)
        room = given = max(spare - kept, 0)
        for place in places:
            longest = 2 * self._look.theme.px(self._spec[place].width)
            more = min(max(min(self._wish(place), longest) - widths[place], 0), room)
            widths[place] += more
            room -= more
        return given - room

    def _wish(self, place: int) -> int:
        """px that the words of a column need; measured once for the same rows in the same look."""
        rows, theme = self.cells.rows, self._look.theme
        if self._measured is None or self._measured[0] is not rows or self._measured[1] is not theme:
            self._measured = (rows, theme, {})
        known = self._measured[2]
        if place not in known:
            cells, count = (row.cells[place] for row in rows[:MEASURED]), len(self._spec)
            known[place] = max((cell_width(theme, cell, place, count) for cell in cells), default=0)
        return known[place]

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self.share()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        row = self.cells.row(current)
        if row is not None and self._chosen is not None and current.row() != previous.row():
            self._chosen(row)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in KEYBOARD and not self.currentIndex().isValid() and self.cells.rowCount():
            self.setCurrentIndex(self.cells.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        if self.copies.key(event):
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """About the row that is clicked; by the keyboard below the current one, or at the top where there is none."""
        where = event.globalPos()
        if event.reason() is not QContextMenuEvent.Reason.Mouse:
            below = self.visualRect(self.currentIndex()).bottomLeft()
            bounds = self.viewport().rect()
            at = QPoint(max(below.x(), 0), min(max(below.y(), 0), bounds.bottom()))
            where = self.viewport().mapToGlobal(at)
        self.copies.popup(where)

    def keyboardSearch(self, search: str) -> None:
        del search  # letters are commands of the window (J, K, E)

    def _open(self, index: Index) -> None:
        row = self.cells.row(index)
        if row is not None and self._opened is not None:
            self._opened(row)
