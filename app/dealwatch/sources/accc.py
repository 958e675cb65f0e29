"""The acquisitions register of the Australian Competition and Consumer Commission (ACCC): which pages to ask for.

The list tells that something is new or different; the case page, whose address the list gives, tells what. A case comes
to life with its own page, so that a case first seen already decided is one piece of news. Identity is the case number:
addresses changed for 554 cases in one night. Must not contain: HTML (`accc_list`, `accc_page`), fetching.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

from dealwatch.language import mark
from dealwatch.model.source import Document, Known, KnownCase, Parsed, Request, SourceInfo
from dealwatch.sources.accc_fields import SITE
from dealwatch.sources.accc_list import Listing, empty_list, read_list
from dealwatch.sources.accc_page import AUTHORITY, read_page
from dealwatch.sources.landmarks import refuse_notices
from dealwatch.sources.printed import same_words

LIST, CASE = "list", "case"
REGISTER = "https://www.accc.gov.au/public-registers/acquisitions-and-mergers-registers/acquisitions-register"

_ROWS_A_PAGE = 50
_HOSTS = frozenset({"www.accc.gov.au", "accc.gov.au"})
# The folder's name was `mergers-and-acquisitions-registers` until 18 August 2026; it may change again.
_PATH = re.compile(r"/public-registers/[^/]+/acquisitions-register(?:/(?P<case>[^/]+))?/?")
_RECENT = timedelta(days=30)
_DAILY = timedelta(days=1)
_PAGES_A_PASS = 60
_NEVER = datetime.min.replace(tzinfo=UTC)

INFO = SourceInfo(
    key="accc",
    authority=AUTHORITY,
    title=mark("ACCC acquisitions register"),
    zone="Australia/Sydney",
    interval=timedelta(minutes=30),
    homepage=REGISTER,
    terms=mark("Public register; no feed. Attribution to the ACCC (reported as CC BY 4.0, not confirmed by the ACCC)."),
    tells=mark(
        "Notified acquisitions and waivers since 2025: status, phase, end of the determination period, "
        "determination, parties and key events. Waivers appear once decided."
    ),
    untold=mark("Tribunal reviews are not in it."),
    active_hours=(6, 23),
)


class Accc:
    """`model.source.Source` for the register."""

    info = INFO

    def plan(self, known: Known) -> Sequence[Request]:
        """The list, then the pages that may have moved: every one if forced, else open, watched and recent cases.

        Cases decided long ago are asked for once a day. What is more than the register is to be asked for in one pass
        waits for the next ones, longest unread first; the list tells of it meanwhile.
        """
        due = [case for case in known.cases.values() if case.url and _due(case, known)]
        if not known.forced and len(due) > _PAGES_A_PASS:
            due = sorted(due, key=lambda case: (not _chosen(case, known), case.checked_at or _NEVER))[:_PAGES_A_PASS]
        return [_list_request(0), *(_case_request(case.number, case.url) for case in due)]

    def parse(self, document: Document, known: Known) -> Parsed:
        refuse_notices(document.body, SITE)
        if document.request.role == CASE:
            facts = read_page(document)
            return Parsed(cases=(facts,), warnings=facts.warnings)
        return _parse_list(document, known)

    def owns(self, url: str) -> Request | None:
        """Both generations of addresses, with or without a query."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return None
        match = _PATH.fullmatch(unquote(parts.path))
        if parts.hostname not in _HOSTS or match is None:
            return None
        if match["case"]:
            return Request(url, CASE, mark("case page"))
        return Request(url, LIST, mark("list of cases"))


def _parse_list(document: Document, known: Known) -> Parsed:
    listing = read_list(document)
    page = _page(document.request.url)
    if not listing.cases and page == 0:
        raise empty_list()
    new = [case for case in listing.cases if _differs(case.values, known.cases.get(case.number))]
    moved = [case for case in listing.cases if case not in new and known.cases[case.number].url != case.url]
    follow = [_case_request(case.number, case.url) for case in (*new, *moved)]
    if _more(listing, known):
        follow.append(_list_request(page + 1))
    return Parsed(
        cases=[case.as_facts(document.fetched_at) for case in listing.cases if case not in new],
        follow=tuple(follow),
        warnings=listing.warnings,
    )


def _due(case: KnownCase, known: Known) -> bool:
    if known.forced or _chosen(case, known) or not case.decided or case.checked_at is None:
        return True
    decided = case.facts.get("date:decision", "")
    if decided and known.now.date() - date.fromisoformat(decided) < _RECENT:
        return True
    return known.now - case.checked_at > _DAILY


def _chosen(case: KnownCase, known: Known) -> bool:
    """Whether the user watches this very case: where the whole register is watched, every case is."""
    return case.watched and not known.whole_register


def _differs(values: Mapping[str, str], case: KnownCase | None) -> bool:
    """Whether a row of the list says something that the case's own page has not said, or nobody has read that page."""
    if case is None or "text:status" not in case.facts:
        return True
    return any(not same_words(value, case.facts.get(name, "")) for name, value in values.items())


def _more(listing: Listing, known: Known) -> bool:
    """Whether to turn the page: it is not the last one, and the register has cases that nobody knows yet."""
    return listing.last < listing.total and len(listing.numbers.union(known.cases)) < listing.total


def _page(url: str) -> int:
    value = parse_qs(urlsplit(url).query).get("page", ["0"])[0]
    return int(value) if value.isdecimal() else 0


def _list_request(page: int) -> Request:
    query = f"?init=1&items_per_page={_ROWS_A_PAGE}" + (f"&page={page}" if page else "")
    return Request(REGISTER + query, LIST, mark("list of cases"))


def _case_request(number: str, url: str) -> Request:
    return Request(url, CASE, mark("case page"), case=number)
