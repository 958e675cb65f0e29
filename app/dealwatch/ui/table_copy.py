"""Copies of a table: the current row or all of it, as text for spreadsheets and as a table for letters; its menu.

Ctrl+C takes the current row, and the whole table where there is none. Must not contain: how a cell is painted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from dealwatch.language import _
from dealwatch.ui.figure_copy import FigureCopies

if TYPE_CHECKING:
    from dealwatch.figures.shapes import Figure
    from dealwatch.ui.cells import Column, Row
    from dealwatch.ui.table import Table
    from dealwatch.ui.theme import Look

Lines = Sequence[Sequence[str]]


class TableCopies:
    """`before` fills what comes before the copies in the menu; the picture of the current row is copied from it too."""

    def __init__(self, look: Look, table: Table, columns: Sequence[Column]) -> None:
        self._table, self._columns = table, tuple(columns)
        self._picture = FigureCopies(look, table, self._figure)
        self.before: Callable[[QMenu], None] | None = None

    def key(self, event: QKeyEvent) -> bool:
        """Take Ctrl+C; False for any other key."""
        if not event.matches(QKeySequence.StandardKey.Copy):
            return False
        if self._table.current_row() is not None:
            self.row()
        else:
            self.everything()
        return True

    def row(self) -> None:
        row = self._table.current_row()
        if row is not None:
            _put([self._line(row)], heads=False)

    def everything(self) -> None:
        """All rows as they stand, under their heads."""
        rows = [self._line(row) for row in self._table.cells.rows]
        if rows:
            _put([[self._columns[place].title for place in self._places()], *rows], heads=True)

    def menu(self) -> QMenu:
        menu = QMenu(self._table)
        menu.setAccessibleName(self._table.accessibleName())
        menu.aboutToHide.connect(menu.deleteLater)
        if self.before is not None:
            self.before(menu)
            menu.addSeparator()
        if self._table.current_row() is not None:
            menu.addAction(_("Copy row"), self.row)
        menu.addAction(_("Copy table"), self.everything)
        if self._figure() is not None:
            menu.addSeparator()
            self._picture.fill(menu)
        return menu

    def popup(self, where: QPoint) -> None:
        """Nothing where the table is empty."""
        if self._table.cells.rows:
            self.menu().popup(where)

    def _places(self) -> list[int]:
        """The columns that the user has not left out, also those for which there is no room now."""
        return [place for place in range(len(self._columns)) if place not in self._table.left_out]

    def _line(self, row: Row) -> list[str]:
        return [" ".join(row.cells[place].copied.split()) for place in self._places()]

    def _figure(self) -> Figure | None:
        """The picture in the current row."""
        row = self._table.current_row()
        return next((cell.figure for cell in row.cells if cell.figure is not None), None) if row else None


def _put(lines: Lines, *, heads: bool) -> None:
    """Onto the clipboard: tabs and line ends for programs that read text, a table for those that read HTML."""
    clipboard = QGuiApplication.clipboard()
    # on the object that the clipboard has made itself: one of Python's would be there longer than the interpreter
    clipboard.setText("\n".join("\t".join(line) for line in lines))
    clipboard.mimeData().setHtml(f"<table>{''.join(_html(lines, heads))}</table>")


def _html(lines: Lines, heads: bool) -> Iterable[str]:
    for place, line in enumerate(lines):
        tag = "th" if heads and place == 0 else "td"
        yield f"<tr>{''.join(f'<{tag}>{escape(text)}</{tag}>' for text in line)}</tr>"
