"""Which columns of a table are shown, how wide they were drawn, by which it is sorted: chosen by the user and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtWidgets import QMenu

from dealwatch.language import _

if TYPE_CHECKING:
    from dealwatch.ui.table import Table


class Kept(msgspec.Struct, frozen=True):
    """Columns by their place in the table."""

    hidden: tuple[int, ...] = ()
    widths: dict[int, int] = {}
    column: int = -1
    descending: bool = False


class ColumnMemory:
    """The first column is always shown: without it no row has a name."""

    def __init__(self, table: Table, settings: QSettings, key: str) -> None:
        self._table, self._settings, self._key = table, settings, key
        self.menu = QMenu(table)
        self.menu.setAccessibleName(_("Columns"))
        self.menu.aboutToShow.connect(self._fill)
        header = table.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._popup)
        header.sectionResized.connect(self._resized)

    def _popup(self, where: QPoint) -> None:
        self.menu.popup(self._table.horizontalHeader().mapToGlobal(where))

    def _fill(self) -> None:
        self.menu.clear()
        model = self._table.cells
        for place in range(1, model.columnCount()):
            action = self.menu.addAction(model.headerData(place, Qt.Orientation.Horizontal))
            action.setCheckable(True)
            action.setChecked(place not in self._table.left_out)
            action.toggled.connect(lambda on, place=place: self.show_column(place, bool(on)))
        self.menu.addSeparator()
        self.menu.addAction(_("Usual columns and widths"), self.usual)

    def show_column(self, place: int, on: bool) -> None:
        (self._table.left_out.discard if on else self._table.left_out.add)(place)
        self._table.share()

    def usual(self) -> None:
        self._table.left_out.clear()
        self._table.drawn_widths.clear()
        self._table.share()

    def _resized(self, place: int, _old: int, width: int) -> None:
        """A width counts as chosen only while the user draws at the head."""
        if not self._table.sharing and width > 0:
            self._table.drawn_widths[place] = width

    def restore(self) -> None:
        text = str(self._settings.value(self._key, ""))
        try:
            kept = msgspec.json.decode(text, type=Kept) if text else Kept()
        except msgspec.DecodeError:  # of another version
            kept = Kept()
        count = self._table.cells.columnCount()
        self._table.left_out.update(place for place in kept.hidden if 0 < place < count)
        self._table.drawn_widths.update({place: width for place, width in kept.widths.items() if 0 <= place < count})
        if 0 <= kept.column < count:
            order = Qt.SortOrder.DescendingOrder if kept.descending else Qt.SortOrder.AscendingOrder
            self._table.sortByColumn(kept.column, order)
        self._table.share()

    def save(self) -> None:
        header = self._table.horizontalHeader()
        kept = Kept(
            tuple(sorted(self._table.left_out)),
            dict(self._table.drawn_widths),
            header.sortIndicatorSection(),
            header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder,
        )
        self._settings.setValue(self._key, msgspec.json.encode(kept).decode())
