"""The lanes for a screen reader: a list of rows with name and value; the value names what stands in the row.

Qt asks a factory for the accessible side of a widget; ours answers for lanes alone.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from dealwatch.ui.views.lanes_area import LanesArea


class LanesAccess(QAccessibleWidget):
    """The whole. Rows are made when they are asked for and stay until the lanes show others."""

    def __init__(self, area: LanesArea) -> None:
        super().__init__(area, QAccessible.Role.List, area.accessibleName())
        self.area = area
        self._of: Any = None
        self._rows: dict[int, RowAccess] = {}

    def childCount(self) -> int:
        return len(self.area.rows)

    def child(self, index: int) -> Any:
        if not 0 <= index < len(self.area.rows):
            return None
        if self._of is not self.area.rows:
            self._of, self._rows = self.area.rows, {}
        return self._rows.setdefault(index, RowAccess(self, index))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.index if isinstance(child, RowAccess) else -1

    def childAt(self, x: int, y: int) -> Any:
        where = self.area.viewport().mapFromGlobal(QRect(x, y, 1, 1).topLeft())
        return self.child(self.area.row_at(where.y()))

    def focusChild(self) -> Any:
        return self.child(self.area.row)

    def text(self, kind: QAccessible.Text) -> str:
        if kind is QAccessible.Text.Name:
            return self.area.accessibleName()
        return self.area.accessibleDescription() if kind is QAccessible.Text.Description else ""


class RowAccess(QAccessibleInterface):
    """A row: its name says deal or review, its value every event in it."""

    def __init__(self, whole: LanesAccess, index: int) -> None:
        super().__init__()
        self._whole, self.index = whole, index

    def isValid(self) -> bool:
        return self.index < len(self._whole.area.rows)

    def object(self) -> Any:
        return None

    def window(self) -> Any:
        return self._whole.window()

    def relations(self, match: Any = None) -> list[Any]:
        del match
        return []

    def parent(self) -> QAccessibleInterface:
        return self._whole

    def child(self, index: int) -> Any:
        del index
        return None

    def childCount(self) -> int:
        return 0

    def childAt(self, x: int, y: int) -> Any:
        del x, y
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        del child
        return -1

    def text(self, kind: QAccessible.Text) -> str:
        area = self._whole.area
        if not self.isValid():
            return ""
        if kind is QAccessible.Text.Name:
            return area.rows[self.index].spoken(area.today)
        if kind is QAccessible.Text.Value:
            return "; ".join(mark.name for mark in area.marks_of(self.index))
        return ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """What the lanes say cannot be changed from outside."""

    def rect(self) -> QRect:
        area = self._whole.area
        box = area.rect_of(self.index).toRect()
        return QRect(area.viewport().mapToGlobal(box.topLeft()), box.size())

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.focusable = state.selectable = 1
        area = self._whole.area
        here = area.row == self.index
        state.selected = int(here)
        state.focused = int(here and area.hasFocus())
        state.invisible = int(self.index not in area.visible())
        row = area.rows[self.index] if self.isValid() else None
        if row is not None and row.review is None:
            state.expandable = 1
            state.expanded, state.collapsed = int(row.open), int(not row.open)
        return state


_made: dict[int, LanesAccess] = {}
"""Qt owns what the factory gives it but does not keep the Python side alive."""


def _factory(name: str, thing: QObject | None) -> QAccessibleInterface | None:
    del name
    if not isinstance(thing, LanesArea):
        return None
    access = LanesAccess(thing)
    key = id(thing)
    _made[key] = access
    thing.destroyed.connect(lambda: _made.pop(key, None))
    return access


def offer() -> None:
    """Tell Qt of the factory, once."""
    if not _offered:
        _offered.append(True)
        QAccessible.installFactory(_factory)


_offered: list[bool] = []
