"""The rows of the list of rules: a name, and below it the whole sentence, in as many lines as it takes.

Must not contain: what a rule says, what is done to it.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal

from dealwatch.language import _
from dealwatch.ui.cells import CELL, Cell, Column
from dealwatch.ui.draw import Pen
from dealwatch.ui.table import CellDelegate, Table
from dealwatch.ui.theme import Look, Type

PADDING = 6  # px above the name and below the sentence
SIDES = 24  # px: the margins of the only cell
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)


class RuleRows(Table):
    """`fitted` when the heights of the rows may be other ones."""

    fitted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, (Column(_("Rule"), least=280),), _("Alert rules"), row=48)
        self.setItemDelegate(_RuleDelegate(look, self))
        self.horizontalHeader().hide()

    def height_of(self, rows: int) -> int:
        """What the first rows need."""
        return sum(self.rowHeight(row) for row in range(min(rows, self.cells.rowCount())))

    def share(self) -> None:
        super().share()
        self.fit_rows()

    def fit_rows(self) -> None:
        theme = self._look.theme
        room = self.columnWidth(0) - theme.px(SIDES)
        name = theme.metrics(Type.BODY, True).height()
        for row in range(self.cells.rowCount()):
            cell: Cell = self.cells.index(row, 0).data(CELL)
            said = theme.metrics(Type.CAPTION).boundingRect(QRectF(0, 0, room, 10_000), _WRAPPED, cell.second)
            wanted = max(round(name + said.height()) + 2 * theme.px(PADDING) + 1, theme.row(self._row))
            if wanted != self.rowHeight(row):
                self.setRowHeight(row, wanted)
        self.fitted.emit()


class _RuleDelegate(CellDelegate):
    def _content(self, pen: Pen, area: QRectF, cell: Cell) -> None:
        theme = self._look.theme
        name = theme.metrics(cell.use, cell.bold).height()
        top = QRectF(area.left(), area.top() + theme.px(PADDING), area.width(), name)
        pen.text(top, cell.text, cell.use, cell.role, bold=cell.bold)
        pen.painter.setFont(theme.font(Type.CAPTION))
        pen.painter.setPen(theme.colour("text2"))
        below = QRectF(area.left(), top.bottom(), area.width(), area.bottom() - top.bottom())
        pen.painter.drawText(below, _WRAPPED, cell.second)
