"""A line of a page of the settings: its words at the left, its control at the right, or below where room is short."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractSpinBox, QBoxLayout, QWidget

from dealwatch.ui.panes import Words, stack
from dealwatch.ui.settings.parts import Switch
from dealwatch.ui.theme import Look, Type

LEAST_WORDS = 220
"""px at 100 % that the words need beside a control."""


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
        self._below = below
        px = look.theme.px
        words = stack(self.label, self.hint, gap=px(2))
        for field in (control, *control.findChildren(QAbstractSpinBox)):
            if hint and not field.accessibleDescription():
                field.setAccessibleDescription(hint)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setContentsMargins(px(16), px(9), px(20), px(9))
        self._row.addLayout(words, 1)
        self._row.addWidget(control)
        self.setLayout(self._row)
        self.say_hint(hint)  # only now: what is shown before it has a place is a window of its own for a moment
        self._arrange()

    def _arrange(self) -> None:
        """Beside each other, or one below the other."""
        px = self._look.theme.px
        room = self.width() - self.control.sizeHint().width() - px(16) - px(16) - px(20)
        below = self._below or (room < px(LEAST_WORDS) and not isinstance(self.control, Switch))
        wanted = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        if self._row.direction() is not wanted or self._row.spacing() < 0:
            self._row.setDirection(wanted)
        self._row.setSpacing(px(6 if below else 16))
        side = Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag.AlignRight
        filling = below and self.control.hasHeightForWidth()
        self._row.setAlignment(self.control, Qt.AlignmentFlag(0) if filling else side | Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Narrower than both beside each other: then they go one below the other."""
        return QSize(self._look.theme.px(160), super().minimumSizeHint().height())

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
