"""The rows of the agenda: titles of weeks, entries, reviews without a clock. Words are made when they are asked for.

Thousands of rows are shown anew when a month is turned, so that a row is no more than what it stands for. Must not
contain: painting, what opens where.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt

from dealwatch.figures.calendar_entries import CalendarEntry, Clockless

if TYPE_CHECKING:
    from dealwatch.ui.cells import Index


@dataclass(frozen=True, slots=True)
class Head:
    """A title between the entries."""

    words: str


Thing = Head | CalendarEntry | Clockless


class AgendaRows(QAbstractListModel):
    """One column of things."""

    def __init__(self) -> None:
        super().__init__()
        self._things: tuple[Thing, ...] = ()
        self._places: dict[str, int] = {}

    @property
    def things(self) -> tuple[Thing, ...]:
        return self._things

    def show(self, things: Sequence[Thing]) -> None:
        self.beginResetModel()
        self._things = tuple(things)
        self._places = {thing.key: row for row, thing in enumerate(things) if isinstance(thing, CalendarEntry)}
        self.endResetModel()

    def place(self, key: str) -> int:
        """The row of an entry, -1 where it is not shown."""
        return self._places.get(key, -1)

    def thing(self, row: int) -> Thing | None:
        return self._things[row] if 0 <= row < len(self._things) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._things)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        thing = self.thing(index.row())
        if thing is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if isinstance(thing, Head):
            return thing.words if role == Qt.ItemDataRole.DisplayRole else None
        return thing.spoken

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.thing(index.row()), Head):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
