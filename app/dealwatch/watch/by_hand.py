"""A status entered by a person, with a reason and what it rests on. Kept apart from official facts.

Such a case has the source `user`; no poll ever touches it, and its events say that a person entered them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlite_utils import Database

from dealwatch.model.dates import PartialDate
from dealwatch.model.event import Event, EventKind, EventNote
from dealwatch.model.evidence import Evidence
from dealwatch.model.facts import DATE, TITLE, ProvenFact, Record
from dealwatch.model.status import AXES, Status
from dealwatch.store.database import Store
from dealwatch.store.events import new_id

USER_SOURCE = "user"
_ENTERED = "entered"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person records. `day` is when it happened; `reason` their own words; `evidence` what it rests on.

    `note` tells who entered it: a person, or the bundled sample.
    """

    authority: str
    status: Status
    title: str
    reason: str
    evidence: Evidence
    day: PartialDate | None = None
    printed_number: str = ""
    url: str = ""
    procedure: str = ""
    note: EventNote = EventNote.BY_USER


def enter(
    store: Store, database: Database, deal_id: str, entry: Entry, now: datetime, source: str = USER_SOURCE
) -> str:
    """Record it for the deal's review by that authority, making the case if there is none; returns the case's id."""
    number = f"{deal_id}/{entry.authority}"
    case = store.cases.find(source, number, database)
    case_id = case.id if case else store.cases.create(
        database,
        source=source,
        authority=entry.authority,
        number=number,
        printed_number=entry.printed_number,
        url=entry.url,
        procedure=entry.procedure,
    )  # fmt: skip
    store.deals.link(database, deal_id, case_id)
    old = case.status if case else None
    facts = {**(case.facts if case else {}), **_facts(entry)}
    known = Record(_ENTERED, entry.url, facts, frozenset(), 0, now, now, "")
    store.cases.save_record(database, case_id, known)
    store.cases.save(
        database,
        case_id,
        status=entry.status,
        facts=facts,
        title=entry.title,
        url=entry.url or (case.url if case else ""),
        printed_number=entry.printed_number or (case.printed_number if case else ""),
        procedure=entry.procedure or (case.procedure if case else ""),
        now=now,
        changed=True,
    )
    for event in _events(case_id, old, entry, now, source):
        store.events.add(database, event, before=old.axes() if old else {}, after=entry.status.axes())
    store.search.put(database, "case", case_id, entry.title, f"{entry.authority} {entry.reason}", case_id)
    return case_id


def _facts(entry: Entry) -> dict[str, ProvenFact]:
    proof = {"words": entry.reason, "locator": entry.evidence.locator, "quote": entry.evidence.quote}
    stated = {**entry.status.axes(), TITLE: entry.title}
    if entry.day is not None:
        stated[f"{DATE}:{entry.status.badge}"] = str(entry.day)
    return {
        name: ProvenFact(name, value, occurred_on=entry.day, evidence=entry.evidence, **proof)
        for name, value in stated.items()
        if value
    }


def _events(case_id: str, old: Status | None, entry: Entry, now: datetime, source: str) -> list[Event]:
    first = Event(
        id=new_id(now),
        case_id=case_id,
        observed_at=now,
        kind=EventKind.FIRST_SEEN,
        field="case",
        old=None,
        new=entry.title,
        badge_old="",
        badge_new=entry.status.badge,
        source=source,
        evidence=entry.evidence,
        occurred_on=entry.day,
        words=entry.reason,
        note=entry.note,
        authority=entry.authority,
    )
    if old is None:
        return [first]
    before, after = old.axes(), entry.status.axes()
    return [
        replace(
            first,
            id=new_id(now),
            kind=EventKind.STATUS,
            field=axis,
            old=before[axis] or None,
            new=after[axis] or None,
            badge_old=old.badge,
        )
        for axis in AXES
        if before[axis] != after[axis]
    ]
