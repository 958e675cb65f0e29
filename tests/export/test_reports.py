"""The deal as Word, Excel, web page and Markdown: the same facts in each, read back with the formats' own readers."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime

import pytest
from casefile_deals import three_input
from docx import Document
from lxml import html
from openpyxl import load_workbook
from test_casefile_hostile import LONG, MARKUP, STRANGE, hostile

from dealwatch.export.casefile_input import CasefileInput, Note
from dealwatch.export.fixed_zip import with_fixed_times
from dealwatch.export.formats import REPORTS, TABLES, write
from dealwatch.export.report import Cell, Report, Table, Words
from dealwatch.export.report_markdown import write_markdown
from dealwatch.export.report_xlsx import write_xlsx
from dealwatch.model.dates import UTC


def words_of(body: bytes, suffix: str) -> str:
    """Every word a reader of the file sees, on one line."""
    match suffix:
        case ".docx":
            document = Document(io.BytesIO(body))
            texts = [paragraph.text for paragraph in document.paragraphs]
            texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
            texts += [paragraph.text for paragraph in document.sections[0].header.paragraphs]
        case ".xlsx":
            book = load_workbook(io.BytesIO(body))
            texts = [str(cell) for sheet in book for row in sheet.values for cell in row if cell is not None]
        case ".html":
            texts = list(html.document_fromstring(body.decode()).body.itertext())
        case _:
            texts = [re.sub(r"\\([\\`*_\[\]<>|~])", r"\1", body.decode())]
    return " ".join(" ".join(texts).split())


@pytest.mark.parametrize("suffix", REPORTS)
def test_every_report_tells_status_words_deadline_and_proof(three: CasefileInput, suffix: str) -> None:
    shown = words_of(write(three, suffix), suffix)
    for told in (
        "Northwind / Contoso Grid",
        "Privileged and confidential",
        "As at 23 Nov 2026, 14:05 CET",
        "M.19646",
        "Cleared (conditions)",
        "In court, Objections",
        "The Commission has reason to believe that the acquisition would violate section 7.",
        "Hearing",
        "https://www.gov.uk/cma-cases/northwind-slash-contoso-grid",
        "ca3cbf5b4e30f6f07289841d96569fec5bbc4d11fd1ecc685b1a86cf4edbe753",
    ):
        assert told in shown


@pytest.mark.parametrize("suffix", REPORTS + TABLES)
def test_the_same_facts_give_the_same_bytes(three: CasefileInput, suffix: str) -> None:
    assert write(three, suffix) == write(three_input(), suffix)


@pytest.mark.parametrize("suffix", REPORTS)
@pytest.mark.parametrize("words", [MARKUP, STRANGE, LONG, "", "=1+1", "| <script>alert(1)</script> |"], ids=range(6))
def test_any_words_stay_words(words: str, suffix: str) -> None:
    body = write(hostile(words).input(marking=words, prepared_by=words), suffix)
    assert body
    shown = words_of(body, suffix)
    assert "\u202e" not in shown
    assert "\x07" not in shown
    if suffix == ".html":
        page = html.document_fromstring(body.decode())
        assert not page.xpath("//script | //img | //a[starts-with(@href, 'javascript')]")


def test_a_workbook_has_days_as_days_and_no_formula(three: CasefileInput) -> None:
    book = load_workbook(io.BytesIO(write(three, ".xlsx")))
    chronology = book["Chronology"]
    days = [row[0] for row in chronology.iter_rows(min_row=2, values_only=True)]
    assert date(2022, 3, 3) in [day.date() for day in days if isinstance(day, datetime)]
    assert chronology.freeze_panes == "A2"
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}.isdisjoint({"f", "e"})
    told = load_workbook(io.BytesIO(write(hostile("=HYPERLINK(1)").input(), ".xlsx")))
    assert any(
        cell.value == "=HYPERLINK(1)" and cell.data_type == "s" for sheet in told for row in sheet for cell in row
    )


def test_links_lead_to_the_authority(three: CasefileInput) -> None:
    address = "https://competition-cases.ec.europa.eu/cases/M.19646"
    assert html.document_fromstring(write(three, ".html").decode()).xpath(f"//a[@href='{address}']")
    assert f"[M.19646](<{address}>)" in write(three, ".md").decode()
    with zipfile.ZipFile(io.BytesIO(write(three, ".docx"))) as container:
        assert address in container.read("word/_rels/document.xml.rels").decode()
    squares = [cell for row in load_workbook(io.BytesIO(write(three, ".xlsx")))["Where it stands"] for cell in row]
    assert address in [cell.hyperlink.target for cell in squares if cell.hyperlink]


def test_notes_go_with_it_only_where_asked(three: CasefileInput) -> None:
    noted = replace(three, notes=(Note("Ask counsel\nbefore Monday", three.as_at),))
    assert "Ask counsel" not in words_of(write(noted, ".docx"), ".docx")
    assert "Ask counsel before Monday" in words_of(write(replace(noted, with_notes=True), ".docx"), ".docx")


def test_sheets_that_begin_alike_are_told_apart() -> None:
    row = (Cell("x"),)
    tables = [Table(title, ("A",), (1,), (row,)) for title in ("Same: name " * 4, "Same: name " * 4, "Summary")]
    given = Report("T", (), "", "en", "Dealwatch", datetime(2026, 1, 1, tzinfo=UTC), tuple(tables))
    names = load_workbook(io.BytesIO(write_xlsx(given))).sheetnames
    assert len(set(names)) == 4
    assert all(len(name) <= 31 and ":" not in name for name in names)


def test_a_line_of_markdown_that_begins_like_a_list_is_none() -> None:
    given = Report("T", (), "", "en", "D", datetime(2026, 1, 1, tzinfo=UTC), (Words("", ("1. no list", "# no head")),))
    assert write_markdown(given).decode().splitlines()[2:5] == [r"\1. no list", "", r"\# no head"]


def test_a_container_bears_the_instant_it_is_told(three: CasefileInput) -> None:
    moment = datetime(2024, 5, 17, 12, tzinfo=UTC)
    body = with_fixed_times(write(three, ".docx"), moment)
    with zipfile.ZipFile(io.BytesIO(body)) as container:
        assert {entry.date_time for entry in container.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2024-05-17T12:00:00Z" in container.read("docProps/core.xml")
