"""One case out of a document: judged, kept, told. Runs inside the write transaction of its document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from dealwatch.model.alert import AlertLevel, AlertSubject
from dealwatch.model.deal import Case, Deal, Party
from dealwatch.model.event import Event, EventKind, EventNote
from dealwatch.model.evidence import Evidence
from dealwatch.model.facts import DOCUMENT, PARTY, TITLE, CaseFacts, ProvenFact, Record
from dealwatch.model.ids import new_id
from dealwatch.rules.law import BUNDLED, Law
from dealwatch.store.connection import Database
from dealwatch.store.database import Store
from dealwatch.store.snapshots import Snapshot, digest
from dealwatch.watch.deal_parties import take_over
from dealwatch.watch.decide import Before, Change, Decision, decide
from dealwatch.watch.occasion import Occasion, Read
from dealwatch.watch.radar import companies_meant, deals_meant, with_aliases
from dealwatch.watch.unexpected import marked
from dealwatch.watch.wall import official_step

# A UUID is a publisher's own key (GOV.UK's content_id); no authority prints one as its case number.
_KEY_ONLY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
PRINTED_NUMBER = "text:number"


class CaseIntake:
    """`law` says which steps of a procedure are usual."""

    def __init__(self, store: Store, database: Database, source: str, law: Law = BUNDLED) -> None:
        self._store = store
        self._law = law
        self._database = database
        self._awaited = store.cases.awaited(database, source)

    def take(self, read: Read, facts: CaseFacts) -> list[Event]:
        """Judge one case and keep what changed; the events, in order.

        An older document than the one last read from the same provider says nothing new and is left alone.
        """
        case = self._store.cases.find(read.source, facts.number, self._database)
        case_id = case.id if case else self._create(read, facts)
        records = self._store.cases.records(case_id, self._database) if case else {}
        # A live answer is how things stand, also where the clock was ahead when the last one came and is right now.
        if read.document.saved and _is_stale(records.get(facts.provider), read.document.fetched_at):
            return []
        snapshot = digest(facts.record) if facts.record is not None else read.digest
        evidence = Evidence(snapshot, read.document.url, read.document.fetched_at)
        before = _before(case, records, read)
        decision = decide(before, facts, evidence, snapshot, read.document.request.url)
        procedure = facts.procedure or (case.procedure if case else "")
        decision = replace(decision, changes=marked(decision.changes, procedure, self._law))
        self._keep_snapshot(read, facts, decision, snapshot)
        self._save(case_id, case, facts, decision, read)
        asked_for = self._adopt(case_id, facts, read, decision)
        events = [self._append(case_id, facts, read, change, case, asked_for) for change in decision.changes]
        if not before.seen and decision.changes:
            read.occasion.met.add(case_id)
        untold: tuple[str, ...] = ()
        if facts.provider not in records:  # each kind of document names more of the parties than the last
            self._pass_on(case_id, case, decision, asked_for)
            self._join(case_id, decision, read.document.fetched_at)
            found = case is not None and not case.watched and not asked_for
            untold = self._untold(case_id) if found else ()
        self._tell(case_id, case, read, decision, events, untold)
        self._link_proposals(case_id, events)
        self._index(case_id, facts, decision)
        return events

    def confirm(self, case_id: str, now: datetime, occasion: Occasion) -> None:
        """A step backwards was seen a second time: tell it."""
        case = self._store.cases.get(case_id, self._database)
        held = self._store.cases.held_events(self._database, case_id)
        self._store.cases.hold(self._database, case_id, None)
        if case is not None and case.watched and held:
            self._alert(_level(case), case_id, now, occasion, held)

    def removed(self, read: Read, number: str) -> list[Event]:
        """The authority's complete list no longer has the case."""
        case = self._store.cases.find(read.source, number, self._database)
        assert case is not None
        now = read.document.fetched_at
        event = Event(
            id=new_id(now),
            case_id=case.id,
            observed_at=now,
            kind=EventKind.REMOVED,
            field="case",
            old=case.title,
            new=None,
            badge_old=case.status.badge,
            badge_new=case.status.badge,
            source=read.source,
            evidence=Evidence(read.digest, read.document.url, now),
            authority=case.authority,
        )
        self._store.snapshots.put(self._database, whole_snapshot(read))
        self._store.events.add(self._database, event)
        self._store.cases.remove(self._database, case.id, now)
        if case.watched:
            self._alert(_level(case), case.id, now, read.occasion, (event.id,))
        return [event]

    def _create(self, read: Read, facts: CaseFacts) -> str:
        return self._store.cases.create(
            self._database,
            source=read.source,
            authority=facts.authority,
            number=facts.number,
            procedure=facts.procedure,
            news=not read.baseline,
        )

    def _keep_snapshot(self, read: Read, facts: CaseFacts, decision: Decision, sha256: str) -> None:
        """Keep the bytes if anything rests on them; a page that only changed its dress is not kept again."""
        rests = any(fact.evidence and fact.evidence.snapshot == sha256 for fact in decision.record.facts.values())
        if not rests and not any(change.evidence.snapshot == sha256 for change in decision.changes):
            return
        snapshot = whole_snapshot(read)
        if facts.record is not None:
            snapshot = replace(
                snapshot, sha256=sha256, body=facts.record, of_file=read.digest, place=facts.record_locator
            )
        self._store.snapshots.put(self._database, snapshot)

    def _save(self, case_id: str, case: Case | None, facts: CaseFacts, decision: Decision, read: Read) -> None:
        view = decision.facts
        title = view.get(TITLE)
        # A saved page may be older than what another provider has shown since: it does not know the newest address.
        now, checked = read.document.fetched_at, case.checked_at if case else None
        late = read.document.saved and checked is not None and now < checked
        url = "" if late else facts.url
        self._store.cases.save_record(self._database, case_id, decision.record)
        self._store.cases.save(
            self._database,
            case_id,
            status=decision.status,
            facts=view,
            title=title.value if title else (case.title if case else ""),
            url=url or (case.url if case else ""),
            printed_number=_printed(view, facts.number),
            procedure=facts.procedure or (case.procedure if case else ""),
            now=now,
            late=late,
            changed=bool(decision.changes),
            seen=any(change.kind is EventKind.FIRST_SEEN for change in decision.changes),
        )

    def _adopt(self, case_id: str, facts: CaseFacts, read: Read, decision: Decision) -> bool:
        """Whether somebody asked for this case by its printed number or its page; what they asked for goes over."""
        if not self._awaited:
            return False
        names = {_printed(decision.facts, facts.number), facts.number, facts.url, read.document.request.url}
        asked_for = False
        for name in names & self._awaited.keys():
            awaited_id = self._awaited.pop(name)
            asked_for = True
            if awaited_id != case_id:
                self._store.cases.adopt(self._database, awaited_id, case_id)
        return asked_for

    def _pass_on(self, case_id: str, case: Case | None, decision: Decision, asked_for: bool) -> None:
        """The deals that were made from this case get the parties that it names."""
        current = self._store.cases.get(case_id, self._database) if asked_for else case
        if current is not None and current.deal_ids:
            before = case.facts if case is not None else {}
            take_over(self._store, self._database, current.deal_ids, before, decision.facts)

    def _append(
        self, case_id: str, facts: CaseFacts, read: Read, change: Change, case: Case | None, asked_for: bool
    ) -> Event:
        now = read.document.fetched_at
        first = change.kind is EventKind.FIRST_SEEN
        # What a case that was asked for shows at the first look is no news.
        silent = first and (asked_for or not (case.news or case.first_seen_at if case else not read.baseline))
        event = Event(
            id=new_id(now),
            case_id=case_id,
            observed_at=now,
            kind=change.kind,
            field=change.field,
            old=change.old,
            new=change.new,
            badge_old="" if first else change.before.badge,
            badge_new=change.after.badge,
            source=read.source,
            evidence=change.evidence,
            occurred_on=change.occurred_on,
            words=change.words,
            note=EventNote.BASELINE if silent else change.note,
            authority=facts.authority,
        )
        self._store.events.add(
            self._database, event, before={} if first else change.before.axes(), after=change.after.axes()
        )
        return event

    def _join(self, case_id: str, decision: Decision, now: datetime) -> None:
        """A case nobody asked for by number: it belongs to the deals and watched companies that it names."""
        text = "\n".join(fact.value for fact in decision.facts.values() if fact.namespace in (TITLE, PARTY))
        for deal in deals_meant(text, self._deals):
            self._store.deals.link(self._database, deal.id, case_id)
        if companies_meant(text, self._companies):
            self._store.watches.add(self._database, "case", "", now, case_id=case_id)

    @cached_property
    def _deals(self) -> list[Deal]:
        return [deal for deal in self._store.deals.all() if not deal.sample]

    @cached_property
    def _companies(self) -> list[Party]:
        wanted = [watch.target for watch in self._store.watches.all() if watch.kind == "company"]
        return with_aliases(wanted, self._store.deals.all())

    def _untold(self, case_id: str) -> tuple[str, ...]:
        """The first sight of a case that nobody watched when its list showed it: its page may name who is watched."""
        seen = self._store.events.list(case_id=case_id)
        return tuple(
            event.id
            for event in seen
            if event.kind is EventKind.FIRST_SEEN and event.note is not EventNote.BASELINE and not event.alerted
        )

    def _tell(
        self,
        case_id: str,
        case: Case | None,
        read: Read,
        decision: Decision,
        events: list[Event],
        untold: tuple[str, ...],
    ) -> None:
        """Raise one alert for the case, loud if any change is worth it, and keep account of what is held back.

        `untold` is the first sight of a case that became a watched one only now.
        """
        now, occasion = read.document.fetched_at, read.occasion
        held_events = self._hold(case_id, case, read, decision, events)
        news = [event for event in events if event.note is not EventNote.BASELINE]
        if not (news or decision.confirmed or untold):
            return
        current = self._store.cases.get(case_id, self._database)
        assert current is not None
        if not current.watched:
            return
        # A step onward from an untold step backwards tells both; an undone one was nothing and tells neither.
        released = held_events if case and case.held is not None and decision.held is None else ()
        undone = any(event.note is EventNote.ROLLBACK_UNDONE for event in events)
        loud = (
            decision.confirmed
            or bool(untold)
            or any(
                change.tell and event.note is not EventNote.BASELINE
                for change, event in zip(decision.changes, events, strict=True)
            )
        )
        ids = [*untold, *(() if undone else released), *(event.id for event in news)]
        self._alert(_level(current) if loud else AlertLevel.QUIET, case_id, now, occasion, ids)

    def _hold(
        self, case_id: str, case: Case | None, read: Read, decision: Decision, events: list[Event]
    ) -> tuple[str, ...]:
        """Keep account of a step backwards that awaits its confirmation; the events held back until now."""
        if decision.held is None and (case is None or case.held is None):
            return ()
        before = self._store.cases.held_events(self._database, case_id)
        rolled_back = [event.id for event in events if event.note is EventNote.ROLLBACK]
        self._store.cases.hold(
            self._database, case_id, decision.held, [*before, *rolled_back], read.document.request.url
        )
        return before

    def _link_proposals(self, case_id: str, events: list[Event]) -> None:
        case = self._store.cases.get(case_id, self._database) if events else None
        if case is not None and case.deal_ids:
            official_step(self._store, self._database, case, events)

    def _alert(
        self, level: AlertLevel, case_id: str, now: datetime, occasion: Occasion, event_ids: list[str] | tuple[str, ...]
    ) -> None:
        self._store.alerts.raise_(
            self._database,
            occasion=occasion.id,
            now=now,
            subject=AlertSubject.CHANGE,
            level=level,
            case_id=case_id,
            event_ids=event_ids,
        )

    def _index(self, case_id: str, facts: CaseFacts, decision: Decision) -> None:
        """Full text of what is new: the case itself, and each document or row of the authority's chronology."""
        if not decision.changes:
            return
        view = decision.facts
        first = any(change.kind is EventKind.FIRST_SEEN for change in decision.changes)
        title = view[TITLE].value if TITLE in view else facts.number
        if first or any(change.kind in (EventKind.TITLE, EventKind.PARTY) for change in decision.changes):
            parties = [fact.value for fact in view.values() if fact.namespace == PARTY]
            own = "" if _KEY_ONLY.match(facts.number) else facts.number
            numbers = dict.fromkeys(number for number in (_printed(view, facts.number), own) if number)
            body = " ".join([*numbers, facts.authority, *parties])
            self._store.search.put(self._database, "case", case_id, title, body, case_id)
        changed = {change.field for change in decision.changes if change.kind is EventKind.DOCUMENT}
        for fact in view.values():
            if fact.namespace == DOCUMENT and (first or fact.field in changed):
                self._store.search.put(
                    self._database, "document", f"{case_id}/{fact.field}", fact.value, f"{title} {fact.words}", case_id
                )


def whole_snapshot(read: Read) -> Snapshot:
    """The document's bytes as they came."""
    document = read.document
    return Snapshot(read.digest, document.body, document.content_type, document.url, document.fetched_at, read.source)


def _level(case: Case) -> AlertLevel:
    """What the user has muted stands in the inbox all the same."""
    return AlertLevel.QUIET if case.muted else AlertLevel.NOTIFY


def _is_stale(record: Record | None, fetched_at: datetime) -> bool:
    return record is not None and fetched_at < record.observed_at


def _before(case: Case | None, records: Mapping[str, Record], read: Read) -> Before:
    if case is None:
        return Before(records, seen=False)
    met = case.id in read.occasion.met
    if read.document.saved:  # pages saved at the same instant are one look
        met = case.first_seen_at == read.document.fetched_at
    return Before(records, case.held, met, case.removed, case.first_seen_at is not None)


def _printed(view: Mapping[str, ProvenFact], number: str) -> str:
    """The number to show: the one the authority prints, else the identity unless that is only a publisher's key."""
    stated = view.get(PRINTED_NUMBER)
    if stated is not None:
        return stated.value
    return "" if _KEY_ONLY.match(number) else number
