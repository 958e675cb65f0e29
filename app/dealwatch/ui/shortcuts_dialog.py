"""The sheet of keys, made from the commands themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dealwatch.language import _, mark
from dealwatch.ui.cells import Cell, Column, Row
from dealwatch.ui.commands import COMMANDS
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.dialog import Dialog
from dealwatch.ui.keys import native
from dealwatch.ui.panes import line, stack
from dealwatch.ui.table import Table

if TYPE_CHECKING:
    from dealwatch.ui.main_window import MainWindow
    from dealwatch.ui.theme import Look

PLACES = (
    (mark("Today, Inbox, Portfolio, Calendar, Documents, Sources"), mark("Ctrl+1 … Ctrl+6")),
    (mark("Step along a picture"), mark("Left, Right, Up, Down")),
)


class ShortcutsDialog(Dialog):
    def __init__(self, look: Look, parent: MainWindow) -> None:
        super().__init__(look, _("Keyboard shortcuts"), 520, parent)
        px = look.theme.px
        self.resize(px(520), px(600))
        table = Table(look, (Column(_("Command"), least=220), Column(_("Key"), 190)), _("Keyboard shortcuts"), row=28)
        keys = {command.name: parent.keys.of(command.name) for command in COMMANDS}
        pairs = [(_(c.words).rstrip("…"), native(keys[c.name])) for c in COMMANDS if keys[c.name]]
        rows = [*pairs, *((_(words), _(keys)) for words, keys in PLACES)]
        table.show_rows([Row(words, (Cell(words), Cell(keys, "text2"))) for words, keys in rows])
        close = Button(look, _("Close"), kind=Kind.PRIMARY)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column = stack(table)
        column.addLayout(line(1, close, margins=(px(16), px(10), px(16), px(10))))
        self.setLayout(column)
