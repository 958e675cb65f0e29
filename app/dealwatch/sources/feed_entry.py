"""An entry as a feed printed it, and the item it becomes: identity, fingerprint, link, day.

Shared by all readers of feeds. Must not contain: XML, JSON or HTML parsing.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit

from dealwatch.model.facts import FeedItem
from dealwatch.sources.feed_dates import read_date
from dealwatch.sources.printed import level

_TITLE_LENGTH = 120
_TRACKING = re.compile(
    r"utm_\w+|at_\w+|ns_\w+|mc_[ce]id|[fgd]clid|gclsrc|msclkid|xtor|wt_mc|cmpid|cmp|icid|mkt_tok", re.IGNORECASE
)


@dataclass(slots=True)
class Entry:
    """What one entry says, words already plain and addresses absolute; empty where it says nothing.

    `dates` are the printed dates, the best first: of publication, then of the last update.
    """

    identity: str = ""
    title: str = ""
    link: str = ""
    summary: str = ""
    dates: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """A whole feed as read; `warnings` say what of it was not."""

    title: str
    entries: Sequence[Entry]
    warnings: tuple[str, ...] = ()


def feed_items(entries: Sequence[Entry]) -> tuple[FeedItem, ...]:
    """The items in the feed's order; an entry that says nothing at all is left out.

    Key: the entry's own identity, else its link, else a digest of its words. An identity that several entries with
    different links share (some software gives all the same) identifies none of them.
    """
    shared = _shared_identities(entries)
    return tuple(
        _item(entry, entry.identity not in shared)
        for entry in entries
        if entry.identity or entry.title or entry.link or entry.summary or entry.dates
    )


def _shared_identities(entries: Sequence[Entry]) -> set[str]:
    pairs = {(entry.identity, entry.link or entry.title) for entry in entries if entry.identity}
    return {identity for identity, count in Counter(identity for identity, _ in pairs).items() if count > 1}


def _item(entry: Entry, identified: bool) -> FeedItem:
    moments = ((read_date(printed), printed) for printed in entry.dates)
    published, printed = next(
        ((moment, printed) for moment, printed in moments if moment is not None),
        (None, entry.dates[0] if entry.dates else ""),
    )
    key = (
        (entry.identity if identified else "") or entry.link or f"words:{digest(entry.title, entry.summary or printed)}"
    )
    return FeedItem(
        key=key,
        title=entry.title or _first_words(entry.summary) or entry.link or entry.identity or printed,
        link=entry.link,
        summary=entry.summary,
        published=published,
        published_words=printed.strip(),
        authors=tuple(entry.authors),
        fingerprint=fingerprint(entry.link, entry.title or entry.summary),
        locator=entry.locator,
    )


def _first_words(text: str) -> str:
    if len(text) <= _TITLE_LENGTH:
        return text
    cut = text[:_TITLE_LENGTH]
    return f"{cut.rpartition(' ')[0] or cut} …"


def fingerprint(link: str, title: str) -> str:
    """`<link>:<title>`, a digest each, empty where there is none: the same when an item comes with another identity."""
    plain_link, plain_title = normal_link(link), level(title).casefold()
    return f"{digest(plain_link) if plain_link else ''}:{digest(plain_title) if plain_title else ''}"


def normal_link(link: str) -> str:
    """The address without what moves when a page does not: scheme, `www.`, tracking parameters, a last slash."""
    try:
        parts = urlsplit(link)
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return link
    if parts.scheme not in ("http", "https"):
        return link
    host = (parts.hostname or "").removeprefix("www.")
    query = sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0]))
    fragment = "" if _TRACKING.match(parts.fragment) else parts.fragment
    return f"{host}{port}{parts.path.rstrip('/')}?{urlencode(query)}#{fragment}"


def digest(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode("utf-8", "replace")).hexdigest()[:16]
