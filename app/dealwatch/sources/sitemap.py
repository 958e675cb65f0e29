"""A sitemap that the user added: the addresses it lists for the first time are news. Packed files and indexes too.

`lastmod` is optional and often set for the whole site at once: it prompts a reading of a part, it is never a change.
Must not contain: reading of the format (`sitemap_read`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from urllib.parse import unquote, urlsplit

from dealwatch.language import mark
from dealwatch.model.facts import FeedItem
from dealwatch.model.source import Document, Known, Parsed, Request, SourceInfo, SourceProblem, SourceState
from dealwatch.sources.feed_entry import fingerprint, normal_link
from dealwatch.sources.landmarks import is_html, layout_changed, refuse_notices
from dealwatch.sources.printed import clean
from dealwatch.sources.sitemap_read import MOST_BYTES, Listing, Place, TooMuch, read_sitemap, unpacked
from dealwatch.sources.troubles import Hint, Trouble, site, told

WHOLE, PART = "sitemap", "sitemap part"
_MOST_PARTS = 200
_ADDRESS = re.compile(r"sitemap[^/]*\.xml(?:\.gz)?$|/sitemaps?/.*\.xml(?:\.gz)?$", re.IGNORECASE)


def is_sitemap_address(url: str) -> bool:
    """Whether an address is spelt like that of a sitemap."""
    return _ADDRESS.search(urlsplit(url).path) is not None


class Sitemap:
    """The source `page:<url>` of a sitemap. `target`: `url`, and optionally `words` (comma-separated) and `name`.

    With words only addresses (or titles) that have one of them are items.
    """

    def __init__(self, target: Mapping[str, str]) -> None:
        self._url = target["url"]
        self._name = target.get("name", "")
        self._words = tuple(word for part in target.get("words", "").split(",") if (word := clean(part).casefold()))
        host = urlsplit(self._url).hostname or self._url
        self._site = site("sitemap", host)
        self._info = SourceInfo(
            key=f"page:{self._url}",
            authority="",
            title=self._name or f"Sitemap of {host}",
            zone="UTC",
            interval=timedelta(hours=3),
            homepage=self._url,
            terms=mark("As the publisher of the site says. Its robots.txt is honoured."),
            tells=mark("Pages that are new on the site. It is news: it never changes the status of a case."),
            pace=timedelta(seconds=2),
            tier="user",
        )

    @property
    def info(self) -> SourceInfo:
        return self._info

    def plan(self, known: Known) -> Sequence[Request]:
        """The sitemap; of an index also the parts that do not say when they changed, and all that the user asks for."""
        parts: Mapping[str, str] = known.memory.get("parts", {})
        return [self._request(), *(_part(url) for url, changed in parts.items() if known.forced or not changed)]

    def parse(self, document: Document, known: Known) -> Parsed:
        """The pages it lists; of an index the parts that are new or say that they have changed.

        SourceProblem for a notice of the site and for anything that is no sitemap (`LAYOUT_CHANGED`).
        """
        try:
            body = unpacked(document.body)
        except TooMuch as error:
            raise layout_changed(self._site, str(error)) from error
        refuse_notices(body, self._site)
        listing = None if is_html(body) else read_sitemap(body, document.content_type)
        if listing is None:
            raise layout_changed(self._site, "no sitemap")
        if not listing.index:
            return Parsed(items=self._items(listing.places), title=self._name, warnings=listing.warnings)
        if document.request.role == PART:
            raise layout_changed(self._site, "an index within an index")
        return self._index(listing, known)

    def owns(self, url: str) -> Request | None:
        return self._request() if normal_link(url) == normal_link(self._url) else None

    def _request(self) -> Request:
        return Request(self._url, WHOLE, mark("Sitemap"), max_bytes=MOST_BYTES)

    def _index(self, listing: Listing, known: Known) -> Parsed:
        if len(listing.places) > _MOST_PARTS:
            raise SourceProblem(
                SourceState.LAYOUT_CHANGED,
                told(Trouble.BIG_SITEMAP, site=self._site),
                Hint.ADD_PART,
                detail=f"{len(listing.places)} parts",
            )
        read: Mapping[str, str] = known.memory.get("parts", {})
        parts = {place.url: place.changed for place in listing.places}
        follow = tuple(_part(url) for url, changed in parts.items() if not changed or read.get(url) != changed)
        return Parsed(follow=follow, memory={"parts": parts}, title=self._name, warnings=listing.warnings)

    def _items(self, places: Sequence[Place]) -> tuple[FeedItem, ...]:
        items = (_item(place) for place in places)
        return tuple(item for item in items if self._is_wanted(item))

    def _is_wanted(self, item: FeedItem) -> bool:
        text = f"{unquote(item.link)} {item.title}".casefold()
        return not self._words or any(word in text for word in self._words)


def _part(url: str) -> Request:
    return Request(url, PART, mark("Part of a sitemap"), max_bytes=MOST_BYTES)


def _item(place: Place) -> FeedItem:
    """A page; its day of publication is not known, `lastmod` being none."""
    title = place.title or _slug_words(place.url)
    return FeedItem(
        key=place.url,
        title=title,
        link=place.url,
        published_words=place.changed,
        fingerprint=fingerprint(place.url, title),
        locator=f"loc {place.url}",
    )


def _slug_words(url: str) -> str:
    """The words of an address's last part: `/news/phase-2-merger.html` → `phase 2 merger`."""
    path = unquote(urlsplit(url).path).rstrip("/")
    last = re.sub(r"\.\w{2,5}$", "", path.rpartition("/")[2])
    return clean(re.sub(r"[-_+]+", " ", last)) or url
