"""Gathers from the store what a case file is made of, as known at an instant. Contains no wording and no layout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dealwatch.export.casefile_computed import computed_deadlines
from dealwatch.export.casefile_input import CasefileInput, CoverageRow, Gap, Note, Paper, StoredCopy
from dealwatch.language import mark
from dealwatch.model.deal import Case, Deal
from dealwatch.model.event import Event
from dealwatch.model.source import SourceInfo, SourceState
from dealwatch.rules.law import BUNDLED, Law
from dealwatch.store.database import Store
from dealwatch.store.sources import Poll
from dealwatch.watch.as_at import as_at as case_as_at
from dealwatch.watch.deadlines import deadlines_of

_REASON = {
    SourceState.OFFLINE: mark("this machine was offline"),
    SourceState.BLOCKED: mark("the site refused automated reading"),
    SourceState.LAYOUT_CHANGED: mark("the page could not be read"),
    SourceState.RATE_LIMITED: mark("the site asked for a pause"),
    SourceState.MOVED: mark("the page had moved"),
}
_NO_ANSWER = mark("the source did not answer")
NOT_READ = mark("not read: Dealwatch was not running, or the machine slept")
SLACK = 3
"""A pause longer than this many intervals is a gap."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person exporting chose."""

    marking: str = "Confidential"
    with_notes: bool = False
    zone: str = "UTC"
    prepared_by: str = ""
    prepared_for: str = ""
    remark: str = ""
    paper: Paper = "a4"


def gather(
    store: Store,
    deal: Deal,
    as_at: datetime,
    infos: Mapping[str, SourceInfo],
    choices: Choices | None = None,
    law: Law = BUNDLED,
) -> CasefileInput:
    """Everything about `deal` that was known at `as_at`. Later events, facts and snapshots are left out."""
    chosen = choices or Choices()
    found = standing(store, deal, as_at, infos, law)
    return replace(
        found,
        snapshots=_snapshots(store, found.cases, found.events),
        zone=chosen.zone,
        coverage=tuple(_coverage(store, key, as_at) for key in sorted(found.sources) if store.sources.get(key)),
        marking=chosen.marking,
        notes=_notes(store, deal, found.cases, as_at) if chosen.with_notes else (),
        with_notes=chosen.with_notes,
        prepared_by=chosen.prepared_by,
        prepared_for=chosen.prepared_for,
        remark=chosen.remark,
        paper=chosen.paper,
    )


def standing(
    store: Store, deal: Deal, as_at: datetime, infos: Mapping[str, SourceInfo], law: Law = BUNDLED
) -> CasefileInput:
    """The deal's cases, events and computed deadlines as known at `as_at`, without the stored copies behind them."""
    cases = tuple(
        known for case in store.cases.of_deal(deal.id) if (known := case_as_at(store, case, as_at)) is not None
    )
    events = tuple(store.events.list(deal_id=deal.id, until=as_at))
    keys = {case.source for case in cases}
    return CasefileInput(
        deal=deal,
        cases=cases,
        events=events,
        as_at=as_at,
        sources={key: info for key, info in infos.items() if key in keys},
        computed=tuple(
            line
            for case in cases
            for line in computed_deadlines(
                deadlines_of(case, [event for event in events if event.case_id == case.id], as_at, law)
            )
        ),
    )


def _notes(store: Store, deal: Deal, cases: Iterable[Case], as_at: datetime) -> tuple[Note, ...]:
    """What the owner had written by then on the deal and on its cases, each once."""
    found = {note.id: note for note in store.notes.of(deal_id=deal.id, until=as_at)}
    for case in cases:
        found |= {note.id: note for note in store.notes.of(case_id=case.id, until=as_at)}
    return tuple(Note(note.body, note.created_at or as_at) for note in found.values())


def _snapshots(store: Store, cases: Iterable[Case], events: Iterable[Event]) -> dict[str, StoredCopy]:
    wanted = {event.evidence.snapshot for event in events}
    wanted |= {fact.evidence.snapshot for case in cases for fact in case.facts.values() if fact.evidence}
    copies = {}
    for sha256 in sorted(wanted - {""}):
        found = store.snapshots.get(sha256)
        if found is not None:
            copies[sha256] = StoredCopy(
                sha256=found.sha256,
                body=found.body,
                content_type=found.content_type,
                url=found.url,
                fetched_at=found.fetched_at,
                source=found.source,
                of_file=found.of_file,
                place=found.place,
            )
    return copies


def _coverage(store: Store, key: str, as_at: datetime) -> CoverageRow:
    row = store.sources.get(key)
    interval = row.interval if row else timedelta(hours=1)
    polls = [poll for poll in reversed(store.sources.polls(key, limit=100_000)) if poll.ended_at <= as_at]
    good = [poll for poll in polls if poll.result != "failed"]
    if not good:
        return CoverageRow(key, None, None, tuple(_gaps(polls, interval, as_at)))
    return CoverageRow(key, good[0].started_at, good[-1].ended_at, tuple(_gaps(polls, interval, as_at)))


def _gaps(polls: list[Poll], interval: timedelta, as_at: datetime) -> Iterable[Gap]:
    """Times between good readings in which the source failed or was not tried."""
    last_good: Poll | None = None
    failed: Poll | None = None
    for poll in polls:
        if poll.result == "failed":
            failed = failed or poll
            continue
        if failed is not None:
            yield Gap(failed.started_at, poll.started_at, _reason(failed))
        elif last_good is not None and poll.started_at - last_good.ended_at > interval * SLACK:
            yield Gap(last_good.ended_at, poll.started_at, NOT_READ)
        last_good, failed = poll, None
    if failed is not None:
        yield Gap(failed.started_at, None, _reason(failed))
    elif last_good is not None and as_at - last_good.ended_at > interval * SLACK:
        yield Gap(last_good.ended_at, None, NOT_READ)


def _reason(poll: Poll) -> str:
    return _REASON.get(poll.state, _NO_ANSWER)
