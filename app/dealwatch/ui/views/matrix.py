"""The matrix as a mode of the portfolio: the table, its legend, the copy of the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from dealwatch.figures.matrix import matrix_figure, matrix_summary, narrowed
from dealwatch.figures.matrix_order import Order, arranged
from dealwatch.figures.shapes import Circle, Figure, Rect, Shape
from dealwatch.language import _
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.figure_paint import measure
from dealwatch.ui.panes import stack
from dealwatch.ui.views.matrix_table import MatrixTable
from dealwatch.ui.views.mode import LegendBar, LegendItem, Mode, legend_words

if TYPE_CHECKING:
    from dealwatch.ui.desk import Desk
    from dealwatch.ui.portfolio_data import Shown
    from dealwatch.ui.theme import Look
    from dealwatch.ui.views.view import Stage


SORTED = "portfolio/matrix_sorted"


class MatrixMode(Mode):
    def __init__(self, look: Look, desk: Desk, stage: Stage) -> None:
        super().__init__(look, desk, stage)
        self.table = MatrixTable(look, self.copies)
        self.table.opened.connect(self.open_target)
        self.table.entered.connect(stage.go)
        self.table.sorting.wanted.connect(self._sort)
        copy = Button(look, _("Copy as picture"), kind=Kind.QUIET, icon="copy", small=True)
        copy.clicked.connect(self.copies.everything)
        self.tools = [copy]
        dot: tuple[Shape, ...] = (Circle(11, 6.5, 3.5, "accent"),)
        foot: tuple[Shape, ...] = (Rect(2, 6, 18, 2, "accent"),)
        self._counts = legend_words(look, "")
        items: list[QWidget] = [
            legend_words(look, _("Tinted cell: decided. White cell: open.")),
            LegendItem(look, dot, _("changed since you last looked")),
            LegendItem(look, foot, _("last to decide")),
            legend_words(look, _("d: calendar days in this status")),
            legend_words(look, _("≈ day not confirmed")),
            self._counts,
        ]
        self.legend = LegendBar(look, items)
        self.setLayout(stack(self.table, self.legend))

    def show_rows(self, shown: Shown) -> None:
        self.shown = shown
        found = arranged(narrowed(shown.prepared.matrix, shown.keys), self.table.sorting.order)
        self.table.show_matrix(found, shown.prepared.matrix)
        summary = matrix_summary(found)
        self.table.setAccessibleDescription(summary)
        self._counts.say(summary)

    def _sort(self, order: Order) -> None:
        """The cursor stays on its deal."""
        self.table.sorting.order = order
        self.stage.settings.setValue(SORTED, order.written)
        if self.shown is not None:
            self.show_rows(self.shown)
        self.table.heads_changed()

    def restore(self) -> None:
        self.table.sorting.order = Order.read(str(self.stage.settings.value(SORTED, "")))
        self.table.heads_changed()

    def chosen_place(self) -> str:
        found = self.table.current()
        return found[0].key if found is not None else ""

    def figure(self) -> Figure | None:
        return matrix_figure(self.table.cells.matrix, measure(self.look.theme)) if self.shown is not None else None

    def step(self, by: int) -> None:
        self.table.step(by)

    def first_focus(self) -> QWidget:
        return self.table
