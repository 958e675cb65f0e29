"""The table twin of a figure in a window of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from dealwatch.language import _
from dealwatch.ui.cells import Cell, Column, Row
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.panes import line, stack
from dealwatch.ui.table import Table

if TYPE_CHECKING:
    from dealwatch.figures.shapes import Figure
    from dealwatch.ui.theme import Look


class TwinDialog(QDialog):
    def __init__(self, look: Look, figure: Figure, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(figure.title)
        self.resize(look.theme.px(720), look.theme.px(420))
        columns = [Column(title, least=120) for title in figure.table.columns]
        table = Table(look, columns, figure.title)
        rows = [Row(str(place), tuple(Cell(text) for text in row)) for place, row in enumerate(figure.table.rows)]
        table.show_rows(rows)
        copy = Button(look, _("Copy table"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(figure.table.tab_separated()))
        close = Button(look, _("Close"), kind=Kind.PRIMARY)
        close.clicked.connect(self.accept)
        px = look.theme.px
        column = stack(table)
        column.addLayout(line(1, copy, close, margins=(px(16), px(12), px(16), px(12))))
        self.setLayout(column)
