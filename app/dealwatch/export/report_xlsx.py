"""The report as a workbook, a sheet a table; days are days, so that they sort.

Must not contain: which facts it shows.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from math import ceil

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as Square
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dealwatch.export.fixed_zip import with_fixed_times
from dealwatch.export.report import Cell, Report, Table, Words
from dealwatch.export.report_text import printable
from dealwatch.language import _

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_NAME_LENGTH = 31
_CELL_LENGTH = 32_767
_WIDTH = 110
"""Characters that the columns of a sheet share: about a landscape page."""

_LINE, _HIGHEST = 15.0, 409.0
"""Points of a line, and the most a row may have."""

_WRAP = Alignment(horizontal="left", vertical="top", wrap_text=True)
_LINK = Font(color="0B57A4", underline="single")


def write_xlsx(given: Report) -> bytes:
    """Every cell is text or a day, never a formula, whatever a page said; links are links."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = _sheet_name(_("Summary"), set())
    _summary(first, given)
    used = {first.title.casefold()}
    for block in given.blocks:
        if isinstance(block, Table):
            name = _sheet_name(block.title, used)
            used.add(name.casefold())
            _table(book.create_sheet(name), block)
    book.properties.title = printable(given.title)
    book.properties.creator = given.app
    book.properties.language = given.language
    target = io.BytesIO()
    book.save(target)
    return with_fixed_times(target.getvalue(), given.as_at)


def _summary(sheet: Worksheet, given: Report) -> None:
    lines = [(given.marking, True), (given.title, True), *((line, False) for line in given.lines)]
    for block in given.blocks:
        if isinstance(block, Words):
            lines += [(block.title, True), *((paragraph, False) for paragraph in block.paragraphs)]
    lines.append((given.app, False))
    sheet.column_dimensions["A"].width = _WIDTH
    for row, (text, bold) in enumerate((line for line in lines if line[0]), 1):
        square = _write(sheet, row, 1, Cell(text))
        square.font = Font(bold=bold)
        sheet.row_dimensions[row].height = _height([Cell(text)], [_WIDTH])


def _table(sheet: Worksheet, block: Table) -> None:
    for column, (name, share) in enumerate(zip(block.columns, block.shares, strict=True), 1):
        square = _write(sheet, 1, column, Cell(name))
        square.font = Font(bold=True)
        sheet.column_dimensions[square.column_letter].width = max(12, _WIDTH * share / sum(block.shares))
        for row, cells in enumerate(block.rows, 2):
            _write(sheet, row, column, cells[column - 1])
    widths = [sheet.column_dimensions[get_column_letter(n)].width for n in range(1, len(block.columns) + 1)]
    for row, cells in enumerate(block.rows, 2):
        sheet.row_dimensions[row].height = _height(cells, widths)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _height(cells: Sequence[Cell], widths: Sequence[float]) -> float:
    """For the longest cell, in points: not every program finds the height of a row by itself."""
    lines = max(ceil(1.1 * len(cell.text) / width) for cell, width in zip(cells, widths, strict=True))
    return min(_HIGHEST, _LINE * max(1, lines))


def _write(sheet: Worksheet, row: int, column: int, cell: Cell) -> Square:
    square = sheet.cell(row, column)
    assert isinstance(square, Square)
    square.alignment = _WRAP
    if cell.day is not None:
        square.value = cell.day
        square.number_format = "d mmm yyyy"
        return square
    square.value = printable(cell.text)[:_CELL_LENGTH]
    square.data_type = "s"
    if cell.link:
        square.hyperlink = cell.link
        square.font = _LINK
    return square


def _sheet_name(title: str, used: set[str]) -> str:
    """The title as a sheet may be called, told apart where two begin alike."""
    plain = _FORBIDDEN.sub(" ", printable(title)).strip(" '")[:_NAME_LENGTH]
    name, number = plain, 2
    while name.casefold() in used:
        tail = f" {number}"
        name, number = plain[: _NAME_LENGTH - len(tail)] + tail, number + 1
    return name
