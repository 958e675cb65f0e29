"""A feed that the user added: RSS, RDF, Atom, CDF or JSON Feed in any encoding and state of repair.

One document in, its items out. Must not contain: the readers of the formats, what is new in a feed (`feed_novelty`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

from dealwatch.language import mark
from dealwatch.model.source import Document, Known, Parsed, Request, SourceInfo, SourceProblem, SourceState
from dealwatch.sources.feed_entry import feed_items
from dealwatch.sources.feed_read import read_feed
from dealwatch.sources.landmarks import is_html, layout_changed, refuse_notices
from dealwatch.sources.troubles import Hint, Trouble, site

_ENDED = "/feed-ended"
"""How GOV.UK's last entry of a retired feed ends."""

_MAX_BYTES = 10 * 2**20
_MOST_ENTRIES = 10_000


class Feed:
    """The source `feed:<url>`."""

    def __init__(self, url: str) -> None:
        self._url = url
        host = urlsplit(url).hostname or url
        self._site = site("feed", host)
        self._info = SourceInfo(
            key=f"feed:{url}",
            authority="",
            title=f"Feed of {host}",
            zone="UTC",
            interval=timedelta(hours=1),
            homepage=url,
            terms=mark("As the publisher of the feed says."),
            tells=mark("What the feed lists. It is news: it never changes the status of a case."),
            tier="user",
        )

    @property
    def info(self) -> SourceInfo:
        return self._info

    def plan(self, known: Known) -> Sequence[Request]:
        return [Request(self._url, "feed", mark("Feed"), max_bytes=_MAX_BYTES)]

    def parse(self, document: Document, known: Known) -> Parsed:
        """The feed's items in its order.

        SourceProblem for a notice of the site, for anything that is no feed (`LAYOUT_CHANGED`) and for a feed whose
        publisher says that it has ended (`MOVED`). A feed without entries is a feed.
        """
        refuse_notices(document.body, self._site)
        channel = read_feed(document.body, document.content_type, _base(document))
        if channel is None:
            what = "a web page" if is_html(document.body) else "no feed of any known format"
            raise layout_changed(self._site, what)
        items = feed_items(channel.entries[:_MOST_ENTRIES])
        left = tuple(item for item in items if not item.key.endswith(_ENDED))
        if items and not left:
            raise SourceProblem(
                SourceState.MOVED,
                Trouble.FEED_ENDED,
                Hint.SUCCESSOR,
                detail=items[0].key,
            )
        warnings = channel.warnings
        if len(channel.entries) > _MOST_ENTRIES:
            warnings += (f"Only the first {_MOST_ENTRIES} of {len(channel.entries)} entries were read.",)
        return Parsed(items=left, title=channel.title, warnings=warnings)

    def owns(self, url: str) -> Request | None:
        return Request(url, "feed", mark("Feed"), max_bytes=_MAX_BYTES) if url == self._url else None


def _base(document: Document) -> str:
    location = {name.lower(): value for name, value in document.headers.items()}.get("content-location", "")
    return urljoin(document.url, location)
