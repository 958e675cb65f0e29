"""The Competition and Markets Authority (GOV.UK): plans what to ask for and hands each document to its reader.

Must not contain: the reading itself (`cma_search`, `cma_case`, `cma_page`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from dealwatch.language import mark
from dealwatch.model.dates import instant_text
from dealwatch.model.source import Document, Known, Parsed, Request, SourceInfo
from dealwatch.sources.cma_case import CASE_TYPE, Item, case_facts
from dealwatch.sources.cma_json import ZONE, layout_problem, read_json
from dealwatch.sources.cma_page import page_facts
from dealwatch.sources.cma_search import SEARCH, case_request, is_polled, read_search, search_request
from dealwatch.sources.landmarks import is_html

_HOSTS = ("www.gov.uk", "gov.uk")
_INFO = SourceInfo(
    key="cma",
    authority="CMA",
    title=mark("Competition and Markets Authority: merger cases"),
    zone=ZONE,
    interval=timedelta(minutes=20),
    homepage="https://www.gov.uk/cma-cases?case_type%5B%5D=mergers",
    terms=mark("Open Government Licence v3.0, with attribution. Documents are linked, not copied."),
    tells=mark(
        "Every merger case with state, outcome, timetable, statutory deadline, documents and announced updates."
    ),
    untold=mark("Briefing papers and pre-notification talks without a case page are not told."),
    pace=timedelta(milliseconds=500),
)


class Cma:
    """Search for new and changed cases, Content API for each case that is watched, open or changed."""

    @property
    def info(self) -> SourceInfo:
        return _INFO

    def plan(self, known: Known) -> Sequence[Request]:
        """The newest changes (at the first pass the list is followed to its end), then every watched or open case.

        When the user asks for a check, every case whose page was ever read is asked for.
        """
        cases = [
            case
            for case in known.cases.values()
            if is_polled(case) or (known.forced and f"read:{case.number}" in known.memory)
        ]
        paths = [(urlsplit(case.url).path, case.number) for case in cases]
        return [
            search_request(),
            *(case_request(path, number) for path, number in paths if path.startswith("/cma-cases/")),
        ]

    def parse(self, document: Document, known: Known) -> Parsed:
        if document.request.role == SEARCH:
            return read_search(document, known)
        if is_html(document.body) and document.saved:
            facts = page_facts(document)
        else:
            item = read_json(document.body, Item)
            if item.document_type != CASE_TYPE:
                raise layout_problem(f"document type {item.document_type}")
            facts = case_facts(item, document)
        memory = {f"read:{facts.number}": instant_text(document.fetched_at)}
        return Parsed(cases=(facts,), memory=memory, warnings=facts.warnings)

    def owns(self, url: str) -> Request | None:
        """The list, a Content API item, or a case page (which is asked for as its Content API item)."""
        parts = urlsplit(url)
        if parts.hostname not in _HOSTS:
            return None
        if parts.path == "/api/search.json":
            ours = "cma_case" in parse_qs(parts.query).get("filter_format", [])
            return Request(url, SEARCH, mark("List of merger cases")) if ours else None
        path = parts.path.removeprefix("/api/content").rstrip("/")
        if path.startswith("/cma-cases/") and path.count("/") == 2:
            return case_request(path)
        return None
