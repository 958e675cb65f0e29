"""New items of a feed or a watched page: kept, recorded as events without a case, told once, read for proposals.

News proposes and never decides: nothing here touches a case.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from dealwatch.model.alert import AlertLevel, AlertSubject
from dealwatch.model.dates import PartialDate, instant_text, parse_instant
from dealwatch.model.event import Event, EventKind, EventNote
from dealwatch.model.evidence import Evidence
from dealwatch.model.facts import FeedItem
from dealwatch.model.ids import new_id
from dealwatch.model.proposal import Outlet
from dealwatch.reading.load import from_item
from dealwatch.reading.own_words import FOLDER, read_folder
from dealwatch.sources.feed_novelty import novel
from dealwatch.store.connection import Database
from dealwatch.store.database import Store
from dealwatch.watch.case_intake import whole_snapshot
from dealwatch.watch.occasion import Read
from dealwatch.watch.wall import take, tracked_deals

log = logging.getLogger(__name__)

_OLDEST = "oldest day by document"
_REMEMBERED = 40


def take_items(store: Store, database: Database, read: Read, items: Sequence[FeedItem]) -> list[Event]:
    """Keep the items that are truly new; their events in the order of the document."""
    documents = store.documents
    new = novel(documents.seen_items(database, read.source), items, _oldest(store, database, read, items))
    documents.add_items(database, read.source, items, read.document.fetched_at)
    if not new:
        return []
    store.snapshots.put(database, whole_snapshot(read))
    events = [_event(read, item) for item in new]
    for item, event in zip(new, events, strict=True):
        store.events.add(database, event)
        store.search.put(database, "item", event.id, item.title, item.summary)
    if not read.baseline:
        _propose(store, database, read, new)
        store.alerts.raise_(
            database,
            occasion=read.occasion.id,
            now=read.document.fetched_at,
            subject=AlertSubject.ITEM,
            level=AlertLevel.NOTIFY,
            source=read.source,
            event_ids=[event.id for event in events],
        )
    return events


def _oldest(store: Store, database: Database, read: Read, items: Sequence[FeedItem]) -> datetime | None:
    """The earliest day of publication that this very document ever showed; None at its first reading.

    Of a source with several documents one may reach further back than the others: what is old news in the one must not
    be taken for old in the other. Of documents whose address changes with the day the last few are remembered.
    """
    row = store.sources.get(read.source, database)
    known: dict[str, str] = dict(row.memory.get(_OLDEST, {})) if row is not None else {}
    url = read.document.request.url
    before = known.pop(url, "")
    days = [instant_text(item.published) for item in items if item.published is not None]
    known[url] = min(filter(None, (before, *days)), default="")
    kept = dict(list(known.items())[-_REMEMBERED:])
    store.sources.remember(database, read.source, {_OLDEST: kept})
    return parse_instant(before) if before else None


def _propose(store: Store, database: Database, read: Read, items: Sequence[FeedItem]) -> None:
    """File what the news items say about deals. The reader proposes; a person decides."""
    words = read_folder(store.path.parent / FOLDER)
    for trouble in words.troubles:
        log.warning("Your own words for reading the news: %s", trouble)
    reader = words.reader(tracked_deals(store))
    for item in items:
        day = PartialDate.of(item.published.date()) if item.published else None
        try:
            reading = reader.read(from_item(item.title, item.summary, published=day))
        except Exception:  # the item is news all the same; what tripped the reader is in the log
            log.exception("An item of %s could not be read for proposals.", read.source)
            continue
        outlet = Outlet(item.link or read.document.url, item.title, read.digest, read.source)
        take(store, database, reading, outlet, read.document.fetched_at)


def _event(read: Read, item: FeedItem) -> Event:
    now = read.document.fetched_at
    return Event(
        id=new_id(now),
        case_id="",
        observed_at=now,
        kind=EventKind.DOCUMENT,
        field=item.key,
        old=item.was or None,
        new=item.title,
        badge_old="",
        badge_new="",
        source=read.source,
        evidence=Evidence(read.digest, item.link or read.document.url, now, item.locator, item.title),
        words=item.published_words,
        note=EventNote.BASELINE if read.baseline else EventNote.NONE,
    )
