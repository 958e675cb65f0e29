"""The next deadlines on Today: days left, whose and when, where the day comes from. A click opens it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dealwatch.language import _, n_, p_
from dealwatch.ui.draw import RIGHT, Pen
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.words import day_text

if TYPE_CHECKING:
    from dealwatch.ui.desk import DeadlineRow, LongStopRow
    from dealwatch.ui.views.view import Stage

NEAR = 5
"""Working days from which on a deadline is written bold."""
LONG_STOP_AHEAD = 90
"""Calendar days from which on a long-stop date is among the next deadlines."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one row says. `firm` days are published or agreed, others calculated."""

    day: date
    count: str
    unit: str
    role: str
    firm: bool
    who: str
    what: str
    source: str
    icon: str
    target: str

    @property
    def spoken(self) -> str:
        words = _("{who}, {what}, {day}, {left}, {source}")
        left = f"{self.count} {self.unit}".strip()
        return words.format(who=self.who, what=self.what, day=day_text(self.day), left=left, source=self.source)


def lines(rows: Sequence[DeadlineRow], long_stops: Sequence[LongStopRow]) -> list[Line]:
    """By day: deadlines of authorities, and long-stop dates that come near."""
    found = [_deadline(row) for row in rows]
    found += [_long_stop(row) for row in long_stops if abs(row.days) <= LONG_STOP_AHEAD]
    return sorted(found, key=lambda line: (line.day, line.who))


def _deadline(row: DeadlineRow) -> Line:
    count, unit, late = _left(row.days, row.working)
    role = "bad" if late else "text" if row.published else "text2"
    source = p_("deadline", "published") if row.published else p_("deadline", "calculated")
    who = f"{row.case.authority} {row.name}"
    return Line(
        row.day, count if row.published else f"≈ {count}", unit, role, row.published, who, row.step,
        source, "check" if row.published else "calculator", f"deadline/{row.key}",
    )  # fmt: skip


def _long_stop(row: LongStopRow) -> Line:
    count, unit, late = _left(row.days, None)
    return Line(
        row.day, count, unit, "bad" if late else "text", True, row.deal.name, _("Long-stop date of the deal"),
        p_("deadline", "of the contract"), "flag", f"deal/{row.deal.id}",
    )  # fmt: skip


def _left(days: int, working: int | None) -> tuple[str, str, bool]:
    """(number, its unit, whether the day has passed)."""
    late = days < 0
    if days == 0:
        return "0", _("due today"), False
    if working is None:
        count = abs(days)
        unit = n_("day overdue", "days overdue", count) if late else n_("day left", "days left", count)
        return str(count), unit, late
    return str(abs(working)), _("WD overdue") if late else _("WD left"), late


class DeadlineLine(QWidget):
    """One row, painted; Enter and a click open its target."""

    def __init__(self, look: Look, line: Line, stage: Stage) -> None:
        super().__init__()
        self._look, self.line, self._stage = look, line, stage
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(line.spoken)
        self.setToolTip(f"{line.who}\n{line.what}")

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        height = theme.metrics(Type.BODY).height() + theme.metrics(Type.SECONDARY).height() + theme.px(20)
        return QSize(280, round(height))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        theme, said = self._look.theme, self.line
        pen = Pen(painter, theme)
        px = theme.px
        box = QRectF(self.rect())
        pen.ground(box, selected=self.hasFocus())
        pen.line(box.left(), box.right(), box.bottom() - 1)
        top, height, small = px(10), theme.metrics().height(), theme.metrics(Type.SECONDARY).height()
        left = px(68)
        count = QRectF(0, top - 2, left, height + 2)
        pen.text(count, said.count, Type.TITLE, said.role, bold=said.firm, align=RIGHT)
        unit = QRectF(0, top + height, left, small)
        pen.text(unit, said.unit, Type.CAPTION, "bad" if said.role == "bad" else "text2", align=RIGHT)
        day, right = day_text(said.day), box.right() - px(20)
        width = pen.width(day)
        pen.text(QRectF(right - width, top, width + 1, height), day, align=RIGHT, role="text" if said.firm else "text2")
        wide = pen.width(said.source, Type.CAPTION)
        pen.icon(right - wide - px(16), top + height + small / 2, said.icon, "ok", 12)
        pen.text(QRectF(right - wide, top + height, wide + 1, small), said.source, Type.CAPTION, "ok", align=RIGHT)
        x = px(80)
        pen.text(QRectF(x, top, right - width - px(12) - x, height), said.who, bold=True)
        room = right - wide - px(28) - x
        pen.text(QRectF(x, top + height, room, small), said.what, Type.SECONDARY, "text2")
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        del event
        self._stage.go(self.line.target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._stage.go(self.line.target)
            return
        super().keyPressEvent(event)
