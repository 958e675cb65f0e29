"""The press feed of the Federal Trade Commission: what it announces in competition matters. News, never case facts.

There is no register of mergers at the FTC: its cases are told by press releases. Must not contain: the notices of
early termination (`ftc_hsr`), the reading of feeds (`official_feed`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from dealwatch.model.facts import FeedItem
from dealwatch.model.source import Document, Known, Parsed, Request, SourceInfo
from dealwatch.sources.landmarks import layout_changed
from dealwatch.sources.official_feed import gap_warning, is_lost, read_items, shown
from dealwatch.sources.official_urls import address

FEED = "feed"
COMPETITION = "https://www.ftc.gov/feeds/press-release-competition.xml"
SITE = "the FTC's press feed"

_MAX_BYTES = 5 * 2**20
_HOSTS = ("www.ftc.gov", "ftc.gov")
_FEED_PATH = re.compile(r"/feeds/press-release(?:-[a-z-]+)?\.xml")
_RELEASES = "/news-events/"
_MORE = re.compile(r"\s*View Press Release\W*$")

INFO = SourceInfo(
    key="ftc",
    authority="FTC",
    title="FTC: press releases on competition",
    zone="America/New_York",
    interval=timedelta(minutes=30),
    homepage="https://www.ftc.gov/news-events/news/press-releases",
    terms="Public domain (work of the United States government); credit the FTC. Its robots.txt asks for 5 seconds"
    " between pages.",
    tells=(
        "Complaints, consent agreements, court steps and statements as the FTC announces them. It is news: it"
        " proposes and never changes a status. The feed holds ten items; if more came between two checks, "
        "that is said."
    ),
    untold="Filings under the HSR Act are secret and are not told.",
    pace=timedelta(seconds=5),
)


class Ftc:
    """`model.source.Source` for the press feed."""

    info = INFO

    def plan(self, known: Known) -> Sequence[Request]:
        return [_request(COMPETITION)]

    def parse(self, document: Document, known: Known) -> Parsed:
        """The feed's items; the node number is the key. SourceProblem for a feed that is not of FTC news."""
        items, warnings = read_items(document, SITE)
        items = tuple(map(_trimmed, items))
        if not any(_is_release(item) for item in items):
            raise layout_changed(SITE, "no item leads to the FTC's news")
        if is_lost(document, items, known):
            warnings += (gap_warning(items, SITE),)
        return Parsed(items=items, memory=shown(document, items), warnings=warnings)

    def owns(self, url: str) -> Request | None:
        """Any of the FTC's press feeds."""
        parts = address(url)
        if parts.hostname in _HOSTS and _FEED_PATH.fullmatch(parts.path):
            return _request(url)
        return None


def _request(url: str) -> Request:
    return Request(url, FEED, "Press releases", max_bytes=_MAX_BYTES)


def _is_release(item: FeedItem) -> bool:
    parts = address(item.link)
    return parts.hostname in _HOSTS and parts.path.startswith(_RELEASES)


def _trimmed(item: FeedItem) -> FeedItem:
    """Without the words of the link that ends every teaser."""
    return replace(item, summary=_MORE.sub("", item.summary))
