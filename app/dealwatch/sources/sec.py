"""EDGAR, the filings of listed companies with the SEC: the deal itself (agreement, tender offer, termination, closing).

News, never case facts: a company speaks of its own deal. What is asked for follows from the companies that are watched;
without any, every current report that announces a merger agreement. Must not contain: the reading (`sec_search`,
`sec_company`), what forms mean (`sec_forms`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from dealwatch.language import mark
from dealwatch.model.source import Document, Known, Parsed, Request, SourceInfo, SourceProblem, SourceState
from dealwatch.sources.american_days import ZONE
from dealwatch.sources.feed_entry import digest
from dealwatch.sources.landmarks import is_html, refuse_notices
from dealwatch.sources.official_feed import read_items
from dealwatch.sources.official_urls import address
from dealwatch.sources.sec_company import TICKERS, read_atom, read_submissions, read_tickers, submissions_request
from dealwatch.sources.sec_filing import SITE, Filing
from dealwatch.sources.sec_forms import CURRENT_REPORT, about_a_deal, routine
from dealwatch.sources.sec_search import URL, read_search, search_request
from dealwatch.sources.troubles import Hint, Trouble, told

SEARCH, MARKET, FOUND, FILINGS, ATOM, NAMES, FEED = "search", "market", "found", "filings", "atom", "names", "feed"
"""Roles. `search` and `filings` are followed by the company, so that each company has a first, silent reading."""

PHRASE = "agreement and plan of merger"

_FIRST_LOOK = timedelta(days=30)
_OVERLAP = timedelta(days=3)
_MARKET_LOOK = timedelta(days=2)
_CIK = re.compile(r"(?:CIK\s*)?(\d{10})", re.IGNORECASE)
_SUBMISSIONS_PATH = re.compile(r"/submissions/CIK\d{10}\.json")
_FEED_PATH = re.compile(r"/.*(?:rss|\.xml)/?", re.IGNORECASE)
_UNDECLARED = re.compile(rb"undeclared automated tool|declare your traffic", re.IGNORECASE)
_TOO_FAST = re.compile(rb"request rate threshold exceeded", re.IGNORECASE)

INFO = SourceInfo(
    key="sec",
    authority="SEC",
    title=mark("SEC EDGAR: filings about deals"),
    zone=ZONE,
    interval=timedelta(hours=1),
    homepage="https://www.sec.gov/edgar/search/",
    terms=mark(
        "Public domain (work of the United States government). The SEC wants programs to name themselves with an"
        " e-mail address and to ask no more than ten times a second; without an address in the settings it refuses."
    ),
    tells=mark(
        "For every company watched: its filings on agreements, their termination, tender offers, mergers and closing,"
        " and filings of others that name it. Without a company to watch: every current report (8-K) with an agreement"
        " and plan of merger. It is news: it proposes and never changes a status."
    ),
    untold=mark("Companies that are not listed file nothing themselves."),
    active_hours=(6, 23),
    pace=timedelta(milliseconds=200),
    organisation="SEC EDGAR",
    wants_contact=True,
)


class Sec:
    """`model.source.Source` for EDGAR."""

    info = INFO

    def plan(self, known: Known) -> Sequence[Request]:
        """A search per company, its own filings once its number is known, and the list of numbers while one is not."""
        today = known.now.astimezone(ZoneInfo(ZONE)).date()
        if not known.companies:
            first = _since(known, MARKET, today, _MARKET_LOOK)
            return [search_request(PHRASE, MARKET, first, today, (CURRENT_REPORT,))]
        return [*_company_requests(known, today), *_names_request(known)]

    def parse(self, document: Document, known: Known) -> Parsed:
        _refuse(document)
        role = document.request.role.partition(" ")[0]
        if role == FOUND:
            found = read_search(document, onward=False)
            return Parsed(items=tuple(filing.as_item() for filing in found.filings), warnings=found.warnings)
        if role in _SEARCHES:
            return _parse_search(document, role)
        if role == NAMES:
            return _parse_names(document, known)
        if role == FEED:
            items, warnings = read_items(document, SITE)
            return Parsed(items=items, warnings=warnings)
        filings, warnings = read_submissions(document) if role == FILINGS else read_atom(document)
        return Parsed(items=tuple(filing.as_item() for filing in filings), warnings=warnings)

    def owns(self, url: str) -> Request | None:
        """A saved search, a company's filings (JSON or Atom), the list of companies, and the SEC's own news feeds."""
        parts = address(url)
        host, path = parts.hostname or "", parts.path
        if host == "efts.sec.gov" and path == address(URL).path:
            return Request(url, FOUND, mark("Search of filings"))
        if host == "data.sec.gov" and _SUBMISSIONS_PATH.fullmatch(path):
            return Request(url, FILINGS, mark("Filings of a company"))
        if host not in ("www.sec.gov", "sec.gov"):
            return None
        if path == address(TICKERS).path:
            return Request(url, NAMES, mark("Companies that file"))
        if path == "/cgi-bin/browse-edgar":
            return Request(url, ATOM, mark("Filings of a company"))
        return Request(url, FEED, mark("News of the SEC")) if _FEED_PATH.fullmatch(path) else None


def _company_requests(known: Known, today: date) -> Iterator[Request]:
    for company in known.companies:
        cik = _cik(known, company)
        if cik:
            yield submissions_request(cik)
        if _CIK.fullmatch(company) is None:
            role = f"{SEARCH} {company}"
            yield search_request(company, role, _since(known, role, today, _FIRST_LOOK), today)


def _cik(known: Known, company: str) -> str:
    """The number of a company, empty while it is not known: given in place of a name, or found under it."""
    given = _CIK.fullmatch(company)
    return given[1] if given else known.memory.get(f"cik {company}", "")


def _since(known: Known, role: str, today: date, first_look: timedelta) -> date:
    """The first day to search: a few days before the last search, since filings are found some time after."""
    last = known.memory.get(f"searched {role}", "")
    return (date.fromisoformat(last) - _OVERLAP) if last else today - first_look


def _nameless(known: Known) -> tuple[str, ...]:
    return tuple(company for company in known.companies if not _cik(known, company))


def _asking(companies: Sequence[str], month: str) -> str:
    return digest(*companies, month)


def _names_request(known: Known) -> Iterator[Request]:
    """The list of names, while some have no number and were not looked up this month: a company may be listed later.

    The fragment never leaves the machine. It makes the list a document of its own for these names, which is read again
    although the bytes are the same.
    """
    companies = _nameless(known)
    asking = _asking(companies, f"{known.now:%Y-%m}")
    if companies and known.memory.get("asked") != asking:
        yield Request(f"{TICKERS}#{asking}", NAMES, mark("Numbers of companies"))


def _parse_names(document: Document, known: Known) -> Parsed:
    companies = _nameless(known)
    found = read_tickers(document, companies)
    left = [company for company in companies if not found[company]]
    memory = {f"cik {company}": cik for company, cik in found.items() if cik}
    memory["asked"] = _asking(left, f"{document.fetched_at:%Y-%m}")
    return Parsed(follow=tuple(map(submissions_request, sorted(filter(None, found.values())))), memory=memory)


_SEARCHES: dict[str, Callable[[Filing], bool]] = {
    SEARCH: lambda filing: not routine(filing.form, filing.items),
    MARKET: lambda filing: about_a_deal(filing.form, filing.items),
}
"""Which filings of a search of ours are shown; of one that the user made, all."""


def _parse_search(document: Document, role: str) -> Parsed:
    found = read_search(document)
    items = tuple(filing.as_item() for filing in found.filings if _SEARCHES[role](filing))
    if found.more is not None:
        return Parsed(items=items, follow=(found.more,), warnings=found.warnings)
    day = document.fetched_at.astimezone(ZoneInfo(ZONE)).date()
    return Parsed(items=items, memory={f"searched {document.request.role}": day.isoformat()}, warnings=found.warnings)


def _refuse(document: Document) -> None:
    """Raise `SourceProblem` for the SEC's own notices, which come as web pages, and for everybody's."""
    if is_html(document.body):
        if _UNDECLARED.search(document.body):
            raise SourceProblem(
                SourceState.BLOCKED,
                told(Trouble.WANTS_CONTACT, site=SITE),
                Hint.ENTER_SEC_CONTACT,
                detail="undeclared automated tool",
            )
        if _TOO_FAST.search(document.body):
            raise SourceProblem(
                SourceState.RATE_LIMITED,
                told(Trouble.ASKED_PAUSE, site=SITE),
                Hint.WAITS,
                detail="request rate threshold exceeded",
                retry_after=timedelta(minutes=10),
            )
    refuse_notices(document.body, SITE)
