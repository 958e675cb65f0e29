"""What a rule would have told in the last ninety days: one sentence, the line of days, and the same as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dealwatch.alerts.rules_replay import Firing, History, replay
from dealwatch.figures.firings import Told, firings_figure, summary
from dealwatch.language import _
from dealwatch.ui.cells import Cell, Column, Row
from dealwatch.ui.figure_view import FigureView
from dealwatch.ui.panes import Words, line, present, stack
from dealwatch.ui.rules.words import SIGNALS
from dealwatch.ui.table import Table
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.words import day_text

if TYPE_CHECKING:
    from dealwatch.model.rule import Rule

SHOWN = 5
"""Rows of the table before it scrolls."""


class Simulator(QWidget):
    """Until there is a history it says that it looks. `opened` carries the place of what would have been told."""

    opened = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._history: History | None = None
        self.title = Words(look, _("Looking through the last 90 days…"), Type.SECTION)
        self.period = Words(look, "", Type.SECONDARY, "text2", elide=True)
        self.figure = FigureView(look, _("When the rule would have told something"))
        columns = (
            Column(_("Date"), 150, least=135),
            Column(_("Deal or source"), least=150),
            Column(_("What"), 200, least=190),
        )
        self.table = Table(look, columns, _("What the rule would have told"), row=28)
        self.figure.opened.connect(self.opened)
        self.table.on_open(lambda row: self.opened.emit(row.data))
        column = stack(gap=look.theme.px(8))
        column.addLayout(line(self.title, 1, self.period))
        column.addWidget(self.figure)
        column.addWidget(self.table)
        self.setLayout(column)
        for part in (self.figure, self.table):
            present(part, False)

    def show_history(self, history: History) -> None:
        self._history = history
        days = {"first": day_text(history.first, weekday=False), "last": day_text(history.last, weekday=False)}
        self.period.say(_("{first} – {last}, from your own data").format(**days))

    def say_trouble(self, words: str) -> None:
        self.title.say(words)

    def try_rule(self, rule: Rule) -> None:
        history = self._history
        if history is None:
            return
        found = replay(history, rule)
        told = [Told(each.day, each.about, _what(each), each.badge, each.target) for each in found]
        self.title.say(summary(len(told), (history.last - history.first).days))
        self.figure.show_figure(lambda width: firings_figure(told, history.first, history.last, width))
        self.table.show_rows([_row(number, each) for number, each in enumerate(found)])
        self.table.setFixedHeight(self.table.content_height() - max(0, len(found) - SHOWN) * self._row_height())
        present(self.figure, True)
        present(self.table, bool(found))

    def _row_height(self) -> int:
        return self.table.verticalHeader().defaultSectionSize()


def _what(firing: Firing) -> str:
    return _(firing.badge.label) if firing.badge is not None else _(SIGNALS[firing.signal])


def _row(number: int, firing: Firing) -> Row:
    badges = (firing.badge,) if firing.badge is not None else ()
    what = Cell(badges=badges) if badges else Cell(_what(firing))
    return Row(str(number), (Cell(day_text(firing.day)), Cell(firing.about), what), firing.target)
