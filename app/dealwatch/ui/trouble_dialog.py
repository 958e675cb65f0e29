"""Something a person can act on: one line, what is safe and what to do next."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dealwatch.language import _
from dealwatch.sources.trouble_words import shown_trouble
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.dialog import Dialog
from dealwatch.ui.panes import IconView, Words, line, stack
from dealwatch.ui.theme import Look, Type


class TroubleDialog(Dialog):
    def __init__(self, look: Look, title: str, hint: str, parent: QWidget | None) -> None:
        super().__init__(look, "Dealwatch", 460, parent)
        px = look.theme.px
        close = Button(look, _("Close"), kind=Kind.PRIMARY)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        words = stack(gap=px(4))
        words.addWidget(Words(look, shown_trouble(title), Type.SECTION, wrap=True))
        words.addWidget(Words(look, shown_trouble(hint), Type.SECONDARY, "text2", wrap=True, selectable=True))
        head = line(IconView(look, "warning", "orange", 22), gap=px(12))
        head.addLayout(words, 1)
        column = stack(gap=px(14), margins=(px(20), px(18), px(20), px(14)))
        column.addLayout(head)
        column.addLayout(line(1, close))
        self.setLayout(column)
