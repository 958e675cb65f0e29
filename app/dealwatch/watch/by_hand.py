"""Facts entered by a person, or by the bundled sample, with what they rest on. Kept apart from official facts.

Such a case has a source of its own (`user`, `sample`); no poll ever touches it, and its events say who entered them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Case
from dealwatch.model.event import Event, EventKind, EventNote
from dealwatch.model.evidence import Evidence
from dealwatch.model.facts import DEADLINE, DOCUMENT, TITLE, ProvenFact, Record
from dealwatch.model.ids import new_id
from dealwatch.model.status import AXES, Status
from dealwatch.store.connection import Database
from dealwatch.store.database import Store

USER_SOURCE = "user"
SAMPLE_SOURCE = "sample"
_ENTERED = "entered"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened in a review. `number` is its identity within the source.

    `status` is where the case stands afterwards, None where it changes nothing; `document` then names what was
    published. `day` is when it happened, `words` say it, `evidence` is what it rests on.
    """

    number: str
    authority: str
    title: str
    words: str
    evidence: Evidence
    status: Status | None = None
    document: str = ""
    deadlines: Mapping[str, date] = field(default_factory=dict)
    day: PartialDate | None = None
    printed_number: str = ""
    url: str = ""
    procedure: str = ""


def enter(
    store: Store,
    database: Database,
    entry: Entry,
    now: datetime,
    note: EventNote = EventNote.BY_USER,
    source: str = USER_SOURCE,
) -> tuple[str, list[Event]]:
    """Record it, making the case if there is none. The case's id and the events, in order."""
    case = store.cases.find(source, entry.number, database)
    case_id = case.id if case else store.cases.create(
        database,
        source=source,
        authority=entry.authority,
        number=entry.number,
        printed_number=entry.printed_number,
        url=entry.url,
        procedure=entry.procedure,
    )  # fmt: skip
    before = case.status if case else Status()
    after = entry.status or before
    facts = {**(case.facts if case else {}), **_facts(entry, after)}
    store.cases.save_record(database, case_id, Record(_ENTERED, entry.url, facts, frozenset(), 0, now, now, ""))
    store.cases.save(
        database,
        case_id,
        status=after,
        facts=facts,
        title=entry.title,
        url=entry.url,
        printed_number=entry.printed_number,
        procedure=entry.procedure,
        now=now,
        changed=True,
        seen=True,
    )
    events = _events(case_id, case, before, after, entry, _Event(now, source, note))
    for event in events:
        store.events.add(database, event, before=before.axes() if case else {}, after=after.axes())
    store.search.put(
        database, "case", case_id, entry.title, f"{entry.printed_number} {entry.authority} {entry.words}", case_id
    )
    return case_id, events


def take_back(
    store: Store,
    database: Database,
    case_id: str,
    deal_id: str,
    before: Mapping[str, str] | None,
    url: str,
    now: datetime,
) -> None:
    """Undo what was entered by a further event, since history is never rewritten.

    `before` are the axes until then; None where the case was made for the entry: it then leaves its deal. `url` is what
    the entry rested on.
    """
    case = store.cases.get(case_id, database)
    assert case is not None
    entry = Entry(
        number=case.number,
        authority=case.authority,
        title=case.title,
        words="Taken back by the person who entered it.",
        evidence=Evidence("", url, now),
        status=Status.from_axes(dict(before)) if before is not None else Status(),
        printed_number=case.printed_number,
    )
    enter(store, database, entry, now)
    if before is None:
        store.cases.remove(database, case_id, now)
        store.deals.unlink(database, deal_id, case_id)


def _facts(entry: Entry, status: Status) -> dict[str, ProvenFact]:
    stated = {TITLE: entry.title, **(status.axes() if entry.status else {})}
    stated |= {f"{DEADLINE}:{step}": day.isoformat() for step, day in entry.deadlines.items()}
    if entry.document:
        stated[f"{DOCUMENT}:{_document_id(entry)}"] = entry.document
    return {
        name: ProvenFact(
            name,
            value,
            entry.words,
            entry.evidence.locator,
            entry.evidence.quote,
            entry.day,
            entry.evidence.url if name.startswith(DOCUMENT) else "",
            entry.evidence,
        )
        for name, value in stated.items()
        if value
    }


def _document_id(entry: Entry) -> str:
    return hashlib.sha256(f"{entry.day} {entry.document}".encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class _Event:
    now: datetime
    source: str
    note: EventNote


def _events(case_id: str, case: Case | None, before: Status, after: Status, entry: Entry, frame: _Event) -> list[Event]:
    pattern = Event(
        id=new_id(frame.now),
        case_id=case_id,
        observed_at=frame.now,
        kind=EventKind.FIRST_SEEN,
        field="case",
        old=None,
        new=entry.title,
        badge_old=before.badge if case else "",
        badge_new=after.badge,
        source=frame.source,
        evidence=entry.evidence,
        occurred_on=entry.day,
        words=entry.words,
        note=frame.note,
        authority=entry.authority,
    )
    events = [] if case else [pattern]
    if case:
        events += [
            replace(pattern, id=new_id(frame.now), kind=EventKind.STATUS, field=axis, old=old, new=new)
            for axis in AXES
            if (old := before.axes()[axis] or None) != (new := after.axes()[axis] or None)
        ]
    for step, day in entry.deadlines.items():
        known = case.facts.get(f"{DEADLINE}:{step}") if case else None
        old, new = known.value if known else None, day.isoformat()
        if old != new:
            events.append(replace(pattern, id=new_id(frame.now), kind=EventKind.DEADLINE, field=step, old=old, new=new))
    if entry.document:
        events.append(
            replace(
                pattern, id=new_id(frame.now), kind=EventKind.DOCUMENT, field=_document_id(entry), new=entry.document
            )
        )
    return events
