"""What stands in a table: frozen cells and rows, and the one model that serves them. Paints nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dealwatch.language import _
from dealwatch.ui.draw import END
from dealwatch.ui.theme import Type

if TYPE_CHECKING:
    from dealwatch.figures.shapes import Figure
    from dealwatch.model.status import Badge

CELL = Qt.ItemDataRole.UserRole + 1
SORT = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex
Sorting = tuple[int, Qt.SortOrder]
"""The column and order a table starts with; the user may change it."""


@dataclass(frozen=True, slots=True)
class Mini:
    """A review in short: glyphs and the authority."""

    badges: tuple[Badge, ...]
    authority: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell. `note` follows the text in a paler colour; `second` is a line below.

    `say` is the accessible and tooltip text; without it the text with its note and badges.
    """

    text: str = ""
    role: str = "text"
    bold: bool = False
    use: Type = Type.BODY
    right: bool = False
    note: str = ""
    second: str = ""
    icon: str = ""
    icon_role: str = "text2"
    badges: tuple[Badge, ...] = ()
    minis: tuple[Mini, ...] = ()
    figure: Figure | None = None
    dot: bool = False
    elide: Qt.TextElideMode = END
    say: str = ""
    sort: Any = None

    @property
    def spoken(self) -> str:
        return self.say or self._shown()

    @property
    def copied(self) -> str:
        """For the clipboard: what is to be seen; what is said where there is only a sign."""
        return self._shown() or self.say

    def _shown(self) -> str:
        minis = (f"{mini.authority} {', '.join(_(badge.label) for badge in mini.badges)}" for mini in self.minis)
        figure = (self.figure.summary,) if self.figure else ()
        parts = (self.text, self.note, *(_(badge.label) for badge in self.badges), *minis, *figure, self.second)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is what it likes, in px at 100 %; 0 takes what is left. `least` is what it needs (default: its width).

    A droppable column goes where room is short, the last one first.
    """

    title: str
    width: int = 0
    right: bool = False
    droppable: bool = False
    least: int = 0

    @property
    def need(self) -> int:
        return self.least or self.width or 160


def translated(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Columns of a table made at import, with their marked titles in the language spoken."""
    return tuple(replace(column, title=_(column.title)) for column in columns)


@dataclass(frozen=True, slots=True)
class Row:
    """`key` is what the row stands for; `past` greys it."""

    key: str
    cells: tuple[Cell, ...]
    data: Any = field(default=None, compare=False)


class CellModel(QAbstractTableModel):
    """Rows of cells. Rows are replaced whole; sorting is by `Cell.sort`, else by text."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: list[Row] = []
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    def show_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self._arrange()
        self.endResetModel()

    @property
    def rows(self) -> Sequence[Row]:
        """As they stand."""
        return self._rows

    def row(self, index: Index) -> Row | None:
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def place(self, key: str) -> int:
        """The row of a key, -1 where it is not there."""
        return next((i for i, row in enumerate(self._rows) if row.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        cell = row.cells[index.column()]
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return cell.spoken
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        self._sorted = (column, order)
        self._arrange()
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        if self._sorted is None:
            return
        column, order = self._sorted

        def key(row: Row) -> tuple[bool, Any]:
            cell = row.cells[column]
            value = cell.sort if cell.sort is not None else cell.text.casefold()
            return (value in ("", None), value)

        empty = [row for row in self._rows if key(row)[0]]
        filled = sorted((row for row in self._rows if not key(row)[0]), key=key)
        if order is Qt.SortOrder.DescendingOrder:
            filled.reverse()
        self._rows = filled + empty  # rows without a value stay at the end either way
