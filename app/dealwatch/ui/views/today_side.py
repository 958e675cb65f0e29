"""The right side of Today but for the deadlines: quiet lines, and what needs the user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from dealwatch.language import _
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.panes import Ground, IconView, Rule, Words, line, stack
from dealwatch.ui.theme import Look, Type

if TYPE_CHECKING:
    from dealwatch.ui.desk import Attention
    from dealwatch.ui.views.view import Stage


class QuietLine(Ground):
    """A line of words in a list, indented like its rows."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__(look)
        px = look.theme.px
        words = Words(look, text, Type.SECONDARY, "text2", wrap=True)
        row = line(words, margins=(px(16), px(9), px(20), px(9)))
        outer = stack()
        outer.addLayout(row)
        outer.addWidget(Rule(look))
        self.setLayout(outer)


class AttentionRow(Ground):
    def __init__(self, look: Look, item: Attention, stage: Stage) -> None:
        super().__init__(look)
        px = look.theme.px
        self.setAccessibleName(item.title)
        row = line(gap=px(12), margins=(px(16), px(11), px(20), px(12)))
        row.addWidget(IconView(look, item.icon, item.role), 0, Qt.AlignmentFlag.AlignTop)
        words = stack(gap=px(2))
        words.addWidget(Words(look, item.title, bold=True, wrap=True))
        words.addWidget(Words(look, item.text, Type.SECONDARY, "text2", wrap=True))
        buttons = line(gap=px(8), margins=(0, px(6), 0, 0))
        if item.url:
            page = Button(look, _("Open page"), small=True)
            page.clicked.connect(lambda: stage.open_url(item.url))
            buttons.addWidget(page)
        if item.target:
            details = Button(look, _("Details"), kind=Kind.QUIET if item.url else Kind.PLAIN, small=True)
            details.clicked.connect(lambda: stage.go(item.target))
            buttons.addWidget(details)
        buttons.addStretch(1)
        words.addLayout(buttons)
        row.addLayout(words, 1)
        outer = stack()
        outer.addLayout(row)
        outer.addWidget(Rule(look))
        self.setLayout(outer)
