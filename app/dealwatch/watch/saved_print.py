"""A saved page that came as PDF: no source reads facts out of print, so it is kept as proof beside its case.

The bytes, the time they were seen and their text stand on record; a status that follows from them is the user's to set.
Must not contain: reading of facts.
"""

from __future__ import annotations

from dealwatch.language import _
from dealwatch.model.deal import Case
from dealwatch.model.errors import DealwatchError, UsageError
from dealwatch.model.event import Event, EventKind, EventNote
from dealwatch.model.evidence import Evidence
from dealwatch.model.ids import new_id
from dealwatch.model.source import Document
from dealwatch.reading.load import from_bytes
from dealwatch.store.connection import Database
from dealwatch.store.database import Store
from dealwatch.store.snapshots import Snapshot, digest

TITLE = "Page as saved (PDF)"
LONGEST = 100_000
"""Characters of its text that are found by the search."""


def is_print(body: bytes) -> bool:
    return body.lstrip()[:5] == b"%PDF-"


def keep_print(store: Store, database: Database, source: str, document: Document) -> list[Event]:
    """Keep it with the case whose page it is; the event, none where these bytes are there already.

    UsageError where no case of that page is known: a print by itself tells of none.
    """
    case = _case(store, source, document)
    sha256 = digest(document.body)
    if any(event.evidence.snapshot == sha256 for event in store.events.list(case_id=case.id)):
        return []
    at, field = document.fetched_at, f"saved:{sha256[:12]}"
    snapshot = Snapshot(sha256, document.body, "application/pdf", document.url, at, source)
    store.snapshots.put(database, snapshot)
    event = Event(
        id=new_id(at),
        case_id=case.id,
        observed_at=at,
        kind=EventKind.DOCUMENT,
        field=field,
        old=None,
        new=TITLE,
        badge_old=case.status.badge,
        badge_new=case.status.badge,
        source=source,
        evidence=Evidence(sha256, document.url, at),
        words=TITLE,
        note=EventNote.BY_USER,
        authority=case.authority,
    )
    store.events.add(database, event, before=case.status.axes(), after=case.status.axes())
    store.search.put(database, "document", f"{case.id}/{field}", f"{case.title} {TITLE}", _text(document), case.id)
    return [event]


def _case(store: Store, source: str, document: Document) -> Case:
    for name in (document.url, document.request.url, document.request.case):
        case = store.cases.by_name(name, source) if name else None
        if case is not None:
            return case
    raise UsageError(
        _("No case of that page is known yet."),
        _("Facts are read from HTML. Save the page as HTML, or add the case first; a PDF is then kept with it."),
    )


def _text(document: Document) -> str:
    """Nothing for a print without text, such as a scan: it is proof all the same."""
    try:
        return from_bytes(document.body).text[:LONGEST]
    except DealwatchError:
        return ""
