"""An entry as a feed printed it, and the item it becomes: identity, fingerprint, link, day.

Shared by all readers of feeds. Must not contain: XML, JSON or HTML parsing.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit

from dealwatch.model.facts import FeedItem
from dealwatch.sources.feed_dates import read_date
from dealwatch.sources.printed import level

_TITLE_LENGTH = 120
_TELLING_PATH = 12
NO_FINGERPRINT = "::"
"""The fingerprint of an item with neither link nor words: it identifies nothing."""

_TRACKING = re.compile(
    r"utm_\w+|at_\w+|ns_\w+|mc_[ce]id|(?:fb|g|d)clid|gclsrc|msclkid|xtor|wt_mc|cmpid|cmp|icid|mkt_tok", re.IGNORECASE
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

    Key: the entry's own identity, else its link, else a digest of its words. What several entries share that are not
    the same identifies none of them: some software gives all one identity, or one link.
    """
    identities = _shared((entry.identity, normal_link(entry.link) or entry.title) for entry in entries)
    links = _shared(
        (entry.link, entry.title) for entry in entries if not entry.identity or entry.identity in identities
    )
    return tuple(
        _item(entry, _key(entry, identities, links))
        for entry in entries
        if entry.identity or entry.title or entry.link or entry.summary or entry.dates
    )


def _shared(pairs: Iterable[tuple[str, str]]) -> set[str]:
    """What stands with more than one companion."""
    counts = Counter(shared for shared, _ in set(pairs) if shared)
    return {shared for shared, count in counts.items() if count > 1}


def _key(entry: Entry, shared_identities: set[str], shared_links: set[str]) -> str:
    if entry.identity and entry.identity not in shared_identities:
        return entry.identity
    if entry.link and entry.link not in shared_links:
        return entry.link
    said = (entry.title, entry.summary) if entry.title or entry.summary else entry.dates
    return f"words:{digest(*said)}"


def _item(entry: Entry, key: str) -> FeedItem:
    moments = ((read_date(printed), printed) for printed in entry.dates)
    published, printed = next(
        ((moment, printed) for moment, printed in moments if moment is not None),
        (None, entry.dates[0] if entry.dates else ""),
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
    """`<link>:<title>:<path>`, a digest each, empty where there is none; the same when the identity is changed.

    The path is that of the link without its host, for a site that moves; one too short to tell anything is left out.
    """
    whole = normal_link(link)
    path = whole.partition("/")[2]
    parts = (whole, level(title).casefold(), path if len(path) >= _TELLING_PATH else "")
    return ":".join(digest(part) if part else "" for part in parts)


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
    query = ""
    if parts.query:
        pairs = parse_qsl(parts.query, keep_blank_values=True)
        query = urlencode(sorted(pair for pair in pairs if not _TRACKING.fullmatch(pair[0])))
    fragment = "" if _TRACKING.match(parts.fragment) else parts.fragment
    return f"{host}{port}{parts.path.rstrip('/')}?{query}#{fragment}"


def digest(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode("utf-8", "replace")).hexdigest()[:16]
