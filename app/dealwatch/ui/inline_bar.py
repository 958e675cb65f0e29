"""Trouble, said over what still holds and never instead of it; and the page that is shown where there is nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from dealwatch.language import _
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.panes import Ground, IconView, Rule, Words, clear, line, present, stack
from dealwatch.ui.theme import Look, Type

ROOM_FOR_ICON = 170  # px of height


@dataclass(frozen=True)
class Act:
    """A button: its verb and what it does."""

    verb: str
    do: Callable[[], None]
    primary: bool = False


class InlineBar(Ground):
    """A 3 px edge and a tint by kind: orange a source, ochre dates, violet a vanished fact, slate a notice."""

    closed = Signal()

    def __init__(
        self,
        look: Look,
        title: str,
        text: str = "",
        *,
        hue: str = "slate",
        icon: str = "info",
        acts: Sequence[Act] = (),
        closable: bool = False,
        single: bool = False,
    ) -> None:
        super().__init__(look, f"{hue}_tint", edge="" if single else hue)
        px = look.theme.px
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(f"{title} {text}".strip())
        self._look = look
        self._icon = IconView(look, icon, hue)
        self.title = Words(look, title, Type.BODY if not single else Type.CONTROL, bold=not single, wrap=True)
        self.text = Words(look, text, Type.SECONDARY, wrap=True)
        present(self.text, bool(text))
        self._buttons = line(gap=px(8))
        self.set_acts(acts)
        row = QHBoxLayout()
        row.setSpacing(px(10))
        row.setContentsMargins(px(16), px(9), px(16), px(9))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter if single else Qt.AlignmentFlag.AlignTop)
        if single:
            row.addWidget(self.title, 1)
            row.addLayout(self._buttons)
        else:
            words = stack(self.title, self.text, gap=px(3))
            words.addSpacing(px(5))
            words.addLayout(self._buttons)
            row.addLayout(words, 1)
        if closable:
            close = Button(look, kind=Kind.QUIET, icon="x", say=_("Close this message"))
            close.clicked.connect(self.dismiss)
            row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        outer = stack(gap=0)
        outer.addLayout(row)
        if single:
            outer.addWidget(Rule(look, strong=True))
        self.setLayout(outer)

    def set_acts(self, acts: Sequence[Act]) -> None:
        clear(self._buttons)
        for act in acts:
            kind = Kind.PRIMARY if act.primary else Kind.PLAIN
            button = Button(self._look, act.verb, kind=kind, small=True)
            button.clicked.connect(act.do)
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)

    def dismiss(self) -> None:
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)


class EmptyPage(Ground):
    """Icon, one line, one sentence, one or two buttons, centred."""

    def __init__(self, look: Look, icon: str, title: str, text: str, acts: Sequence[Act] = ()) -> None:
        super().__init__(look, "base")
        px = look.theme.px
        self._look = look
        self.setAccessibleName(title)
        self.title = Words(look, title, Type.SECTION)
        self.text = Words(look, text, Type.SECONDARY, "text2", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.text.setFixedWidth(px(330))
        column = stack(1, gap=0)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._icon = IconView(look, icon, "text2", 36)
        column.addWidget(self._icon, 0, centre)
        column.addSpacing(px(12))
        column.addWidget(self.title, 0, centre)
        column.addSpacing(px(4))
        column.addLayout(line(1, self.text, 1))  # in a row of its own, or its height is that of a wider text
        column.addSpacing(px(14) if acts else 0)
        buttons = line(1, gap=px(8))
        for act in acts:
            kind = Kind.PRIMARY if act.primary else Kind.PLAIN
            button = Button(look, act.verb, kind=kind, small=True)
            button.clicked.connect(act.do)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)
        self.setLayout(column)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height the words have it."""
        super().resizeEvent(event)
        self._icon.setVisible(event.size().height() >= self._look.theme.px(ROOM_FOR_ICON))

    def say(self, title: str, text: str) -> None:
        self.title.say(title)
        self.text.say(text)
        self.setAccessibleName(title)
