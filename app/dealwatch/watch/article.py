"""An article that a person brings: what it proposes, and putting that into the inbox with the bytes it rests on.

The way of the command line and of the window alike. Never writes a status.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dealwatch.model.dates import PartialDate
from dealwatch.model.proposal import Outlet, Reading
from dealwatch.reading.load import from_bytes
from dealwatch.reading.own_words import FOLDER, read_folder
from dealwatch.reading.reader import Reader
from dealwatch.store.database import Store
from dealwatch.store.snapshots import Snapshot, digest
from dealwatch.watch import wall

SOURCE = "file"
LONGEST = 40_000_000  # bytes; of a longer article the beginning is read


@dataclass(frozen=True, slots=True)
class Article:
    """`url` is where it stands, as an address or a `file:` one, empty for a pasted text."""

    body: bytes
    content_type: str = ""
    url: str = ""
    published: PartialDate | None = None


def reader_of(store: Store) -> Reader:
    """A reader that knows the tracked deals and the user's own words."""
    return read_folder(store.path.parent / FOLDER).reader(wall.tracked_deals(store))


def read_article(reader: Reader, article: Article) -> Reading:
    """What it proposes; nothing is kept. DealwatchError for one that cannot be read."""
    document = from_bytes(article.body[:LONGEST], content_type=article.content_type, published=article.published)
    return reader.read(document)


def keep_article(store: Store, article: Article, reading: Reading, now: datetime) -> list[str]:
    """File the reading's main facts in the inbox; ids of what is new there."""
    snapshot = Snapshot(digest(article.body), article.body, article.content_type, article.url, now, SOURCE)
    with store.write() as database:
        if not reading.background_only:
            store.snapshots.put(database, snapshot)
        outlet = Outlet(article.url, reading.title, snapshot.sha256, SOURCE)
        return wall.take(store, database, reading, outlet, now)
