"""The Federal Register's antitrust notices: what the law wants published of a settlement. News, never case facts.

A proposed judgment must be published at least 60 days before it is entered (15 U.S.C. 16(b)), so a notice of one says
until about when comments may be sent: computed, and marked so. Must not contain: texts of the notices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode

import msgspec

from dealwatch.language import mark
from dealwatch.model.facts import FeedItem
from dealwatch.model.source import Document, Known, Parsed, Request, SourceInfo, SourceProblem
from dealwatch.sources.american_days import ZONE, noon, read_day
from dealwatch.sources.feed_entry import fingerprint
from dealwatch.sources.feed_words import plain
from dealwatch.sources.landmarks import layout_changed
from dealwatch.sources.official_json import read_json, text
from dealwatch.sources.official_urls import address

LIST, NOTICE = "list", "notice"
"""Roles: a search answer; one document's own record."""

SITE = mark("the Federal Register's interface")
URL = "https://www.federalregister.gov/api/v1/documents.json"
COMMENT_PERIOD = timedelta(days=60)

_PER_PAGE = 100
_HOSTS = ("www.federalregister.gov", "federalregister.gov")
_ONE = re.compile(r"/api/v1/documents/(?P<number>[\w-]+)(?:\.json)?")
_FIELDS = (
    *("title", "type", "abstract", "action", "dates", "document_number"),
    *("html_url", "publication_date", "comments_close_on", "agencies"),
)
_PROPOSED = re.compile(r"\bproposed (?:\w+ )?final judge?ments?\b", re.IGNORECASE)
_RESPONSE = re.compile(r"\bresponse\b.*\bcomments?\b", re.IGNORECASE)
_VENTURES = re.compile(r"\bNational Cooperative Research and Production Act\b", re.IGNORECASE)

INFO = SourceInfo(
    key="federal-register",
    authority="Federal Register",
    title=mark("Federal Register: antitrust settlements"),
    zone=ZONE,
    interval=timedelta(hours=12),
    homepage="https://www.federalregister.gov/agencies/antitrust-division",
    terms=mark(
        "Public domain (work of the United States government). The interface is free and asks to be kept a day."
    ),
    tells=mark(
        "Notices of the Antitrust Division (proposed final judgments, competitive impact statements, "
        "responses to comments) and consent agreements of the FTC, days after they were announced. It is "
        "news: it proposes and never changes a status. Where the notice of a proposed judgment gives no end "
        "of the comment period it is computed: publication plus 60 days."
    ),
    untold=mark("Notices of research joint ventures are left out."),
    pace=timedelta(seconds=1),
)


class _Answer(msgspec.Struct):
    """With no hits, `results` and the rest are absent."""

    count: Any = None
    results: list[Any] | None = None
    next_page_url: Any = None
    errors: Any = None


class FederalRegister:
    """`model.source.Source` for the notices of both agencies."""

    info = INFO

    def plan(self, known: Known) -> Sequence[Request]:
        """The newest notices of each agency. No window of days: an address that stays the same can get 304."""
        return [
            _request({"conditions[agencies][]": "antitrust-division"}),
            _request({"conditions[agencies][]": "federal-trade-commission", "conditions[term]": '"consent agreement"'}),
        ]

    def parse(self, document: Document, known: Known) -> Parsed:
        if document.request.role == NOTICE:
            return Parsed(items=(_item(read_json(document.body, Any, SITE), ""),))
        answer = read_json(document.body, _Answer, SITE)
        if answer.results is None and answer.count != 0:
            raise layout_changed(SITE, f"no results: {answer.errors or 'nothing else either'}"[:200])
        items: list[FeedItem] = []
        warnings: list[str] = []
        results = answer.results or []
        for place, record in enumerate(results):
            try:
                items.append(_item(record, f"/results/{place}"))
            except SourceProblem as problem:
                warnings.append(f"result {place + 1}: {problem.detail}")
        if results and not items:
            raise layout_changed(SITE, warnings[0])
        reached = known.memory.get(_name(document), "")
        days = [item.key.partition("/")[2] for item in items if item.published is not None]
        newest = max((*days, reached), default="")
        return Parsed(
            items=tuple(item for item in items if not _VENTURES.search(item.title)),
            follow=tuple(_older(answer, reached, days)),
            memory={_name(document): newest} if newest else {},
            warnings=tuple(warnings),
        )

    def owns(self, url: str) -> Request | None:
        parts = address(url)
        if parts.hostname not in _HOSTS:
            return None
        if parts.path.removesuffix(".json") == address(URL).path.removesuffix(".json"):
            return Request(url, LIST, mark("Antitrust notices"))
        return Request(url, NOTICE, mark("Notice")) if _ONE.fullmatch(parts.path) else None


def _request(conditions: dict[str, str]) -> Request:
    query = [*conditions.items(), ("conditions[type][]", "NOTICE"), ("per_page", str(_PER_PAGE)), ("order", "newest")]
    query += [("fields[]", name) for name in _FIELDS]
    return Request(f"{URL}?{urlencode(query)}", LIST, mark("Antitrust notices"))


def _older(answer: _Answer, reached: str, days: Sequence[str]) -> Iterator[Request]:
    """The next page, where even the oldest notice of this one is newer than what was known before."""
    url = text(answer.next_page_url)
    if reached and days and min(days) > reached and address(url).hostname in _HOSTS:
        yield Request(url, LIST, mark("Older antitrust notices"))


def _name(document: Document) -> str:
    """Whose list it is: the pages of one list share the agency."""
    agencies = parse_qs(address(document.request.url).query).get("conditions[agencies][]", [])
    return f"newest {' '.join(agencies)}".strip()


def _item(record: Any, place: str) -> FeedItem:
    """One notice. Numbers were given twice before 2016, so the day of publication belongs to the identity."""
    if not isinstance(record, dict):
        raise layout_changed(SITE, "no record of a document")
    number, title, link = (text(record.get(name)) for name in ("document_number", "title", "html_url"))
    printed = text(record.get("publication_date"))
    day = read_day(printed)
    if not number or not title:
        raise layout_changed(SITE, f"a document without {'number' if not number else 'title'}")
    title = plain(title)
    return FeedItem(
        key=f"{number}/{day.isoformat() if day is not None else printed}",
        title=title,
        link=link,
        summary=" ".join(filter(None, (plain(text(record.get("abstract"))), *_comments(record, title, day)))),
        published=noon(day) if day is not None else None,
        published_words=printed,
        fingerprint=fingerprint(link, title),
        locator=place or "/",
    )


def _comments(record: dict[str, Any], title: str, day: date | None) -> Iterator[str]:
    """Until when comments may be sent: as published, else computed for a proposed judgment."""
    closes = text(record.get("comments_close_on"))
    if closes:
        yield f"Comments until {closes}."
    elif day is not None and _PROPOSED.search(title) and not _RESPONSE.search(title):
        until = (day + COMMENT_PERIOD).isoformat()
        yield f"Comments until about {until} (computed: publication + 60 days, 15 U.S.C. 16(b))."
