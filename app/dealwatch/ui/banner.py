"""A notification inside the window, for desktops that have none. One at a time; the newest replaces the older."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from dealwatch.language import _
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.panes import IconView, Words, line, stack
from dealwatch.ui.theme import Look, Type

if TYPE_CHECKING:
    from dealwatch.watch.ports import Message

WIDTH = 500


class Banner(QWidget):
    """Stands at the top right of its parent. `opened` gives the target of the message."""

    opened = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.shown: Message | None = None
        px = look.theme.px
        self._title = Words(look, "", bold=True, wrap=True)
        self._text = Words(look, "", Type.SECONDARY, "text2", wrap=True)
        self._open = Button(look, _("Open case"), small=True)
        self._open.clicked.connect(self._go)
        close = Button(look, kind=Kind.QUIET, icon="x", say=_("Close this message"), small=True)
        close.clicked.connect(self.hide)
        row = line(IconView(look, "bell-ringing", "accent"), gap=px(10), margins=(px(16), px(10), px(8), px(10)))
        row.addLayout(stack(1, self._title, self._text, 1, gap=2), 1)
        row.addWidget(self._open)
        row.addWidget(close)
        self.setLayout(row)
        self.hide()

    def show_message(self, message: Message) -> None:
        self.shown = message
        self._title.say(message.title)
        self._text.say(message.body)
        self._open.setText(message.actions[0][1] if message.actions else _("Open"))
        self._open.updateGeometry()
        self.setAccessibleName(f"{message.title}. {message.body}")
        self.place()
        self.show()
        self.raise_()

    def place(self) -> None:
        parent = self.parentWidget()
        assert parent is not None
        width = min(self._look.theme.px(WIDTH), parent.width() - self._look.theme.px(32))
        layout = self.layout()
        assert layout is not None
        height = max(layout.heightForWidth(width), layout.minimumSize().height())
        top = self._look.theme.px(26 + 44 + 12)
        self.setGeometry(parent.width() - width - self._look.theme.px(16), top, width, height)

    def _go(self) -> None:
        self.hide()
        if self.shown is not None:
            self.opened.emit(self.shown.target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.colour("line2"), 1))
        painter.setBrush(theme.colour("base"))
        painter.drawRoundedRect(box, 6, 6)
        painter.setClipRect(0, 0, 3, self.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(box, 6, 6)
        painter.end()
