"""How events, cases and sources are printed: JSON lines by contract, and a readable form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from dealwatch.cli.changes import change_texts
from dealwatch.model.dates import instant_text
from dealwatch.model.deal import Case, Deal
from dealwatch.model.event import Event, EventNote
from dealwatch.model.facts import DEADLINE
from dealwatch.model.source import SourceInfo
from dealwatch.model.status import Badge
from dealwatch.store.database import Store
from dealwatch.store.sources import SourceRow

if TYPE_CHECKING:
    from dealwatch.cli.session import Session

BATCH = 500


def moment(at: datetime | None) -> str | None:
    return instant_text(at) if at else None


def badge_label(badge: str) -> str | None:
    return Badge(badge).label if badge else None


def event_line(event: Event, case: Case | None, deals: Sequence[Deal]) -> dict[str, Any]:
    """The event object of the command-line contract."""
    return {
        "id": event.id,
        "observed_at": moment(event.observed_at),
        "occurred_on": str(event.occurred_on) if event.occurred_on else None,
        "authority": event.authority or None,
        "case": (case.printed_number or case.number) if case else None,
        "deal": deals[0].name if deals else None,
        "kind": event.kind.value,
        "field": event.field,
        "old": event.old,
        "new": event.new,
        "badge_old": badge_label(event.badge_old),
        "badge_new": badge_label(event.badge_new),
        "source": event.source,
        "url": event.evidence.url,
        "snapshot": event.evidence.snapshot or None,
        "quote": event.evidence.quote,
        "alerted": event.alerted,
        "note": event.note.value or None,
        "words": event.words or None,
        "locator": event.evidence.locator or None,
        "title": case.title if case else None,
    }


def show_events(session: Session, events: Sequence[Event]) -> None:
    """Print events as they come. For people, what merely stood there at the first look is counted, not listed."""
    store = session.store
    ids = [event.id for event in events]
    for start in range(0, len(ids), BATCH):
        # Read again: whether an event was alerted is known only once its document is kept.
        kept = {event.id: event for event in store.events.list(ids=ids[start : start + BATCH])}
        batch = events_about(store, [kept[event_id] for event_id in ids[start : start + BATCH]])
        if session.json:
            for about in batch:
                session.emit(event_line(*about))
        else:
            for text in change_texts([about for about in batch if about[0].note is not EventNote.BASELINE]):
                session.say(text)
    silent = sum(event.note is EventNote.BASELINE for event in events)
    if silent and not session.json:
        session.note(f"{silent} taken in as they stand.")


def _about(store: Store, event: Event) -> tuple[Case | None, list[Deal]]:
    case = store.cases.get(event.case_id) if event.case_id else None
    deals = [deal for deal_id in (case.deal_ids if case else ()) if (deal := store.deals.get(deal_id))]
    return case, deals


def events_about(store: Store, events: Sequence[Event]) -> list[tuple[Event, Case | None, list[Deal]]]:
    return [(event, *_about(store, event)) for event in events]


def case_line(case: Case, deals: Sequence[Deal]) -> dict[str, Any]:
    deadlines = {fact.field: fact.value for fact in case.facts.values() if fact.namespace == DEADLINE}
    return {
        "case": case.printed_number or case.number,
        "authority": case.authority,
        "source": case.source,
        "title": case.title,
        "deal": deals[0].name if deals else None,
        "badge": case.status.badge.label,
        **case.status.axes(),
        "deadlines": deadlines,
        "facts": {name: fact.value for name, fact in case.facts.items()},
        "url": case.url,
        "watched": case.watched,
        "first_seen_at": moment(case.first_seen_at),
        "checked_at": moment(case.checked_at),
        "changed_at": moment(case.changed_at),
        "id": case.id,
    }


def deal_line(deal: Deal, cases: Sequence[Case]) -> dict[str, Any]:
    return {
        "deal": deal.name,
        "kind": deal.kind.value,
        "parties": [{"name": p.name, "role": p.role, "aliases": list(p.aliases)} for p in deal.parties],
        "value": deal.value or None,
        "announced": str(deal.announced) if deal.announced else None,
        "long_stop": str(deal.long_stop) if deal.long_stop else None,
        "list": deal.list_name or None,
        "sample": deal.sample,
        "cases": [
            {"authority": c.authority, "case": c.printed_number or None, "badge": c.status.badge.label} for c in cases
        ],
        "id": deal.id,
    }


def available_line(key: str, info: SourceInfo) -> dict[str, Any]:
    """An entry of the registry. `needs` says what of the user's it wants (`contact`) or can use (`key`)."""
    return {
        "source": key,
        "title": info.title,
        "authority": info.authority,
        "state": "confirmed" if info.confirmed else "unconfirmed",
        "zone": info.zone,
        "interval": int(info.interval.total_seconds()),
        "active_hours": list(info.active_hours) if info.active_hours else None,
        "pace": info.pace.total_seconds(),
        "terms": info.terms,
        "tells": info.tells,
        "cannot_tell": info.untold,
        "homepage": info.homepage,
        "needs": [*(["contact"] if info.wants_contact else []), *(["key"] if info.secret else [])],
    }


def source_line(row: SourceRow, info: SourceInfo | None) -> dict[str, Any]:
    """`info` is None for a source that this version does not know."""
    return {
        "source": row.key,
        "title": row.title,
        "authority": info.authority if info else None,
        "state": "paused" if row.paused else row.state.value,
        "detail": row.detail or None,
        "since": moment(row.since),
        "last_ok": moment(row.last_ok),
        "last_try": moment(row.last_try),
        "next_due": moment(row.next_due),
        "failures": row.failures,
        "interval": int(row.interval.total_seconds()),
        "zone": info.zone if info else None,
        "terms": info.terms if info else None,
        "confirmed": bool(info and info.confirmed),
    }
