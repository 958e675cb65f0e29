"""Deals that were put away, to be brought back."""

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
from dealwatch.ui.panes import Rule, line, stack
from dealwatch.ui.table import Table
from dealwatch.ui.words import kind_words

if TYPE_CHECKING:
    from dealwatch.model.deal import Deal
    from dealwatch.ui.theme import Look


class ArchivedDialog(Dialog):
    """`wanted` carries the ids of the deals to bring back."""

    wanted = Signal(object)

    def __init__(self, look: Look, deals: Sequence[Deal], parent: QWidget | None) -> None:
        super().__init__(look, _("Archived deals"), 640, parent)
        px = look.theme.px
        self.resize(px(640), px(420))
        self.table = Table(look, (Column(_("Deal"), least=260), Column(_("Kind"), 160)), _("Archived deals"), row=32)
        self.table.show_rows(
            [Row(deal.id, (Cell(deal.name, bold=True), Cell(kind_words(deal.kind), "text2")), deal) for deal in deals]
        )
        empty = EmptyPage(
            look, "archive", _("Nothing is archived"), _("A deal you archive alerts no more and is kept here.")
        )
        close = Button(look, _("Close"))
        close.clicked.connect(self.reject)
        back = Button(look, _("Bring back"), kind=Kind.PRIMARY)
        back.setEnabled(bool(deals))
        back.setDefault(True)
        back.clicked.connect(self.bring_back)
        column = stack()
        column.addWidget(self.table if deals else empty, 1)
        column.addWidget(Rule(look, strong=True))
        column.addLayout(line(1, close, back, gap=px(8), margins=(px(20), px(12), px(20), px(12))))
        self.setLayout(column)
        if deals:
            self.table.step(1)

    def bring_back(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.wanted.emit((row.key,))
            self.accept()
