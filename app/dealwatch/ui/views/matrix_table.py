"""The matrix on the screen: a table whose first column, the deals, stays in view; cells are painted as `figures` draws.

Must not contain: which deals are shown, what opens where.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from dealwatch.figures.matrix import (
    NAME_WIDTH,
    ROW,
    Matrix,
    MatrixRow,
    cell_content,
    cell_ground,
    column_widths,
    next_role,
    next_widths,
    next_words,
    row_height,
)
from dealwatch.language import _
from dealwatch.ui.controls import KEYBOARD
from dealwatch.ui.draw import RIGHT, Pen, frame
from dealwatch.ui.figure_paint import measure, paint_shapes
from dealwatch.ui.panes import Ground
from dealwatch.ui.slim_bar import SlimBar, slim
from dealwatch.ui.theme import Look, Theme, Type
from dealwatch.ui.views.heads import Corner
from dealwatch.ui.views.matrix_heads import NEXT_COLUMNS, AuthorityHeads, DealHeads
from dealwatch.ui.views.matrix_sort import CORNER, HeadSorting

if TYPE_CHECKING:
    from dealwatch.figures.shapes import Shape
    from dealwatch.ui.cells import Index
    from dealwatch.ui.figure_copy import FigureCopies

EMPTY = Matrix((), (), ())
NARROW = 0.34  # of the width that the names take at most


class MatrixModel(QAbstractTableModel):
    """Columns are authorities, then the next deadline and its working days; the deal is the row's head."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.matrix = EMPTY
        self.sorted_words: Callable[[int], str] = lambda _column: ""
        """How a column is sorted, for a screen reader."""

    def show(self, matrix: Matrix) -> None:
        self.beginResetModel()
        self.matrix = matrix
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.matrix.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.matrix.authorities) + NEXT_COLUMNS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.DisplayRole):
            return None
        row = self.matrix.rows[index.row()]
        place = index.column() - len(self.matrix.authorities)
        if place < 0:
            words = "; ".join(cell.spoken for cell in row.cells[index.column()])
            if role == Qt.ItemDataRole.AccessibleTextRole and not words:
                return _("{authority}, no review").format(authority=self.matrix.names[index.column()])
            return words
        if place == 0:
            return _("next deadline {day}").format(day=next_words(row)) if row.day else row.next_day
        if role == Qt.ItemDataRole.DisplayRole:
            return row.left
        return _("{n} left").format(n=row.left) if row.left and not row.late else ""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        words = self._head(section, orientation, role)
        if role == Qt.ItemDataRole.AccessibleTextRole and orientation is Qt.Orientation.Horizontal:
            return ", ".join(part for part in (words, self.sorted_words(section)) if part)
        return words

    def _head(self, section: int, orientation: Qt.Orientation, role: int) -> Any:
        if orientation is Qt.Orientation.Vertical:
            row = self.matrix.rows[section]
            if role == Qt.ItemDataRole.DisplayRole:
                return row.name
            return f"{row.name}, {row.kind}" if role == Qt.ItemDataRole.ToolTipRole and row.kind else None
        place = section - len(self.matrix.authorities)
        if place < 0:
            names = {
                Qt.ItemDataRole.DisplayRole: self.matrix.authorities[section],
                Qt.ItemDataRole.ToolTipRole: self.matrix.names[section],
                Qt.ItemDataRole.AccessibleTextRole: self.matrix.names[section],
            }
            return names.get(Qt.ItemDataRole(role))
        if role == Qt.ItemDataRole.DisplayRole:
            return _("Next") if place == 0 else _("WD")
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return _("Next deadline") if place == 0 else _("Working days left")
        return None


@dataclass(frozen=True, slots=True)
class _Needs:
    """Widths in px at 100 % that the words of a matrix need in a look."""

    theme: Theme
    names: float
    columns: dict[str, float]
    last: tuple[float, float]

    @classmethod
    def of(cls, matrix: Matrix, theme: Theme) -> _Needs:
        metrics = measure(theme)
        names = max((metrics(row.name, 10, True) for row in matrix.rows), default=0) + 32
        columns = dict(zip(matrix.authorities, column_widths(matrix, metrics), strict=True))
        return cls(theme, max(names, NAME_WIDTH), columns, next_widths(matrix, metrics))


class MatrixTable(QTableView):
    """`opened` gives the target of a review's newest step or its case, `entered` the place of a deal."""

    opened = Signal(str)
    entered = Signal(str)

    def __init__(self, look: Look, copies: FigureCopies) -> None:
        super().__init__()
        self._look, self._copies = look, copies
        self._corner = Corner(look, self, _("Deal"), _("Deal"))  # first of all: whatever follows may ask for its place
        self.ring = False
        self._whole = EMPTY
        self._needs: _Needs | None = None
        self.cells = MatrixModel(self)
        self.sorting = HeadSorting(self)
        self.cells.sorted_words = self.sorting.spoken
        self.setModel(self.cells)
        self.setItemDelegate(_CellDelegate(look, self))
        self.setAccessibleName(_("Status of the deals by authority"))
        self.setHorizontalHeader(AuthorityHeads(look, self))
        self.setVerticalHeader(DealHeads(look, self))
        corner = self.findChild(QAbstractButton)
        assert corner is not None
        corner.clicked.connect(lambda: self.sorting.choose(CORNER))
        corner.setToolTip(_("Sort by deal"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        slim(look, self)
        self.setHorizontalScrollBar(SlimBar(look, Qt.Orientation.Horizontal))
        self.setCornerWidget(Ground(look))
        self.doubleClicked.connect(lambda index: self.entered.emit(self.cells.matrix.rows[index.row()].key))
        self.verticalHeader().sectionDoubleClicked.connect(
            lambda row: self.entered.emit(self.cells.matrix.rows[row].key)
        )
        self.verticalHeader().sectionClicked.connect(lambda row: self.setCurrentIndex(self.cells.index(row, 0)))
        names = self.verticalHeader()
        names.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        names.customContextMenuRequested.connect(self._name_menu)
        look.changed.connect(self._fit)

    def show_matrix(self, matrix: Matrix, whole: Matrix) -> None:
        """The deal and authority of the cursor stay current where they are still there.

        Columns are as wide as the `whole` asks for, so that they stay where they are while one filters.
        """
        if whole is not self._whole:
            self._whole, self._needs = whole, None
        index, before = self.currentIndex(), self.cells.matrix
        key = before.rows[index.row()].key if index.isValid() else ""
        column = index.column()
        name = before.authorities[column] if 0 <= column < len(before.authorities) else ""
        self.cells.show(matrix)
        self._fit()
        if key:
            row = next((place for place, found in enumerate(matrix.rows) if found.key == key), -1)
            where = matrix.authorities.index(name) if name in matrix.authorities else 0
            if row >= 0:
                self.setCurrentIndex(self.cells.index(row, where))

    def _fit(self) -> None:
        """Authorities share what is left; where there is too little the table scrolls and the deals stay."""
        theme = self._look.theme
        if self._needs is None or self._needs.theme is not theme:
            self._needs = _Needs.of(self._whole, theme)
        needs, found = self._needs, self.cells.matrix
        bar = self.verticalScrollBar()
        room = (self.width() - (bar.sizeHint().width() if bar.isVisible() else 0)) / theme.scale
        side = min(needs.names, max(room * NARROW, 120))
        self.verticalHeader().setFixedWidth(theme.px(side))
        widths = [needs.columns[short] for short in found.authorities]
        last = list(needs.last)
        spare = room - side - sum(widths) - sum(last) - 2
        if spare > 0 and widths:
            widths = [wide + min(spare / len(widths), 60) for wide in widths]
            last[0] += max(room - side - sum(widths) - sum(last) - 2, 0)
        for column, wide in enumerate([*widths, *last]):
            self.setColumnWidth(column, theme.px(wide))
        usual = theme.dense(ROW)
        plain = max(theme.px(usual), round(theme.metrics().height() + theme.metrics(Type.CAPTION).height()) + 12)
        self.verticalHeader().setDefaultSectionSize(plain)
        for place, row in enumerate(found.rows):
            if row.most > 1:
                self.setRowHeight(place, theme.px(row_height(row, usual)))
        self._corner.fit()
        self.viewport().update()

    def paint_row_ground(self, pen: Pen, box: QRectF, row: int) -> bool:
        """The tint of the current row; whether it is that."""
        current = self.currentIndex().row() == row and self.currentIndex().isValid()
        if current:
            pen.painter.fillRect(box, pen.theme.colour("sel"))
        return current

    def heads_changed(self) -> None:
        """The keyboard is on another head, or the order is another one."""
        self._corner.suffix = self.sorting.arrow(CORNER)
        self._corner.chosen = self.sorting.at == CORNER and self.hasFocus()
        self._corner.update()
        self.horizontalHeader().viewport().update()
        self.viewport().update()

    def step(self, by: int) -> None:
        count = self.cells.rowCount()
        if count:
            index = self.currentIndex()
            row = min(max(index.row() + by, 0), count - 1) if index.isValid() else 0
            self.setCurrentIndex(self.cells.index(row, max(index.column(), 0)))

    def current(self) -> tuple[MatrixRow, int] | None:
        """The row of the cursor and the authority's place, beyond the last one in the deadline's columns."""
        index = self.currentIndex()
        return (self.cells.matrix.rows[index.row()], index.column()) if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._copies.key(event) or self.sorting.key(event):
            return
        found = self.current()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and found is not None:
            row, place = found
            cells = row.cells[place] if place < len(row.cells) else ()
            if cells and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.opened.emit(cells[0].target or f"dealwatch://case/{cells[0].case_id}")
            else:
                self.entered.emit(row.key)
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        del search  # letters are commands of the window

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.sorting.leave()
        self.viewport().update()
        self.verticalHeader().viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._copies.popup(event.globalPos())

    def _name_menu(self, where: QPoint) -> None:
        """On the name of a deal: about that deal."""
        names = self.verticalHeader()
        row = names.logicalIndexAt(where)
        if row >= 0:
            self.setCurrentIndex(self.cells.index(row, 0))
        self._copies.popup(names.viewport().mapToGlobal(where))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.ring = event.reason() in KEYBOARD
        if self.ring and not self.currentIndex().isValid() and self.cells.rowCount():
            self.setCurrentIndex(self.cells.index(0, 0))
        self.heads_changed()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.heads_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._corner.fit()


class _CellDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, table: MatrixTable) -> None:
        super().__init__(table)
        self._look, self._table = look, table
        self._kept: dict[Any, tuple[list[Shape], list[Shape]]] = {}
        look.changed.connect(self._kept.clear)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._look.theme
        matrix = self._table.cells.matrix
        row = matrix.rows[index.row()]
        box = QRectF(option.rect)
        painter.save()
        pen = Pen(painter, theme)
        current = self._table.paint_row_ground(pen, box, index.row())
        place = index.column() - len(matrix.authorities)
        if place < 0:
            self._review(painter, box, row, index.column(), current)
        else:
            self._deadline(pen, box, row, place)
        pen.line(box.left(), box.right(), box.bottom() - 1, "line")
        if place <= 0:
            painter.fillRect(QRectF(box.left(), box.top(), 1, box.height()), theme.colour("line"))
        here = current and index.column() == self._table.currentIndex().column() and self._table.sorting.at is None
        if here:
            frame(painter, theme, box.adjusted(1, 1, -1, -2), "accent", 2, 2)
        elif option.state & QStyle.StateFlag.State_MouseOver and place < 0 and row.cells[index.column()]:
            frame(painter, theme, box.adjusted(0.5, 0.5, -0.5, -1.5), "edge", 1, 0)
        painter.restore()

    def _review(self, painter: QPainter, box: QRectF, row: MatrixRow, column: int, current: bool) -> None:
        cells = row.cells[column]
        if not cells:
            return
        theme, s = self._look.theme, self._look.theme.scale
        size = box.width() / s, (box.height() - 1) / s
        key = (cells, size)
        if key not in self._kept:
            if len(self._kept) > 4000:
                self._kept.clear()
            self._kept[key] = cell_ground(cells, *size), cell_content(cells, *size)
        ground, content = self._kept[key]
        if not current:
            paint_shapes(painter, theme, ground, box.left(), box.top(), s)
        if theme.high_contrast:  # where tints are the ground itself, a decided cell has a frame
            for place, cell in enumerate(cells):
                part = (box.height() - 1) / len(cells)
                if cell.decided:
                    top = box.top() + part * place
                    frame(painter, theme, QRectF(box.left() + 3, top + 3, box.width() - 6, part - 7), "line2", 1, 3)
        paint_shapes(painter, theme, content, box.left(), box.top(), s)

    def _deadline(self, pen: Pen, box: QRectF, row: MatrixRow, place: int) -> None:
        px = pen.theme.px
        if place == 0:
            area = box.adjusted(px(8), 0, -px(8), -1)
            pen.text(area, row.next_day, Type.SECONDARY, next_role(row), align=RIGHT)
        elif row.left:
            area = box.adjusted(0, 0, -px(16), -1)
            role = "bad" if row.late else "text"
            pen.text(area, row.left, Type.BODY, role, bold=not row.calculated, align=RIGHT)
        elif row.calculated:
            pen.icon(box.right() - px(30), box.center().y(), "calculator")
