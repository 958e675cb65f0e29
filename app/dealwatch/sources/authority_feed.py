"""The press feed of one authority as a source of its own: news about its subject, never case facts.

One class, told by data whose feed it reads. Must not contain: any one authority's address (`authority_feeds`), the feed
formats (`feed_read`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dealwatch.model.dates import instant_text
from dealwatch.model.facts import FeedItem
from dealwatch.model.source import Document, Known, Parsed, Request, SourceInfo
from dealwatch.sources.landmarks import layout_changed
from dealwatch.sources.official_feed import gap_warning, is_lost, read_items, shown
from dealwatch.sources.official_urls import address

FEED = "feed"
_MAX_BYTES = 5 * 2**20
_SEEN = "read_at"
"""Note to ourselves: the feed has been read and found to be what it should be."""


@dataclass(frozen=True, slots=True)
class FeedOf:
    """What is to be known of an authority's feed.

    `site` names it inside a sentence; `hosts` are those its items lead to; `about` is a pattern of which something must
    stand in an item's title or summary (None: everything is of interest); `others` are addresses under which the same
    feed is reported, for saved copies.
    """

    info: SourceInfo
    url: str
    site: str
    hosts: frozenset[str]
    about: re.Pattern[str] | None = None
    others: tuple[str, ...] = ()


class AuthorityFeed:
    """`model.source.Source` for a press feed."""

    def __init__(self, feed: FeedOf) -> None:
        self._feed = feed

    @property
    def info(self) -> SourceInfo:
        return self._feed.info

    def plan(self, known: Known) -> Sequence[Request]:
        return [_request(self._feed.url)]

    def parse(self, document: Document, known: Known) -> Parsed:
        """The items that are about the authority's competition matters, in the feed's order.

        SourceProblem for anything that is not this authority's feed. Whether it is, is judged by where its items lead:
        always by one at least; at the first reading of a feed that nobody has seen yet, by every one.
        """
        feed = self._feed
        items, warnings = read_items(document, feed.site)
        strange = [item for item in items if not self._is_ours(item)]
        first = not feed.info.confirmed and _SEEN not in known.memory
        if len(strange) == len(items) or (first and strange):
            raise layout_changed(feed.site, f"{len(strange)} of {len(items)} items are not its own: {strange[0].link}")
        kept = tuple(item for item in items if self._is_wanted(item))
        if is_lost(document, items, known):
            warnings += (gap_warning(items, feed.site),)
        memory = {_SEEN: instant_text(document.fetched_at), **shown(document, items)}
        return Parsed(items=kept, memory=memory, warnings=warnings)

    def owns(self, url: str) -> Request | None:
        return _request(url) if url in (self._feed.url, *self._feed.others) else None

    def _is_ours(self, item: FeedItem) -> bool:
        return bool(item.title) and address(item.link).hostname in self._feed.hosts

    def _is_wanted(self, item: FeedItem) -> bool:
        about = self._feed.about
        return about is None or about.search(f"{item.title}\n{item.summary}") is not None


def _request(url: str) -> Request:
    return Request(url, FEED, "Press releases", max_bytes=_MAX_BYTES)
