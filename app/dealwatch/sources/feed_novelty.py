"""Tells the truly new items of a feed from old ones that come again in another guise. Pure.

Must not contain: reading of feeds, storage, the clock.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

from dealwatch.model.facts import FeedItem
from dealwatch.sources.feed_entry import NO_FINGERPRINT

_DAY = timedelta(days=1)


class Seen(Protocol):
    """An item of an earlier reading, with `key` and `fingerprint` as they were in its `FeedItem`.

    Every item that was ever read counts, the first pass included, and stays known for ever. The values of the first
    sight are enough; later ones, kept as further items, do no harm.
    """

    @property
    def key(self) -> str: ...

    @property
    def fingerprint(self) -> str: ...


def novel(known: Iterable[Seen], items: Iterable[FeedItem], oldest: datetime | None = None) -> tuple[FeedItem, ...]:
    """The items of one reading of a feed that are new, each once, in the order of the feed.

    An item is *not* new if
    1. its key is known: edited titles, bumped dates, other addresses, any order, lists cut and grown again;
    2. link and title are known together (without a link the title, if no other item of this reading bears it), or
       title and path on another host: the identity was changed, the site moved (in a feed
       that ever did, the path alone is enough);
    3. its link is known and no other item of this reading has that link: identity and title were changed together, as
       software does whose identities count the versions of a story. A feed of one item, and a link to no more than a
       site's front page, prove nothing;
    4. it is older than everything known and stands behind the last known item, or is older by more than a day: the
       list was made longer at its end. `oldest` is the earliest day of publication known (UTC); without it the known
       items of this reading must do, and only what stands behind all of them is taken for older.
    Two items that share a title and have different links and identities are two items.
    """
    return _Novelty(tuple(known), oldest).of(_each_once(items))


class _Novelty:
    def __init__(self, known: Sequence[Seen], oldest: datetime | None) -> None:
        self._keys = {item.key for item in known}
        self._prints = {item.fingerprint for item in known} - {NO_FINGERPRINT, ""}
        self._links = {_link(item.fingerprint) for item in known} - {""}
        pairs = {(_title_and_path(item.fingerprint), _link(item.fingerprint)) for item in known}
        self._moved = {pair for pair, _ in pairs} - {""}
        self._has_moved = len({pair for pair in pairs if pair[0]}) > len(self._moved)
        self._paths = {path for pair in self._moved if (path := pair.partition(":")[2])}
        self._oldest = oldest

    def of(self, items: Sequence[FeedItem]) -> tuple[FeedItem, ...]:
        links = Counter(_link(item.fingerprint) for item in items)
        prints = Counter(item.fingerprint for item in items)
        old = [
            item.key in self._keys
            or self._is_copy(item, prints[item.fingerprint])
            or (len(items) > 1 and links[_link(item.fingerprint)] == 1 and self._is_version(item))
            for item in items
        ]
        if self._has_moved or any(map(self._is_elsewhere, items)):
            old = [known or _path(item.fingerprint) in self._paths for item, known in zip(items, old, strict=True)]
        last = max((number for number, known in enumerate(old) if known), default=len(items))
        behind, ahead = self._limits(items, old)
        return tuple(
            item
            for number, item in enumerate(items)
            if not (old[number] or _is_older(item, behind if number > last else ahead))
        )

    def _is_copy(self, item: FeedItem, bearers: int) -> bool:
        return item.fingerprint in self._prints and (bool(item.link) or bearers == 1)

    def _is_elsewhere(self, item: FeedItem) -> bool:
        return _title_and_path(item.fingerprint) in self._moved and _link(item.fingerprint) not in self._links

    def _is_version(self, item: FeedItem) -> bool:
        return _link(item.fingerprint) in self._links and not _is_front_page(item.link)

    def _limits(self, items: Sequence[FeedItem], old: Sequence[bool]) -> tuple[datetime | None, datetime | None]:
        """Before which instant an item is too old to be new: behind the last known item, and ahead of it."""
        if self._oldest is not None:
            return self._oldest, self._oldest - _DAY
        dates = (item.published for item, known in zip(items, old, strict=True) if known)
        return min((day for day in dates if day is not None), default=None), None


def _is_older(item: FeedItem, limit: datetime | None) -> bool:
    return limit is not None and item.published is not None and item.published < limit


def _is_front_page(link: str) -> bool:
    parts = urlsplit(link)
    return parts.path in ("", "/") and not parts.query and not parts.fragment


def _each_once(items: Iterable[FeedItem]) -> list[FeedItem]:
    """Without second copies inside one reading: same key, or same link and title."""
    seen: set[str] = set()
    kept = []
    for item in items:
        marks = {f"key {item.key}"} | ({f"print {item.fingerprint}"} if item.link else set())
        if seen.isdisjoint(marks):
            kept.append(item)
        seen |= marks
    return kept


def _link(fingerprint: str) -> str:
    return fingerprint.partition(":")[0]


def _path(fingerprint: str) -> str:
    return fingerprint.rpartition(":")[2] if fingerprint.count(":") == 2 else ""


def _title_and_path(fingerprint: str) -> str:
    """Title and path of a fingerprint that has both, else nothing."""
    title, _, path = fingerprint.partition(":")[2].partition(":")
    return f"{title}:{path}" if title and path else ""
