"""A deal that another Dealwatch wrote (`export … --to deal.json`), taken in: the deal, its cases and their history.

What is here already stays as it is: a deal of the same name is joined, a known case keeps its facts, an event is never
doubled. Stored copies are not in such a file; the proof names them by hash and address. Must not contain: the writing
(`export.tables`), the command.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import msgspec

from dealwatch.language import _
from dealwatch.model.dates import PartialDate, parse_instant
from dealwatch.model.deal import Deal, DealKind, Party
from dealwatch.model.errors import UsageError
from dealwatch.model.event import Event, EventKind, EventNote
from dealwatch.model.evidence import Evidence
from dealwatch.model.facts import ProvenFact
from dealwatch.model.progress import UNWATCHED, Progress, Stopped
from dealwatch.model.status import Status
from dealwatch.sources.registry import official
from dealwatch.store.connection import Database
from dealwatch.store.database import Store
from dealwatch.watch.ports import Clock
from dealwatch.watch.tracking import Tracking

SCHEMA = "dealwatch-deal/1"


class _Proof(msgspec.Struct):
    snapshot: str
    url: str
    fetched_at: str
    locator: str
    quote: str


class _Fact(msgspec.Struct):
    name: str
    value: str
    words: str = ""
    occurred_on: str | None = None
    link: str = ""
    evidence: _Proof | None = None


class _Case(msgspec.Struct):
    id: str
    source: str
    authority: str
    number: str
    printed_number: str
    title: str
    url: str
    procedure: str
    status: dict[str, str]
    facts: list[_Fact]
    checked_at: str | None = None


class _Event(_Proof, kw_only=True):
    id: str
    observed_at: str
    authority: str
    case: str
    kind: EventKind
    field: str
    source: str
    occurred_on: str | None = None
    old: str | None = None
    new: str | None = None
    badge_old: str = ""
    badge_new: str = ""
    words: str = ""
    note: EventNote = EventNote.NONE


class _Party(msgspec.Struct):
    name: str
    role: str = ""
    aliases: tuple[str, ...] = ()


class _Deal(msgspec.Struct):
    name: str
    kind: DealKind = DealKind.OTHER
    parties: tuple[_Party, ...] = ()
    value: str = ""
    announced: str | None = None
    long_stop: str | None = None
    list: str = ""


class DealFile(msgspec.Struct):
    """The file's content. `schema` names the version it was written in."""

    schema: str
    deal: _Deal
    cases: list[_Case]
    events: list[_Event]


@dataclass(frozen=True, slots=True)
class Imported:
    """What was new. `known` counts cases and events that were here already."""

    deal: str
    cases: int
    events: int
    known: int


def read_deal_file(body: bytes) -> DealFile:
    """UsageError for a text that is no such file, or one of a later version."""
    try:
        content = msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"), type=DealFile)
        for event in content.events:
            _instants(event)
        return content
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
        raise UsageError(
            "That file holds no deal that Dealwatch can read.",
            f"A deal exported as JSON is needed, or a list of feeds (OPML). ({error})"[:300],
        ) from error


def take_deal(store: Store, clock: Clock, content: DealFile, progress: Progress = UNWATCHED) -> Imported:
    """Take a deal in, whole or not at all, and watch its cases where this version knows their source.

    UsageError for a file of another version. `Stopped` where the user stops it before it is all there.
    """
    if content.schema != SCHEMA:
        raise UsageError(
            "That file was written by another version of Dealwatch.", f"{content.schema} instead of {SCHEMA}."
        )
    with store.write() as database:
        deal_id = _deal(store, database, content.deal, clock.now())
        cases = []
        for done, case in enumerate(content.cases):
            _look(progress, _("Taking in the reviews"), done, len(content.cases))
            cases.append(_take_case(store, database, case, content.events))
        for case_id, _new in cases:
            store.deals.link(database, deal_id, case_id)
        names = [case.printed_number or case.number for case in content.cases]
        ids = {name: case_id for name, (case_id, _new) in zip(names, cases, strict=True)}
        finals = {name: case.status for name, case in zip(names, content.cases, strict=True)}
        events = _take_events(store, database, content.events, ids, finals, progress)
    tracking = Tracking(store, clock)
    for case in content.cases:
        if case.source in official():
            tracking.case(case.source, case.number, authority=case.authority)
    new = sum(made for _case, made in cases)
    return Imported(content.deal.name, new, events, len(cases) - new + len(content.events) - events)


def _deal(store: Store, database: Database, given: _Deal, now: datetime) -> str:
    known = store.deals.find(given.name)
    if known is not None:
        return known.id
    deal = Deal(
        "",
        given.name,
        given.kind,
        tuple(Party(party.name, party.role, party.aliases) for party in given.parties),
        given.value,
        _day(given.announced),
        _day(given.long_stop),
        given.list,
    )
    return store.deals.add(database, deal, now)


def _take_case(store: Store, database: Database, case: _Case, events: Iterable[_Event]) -> tuple[str, bool]:
    """The case's id here, and whether it is new."""
    known = store.cases.find(case.source, case.number, database)
    if known is not None:
        return known.id, False
    case_id = store.cases.create(
        database, source=case.source, authority=case.authority, number=case.number, printed_number=case.printed_number
    )
    seen = [event.observed_at for event in events if event.case == (case.printed_number or case.number)]
    first, last = min(seen, default=case.checked_at), case.checked_at or max(seen, default=None)
    for moment in filter(None, (first, last)):
        store.cases.save(
            database,
            case_id,
            status=Status.from_axes(case.status),
            facts={fact.name: _fact(fact) for fact in case.facts},
            title=case.title,
            url=case.url,
            printed_number=case.printed_number,
            procedure=case.procedure,
            now=parse_instant(moment),
            changed=False,
            seen=moment == first,
        )
    return case_id, True


def _take_events(
    store: Store,
    database: Database,
    events: Sequence[_Event],
    ids: Mapping[str, str],
    finals: Mapping[str, Mapping[str, str]],
    progress: Progress,
) -> int:
    """Append those that are not here; how many. The axes around each follow from the present ones, walked back."""
    states = {case: Status.from_axes(dict(axes)).axes() for case, axes in finals.items()}
    added = 0
    ordered = sorted(events, key=lambda event: (event.observed_at, event.id), reverse=True)
    for done, given in enumerate(ordered):
        _look(progress, _("Taking in the history"), done, len(ordered))
        after = dict(states.get(given.case, {}))
        before = dict(after)
        if given.kind is EventKind.STATUS and given.old is not None:
            before[given.field] = given.old
        if given.kind is EventKind.FIRST_SEEN:
            before = {}
        else:
            states[given.case] = before
        if store.events.get(given.id) is None:
            event = _event(given, ids.get(given.case, ""))
            store.events.add(database, event, before=before, after=after)
            added += 1
    return added


def _look(progress: Progress, words: str, done: int, total: int) -> None:
    progress.step(words, done, total)
    if progress.stop_wanted:
        raise Stopped(_("The import was stopped."), _("Nothing of this deal was taken in."))


def _event(given: _Event, case_id: str) -> Event:
    observed, fetched = _instants(given)
    return Event(
        id=given.id,
        case_id=case_id,
        observed_at=observed,
        kind=given.kind,
        field=given.field,
        old=given.old,
        new=given.new,
        badge_old=given.badge_old,
        badge_new=given.badge_new,
        source=given.source,
        evidence=Evidence(given.snapshot, given.url, fetched, given.locator, given.quote),
        occurred_on=_day(given.occurred_on),
        words=given.words,
        note=given.note,
        authority=given.authority,
    )


def _fact(given: _Fact) -> ProvenFact:
    proof = given.evidence
    fact = ProvenFact(given.name, given.value, given.words, link=given.link, occurred_on=_day(given.occurred_on))
    if proof is None:
        return fact
    evidence = Evidence(proof.snapshot, proof.url, parse_instant(proof.fetched_at), proof.locator, proof.quote)
    return replace(fact, evidence=evidence, locator=proof.locator, quote=proof.quote)


def _instants(event: _Event) -> tuple[datetime, datetime]:
    return parse_instant(event.observed_at), parse_instant(event.fetched_at)


def _day(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
