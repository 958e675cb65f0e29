"""Changed facts, one a line: the old value struck where it no longer holds, an arrow, the new value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dealwatch.language import _
from dealwatch.ui.badge_view import paint_arrow
from dealwatch.ui.draw import Pen, badge_width, frame
from dealwatch.ui.theme import Look, Type

if TYPE_CHECKING:
    from dealwatch.ui.change_words import FactPill


class FactPills(QWidget):
    """`narrow` puts the label above its values, for the inspector."""

    def __init__(self, look: Look, facts: Sequence[FactPill], *, narrow: bool = False) -> None:
        super().__init__()
        self._look, self._always_narrow = look, narrow
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_facts(facts)
        look.changed.connect(self.updateGeometry)

    def show_facts(self, facts: Sequence[FactPill]) -> None:
        self._facts = list(facts)
        self.setAccessibleName("; ".join(_spoken(fact) for fact in self._facts))
        self.updateGeometry()
        self.update()

    @property
    def _narrow(self) -> bool:
        return self._always_narrow or 0 < self.width() < self._look.theme.px(330)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _row(self) -> int:
        theme = self._look.theme
        return round(max(theme.px(28), theme.metrics(Type.SECONDARY).height() + 10))

    def sizeHint(self) -> QSize:
        lines = len(self._facts) * (2 if self._narrow else 1)
        return QSize(260, lines * self._row() - (len(self._facts) * self._look.theme.px(6) if self._narrow else 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        pen = Pen(painter, self._look.theme)
        px, row = self._look.theme.px, self._row()
        y = 0.0
        for fact in self._facts:
            if self._narrow:
                pen.text(QRectF(0, y, self.width(), row - px(6)), fact.label, Type.SECONDARY, "text2")
                y += row - px(6)
                self._values(pen, fact, 0, y + row / 2)
            else:
                pen.text(QRectF(0, y, px(110), row), fact.label, Type.SECONDARY, "text2")
                self._values(pen, fact, px(118), y + row / 2)
            y += row
        painter.end()

    def _values(self, pen: Pen, fact: FactPill, x: float, middle: float) -> None:
        if fact.new_badge is not None:
            both = badge_width(pen.theme, fact.new_badge) + pen.theme.px(32)
            if fact.old_badge is not None and x + both + badge_width(pen.theme, fact.old_badge) <= self.width():
                x = paint_arrow(pen, pen.badge(x, middle, fact.old_badge), middle)
            pen.badge(x, middle, fact.new_badge)
            return
        if fact.old:
            gone = fact.old not in (_("none"), "") and fact.new != fact.old
            x = paint_arrow(pen, self._pill(pen, x, middle, fact.old, strike=gone), middle)
        self._pill(pen, x, middle, fact.new or _("none"))

    def _pill(self, pen: Pen, x: float, middle: float, text: str, *, strike: bool = False) -> float:
        theme = self._look.theme
        px = theme.px
        room = self.width() - x - 1
        width = min(pen.width(text, Type.SECONDARY) + px(14) + 2, max(room, px(40)))
        height = theme.metrics(Type.SECONDARY).height() + px(4)
        box = QRectF(round(x) + 0.5, round(middle - height / 2) + 0.5, round(width) - 1, round(height) - 1)
        pen.painter.fillRect(box, theme.colour("base"))
        frame(pen.painter, theme, box, "line2", 1, 3)
        role = "text2" if strike else "text"
        pen.text(box.adjusted(px(7), 0, -px(6), 0), text, Type.SECONDARY, role, strike=strike)
        return box.right()


def _spoken(fact: FactPill) -> str:
    if fact.new_badge is not None:
        said = f"{fact.label} {_(fact.new_badge.label)}"
        before = _(fact.old_badge.label) if fact.old_badge else ""
    else:
        new = fact.new or _("none")
        said, before = f"{fact.label} {new}", fact.old
    return _("{words}, was {before}").format(words=said, before=before) if before else said
