"""The right side of Today: deadlines with the days left, and what needs the user."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dealwatch.export.casefile_words import humane
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.desk import Attention, DeadlineRow
from dealwatch.ui.draw import RIGHT, Pen
from dealwatch.ui.panes import Ground, IconView, Rule, Words, line, stack
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.views.view import Stage
from dealwatch.ui.words import day_text


class QuietLine(Ground):
    """A line of words in a list, indented like its rows."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__(look)
        px = look.theme.px
        words = Words(look, text, Type.SECONDARY, "text2", wrap=True)
        row = line(words, margins=(px(16), px(9), px(20), px(9)))
        outer = stack()
        outer.addLayout(row)
        outer.addWidget(Rule(look))
        self.setLayout(outer)


class DeadlineLine(QWidget):
    """Days left, whose deadline, when, and where the date comes from. A click opens the case."""

    def __init__(self, look: Look, row: DeadlineRow, stage: Stage) -> None:
        super().__init__()
        self._look, self._row, self._stage = look, row, stage
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(
            f"{row.case.authority} {row.name}, {humane(row.step)} deadline {day_text(row.day)}, {self._left()[0]} "
            f"{self._left()[1]}"
        )

    def _left(self) -> tuple[str, str]:
        count, unit = (self._row.days, "days left") if self._row.working is None else (self._row.working, "WD left")
        sign = "" if self._row.published else "≈ "
        return (f"{sign}{count}", unit if count != 1 else unit.replace("days", "day"))

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        height = theme.metrics(Type.BODY).height() + theme.metrics(Type.SECONDARY).height() + theme.px(20)
        return QSize(280, round(height))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        theme, row = self._look.theme, self._row
        pen = Pen(painter, theme)
        px = theme.px
        box = QRectF(self.rect())
        pen.ground(box, selected=self.hasFocus())
        pen.line(box.left(), box.right(), box.bottom() - 1)
        count, unit = self._left()
        bold = row.published
        top, height, small = px(10), theme.metrics().height(), theme.metrics(Type.SECONDARY).height()
        pen.text(
            QRectF(px(8), top - 2, px(56), height + 2),
            count,
            Type.TITLE,
            "text" if bold else "text2",
            bold=bold,
            align=RIGHT,
        )
        pen.text(QRectF(px(8), top + height, px(56), small), unit, Type.CAPTION, "text2", align=RIGHT)
        day, right = day_text(row.day), box.right() - px(20)
        width = pen.width(day)
        pen.text(QRectF(right - width, top, width + 1, height), day, align=RIGHT)
        source = "published" if row.published else "calculated"
        wide = pen.width(source, Type.CAPTION)
        icon = "check" if row.published else "calculator"
        pen.icon(right - wide - px(16), top + height + small / 2, icon, "ok", 12)
        pen.text(QRectF(right - wide, top + height, wide + 1, small), source, Type.CAPTION, "ok", align=RIGHT)
        x = px(78)
        room = right - width - px(12) - x
        pen.text(QRectF(x, top, room, height), f"{row.case.authority} {row.name}", bold=True)
        pen.text(QRectF(x, top + height, room, small), f"{humane(row.step)}", Type.SECONDARY, "text2")
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        del event
        self._stage.go(f"case/{self._row.case.id}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._stage.go(f"case/{self._row.case.id}")
            return
        super().keyPressEvent(event)


class AttentionRow(Ground):
    def __init__(self, look: Look, item: Attention, stage: Stage) -> None:
        super().__init__(look)
        px = look.theme.px
        self.setAccessibleName(item.title)
        row = line(gap=px(12), margins=(px(16), px(11), px(20), px(12)))
        row.addWidget(IconView(look, item.icon, item.role), 0, Qt.AlignmentFlag.AlignTop)
        words = stack(gap=px(2))
        words.addWidget(Words(look, item.title, bold=True, wrap=True))
        words.addWidget(Words(look, item.text, Type.SECONDARY, "text2", wrap=True))
        buttons = line(gap=px(8), margins=(0, px(6), 0, 0))
        if item.url:
            page = Button(look, "Open page", small=True)
            page.clicked.connect(lambda: stage.open_url(item.url))
            buttons.addWidget(page)
        if item.target:
            details = Button(look, "Details", kind=Kind.QUIET if item.url else Kind.PLAIN, small=True)
            details.clicked.connect(lambda: stage.go(item.target))
            buttons.addWidget(details)
        buttons.addStretch(1)
        words.addLayout(buttons)
        row.addLayout(words, 1)
        outer = stack()
        outer.addLayout(row)
        outer.addWidget(Rule(look))
        self.setLayout(outer)
