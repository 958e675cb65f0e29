"""The Commission's press: Press Corner and the competition news feed. News, never case facts.

Lists tell that there is something; the release itself is then read, so that an alert knows its text and its hour. A
press item never sets a status. Must not contain: the reading of answers (`ec_press_items`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlencode
from zoneinfo import ZoneInfo

from dealwatch.language import mark
from dealwatch.model.dates import instant_text, parse_instant
from dealwatch.model.facts import FeedItem
from dealwatch.model.source import Document, Known, Parsed, Request, SourceInfo
from dealwatch.sources.ec_press_items import (
    FEED_SITE,
    read_news,
    read_release,
    read_search,
    reference,
)
from dealwatch.sources.ec_values import ZONE
from dealwatch.sources.official_feed import gap_warning, is_lost, shown
from dealwatch.sources.official_urls import address

SEARCH, NEWS, RELEASE = "search", "news", "release"
API = "https://ec.europa.eu/commission/presscorner/api/"
FEED_URL = "https://competition-policy.ec.europa.eu/node/38/rss_en"

_HOST, _FEED_HOST = "ec.europa.eu", "competition-policy.ec.europa.eu"
_API_PATH = "/commission/presscorner/api/"
_KINDS = "IP,MEX,STATEMENT,SPEECH,QANDA"
_PAGE_SIZE = 100
_MOST_PAGES = 5
_BACK, _FIRST_BACK = timedelta(days=3), timedelta(days=21)
"""How far back the search looks: for the latecomers of a weekend, and at the first time."""
_PATIENCE = timedelta(hours=3)
"""A release whose text cannot be had for so long is told by its title."""
_READ = "read"

INFO = SourceInfo(
    key="ec-press",
    authority="EC",
    title=mark("European Commission: press on competition"),
    zone=ZONE,
    interval=timedelta(minutes=30),
    homepage="https://ec.europa.eu/commission/presscorner/home/en",
    terms=mark("Commission documents may be reused with attribution (Decision 2011/833/EU)."),
    tells=mark(
        "Press releases, statements and the daily news about mergers, antitrust, state aid, the Digital "
        "Markets Act and foreign subsidies. It is news: it proposes and never changes a status."
    ),
    untold=mark("Other policies are left out, by words; a daily round-up is told as a whole."),
    active_hours=(7, 22),
    pace=timedelta(seconds=2),
)


class EcPress:
    """`model.source.Source` for the Commission's press."""

    info = INFO

    def plan(self, known: Known) -> Sequence[Request]:
        back = _BACK if f"{SEARCH}_at" in known.memory else _FIRST_BACK
        return [_search(known.now, back, 1), Request(FEED_URL, NEWS, mark("Competition news"))]

    def parse(self, document: Document, known: Known) -> Parsed:
        match document.request.role:
            case "release":
                return _parse_release(document)
            case "news":
                items, warnings = read_news(document)
                if is_lost(document, items, known):
                    warnings += (gap_warning(items, FEED_SITE),)
                return _told(document, known, items, warnings, shown(document, items))
        listing = read_search(document)
        page = _page(document.request.url)
        more = listing.more and page < _MOST_PAGES
        follow = (_search_page(document.request.url, page + 1),) if more else ()
        return _told(document, known, listing.items, listing.warnings, {}, follow)

    def owns(self, url: str) -> Request | None:
        """Answers of Press Corner's interface, and the competition news feed."""
        parts = address(url)
        if parts.hostname == _FEED_HOST and parts.path == "/node/38/rss_en":
            return Request(url, NEWS, mark("Competition news"))
        if parts.hostname != _HOST or not parts.path.startswith(_API_PATH):
            return None
        match parts.path.removeprefix(_API_PATH):
            case "documents":
                return Request(url, RELEASE, mark("Press release"))
            case "search" | "latestnews":
                return Request(url, SEARCH, mark("List of press releases"))
            case "rss":
                return Request(url, NEWS, mark("Press feed"))
        return None


def _search(now: datetime, back: timedelta, page: int) -> Request:
    today = now.astimezone(ZoneInfo(ZONE))
    days = {"datefrom": f"{today - back:%d%m%Y}", "dateto": f"{today:%d%m%Y}"}
    query = {"language": "en", "pagesize": _PAGE_SIZE, "pagenumber": page, **days, "documentTypeCodes": _KINDS}
    return Request(f"{API}search?{urlencode(query, safe=',')}", SEARCH, mark("List of press releases"))


def _page(url: str) -> int:
    number = parse_qs(address(url).query).get("pagenumber", ["1"])[0]
    return int(number) if number.isdecimal() else 1


def _search_page(url: str, page: int) -> Request:
    query = {name: values[0] for name, values in parse_qs(address(url).query).items()}
    query["pagenumber"] = str(page)
    return Request(f"{API}search?{urlencode(query, safe=',')}", SEARCH, mark("List of press releases"))


def _release(found: str) -> Request:
    query = urlencode({"reference": found, "language": "en"}, safe="/")
    return Request(f"{API}documents?{query}", RELEASE, mark("Press release"), optional=True)


def _parse_release(document: Document) -> Parsed:
    asked = reference(parse_qs(address(document.request.url).query).get("reference", [""])[0])
    item = read_release(document, asked)
    if item is None:
        return Parsed(memory={f"{RELEASE} {asked}": _READ} if asked else {})
    return Parsed(items=(item,), memory={f"{RELEASE} {item.key}": _READ})


def _told(
    document: Document,
    known: Known,
    items: Iterable[FeedItem],
    warnings: Sequence[str],
    memory: dict[str, object],
    follow: Sequence[Request] = (),
) -> Parsed:
    """What a list brings: pages of the competition site at once, releases through their text.

    At the first reading, and in a list a person saved, everything is told by its title.
    """
    role, now = document.request.role, document.fetched_at
    whole = document.saved or f"{role}_at" not in known.memory
    told, asked = [], [*follow]
    for item in items:
        name = f"{RELEASE} {item.key}"
        note = known.memory.get(name)
        if not reference(item.key):
            told.append(item)
        elif whole or (note is not None and note != _READ and _is_overdue(note, now)):
            told.append(item)
            memory[name] = _READ
        elif note != _READ:
            asked.append(_release(item.key))
            memory[name] = note or instant_text(now)
    memory[f"{role}_at"] = instant_text(now)
    return Parsed(items=tuple(told), follow=tuple(asked), memory=memory, warnings=tuple(warnings))


def _is_overdue(note: object, now: datetime) -> bool:
    try:
        return not isinstance(note, str) or now - parse_instant(note) > _PATIENCE
    except ValueError:
        return True
