"""The report as a Word document, landscape A4, to edit and hand round. Must not contain: which facts it shows."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Length, Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from dealwatch.export.fixed_zip import with_fixed_times
from dealwatch.export.report import Cell, Report, Table, Words
from dealwatch.export.report_text import one_line

_PAGE = (Mm(297), Mm(210))
_MARGIN = Mm(18)
_INK, _QUIET, _LINK = RGBColor(0x1B, 0x1F, 0x24), RGBColor(0x57, 0x60, 0x6A), RGBColor(0x0B, 0x57, 0xA4)
_TITLE_LENGTH = 255


def write_docx(given: Report) -> bytes:
    """Headings, repeated table heads and the language are set, so that a screen reader finds its way."""
    document = Document()
    _set_page(document, given)
    document.add_heading(one_line(given.title), 0)
    for line in given.lines:
        _quiet(document.add_paragraph(), line)
    for block in given.blocks:
        if block.title:
            document.add_heading(one_line(block.title), 1)
        if isinstance(block, Table):
            _table(document, block)
        else:
            _words(document, block)
    properties = document.core_properties
    properties.title = one_line(given.title)[:_TITLE_LENGTH]
    properties.author = given.app
    properties.language = given.language
    properties.comments = ""
    target = io.BytesIO()
    document.save(target)
    return with_fixed_times(target.getvalue(), given.as_at)


def _set_page(document: WordDocument, given: Report) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _PAGE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(9.5)
    normal.paragraph_format.space_after = Pt(4)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), given.language)
    normal.element.get_or_add_rPr().append(language)
    for name, size in (("Title", 20), ("Heading 1", 12)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), _INK
        style.element.rPr.rFonts.attrib.clear()
        style.element.rPr.rFonts.set(qn("w:ascii"), "Calibri")
        style.element.rPr.rFonts.set(qn("w:hAnsi"), "Calibri")
    for border in document.styles["Title"].element.xpath("w:pPr/w:pBdr"):
        border.getparent().remove(border)
    if given.marking:
        _quiet(section.header.paragraphs[0], given.marking).bold = True
    _quiet(section.footer.paragraphs[0], given.app)


def _quiet(paragraph: Paragraph, text: str) -> Run:
    paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(one_line(text))
    run.font.color.rgb = _QUIET
    return run


def _words(document: WordDocument, block: Words) -> None:
    for paragraph in block.paragraphs:
        document.add_paragraph(one_line(paragraph))


def _table(document: WordDocument, block: Table) -> None:
    table = document.add_table(rows=1, cols=len(block.columns))
    table.autofit = False
    _rule(table)
    for cell, name in zip(table.rows[0].cells, block.columns, strict=True):
        _fill(cell, Cell(name)).bold = True
    _repeat_head(table)
    widths = _widths(block.shares)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in block.rows:
        for cell, given, width in zip(table.add_row().cells, row, widths, strict=True):
            cell.width = width
            _fill(cell, given)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _rule(table: WordTable) -> None:
    """Hairlines under the rows, no boxes."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "C4CAD1")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)


def _repeat_head(table: WordTable) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)


def _widths(shares: Sequence[int]) -> list[Length]:
    room = _PAGE[0] - 2 * _MARGIN
    return [Emu(room * share // sum(shares)) for share in shares]


def _fill(square: WordCell, cell: Cell) -> Run:
    paragraph: Paragraph = square.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    run: Run = paragraph.add_run(one_line(cell.text))
    run.font.size = Pt(8.5)
    if cell.link:
        run.font.color.rgb, run.font.underline = _LINK, True
        frame = OxmlElement("w:hyperlink")
        frame.set(qn("r:id"), square.part.relate_to(cell.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        frame.append(run._r)
        paragraph._p.append(frame)
    return run
