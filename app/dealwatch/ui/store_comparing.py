"""Which stored version of a page came before another. Must not contain Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dealwatch.store.database import Store


def earlier(store: Store, event_id: str) -> str:
    """The SHA-256 of the version kept last before the one the event rests on, empty where there is none.

    A record of a bulk file has its place in another file each time: the version before is the one that the case's
    event before rests on.
    """
    event = store.events.get(event_id)
    if event is None or not event.evidence.snapshot:
        return ""
    found = store.snapshots.before(event.evidence.snapshot)
    if found or not event.case_id:
        return found
    own = event.evidence
    for other in store.events.list(case_id=event.case_id, until=event.observed_at, newest_first=True):
        kept = other.evidence
        if kept.snapshot and kept.snapshot != own.snapshot and kept.url == own.url and kept.fetched_at < own.fetched_at:
            return kept.snapshot
    return ""
