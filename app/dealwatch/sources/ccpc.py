"""News of Ireland's Competition and Consumer Protection Commission, from its site's WordPress interface.

Merger notifications are pages of their own that no list in reach shows; the posts announce them. Nobody has read the
interface for us yet. Must not contain: case facts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from dealwatch.language import mark
from dealwatch.model.dates import instant_text
from dealwatch.model.facts import FeedItem
from dealwatch.model.source import Document, Known, Parsed, Request, SourceInfo
from dealwatch.sources.feed_entry import fingerprint
from dealwatch.sources.feed_words import plain
from dealwatch.sources.landmarks import layout_changed
from dealwatch.sources.official_feed import gap_warning, is_lost, shown
from dealwatch.sources.official_json import read_json
from dealwatch.sources.official_urls import address

POSTS = "posts"
URL = "https://www.ccpc.ie/business/wp-json/wp/v2/posts?per_page=50&page=1&_fields=id,date,slug,title,content,link"
SITE = mark("the CCPC's list of posts")
ZONE = "Europe/Dublin"

_DUBLIN = ZoneInfo(ZONE)
_HOSTS = frozenset({"www.ccpc.ie", "ccpc.ie"})
_SEEN = "read_at"
_ABOUT = re.compile(
    r"(?<!\w)(?:merger|acquisition|acquire|takeover|cartel|bid[- ]rigging|competition law|abuse of dominance"
    r"|m/\d\d/\d{3})",
    re.IGNORECASE,
)

INFO = SourceInfo(
    key="ccpc",
    authority="CCPC",
    title=mark("Ireland CCPC: news on competition and mergers"),
    zone=ZONE,
    interval=timedelta(hours=1),
    homepage="https://www.ccpc.ie/business/mergers-acquisitions/merger-notifications/",
    terms=mark("No licence stated."),
    tells=mark(
        "Posts of the Irish authority that speak of mergers or competition; consumer matters are left out. It"
        " is news: it proposes and never changes a status."
    ),
    untold=mark("The pages of single notifications are not read."),
    active_hours=(7, 21),
    confirmed=False,
    pace=timedelta(seconds=5),
)


class _Words(msgspec.Struct):
    rendered: str


class _Post(msgspec.Struct):
    """One post. `date` is the time at the site without a zone."""

    id: int
    title: _Words
    link: str
    date: str = ""
    content: Any = None


class Ccpc:
    """`model.source.Source` for the posts."""

    info = INFO

    def plan(self, known: Known) -> Sequence[Request]:
        return [_request(URL)]

    def parse(self, document: Document, known: Known) -> Parsed:
        """The posts about competition. SourceProblem for an answer of another shape or without any post of the CCPC."""
        posts = read_json(document.body, list[_Post], SITE)
        items = [_item(post, f"/{place}") for place, post in enumerate(posts)]
        strange = [item for item in items if not item.title or address(item.link).hostname not in _HOSTS]
        if not items or len(strange) == len(items) or (strange and _SEEN not in known.memory):
            raise layout_changed(SITE, f"{len(strange)} of {len(items)} posts are not its own")
        warnings = (gap_warning(items, SITE),) if is_lost(document, items, known) else ()
        return Parsed(
            items=tuple(item for item in items if _ABOUT.search(f"{item.title}\n{item.summary}")),
            memory={_SEEN: instant_text(document.fetched_at), **shown(document, items)},
            warnings=warnings,
        )

    def owns(self, url: str) -> Request | None:
        parts = address(url)
        ours = parts.hostname in _HOSTS and parts.path.rstrip("/").endswith("/wp-json/wp/v2/posts")
        return _request(url) if ours else None


def _request(url: str) -> Request:
    return Request(url, POSTS, mark("Posts"), max_bytes=5 * 2**20)


def _item(post: _Post, place: str) -> FeedItem:
    title = plain(post.title.rendered)
    content = post.content.get("rendered") if isinstance(post.content, dict) else ""
    return FeedItem(
        key=f"post:{post.id}",
        title=title,
        link=post.link,
        summary=plain(content) if isinstance(content, str) else "",
        published=_moment(post.date),
        published_words=post.date,
        fingerprint=fingerprint(post.link, title),
        locator=f"{place}/title/rendered",
    )


def _moment(text: str) -> datetime | None:
    """The instant of a time in Dublin; None for a text that is no time."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=_DUBLIN)).astimezone(UTC)
