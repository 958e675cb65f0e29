"""Said once, at the first close: the window is gone, the checking goes on."""

from __future__ import annotations

from collections.abc import Callable

from dealwatch.language import _
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.dialog import Dialog
from dealwatch.ui.panes import Words, line, stack
from dealwatch.ui.theme import Look, Type


class KeepRunningDialog(Dialog):
    def __init__(self, look: Look, leave: Callable[[], None]) -> None:
        super().__init__(look, "Dealwatch", 440, None)
        px = look.theme.px
        end = Button(look, _("Quit"))
        end.clicked.connect(leave)
        stay = Button(look, _("Keep running"), kind=Kind.PRIMARY)
        stay.setDefault(True)
        stay.clicked.connect(self.accept)
        words = stack(gap=px(3))
        words.addWidget(Words(look, _("Dealwatch keeps checking in the background."), bold=True, wrap=True))
        text = _("Open it again from the tray or the application menu.")
        words.addWidget(Words(look, text, Type.SECONDARY, "text2", wrap=True))
        column = stack(gap=px(14), margins=(px(20), px(16), px(20), px(14)))
        column.addLayout(words)
        column.addLayout(line(1, end, stay))
        self.setLayout(column)
