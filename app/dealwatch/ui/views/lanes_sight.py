"""The lanes on the screen: which rows there are and where, the part of time in view, and the painting of both.

The head with the months and the column of names stay where they are. What is painted of a row comes from `figures` and
is kept until the zoom, the look or the data change. Must not contain: what a row looks like, keys and mouse.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from dealwatch.figures.lanes import LaneGroup, LaneRows, Row, cut
from dealwatch.figures.lanes_row import LABEL, Drawn, Span, arrow, whole
from dealwatch.figures.lanes_scale import AXIS, Zoom, axis, grid, part_of, scale_of
from dealwatch.figures.shapes import Line, Mark
from dealwatch.language import _
from dealwatch.ui.figure_paint import measure, paint_shapes
from dealwatch.ui.panes import Ground
from dealwatch.ui.slim_bar import SlimBar, slim

if TYPE_CHECKING:
    from dealwatch.figures.timescale import Measure
    from dealwatch.ui.theme import Look

NOW_AT = 0.8  # where in the width today stands when the lanes are opened
_LEAST_TIME = 0.45  # of the width that the time keeps where the names would take more


class LanesSight(QAbstractScrollArea):
    """`range_changed`: other days are in view. `row` and `place` are where the cursor stands, -1 for nowhere."""

    range_changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._groups: Sequence[LaneGroup] = ()
        self._rows = LaneRows(())
        self._today = date.min
        self._days = (date.min, date.min + timedelta(days=1))
        self._scale = scale_of(self._days, Zoom.MONTH)
        self._zoom = Zoom.MONTH
        self._closed: set[str] = set()
        self._kept: int | None = None
        self._unfolded = False
        self._drawn: dict[int, Drawn] = {}
        self._bucket = -1
        self._fresh = True
        self.row = -1
        self.place = -1
        self._ring = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Course of the deals"))
        slim(look, self)
        self.setHorizontalScrollBar(SlimBar(look, Qt.Orientation.Horizontal))
        self.setCornerWidget(Ground(look))
        self.horizontalScrollBar().setSingleStep(20)
        self.verticalScrollBar().setSingleStep(28)
        self.horizontalScrollBar().valueChanged.connect(self.range_changed)
        look.changed.connect(self._restyled)

    # -- what is shown

    def show_groups(self, groups: Sequence[LaneGroup], today: date, days: tuple[date, date]) -> None:
        """Other groups; the time that is in view and the row of the cursor stay where they can."""
        key, review = self._current_key()
        self._groups, self._today = groups, today
        self._cut(key)
        centre = self.day_at(self.viewport().width() / 2)
        fresh, self._fresh = self._fresh or not self._rows, not groups
        if days != self._days:
            self._days = days
            self._scale = scale_of(days, self._zoom)
        self._layout(key, review)
        if fresh:
            self.go_to_today()
        elif centre is not None:
            self._put(centre, self.viewport().width() / 2)

    def _current_key(self) -> tuple[str, str]:
        row = self.current_row
        if row is None:
            return "", ""
        return row.key, row.case_id

    def _cut(self, key: str) -> None:
        """Fold the decided deals for which there is no room, but never the one that the cursor is on."""
        self._kept = cut(self._groups, self._closed, self.viewport().height() / self._s - AXIS)
        if self._kept is not None and not self._unfolded:
            on = next((place for place, group in enumerate(self._groups) if group.entry.key == key), -1)
            self._kept = max(self._kept, on + 1)

    @property
    def unfolded(self) -> bool:
        """Whether the deals that were cut off are shown all the same."""
        return self._unfolded

    def unfold(self, unfolded: bool) -> None:
        key, review = self._current_key()
        self._unfolded = unfolded
        self._layout(key, review)

    def _layout(self, key: str = "", case_id: str = "") -> None:
        self._rows = LaneRows(self._groups, self._closed, self._kept, unfolded=self._unfolded)
        self.row, self.place = self._rows.find(key, case_id) if key else -1, -1
        self._forget()
        self._fit()

    def _forget(self) -> None:
        self._drawn.clear()
        self._bucket = -1
        self.viewport().update()

    @property
    def rows(self) -> Sequence[Row]:
        return self._rows

    @property
    def today(self) -> date:
        return self._today

    @property
    def current_row(self) -> Row | None:
        return self._rows[self.row] if 0 <= self.row < len(self._rows) else None

    @property
    def mark(self) -> Mark | None:
        marks = self.marks_of(self.row)
        return marks[self.place] if 0 <= self.place < len(marks) else None

    def marks_of(self, row: int) -> tuple[Mark, ...]:
        """Every place of a row the cursor can stand on, in px at 100 % along the whole time."""
        if not 0 <= row < len(self._rows):
            return ()
        return self._rows[row].draw(whole(self._scale, self._today, self._measure(), self.label)).marks

    @property
    def closed(self) -> set[str]:
        return self._closed

    # -- lengths

    @property
    def _s(self) -> float:
        return self._look.theme.scale

    def _measure(self) -> Measure:
        return measure(self._look.theme)

    @property
    def label(self) -> float:
        """Width of the names in px at 100 %."""
        return min(LABEL, self.viewport().width() / self._s * (1 - _LEAST_TIME))

    @property
    def _time_width(self) -> float:
        return max(self.viewport().width() / self._s - self.label, 1)

    def _fit(self) -> None:
        view = self.viewport()
        rows = self._rows.height * self._s
        room = view.height() - AXIS * self._s
        vertical, along = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(round(rows - room), 0))
        vertical.setPageStep(max(round(room), 1))
        along.setRange(0, max(round((self._scale.width - self._time_width) * self._s), 0))
        along.setPageStep(max(round(self._time_width * self._s), 1))
        self.range_changed.emit()

    def day_at(self, x: float) -> date | None:
        """The day at a place of the viewport (px); None left of the time."""
        along = x / self._s - self.label + self.horizontalScrollBar().value() / self._s
        if x / self._s < self.label or not self._rows:
            return None
        return self._scale.first + timedelta(days=int(along / self._scale.per_day))

    def _put(self, day: date, x: float) -> None:
        """Scroll so that a day stands at a place of the viewport."""
        self._fit()
        self.horizontalScrollBar().setValue(round((self._scale.x(day) + self.label) * self._s - x))

    def days_in_view(self) -> tuple[date, date]:
        left = self.horizontalScrollBar().value() / self._s
        first = self._scale.first + timedelta(days=int(left / self._scale.per_day))
        last = first + timedelta(days=int(self._time_width / self._scale.per_day))
        return first, min(last, self._scale.last)

    # -- zoom

    @property
    def zoom(self) -> Zoom:
        return self._zoom

    def set_zoom(self, zoom: Zoom, x: float | None = None) -> None:
        """Keep the day under `x` (px of the viewport) where it is; without one, today or the middle."""
        if zoom is self._zoom:
            return
        time = self.label * self._s
        where = x if x is not None and x > time else None
        if where is None:
            today = (self._scale.x(self._today) + self.label) * self._s - self.horizontalScrollBar().value()
            where = today if time <= today <= self.viewport().width() else (time + self.viewport().width()) / 2
        day = self.day_at(where) or self._today
        self._zoom = zoom
        self._scale = scale_of(self._days, zoom)
        self._forget()
        self._put(day, where)

    def go_to_today(self) -> None:
        time = self.label * self._s
        self._put(self._today, time + (self.viewport().width() - time) * NOW_AT)

    # -- paint

    def _span(self) -> Span:
        """A screen to the left and to the right of what is seen is drawn as well, so that scrolling finds it made."""
        screen = self._time_width
        left = self.horizontalScrollBar().value() / self._s
        bucket = int(left // screen)
        if bucket != self._bucket:
            self._drawn.clear()
            self._bucket = bucket
        return Span(
            self._scale, self._today, self._measure(), max((bucket - 1) * screen, 0), (bucket + 3) * screen, self.label
        )

    def drawn(self, index: int, span: Span) -> Drawn:
        found = self._drawn.get(index)
        if found is None:
            found = self._drawn[index] = self._rows[index].draw(span)
        return found

    def visible(self) -> range:
        """The rows that can be seen."""
        top = self.verticalScrollBar().value() / self._s
        bottom = top + self.viewport().height() / self._s - AXIS
        if not self._rows:
            return range(0)
        last = self._rows.at(min(bottom, self._rows.height - 1))
        return range(max(self._rows.at(top), 0), last + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, s = self._look.theme, self._s
        painter = QPainter(self.viewport())
        width, height = self.viewport().width(), self.viewport().height()
        painter.fillRect(0, 0, width, height, theme.colour("base"))
        if not self._rows:
            painter.end()
            return
        span = self._span()
        head, names = round(AXIS * s), round(self.label * s)
        x0 = names - self.horizontalScrollBar().value()
        y0 = head - self.verticalScrollBar().value()
        seen = self.visible()
        self._paint_grounds(painter, seen, y0)
        part = part_of(self._scale, -(x0 - names) / s, self._time_width)
        painter.setClipRect(names, head, width - names, height - head)
        bottom = (self._rows[seen[-1]].top + self._rows[seen[-1]].height) if seen else 0
        paint_shapes(painter, theme, grid(part, 0, bottom), x0, y0, s)
        for index in seen:
            paint_shapes(painter, theme, self.drawn(index, span).bars, x0, y0 + self._rows[index].top * s, s)
        x = self._scale.x(self._today)
        paint_shapes(painter, theme, (Line(x, 0, x, bottom, "accent", 1.5),), x0, y0, s)
        for index in seen:
            row = self._rows[index]
            paint_shapes(painter, theme, self.drawn(index, span).over, x0, y0 + row.top * s, s)
        self._paint_cursor(painter, x0, y0)
        first = self.days_in_view()[0]
        painter.setClipRect(0, head, names, height - head)
        for index in seen:
            paint_shapes(painter, theme, self.drawn(index, span).label, 0, y0 + self._rows[index].top * s, s)
            self._paint_arrow(painter, self._rows[index], names, y0, first)
        painter.setClipRect(0, 0, width, head)
        painter.fillRect(0, 0, width, head, theme.colour("base"))
        painter.setClipRect(names, 0, width - names, head)
        paint_shapes(painter, theme, axis(part, self._today, self._measure()), x0, 0, s)
        painter.setClipping(False)
        painter.fillRect(0, head - 1, width, 1, theme.colour("line2"))
        if self._ring and self.hasFocus() and self.current_row is None:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(QRectF(0, 0, width, height).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_grounds(self, painter: QPainter, seen: range, y0: int) -> None:
        theme, s = self._look.theme, self._s
        width = self.viewport().width()
        for index in seen:
            row = self._rows[index]
            top = y0 + round(row.top * s)
            box = QRectF(0, top, width, round((row.top + row.height) * s) - round(row.top * s))
            current = index == self.row
            if row.review is None or current:
                painter.fillRect(box, theme.colour("sel" if current else "alt"))
            left = 0 if row.review is None else theme.px(29)
            painter.fillRect(QRectF(left, top, width, 1), theme.colour("line2" if row.review is None else "line"))
            if current:
                painter.fillRect(QRectF(0, top, 3, box.height()), theme.colour("accent"))
                if theme.high_contrast:
                    painter.setPen(QPen(theme.colour("accent"), 2))
                    painter.drawRect(box.adjusted(1, 1, -1, -1))

    def _paint_arrow(self, painter: QPainter, row: Row, names: int, y0: int, first: date) -> None:
        """The course of a lane began before what can be seen, which is from `first` on."""
        if row.review is None:
            return
        if any(stretch.first < first <= stretch.last for stretch in row.review.stretches):
            shape = arrow(0, row.height / 2)
            paint_shapes(painter, self._look.theme, (shape,), names, y0 + row.top * self._s, self._s)

    def _paint_cursor(self, painter: QPainter, x0: float, y0: float) -> None:
        mark, row = self.mark, self.current_row
        if mark is None or row is None or not self.hasFocus():
            return
        s = self._s
        box = QRectF(x0 + mark.x * s, y0 + (row.top + mark.y) * s, mark.width * s, mark.height * s)
        painter.setPen(QPen(self._look.theme.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 4, 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._recut()

    def _recut(self) -> None:
        """There is another height: other deals are folded, and the cursor stays on its mark."""
        (key, review), place = self._current_key(), self.place
        self._cut(key)
        self._layout(key, review)
        self.place = place if self.row >= 0 else -1

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        del dx, dy
        self.viewport().update()

    def _restyled(self) -> None:
        self._recut()
