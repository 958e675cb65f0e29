"""A figure for a screen reader: a picture with its summary, and in it every event one can walk to, each by its name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible

from dealwatch.figures.shapes import Mark
from dealwatch.ui import part_access
from dealwatch.ui.figure_view import FigureView
from dealwatch.ui.part_access import PartAccess, PartsAccess


class FigureAccess(PartsAccess):
    """The whole picture."""

    def __init__(self, view: FigureView) -> None:
        super().__init__(view, QAccessible.Role.Graphic)
        self.view = view

    def shown(self) -> Sequence[Mark]:
        return self.view.marks

    def current(self) -> int:
        return self.view.marked

    def place(self, index: int) -> QRect:
        box = self.view.box(self.view.marks[index]).toRect()
        return QRect(self.view.mapToGlobal(box.topLeft()), box.size())

    def part_at(self, x: int, y: int) -> int:
        return next((at for at in range(len(self.view.marks)) if self.place(at).contains(x, y)), -1)

    def part(self, index: int) -> PartAccess:
        return MarkAccess(self, index)


class MarkAccess(PartAccess):
    """An event or a deadline in the picture."""

    _whole: FigureAccess

    def named(self) -> str:
        return self._whole.view.marks[self.index].name


def offer() -> None:
    """Tell Qt of it."""
    part_access.offer(FigureView, FigureAccess)
