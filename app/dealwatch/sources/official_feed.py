"""Press feeds of authorities: news about their subject, never case facts; read by the general feed reader.

One class, told by data whose feed it reads; sources that read a feed beside something else use the parts. A feed of ten
items loses what nobody came for in time; that is said, never guessed over. Must not contain: the feed formats
(`feed_read`), the addresses and manners of any one authority.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException, ElementTree

from dealwatch.language import mark
from dealwatch.model.dates import instant_text
from dealwatch.model.facts import FeedItem
from dealwatch.model.source import Document, Known, Parsed, Request, SourceInfo, SourceProblem, SourceState
from dealwatch.sources.feed_entry import Channel, feed_items
from dealwatch.sources.feed_read import read_feed
from dealwatch.sources.feed_text import decode, mended, with_prefixes, without_prolog
from dealwatch.sources.landmarks import is_html, layout_changed, refuse_notices
from dealwatch.sources.official_urls import address
from dealwatch.sources.troubles import Hint, Trouble, capital, told

FEED = "feed"
_MAX_BYTES = 5 * 2**20
_SEEN = "read_at"
"""Note to ourselves: the feed has been read and found to be what it should be."""


@dataclass(frozen=True, slots=True)
class FeedOf:
    """What is to be known of an authority's feed.

    `site` names it inside a sentence; `hosts` are those its items lead to, below `path`; `about` is a pattern of which
    something must stand in an item's title or summary (None: everything is of interest); `tail` is cut from the end of
    a summary. For saved copies: `others` are addresses under which the same feed is reported, `family` the paths of the
    site's feeds that are read the same.
    """

    info: SourceInfo
    url: str
    site: str
    hosts: frozenset[str]
    about: re.Pattern[str] | None = None
    others: tuple[str, ...] = ()
    path: str = "/"
    tail: re.Pattern[str] | None = None
    family: re.Pattern[str] | None = None


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
        kept = tuple(self._trimmed(item) for item in items if self._is_wanted(item))
        if is_lost(document, items, known):
            warnings += (gap_warning(items, feed.site),)
        seen = {} if feed.info.confirmed else {_SEEN: instant_text(document.fetched_at)}
        memory = {**seen, **shown(document, items)}
        return Parsed(items=kept, memory=memory, warnings=warnings)

    def owns(self, url: str) -> Request | None:
        feed, parts = self._feed, address(url)
        if url in (feed.url, *feed.others):
            return _request(url)
        ours = feed.family is not None and parts.hostname in feed.hosts and feed.family.fullmatch(parts.path)
        return _request(url) if ours else None

    def _is_ours(self, item: FeedItem) -> bool:
        parts = address(item.link)
        return bool(item.title) and parts.hostname in self._feed.hosts and parts.path.startswith(self._feed.path)

    def _trimmed(self, item: FeedItem) -> FeedItem:
        tail = self._feed.tail
        return replace(item, summary=tail.sub("", item.summary)) if tail is not None else item

    def _is_wanted(self, item: FeedItem) -> bool:
        about = self._feed.about
        return about is None or about.search(f"{item.title}\n{item.summary}") is not None


def _request(url: str) -> Request:
    return Request(url, FEED, mark("Press releases"), max_bytes=_MAX_BYTES)


def read_channel(document: Document, site: str) -> Channel:
    """The feed with at least one entry. SourceProblem for anything else: an authority's press feed is never empty."""
    refuse_notices(document.body, site)
    channel = read_feed(document.body, document.content_type, document.url)
    if channel is None:
        raise layout_changed(site, "a web page" if is_html(document.body) else "no feed of any known format")
    if not channel.entries:
        raise SourceProblem(
            SourceState.SERVER_ERROR,
            told(Trouble.EMPTY_LIST, site=site),
            Hint.AGAIN,
            detail="a feed without entries",
        )
    return channel


def read_items(document: Document, site: str) -> tuple[tuple[FeedItem, ...], tuple[str, ...]]:
    """The items in the feed's order and what could not be read.

    Authors are left out: where an authority names one it is the login name of its staff.
    """
    channel = read_channel(document, site)
    items = tuple(replace(item, authors=()) for item in feed_items(channel.entries))
    return items, channel.warnings


def read_elements(document: Document, site: str, name: str) -> list[Element]:
    """The elements of a local name, for feeds whose items carry more than a general reader keeps.

    SourceProblem for a document that stays ill-formed when stray ampersands and the like have been mended.
    """
    text, entities = without_prolog(decode(document.body, document.content_type))
    try:
        root: Element = ElementTree.fromstring(with_prefixes(mended(text, entities)), forbid_dtd=True)
    except (ParseError, DefusedXmlException) as error:
        raise layout_changed(site, f"not well-formed: {error}") from error
    return [element for element in root.iter() if element.tag.rpartition("}")[2] == name]


def shown(document: Document, items: Sequence[FeedItem]) -> dict[str, Any]:
    """What to remember of this reading, for `lost`."""
    return {_name(document): [item.key for item in items]}


def is_lost(document: Document, items: Sequence[FeedItem], known: Known) -> bool:
    """Whether not one item of the last reading is left, so that some may have come and gone in between."""
    last = known.memory.get(_name(document), ())
    return bool(last) and {item.key for item in items}.isdisjoint(last)


def gap_warning(items: Sequence[FeedItem], site: str) -> str:
    """A sentence for people about a gap before the oldest item shown."""
    days = sorted(item.published for item in items if item.published is not None)
    before = f" before {instant_text(days[0])[:10]}" if days else ""
    return (
        f"{capital(site)} shows none of the items of the last check any more:"
        f" some{before} may never have been seen. Look at the site itself for that time."
    )


def _name(document: Document) -> str:
    return f"shown {document.request.url}"
