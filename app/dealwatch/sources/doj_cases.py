"""The Antitrust Division's list of case filings: an official list of court cases. What to ask for.

Must not contain: HTML (`doj_cases_list`, `doj_cases_paper`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from dealwatch.language import mark
from dealwatch.model.source import Document, Known, Parsed, Request, SourceInfo
from dealwatch.sources.american_days import ZONE
from dealwatch.sources.doj_cases_list import AUTHORITY, DOCUMENT_PATH, SITE, read_list, title_key
from dealwatch.sources.doj_cases_paper import read_paper
from dealwatch.sources.landmarks import refuse_notices
from dealwatch.sources.official_urls import address

LIST, PAPER = "list", "document"
"""Roles."""

LIST_URL = "https://www.justice.gov/atr/antitrust-case-filings"
MERGERS_URL = f"{LIST_URL}?f%5B0%5D=cases_index_list_case_type%3Acivil_merger"

_HOSTS = ("www.justice.gov", "justice.gov")

INFO = SourceInfo(
    key="doj-cases",
    authority=AUTHORITY,
    title=mark("DOJ Antitrust Division: case filings"),
    zone=ZONE,
    interval=timedelta(days=1),
    homepage=LIST_URL,
    terms=mark(
        "Public domain (work of the United States government). Its robots.txt asks for 10 seconds between pages."
    ),
    tells=mark(
        "Court cases of the Antitrust Division with their documents: complaint, proposed judgment, "
        "competitive impact statement, response to comments, final judgment."
    ),
    untold=mark(
        "Only the twelve newest cases, and the twelve newest merger cases, are shown: what is filed later in "
        "an older case is not seen here. Of a judgment that was fought out the list does not tell for whom."
    ),
    pace=timedelta(seconds=10),
)


class DojCases:
    """`model.source.Source` for the list of case filings."""

    info = INFO

    def plan(self, known: Known) -> Sequence[Request]:
        """The first page of the list, and of its merger cases. Further pages are refused to programs."""
        return [
            Request(LIST_URL, LIST, mark("List of antitrust cases")),
            Request(MERGERS_URL, LIST, mark("List of merger cases"), optional=True),
        ]

    def parse(self, document: Document, known: Known) -> Parsed:
        """Facts of every case listed; the page of a document whose address is a bare number is asked for its title."""
        refuse_notices(document.body, SITE)
        if document.request.role == PAPER:
            paper, facts = read_paper(document, known)
            return Parsed(cases=(facts,), memory={title_key(paper.slug): paper.name})
        cases, warnings = read_list(document, known.memory)
        follow = [
            Request(paper.url, PAPER, mark("Title of a case document"), case=case.facts.number, optional=True)
            for case in cases
            for paper in case.papers
            if not paper.told and DOCUMENT_PATH.fullmatch(address(paper.url).path)
        ]
        return Parsed(cases=[case.facts for case in cases], follow=tuple(follow), warnings=warnings)

    def owns(self, url: str) -> Request | None:
        parts = address(url)
        if parts.hostname not in _HOSTS:
            return None
        path = parts.path.rstrip("/")
        if path == address(LIST_URL).path:
            return Request(url, LIST, mark("List of antitrust cases"))
        if DOCUMENT_PATH.fullmatch(path):
            return Request(url, PAPER, mark("Case document"))
        return None
