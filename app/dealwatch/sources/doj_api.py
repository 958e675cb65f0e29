"""Reads an answer of the Justice Department's news interface: a page of press releases or blog entries. Pure.

Its order is disputed (a program met oldest first, every parameter ignored), so it is judged by the days shown; its
filters by office do not hold, so that is done here. Dates are seconds since 1970, as text. Must not contain: the feed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil
from typing import Any
from urllib.parse import parse_qs, urlencode

import msgspec

from dealwatch.language import mark
from dealwatch.model.facts import FeedItem
from dealwatch.model.source import Document, Request
from dealwatch.sources.feed_dates import read_date
from dealwatch.sources.feed_entry import Entry, feed_items
from dealwatch.sources.feed_words import plain
from dealwatch.sources.landmarks import layout_changed
from dealwatch.sources.official_json import read_json, text
from dealwatch.sources.official_urls import address

SITE = mark("the Justice Department's news interface")
URL = "https://www.justice.gov/api/v1/press_releases.json"
NEWEST = 0

_SIZE = 50
_EPOCH = re.compile(r"\d{8,11}")
_TIME = re.compile(r"<time\b[^>]*>\s*([^<]*?)\s*</time>", re.IGNORECASE)


class _ResultSet(msgspec.Struct):
    count: Any = None
    pagesize: Any = None
    page: Any = None


class _Metadata(msgspec.Struct):
    resultset: _ResultSet


class _Answer(msgspec.Struct):
    metadata: _Metadata
    results: list[Any]


@dataclass(frozen=True, slots=True)
class Page:
    """What one answer holds; `follow` are the last pages where this one turned out to begin with the oldest."""

    items: tuple[FeedItem, ...]
    follow: tuple[Request, ...]
    warnings: tuple[str, ...]


def page_request(page: int) -> Request:
    """A page of the Division's releases, newest first if the interface does as it says. Pages count from 0."""
    query = urlencode(
        {
            "fields": "title,url,uuid,date,created,component,teaser",
            "pagesize": _SIZE,
            "page": page,
            "sort": "date",
            "direction": "DESC",
        },
        safe=",",
    )
    return Request(f"{URL}?{query}", "api", mark("Press releases that the feed has lost"), optional=True)


def read_page(document: Document) -> Page:
    """The Division's entries. SourceProblem for an answer of another shape and for one of which nothing can be read."""
    answer = read_json(document.body, _Answer, SITE)
    warnings: list[str] = []
    entries: list[Entry] = []
    for place, record in enumerate(answer.results):
        if not isinstance(record, dict) or not text(record.get("title")):
            warnings.append(f"result {place + 1} has no title")
        elif _is_ours(record):
            entries.append(_entry(record, place))
    if answer.results and len(warnings) == len(answer.results):
        raise layout_changed(SITE, warnings[0])
    return Page(feed_items(entries), tuple(_follow(answer, document)), tuple(warnings))


def _entry(record: dict[str, Any], place: int) -> Entry:
    return Entry(
        identity=text(record.get("uuid")),
        title=plain(text(record["title"])),
        link=text(record.get("url")),
        summary=plain(text(record.get("teaser"))),
        dates=[day for name in ("date", "created") if (day := _day(record.get(name)))],
        locator=f"/results/{place}",
    )


def _day(value: Any) -> str:
    """A date in the form that feeds have: seconds since 1970 as an instant, anything else as it is printed."""
    printed = text(value)
    timed = _TIME.search(printed)
    words = timed[1] if timed is not None else printed
    return datetime.fromtimestamp(int(words), UTC).isoformat() if _EPOCH.fullmatch(words) else words


def _is_ours(record: dict[str, Any]) -> bool:
    """Whether a record is the Division's; one that names no office counts as asked for."""
    offices = record.get("component")
    listed = offices if isinstance(offices, list) else []
    names = [text(office.get("name")) for office in listed if isinstance(office, dict)]
    return not names or any("antitrust" in name.casefold() for name in names)


def _follow(answer: _Answer, document: Document) -> Iterator[Request]:
    """The last two pages, where the first one begins with the oldest."""
    asked = parse_qs(address(document.request.url).query).get("page", ["0"])[0]
    days = [
        day
        for record in answer.results
        if isinstance(record, dict) and (day := read_date(_day(record.get("date") or record.get("created"))))
    ]
    count, size = text(answer.metadata.resultset.count), text(answer.metadata.resultset.pagesize)
    if asked != str(NEWEST) or not days or days[0] >= days[-1] or not count.isdecimal() or not size.isdecimal():
        return
    last = ceil(int(count) / max(int(size), 1)) - 1
    yield from (page_request(page) for page in range(last, max(last - 2, NEWEST), -1))
