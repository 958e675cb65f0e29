"""The last row of the lanes where they are cut: the decided deals for which there is no room, folded into one line.

Must not contain: how a deal is drawn, keys and mouse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dealwatch.figures.lanes_row import CAPTION, GROUP, NAME, Drawn, Span, chevron, fitted
from dealwatch.figures.shapes import Anchor, Text, runs
from dealwatch.language import n_

MORE = "more"
"""Stands for the row where a deal has its key."""
LEAST_FOLDED = 2
"""One deal alone takes hardly more room than the row that stands for it."""


@dataclass(frozen=True, slots=True)
class MoreRow:
    """`names` of the deals it stands for; `open`: they are shown below it. `top` is its place in px at 100 %."""

    names: tuple[str, ...]
    open: bool
    top: float

    key = MORE
    case_id = ""
    review = None
    height = GROUP

    def spoken(self, today: date) -> str:
        """What a screen reader says of the row itself."""
        del today
        return f"{self._counted()}: {', '.join(self.names)}"

    def draw(self, span: Span) -> Drawn:
        """The row at y = 0: how many, and whose as far as there is room."""
        middle = GROUP / 2
        count = self._counted()
        room = span.label - 29 - span.measure(count, NAME, True) - 16 - 13
        names = fitted(", ".join(self.names), max(room, 0), CAPTION, False, span.measure)
        label = (
            *chevron(self.open, middle),
            Text(29, middle + 4, runs((count, "text", True)), NAME),
            Text(span.label - 13, middle + 4, runs((names, "text2")), CAPTION, Anchor.END),
        )
        return Drawn(label, (), (), ())

    def _counted(self) -> str:
        return n_("{n} more deal", "{n} more deals", len(self.names)).format(n=len(self.names))


def cut_at(heights: Sequence[float], folds: int, room: float) -> int | None:
    """How many groups stand before the row, None where all of them do. `heights` are theirs in px.

    Those before `folds` are never folded away: they are reached by scrolling. Of the others stays what fits with the
    row.
    """
    if sum(heights) <= room:
        return None
    top, cut = sum(heights[:folds]) + GROUP, folds
    while cut < len(heights) and top + heights[cut] <= room:
        top += heights[cut]
        cut += 1
    return cut if len(heights) - cut >= LEAST_FOLDED else None
