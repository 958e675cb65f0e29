"""The list of the alert rules in a window of its own. Must not contain: how one is edited or kept."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dealwatch.language import _
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.dialog import Dialog
from dealwatch.ui.panes import Rule as Hairline
from dealwatch.ui.panes import Words, line, stack
from dealwatch.ui.rules.rule_list import RuleList
from dealwatch.ui.rules.words import order_words
from dealwatch.ui.theme import Look, Type


class RulesDialog(Dialog):
    def __init__(self, look: Look, parent: QWidget | None) -> None:
        super().__init__(look, _("Alert rules"), 780, parent)
        px = look.theme.px
        self.resize(px(780), px(460))
        about = Words(look, order_words(), Type.SECONDARY, "text2", wrap=True)
        about.setContentsMargins(px(16), px(12), px(16), px(8))
        self.list = RuleList(look)
        close = Button(look, _("Close"), kind=Kind.PRIMARY)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column = stack()
        column.addWidget(about)
        column.addWidget(Hairline(look, strong=True))
        column.addWidget(self.list, 1)
        column.addWidget(Hairline(look, strong=True))
        foot = line(self.list.acts, close, gap=px(8), margins=(px(16), px(12), px(16), px(12)))
        foot.setStretch(0, 1)
        column.addLayout(foot)
        self.setLayout(column)
