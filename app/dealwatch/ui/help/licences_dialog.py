"""Everything that is shipped, with its version and licence; the licence's own words below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from dealwatch.language import _
from dealwatch.ui.cells import Cell, Column, Row
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.dialog import Dialog
from dealwatch.ui.frame import Split
from dealwatch.ui.help.licences import Shipped, licence_text, shipped
from dealwatch.ui.panes import Rule, line, stack
from dealwatch.ui.table import Table
from dealwatch.ui.text_pane import TextPane
from dealwatch.ui.theme import Look


class LicencesDialog(Dialog):
    def __init__(self, look: Look, parent: QWidget | None) -> None:
        super().__init__(look, _("Licences"), 720, parent)
        px = look.theme.px
        columns = (Column(_("Part"), least=220), Column(_("Version"), 120), Column(_("Licence"), 280))
        self.table = Table(look, columns, _("Licences"), row=28)
        rows = [
            Row(part.name, (Cell(part.name), Cell(part.version, "text2"), Cell(part.licence, "text2")), part)
            for part in shipped()
        ]
        self.table.show_rows(rows)
        self.text = TextPane(look, _("Text of the licence"))
        self.table.on_choose(self._show)
        split = Split(look, Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self.text)
        split.setSizes([px(260), px(280)])
        close = Button(look, _("Close"), kind=Kind.PRIMARY)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column = stack()
        column.addWidget(split, 1)
        column.addWidget(Rule(look, strong=True))
        column.addLayout(line(1, close, margins=(px(16), px(10), px(16), px(10))))
        self.setLayout(column)
        self.resize(px(720), px(600))
        self.table.step(1)

    def _show(self, row: Row) -> None:
        part = row.data
        if isinstance(part, Shipped):
            words = licence_text(part)
            self.text.show_text(words or _("This part ships no text of its own; its licence is named above."))
