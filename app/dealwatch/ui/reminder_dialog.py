"""The rule for reminders in a window of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from dealwatch.language import _
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.dialog import Dialog
from dealwatch.ui.panes import Rule, Words, line, stack
from dealwatch.ui.reminder_rules import LONG_STOPS, ReminderRules
from dealwatch.ui.theme import Look, Type

if TYPE_CHECKING:
    from dealwatch.ui.desk import Desk


class ReminderDialog(Dialog):
    """Nothing is kept before *Keep* is pressed. Chosen are `rules.distances` and, for long stops, `stops.distances`."""

    def __init__(self, look: Look, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(look, _("Reminders of deadlines"), 520, parent)
        px = look.theme.px
        self.rules = ReminderRules(look, desk.reminder_distances())
        self.stops = ReminderRules(look, desk.long_stop_distances(), LONG_STOPS)
        text = _("Each reminder is told once for each day that was ever given, in the inbox and as a notification.")
        cancel = Button(look, _("Cancel"))
        cancel.clicked.connect(self.reject)
        keep = Button(look, _("Keep"), kind=Kind.PRIMARY)
        keep.setDefault(True)
        keep.clicked.connect(self.accept)
        column = stack(gap=px(12), margins=(px(16), px(16), px(16), px(14)))
        column.addWidget(self.rules)
        column.addWidget(Rule(look))
        column.addWidget(self.stops)
        column.addWidget(Words(look, text, Type.SECONDARY, "text2", wrap=True))
        column.addLayout(line(1, cancel, keep, gap=px(8)))
        self.setLayout(column)
        self.rules.days.setFocus()
