"""What's new: the list of changes, version by version."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dealwatch.language import _
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.dialog import Dialog
from dealwatch.ui.help.library import Topic
from dealwatch.ui.help.news import changes, sections
from dealwatch.ui.help.page import HelpPage
from dealwatch.ui.panes import Rule, line, stack
from dealwatch.ui.theme import Look


class NewsDialog(Dialog):
    def __init__(self, look: Look, parent: QWidget | None) -> None:
        super().__init__(look, _("What’s new"), 640, parent)
        px = look.theme.px
        text = "\n\n".join(f"## {heading}\n\n{body}" for heading, body in sections(changes()))
        self.page = HelpPage(look)
        self.page.show_topic(Topic("changes", _("What’s new"), text))
        close = Button(look, _("Close"), kind=Kind.PRIMARY)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column = stack()
        column.addWidget(self.page, 1)
        column.addWidget(Rule(look, strong=True))
        column.addLayout(line(1, close, margins=(px(16), px(10), px(16), px(10))))
        self.setLayout(column)
        self.resize(px(640), px(560))
