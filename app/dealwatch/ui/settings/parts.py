"""The controls of the settings: a switch, boxes, fields and a slider that follow the look.

Must not contain: what any setting means.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy, QSlider, QWidget

from dealwatch.ui.controls import KEYBOARD
from dealwatch.ui.flow import Flow
from dealwatch.ui.theme import Look, Type

BOX = 18
_MOVED = frozenset(
    {QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.EnabledChange}
)


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


class _Edge(QWidget):
    """The frame over a field of Qt's: the style's own is too faint in high contrast, and says nothing of the focus."""

    def __init__(self, look: Look, field: QWidget) -> None:
        super().__init__(field)
        self._look, self._field = look, field
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, focused = self._look.theme, self._field.hasFocus()
        inset = 1.0 if focused else 0.5
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._field.isEnabled():
            painter.setOpacity(0.55)
        painter.setPen(QPen(theme.colour("accent" if focused else "edge"), 2 if focused else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 4, 4)
        painter.end()


class _Follower(QObject):
    """Keeps a field of Qt's in the look's type and frame, and the wheel that scrolls a page from changing it."""

    def __init__(self, look: Look, field: QWidget, *, framed: bool = True) -> None:
        super().__init__(field)
        self._look, self._field = look, field
        self._edge = _Edge(look, field) if framed else None
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        field.installEventFilter(self)
        self._fit()
        look.changed.connect(self._fit)

    def _fit(self) -> None:
        self._field.setFont(self._look.theme.font(Type.BODY))
        self._field.setMinimumHeight(self._look.theme.px(28))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._edge is not None and event.type() in _MOVED:
            self._edge.resize(self._field.size())
            self._edge.raise_()
            self._edge.update()
        if event.type() is QEvent.Type.Wheel and not self._field.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def follow(look: Look, field: QWidget, name: str, *, framed: bool = True) -> None:
    """Make a field of Qt's one of ours."""
    field.setAccessibleName(name)
    _Follower(look, field, framed=framed)


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


class Buttons(QWidget):
    """A few buttons or fields as one control of a line; they go on in a next row where they must."""

    def __init__(self, look: Look, *widgets: QWidget) -> None:
        super().__init__()
        self.setLayout(Flow(*widgets, gap=look.theme.px(8)))


class Slider(QSlider):
    """A slider by keyboard, too; Home and End are its ends. Drawn from the look, since the style's groove is faint."""

    def __init__(self, look: Look, name: str, least: int, most: int, step: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(least, most)
        self.setSingleStep(step)
        self.setPageStep(step)
        self._look = look
        self.setMinimumWidth(look.theme.px(180))
        follow(look, self, name, framed=False)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = self._look.theme
        radius = theme.px(8)
        middle = self.height() / 2
        room = self.width() - 2 * radius - 6
        share = (self.value() - self.minimum()) / (self.maximum() - self.minimum())
        x = radius + 3 + room * share
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("edge"), 2))
        painter.drawLine(QPointF(radius + 3, middle), QPointF(radius + 3 + room, middle))
        painter.setPen(QPen(theme.colour("accent"), 4))
        painter.drawLine(QPointF(radius + 3, middle), QPointF(x, middle))
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.setBrush(theme.colour("accent" if self.hasFocus() else "base"))
        painter.drawEllipse(QPointF(x, middle), radius - 1, radius - 1)
        painter.end()
