"""The heads of the matrix: authorities over it, deals at its left. Must not contain: what a cell paints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView

from dealwatch.figures.matrix import HEADER
from dealwatch.language import _
from dealwatch.ui.draw import Pen
from dealwatch.ui.theme import Type
from dealwatch.ui.views.heads import Place, TopHead

if TYPE_CHECKING:
    from dealwatch.ui.theme import Look
    from dealwatch.ui.views.matrix_table import MatrixTable

NEXT_COLUMNS = 2
"""The last columns: the next deadline and the days left."""


class AuthorityHeads(TopHead):
    """A click on a head sorts by it."""

    high = HEADER

    def __init__(self, look: Look, table: MatrixTable) -> None:
        super().__init__(look, table, _("Authorities"), 24)
        self._table = table
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.sectionClicked.connect(table.sorting.choose)

    def suffix(self, section: int) -> str:
        return self._table.sorting.arrow(section)

    def chosen(self, section: int) -> bool:
        return self._table.sorting.at == section and self._table.hasFocus()

    def place(self, section: int) -> Place:
        """The last columns tell of the next deadline and stand at the right."""
        count = self.model().columnCount()
        return 8, 16 if section == count - 1 else 8, section >= count - NEXT_COLUMNS


class DealHeads(QHeaderView):
    """The frozen column: name and kind of the deal."""

    def __init__(self, look: Look, table: MatrixTable) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._look, self._table = look, table
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setAccessibleName(_("Deals"))
        self._dress()
        look.changed.connect(self._dress)

    def _dress(self) -> None:
        """Below the last row the head is ground like the rest."""
        palette = self.palette()
        for role in (palette.ColorRole.Window, palette.ColorRole.Button, palette.ColorRole.Base):
            palette.setColor(role, self._look.theme.colour("base"))
        self.setPalette(palette)
        self.viewport().setPalette(palette)

    def paintSection(self, painter: QPainter, rect: Any, section: int) -> None:
        theme = self._look.theme
        row = self._table.cells.matrix.rows[section]
        painter.save()
        box = QRectF(rect)
        painter.fillRect(box, theme.colour("base"))
        pen = Pen(painter, theme)
        if self._table.paint_row_ground(pen, box, section):
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), theme.colour("accent"))
        pen.line(box.left(), box.right(), box.bottom() - 1, "line")
        line = theme.metrics().height()
        total = line + (theme.metrics(Type.CAPTION).height() if row.kind else 0)
        area = box.adjusted(theme.px(16), 0, -theme.px(8), 0)
        top = QRectF(area.left(), area.center().y() - total / 2, area.width(), line)
        pen.text(top, row.name, Type.BODY, bold=True)
        if row.kind:
            pen.text(QRectF(top.left(), top.bottom(), area.width(), total - line), row.kind, Type.CAPTION, "text2")
        painter.restore()
