"""The lanes for a screen reader: a list of rows with name and value; the value names what stands in the row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible

from dealwatch.ui import part_access
from dealwatch.ui.part_access import PartAccess, PartsAccess
from dealwatch.ui.views.lanes_area import LanesArea


class LanesAccess(PartsAccess):
    """The whole."""

    def __init__(self, area: LanesArea) -> None:
        super().__init__(area, QAccessible.Role.List)
        self.area = area

    def shown(self) -> Sequence[Any]:
        return self.area.rows

    def current(self) -> int:
        return self.area.row

    def place(self, index: int) -> QRect:
        box = self.area.rect_of(index).toRect()
        return QRect(self.area.viewport().mapToGlobal(box.topLeft()), box.size())

    def part_at(self, x: int, y: int) -> int:
        return self.area.row_at(self.area.viewport().mapFromGlobal(QPoint(x, y)).y())

    def part(self, index: int) -> PartAccess:
        return RowAccess(self, index)


class RowAccess(PartAccess):
    """A row: its name says deal or review, its value every event in it."""

    _whole: LanesAccess

    def named(self) -> str:
        area = self._whole.area
        return area.rows[self.index].spoken(area.today)

    def valued(self) -> str:
        return "; ".join(mark.name for mark in self._whole.area.marks_of(self.index))

    def state(self) -> QAccessible.State:
        state = super().state()
        area = self._whole.area
        state.invisible = int(self.index not in area.visible())
        row = area.rows[self.index] if self.isValid() else None
        if row is not None and row.review is None:
            state.expandable = 1
            state.expanded, state.collapsed = int(row.open), int(not row.open)
        return state


def offer() -> None:
    """Tell Qt of it."""
    part_access.offer(LanesArea, LanesAccess)
