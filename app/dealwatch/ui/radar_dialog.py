"""Companies that are watched for in every register that is read, to be looked over and taken off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dealwatch.language import _
from dealwatch.ui.cells import Cell, Column, Row
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.dialog import Dialog
from dealwatch.ui.inline_bar import EmptyPage
from dealwatch.ui.panes import Rule, Words, line, stack
from dealwatch.ui.table import Table
from dealwatch.ui.theme import Type

if TYPE_CHECKING:
    from dealwatch.ui.theme import Look


class RadarDialog(Dialog):
    """`removed` carries the name of a company that is not to be watched for any more."""

    removed = Signal(str)

    def __init__(self, look: Look, companies: Sequence[str], parent: QWidget | None) -> None:
        super().__init__(look, _("Companies on the radar"), 560, parent)
        px = look.theme.px
        self.resize(px(560), px(420))
        self.table = Table(look, (Column(_("Company"), least=260),), _("Companies on the radar"), row=32)
        self.table.show_rows([Row(name, (Cell(name, bold=True),), name) for name in companies])
        empty = EmptyPage(
            look, "eye", _("No company is watched for"), _("Add a company's name, and new cases that name it alert.")
        )
        words = _("A new case in any register you read alerts when it names one of these, also as a third party.")
        about = Words(look, words, Type.SECONDARY, "text2", wrap=True)
        about.setContentsMargins(px(20), px(12), px(20), px(8))
        close = Button(look, _("Close"), kind=Kind.PRIMARY)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        off = Button(look, _("Take off"))
        off.setEnabled(bool(companies))
        off.clicked.connect(self.take_off)
        column = stack()
        column.addWidget(about)
        column.addWidget(Rule(look, strong=True))
        column.addWidget(self.table if companies else empty, 1)
        column.addWidget(Rule(look, strong=True))
        column.addLayout(line(off, 1, close, gap=px(8), margins=(px(20), px(12), px(20), px(12))))
        self.setLayout(column)
        if companies:
            self.table.step(1)

    def take_off(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.removed.emit(row.key)
            self.accept()
