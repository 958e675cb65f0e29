"""The files a deal can be written into, by suffix. Each writer is imported when it is used: some libraries are heavy.

Must not contain: the writers themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dealwatch.export.casefile_input import CasefileInput

if TYPE_CHECKING:
    from dealwatch.export.report import Report

REPORTS = (".docx", ".xlsx", ".html", ".md")
"""Reports to read and edit."""

TABLES = (".json", ".csv")
"""Facts for other programs."""

SUFFIXES = (".pdf", *REPORTS, *TABLES, ".ics")


def write(given: CasefileInput, suffix: str) -> bytes:
    """The file's bytes for one of REPORTS or TABLES. DataError where a stored copy does not match its fingerprint."""
    if suffix in TABLES:
        from dealwatch.export.tables import write_csv, write_json

        return write_json(given) if suffix == ".json" else write_csv(given)
    from dealwatch.export.report import report

    return write_report(report(given), suffix)


def write_report(made: Report, suffix: str) -> bytes:
    """The file's bytes for one of REPORTS."""
    match suffix:
        case ".docx":
            from dealwatch.export.report_docx import write_docx

            return write_docx(made)
        case ".xlsx":
            from dealwatch.export.report_xlsx import write_xlsx

            return write_xlsx(made)
        case ".html":
            from dealwatch.export.report_html import write_html

            return write_html(made)
        case _:
            from dealwatch.export.report_markdown import write_markdown

            return write_markdown(made)
