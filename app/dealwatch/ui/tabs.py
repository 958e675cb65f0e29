"""Tabs under a header: text, a small count, an accent line below the current one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar

from dealwatch.ui.controls import KEYBOARD
from dealwatch.ui.draw import Pen, frame
from dealwatch.ui.theme import Look, Type


class Tabs(QTabBar):
    def __init__(self, look: Look, *names: str) -> None:
        super().__init__()
        self._look = look
        self._counts: dict[int, int] = {}
        self._ring = False
        self._tight = 0
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for name in names:
            self.addTab(name)
        look.changed.connect(self._fit)
        look.changed.connect(self.updateGeometry)

    def say_count(self, tab: int, count: int) -> None:
        self._counts[tab] = count
        name = self.tabText(tab)
        self.setTabToolTip(tab, f"{name}, {count}" if count else name)
        self.setAccessibleTabName(tab, f"{name}, {count}" if count else name)
        self._fit()
        self.updateGeometry()
        self.update()

    def tabSizeHint(self, index: int) -> QSize:
        return QSize(self._width(index, self._tight), self._look.theme.px(34))

    def _width(self, index: int, tight: int) -> int:
        """In px. Where room is short the counts go first (1), then the words are set smaller and closer (2)."""
        theme = self._look.theme
        use = Type.BODY if tight < 2 else Type.SECONDARY
        width = theme.metrics(use, True).horizontalAdvance(self.tabText(index)) + theme.px(20 if tight < 2 else 10)
        if self._counts.get(index) and not tight:
            width += theme.metrics(Type.CAPTION).horizontalAdvance(str(self._counts[index])) + theme.px(6)
        first = theme.px(16) if index == 0 else 0
        return round(width) + first + theme.px(4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As roomy as fits; where nothing does, there are arrows at the end."""
        room = self.width()
        wanted = next((t for t in range(3) if sum(self._width(i, t) for i in range(self.count())) <= room), 3)
        if min(wanted, 2) != self._tight or (wanted == 3) != self.usesScrollButtons():
            self._tight = min(wanted, 2)
            self.setUsesScrollButtons(wanted == 3)
            self.updateGeometry()
            self.update()

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        pen = Pen(painter, self._look.theme)
        px = self._look.theme.px
        pen.line(0, self.width(), self.height() - 1, "line2")
        for index in range(self.count()):
            box = QRectF(self.tabRect(index)).adjusted(px(16) if index == 0 else 0, 0, -px(4), 0)
            on = index == self.currentIndex()
            room = box.adjusted(px(10 if self._tight < 2 else 5), 0, 0, -1)
            use = Type.BODY if self._tight < 2 else Type.SECONDARY
            end = pen.text(room, self.tabText(index), use, "text" if on else "text2", bold=on)
            if self._counts.get(index) and not self._tight:
                pen.text(QRectF(end + px(6), 1, px(60), box.height()), str(self._counts[index]), Type.CAPTION, "text3")
            if on:
                painter.fillRect(
                    QRectF(box.left(), self.height() - 2, box.width(), 2), self._look.theme.colour("accent")
                )
                if self._ring and self.hasFocus():
                    frame(painter, self._look.theme, box.adjusted(1, 2, -1, -3), "accent", 2, 4)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in KEYBOARD
        super().focusInEvent(event)
