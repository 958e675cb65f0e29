"""What the three ways of showing a portfolio have in common: table, matrix, lanes.

Must not contain: how any of them paints.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from dealwatch.ui.figure_copy import FigureCopies
from dealwatch.ui.figure_paint import paint_shapes
from dealwatch.ui.flow import Flow
from dealwatch.ui.panes import Ground, Rule, Words, line, stack
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.views.deal_menu import fill_deal_menu

if TYPE_CHECKING:
    from dealwatch.figures.shapes import Figure, Shape
    from dealwatch.ui.desk import Desk
    from dealwatch.ui.portfolio_data import Shown
    from dealwatch.ui.views.view import Stage

ROOM_FOR_LEGEND = 300  # px of the mode's height at 100 %


class Mode(Ground):
    """Shows what the filter has left. `tools` stand at the right of the header while the mode is shown."""

    def __init__(self, look: Look, desk: Desk, stage: Stage) -> None:
        super().__init__(look, "base")
        self.look, self.desk, self.stage = look, desk, stage
        self.shown: Shown | None = None
        self.tools: list[QWidget] = []
        self.legend: QWidget | None = None
        self.copies = FigureCopies(look, self, self.figure)
        self.copies.before = self.fill_menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height the picture has it, not the legend."""
        super().resizeEvent(event)
        self.fit_legend()

    def fit_legend(self) -> None:
        if self.legend is not None:
            self.legend.setVisible(self.height() >= self.look.theme.px(ROOM_FOR_LEGEND))

    def show_rows(self, shown: Shown) -> None:
        raise NotImplementedError

    def figure(self) -> Figure | None:
        """The whole picture, for copies."""
        raise NotImplementedError

    def step(self, by: int) -> None:
        raise NotImplementedError

    def first_focus(self) -> QWidget:
        raise NotImplementedError

    def chosen_place(self) -> str:
        """The place of the deal under the cursor, empty for none."""
        raise NotImplementedError

    def fill_menu(self, menu: QMenu) -> None:
        """What can be done with the deal under the cursor; nothing for a case that belongs to none."""
        place = self.chosen_place()
        if place.startswith("deal/"):
            fill_deal_menu(menu, self.stage, place)

    def open_target(self, target: str) -> None:
        """An event or a deadline goes to the inspector; anything else is a place of its own."""
        place = target.removeprefix("dealwatch://")
        kind, _slash, ref = place.partition("/")
        change = self.desk.change_of(ref) if kind == "event" else None
        if change is not None:
            self.stage.inspect(change, reveal=True)
        elif kind == "deadline":
            self.stage.inspect_deadline(ref, reveal=True)
        else:
            self.stage.go(place)

    def restore(self) -> None:
        """Take up how it was left the last time."""

    def save(self) -> None:
        """Remember how it is left."""


class LegendBar(Ground):
    """A line at the foot that says what the signs mean; it goes on in the next line where the room ends."""

    def __init__(self, look: Look, items: Sequence[QWidget]) -> None:
        super().__init__(look)
        px = look.theme.px
        inner = QWidget()
        inner.setLayout(Flow(*items, gap=px(14)))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        inner.setSizePolicy(policy)
        column = stack(Rule(look, strong=True))
        body = stack(inner, margins=(px(16), px(8), px(16), px(8)))
        column.addLayout(body)
        self.setLayout(column)


def legend_words(look: Look, text: str) -> Words:
    return Words(look, text, Type.SECONDARY, "text2")


class LegendItem(QWidget):
    """A sign and its word."""

    def __init__(self, look: Look, shapes: tuple[Shape, ...], words: str) -> None:
        super().__init__()
        self.setLayout(line(_Sign(look, shapes), legend_words(look, words), gap=8))


class _Sign(QWidget):
    """A small piece of the picture; decoration, its word stands beside it."""

    def __init__(self, look: Look, shapes: tuple[Shape, ...]) -> None:
        super().__init__()
        self._look, self._shapes = look, shapes
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._fit()
        look.changed.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedSize(self._look.theme.px(22), self._look.theme.px(13))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        theme = self._look.theme
        paint_shapes(painter, theme, self._shapes, 0, 0, theme.scale)
        painter.end()
