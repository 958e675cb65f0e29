"""What a page of the settings is made of: a switch, fields that follow the look, a line with its words and its control.

Must not contain: what any setting means.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QComboBox, QSizePolicy, QSlider, QWidget

from dealwatch.ui.controls import KEYBOARD
from dealwatch.ui.panes import Words, line, stack
from dealwatch.ui.theme import Look, Type

BOX = 18


class Switch(QCheckBox):
    """A box to tick without words of its own: those stand beside it, and are its accessible name."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look, self._ring = look, False
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        side = self._look.theme.px(BOX) + 8
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = self._look.theme
        side = theme.px(BOX)
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.55)
        on = self.isChecked()
        painter.setPen(QPen(theme.colour("accent" if on else "edge"), 1.25))
        painter.setBrush(theme.colour("accent" if on else "base"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if on:
            ink = QPen(theme.colour("on_accent"), side / 9)
            ink.setCapStyle(Qt.PenCapStyle.RoundCap)
            ink.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(ink)
            steps = ((0.25, 0.52), (0.43, 0.7), (0.76, 0.32))
            painter.drawPolyline([QPointF(box.left() + x * side, box.top() + y * side) for x, y in steps])
        if self._ring and self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 5, 5)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in KEYBOARD
        super().focusInEvent(event)


class _Follower(QObject):
    """Keeps a field of Qt's in the look's type, and the wheel that scrolls a page from changing it."""

    def __init__(self, look: Look, field: QWidget) -> None:
        super().__init__(field)
        self._look, self._field = look, field
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        field.installEventFilter(self)
        self._fit()
        look.changed.connect(self._fit)

    def _fit(self) -> None:
        self._field.setFont(self._look.theme.font(Type.BODY))
        self._field.setMinimumHeight(self._look.theme.px(28))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel and not self._field.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def follow(look: Look, field: QWidget, name: str) -> None:
    """Make a field of Qt's one of ours."""
    field.setAccessibleName(name)
    _Follower(look, field)


class Choice(QComboBox):
    """A box to choose one of a few; `value` is what stands behind the words."""

    def __init__(self, look: Look, name: str, items: Sequence[tuple[object, str]]) -> None:
        super().__init__()
        self._values: list[object] = []
        self.offer(items)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(look, self, name)

    def offer(self, items: Sequence[tuple[object, str]]) -> None:
        self._values = [value for value, _words in items]
        self.blockSignals(True)
        self.clear()
        self.addItems([words for _value, words in items])
        self.blockSignals(False)

    @property
    def value(self) -> object:
        return self._values[self.currentIndex()] if self._values else None

    def show_value(self, value: object) -> None:
        """Choose without telling anybody; a value that is not offered is the first one."""
        self.blockSignals(True)
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)
        self.blockSignals(False)


class Line(QWidget):
    """A setting: its words at the left, what they mean below them, the control at the right. A click on the words of a
    switch is one on the switch.
    """

    def __init__(self, look: Look, label: str, control: QWidget, hint: str = "", *, below: bool = False) -> None:
        super().__init__()
        self._look = look
        self.control = control
        self.label = Words(look, label, Type.BODY, wrap=True)
        self.hint = Words(look, hint, Type.SECONDARY, "text2", wrap=True)
        self.marked = False
        px = look.theme.px
        words = stack(self.label, gap=px(2))
        words.addWidget(self.hint)
        self.say_hint(hint)
        for field in (control, *control.findChildren(QAbstractSpinBox)):
            if hint and not field.accessibleDescription():
                field.setAccessibleDescription(hint)
        margins = (px(16), px(9), px(20), px(9))
        if below:
            words.addSpacing(px(6))
            words.addWidget(control)
            words.setContentsMargins(*margins)
            self.setLayout(words)
        else:
            row = line(gap=px(16), margins=margins)
            row.addLayout(words, 1)
            row.addWidget(control, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.setLayout(row)

    def say_hint(self, hint: str) -> None:
        self.hint.say(hint)
        self.hint.setVisible(bool(hint))

    def mark(self, marked: bool) -> None:
        """Show that this is what was searched for."""
        self.marked = marked
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = self._look.theme
        painter = QPainter(self)
        if self.marked:
            painter.fillRect(self.rect(), theme.colour("sel"))
            painter.fillRect(0, 0, 3, self.height(), theme.colour("accent"))
        painter.fillRect(theme.px(16), self.height() - 1, self.width(), 1, theme.colour("line"))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if isinstance(self.control, Switch) and self.control.isEnabled():
            self.control.click()
        super().mousePressEvent(event)


class Buttons(QWidget):
    """A few buttons or fields beside each other, as one control of a line."""

    def __init__(self, look: Look, *widgets: QWidget) -> None:
        super().__init__()
        self.setLayout(line(*widgets, gap=look.theme.px(8)))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class Slider(QSlider):
    """A slider by keyboard, too; Home and End are its ends."""

    def __init__(self, look: Look, name: str, least: int, most: int, step: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(least, most)
        self.setSingleStep(step)
        self.setPageStep(step)
        self.setMinimumWidth(look.theme.px(180))
        follow(look, self, name)
