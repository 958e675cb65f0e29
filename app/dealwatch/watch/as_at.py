"""A case as it was known at a past instant: exactly what the events up to then say."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from dealwatch.model.deal import Case
from dealwatch.model.event import Event, EventKind
from dealwatch.model.evidence import Evidence
from dealwatch.model.facts import DEADLINE, TITLE, ProvenFact
from dealwatch.model.status import Status
from dealwatch.store.database import Store


def as_at(store: Store, case: Case, moment: datetime) -> Case | None:
    """The case with the status, title and facts known at `moment`; None where it was not known yet.

    Facts are taken back event by event from the present view, newest first, so that the result equals a replay of the
    events up to then. The axes are those just before the next event: a finer view without an event is in them, too.
    """
    if not store.events.is_known_at(case.id, moment):
        return None
    axes = store.events.axes_before_next(case.id, moment)
    facts = dict(case.facts)
    later = [event for event in store.events.list(case_id=case.id, newest_first=True) if event.observed_at > moment]
    title = case.title
    for event in later:
        if event.kind is EventKind.FIRST_SEEN:
            continue
        name = _fact_name(event.kind, event.field)
        if event.old is None:
            facts.pop(name, None)
        else:
            known = facts.get(name) or ProvenFact(name, event.old)
            evidence = _proof_then(store, event, moment)
            facts[name] = replace(known, value=event.old, words="", locator="", quote="", evidence=evidence)
            title = event.old if name == TITLE else title
    changed = store.events.list(case_id=case.id, until=moment, newest_first=True, limit=1)
    return replace(
        case,
        status=Status.from_axes(axes) if axes is not None else case.status,
        facts=facts,
        title=title,
        changed_at=changed[0].observed_at if changed else case.first_seen_at,
        checked_at=min(case.checked_at, moment) if case.checked_at else None,
        held=None,
    )


def _proof_then(store: Store, event: Event, moment: datetime) -> Evidence | None:
    """What proved the older value: the page as last kept by then. Its place in the page is not on record."""
    kept = store.snapshots.newest(event.evidence.url, moment)
    return Evidence(kept[0], event.evidence.url, kept[1]) if kept else None


def _fact_name(kind: EventKind, field: str) -> str:
    if kind is EventKind.DEADLINE:
        return f"{DEADLINE}:{field}"
    if kind in (EventKind.DOCUMENT, EventKind.REMOVED):
        return f"document:{field}"
    return f"party:{field}" if kind is EventKind.PARTY else field
