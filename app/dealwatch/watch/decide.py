"""The judgement of change: known facts and new facts in, changes out. Pure; knows neither storage nor network.

Compares typed facts field by field. Whatever is not a fact (layout, banners, addresses, order) cannot change anything
here. A step backwards is recorded at once but told only when one more look confirms it: content systems roll back for
an hour and forward again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dealwatch.model.dates import PartialDate
from dealwatch.model.event import EventKind, EventNote
from dealwatch.model.evidence import Evidence
from dealwatch.model.facts import (
    DATE,
    DEADLINE,
    DOCUMENT,
    PARTY,
    STATUS,
    TEXT,
    TITLE,
    CaseFacts,
    ProvenFact,
    Record,
    namespace,
    status_of,
)
from dealwatch.model.status import AXES, Stage, Status
from dealwatch.watch.merge import merged, renewed

_KIND = {
    STATUS: EventKind.STATUS,
    DEADLINE: EventKind.DEADLINE,
    DATE: EventKind.TEXT,
    DOCUMENT: EventKind.DOCUMENT,
    PARTY: EventKind.PARTY,
    TITLE: EventKind.TITLE,
    TEXT: EventKind.TEXT,
}
_TOLD = frozenset({EventKind.FIRST_SEEN, EventKind.STATUS, EventKind.DEADLINE})
_STATUS_WORDS = frozenset({"status", "stage", "phase", "state", "determination", "outcome"})


@dataclass(frozen=True, slots=True)
class Change:
    """An event to be. `tell`: a watcher is to be alerted; `before`/`after`: the case's status around it."""

    kind: EventKind
    field: str
    old: str | None
    new: str | None
    evidence: Evidence
    before: Status
    after: Status
    occurred_on: PartialDate | None = None
    words: str = ""
    note: EventNote = EventNote.NONE
    tell: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What reading one document means for one case.

    `held` is the status told last while a step backwards awaits confirmation (None: nothing is held);
    `confirmed` that the step held so far has been seen again and is to be told now.
    """

    record: Record
    facts: Mapping[str, ProvenFact]
    status: Status
    changes: tuple[Change, ...]
    held: Status | None = None
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Before:
    """What is known of the case: records by provider, and a status held back. `new_in_pass`: first met in this pass.

    `removed`: its authority's complete list had stopped showing it. `seen`: its first sight has been recorded.
    """

    records: Mapping[str, Record]
    held: Status | None = None
    new_in_pass: bool = False
    removed: bool = False
    seen: bool = True


def decide(known: Before, facts: CaseFacts, evidence: Evidence, digest: str, asked: str) -> Decision:
    """Judge one reading.

    `evidence` holds snapshot, URL and time of the document, locator and quote come per fact; `asked` is the address
    that was asked for, `digest` the SHA-256 of the bytes read.
    """
    old_record = known.records.get(facts.provider)
    record = renewed(old_record, facts, evidence, digest, asked)
    view = merged([*(other for name, other in known.records.items() if name != facts.provider), record])
    after = status_of(view)
    if not known.records or not known.seen:
        # A list row without a status only announces the page that has one: that page is the first sight.
        told = STATUS in record.complete or not view.keys().isdisjoint(AXES)
        return Decision(record, view, after, (_first_sight(view, after, facts, evidence),) if told else ())
    old_view = merged(known.records.values())
    before = status_of(old_view)
    if old_record is None and known.new_in_pass:
        return Decision(record, view, after, (), known.held)  # the list showed it a moment ago: one first sight
    said = {name for other in known.records.values() for name in other.complete} if old_record is None else None
    changes = _changes(old_view, view, evidence, before, after, said)
    if known.removed:
        changes = (_first_sight(view, after, facts, evidence), *changes)  # shown again
    return _judge_direction(known, Decision(record, view, after, changes), before)


def says_status(name: str) -> bool:
    """Whether a text fact holds the authority's own words for the status (`text:status`, `text:case_state`).

    Where an axis explains their change, that is enough; where none does, the change is told: a value we do not know.
    """
    return namespace(name) == TEXT and name.partition(":")[2].rpartition("_")[2] in _STATUS_WORDS


def is_step_back(old: Status, new: Status) -> bool:
    """Whether a procedure that only moves forward has moved backwards: a decision undone, or an earlier stage."""
    if old.decided or new.decided:
        return old.decided and not new.decided
    return new.stage.rank < old.stage.rank and old.stage is not Stage.ANNOUNCED


def _judge_direction(known: Before, decision: Decision, before: Status) -> Decision:
    after, changes = decision.status, decision.changes
    if known.held is not None:
        if after == known.held:
            undone = tuple(_quiet(change, EventNote.ROLLBACK_UNDONE) for change in changes)
            return Decision(decision.record, decision.facts, after, undone)
        if after == before:
            if not _speaks_for_status(decision.record, known.records.values()):
                return Decision(decision.record, decision.facts, after, changes, known.held)
            return Decision(decision.record, decision.facts, after, changes, confirmed=True)
        return decision if not is_step_back(before, after) else _hold(decision, known.held)
    return _hold(decision, before) if is_step_back(before, after) else decision


def _speaks_for_status(record: Record, others: Iterable[Record]) -> bool:
    """Whether this provider is one that the status rests on: a list row says nothing while the case page speaks."""
    strongest = max(
        (other.precedence for other in others if not other.facts.keys().isdisjoint(AXES)), default=record.precedence
    )
    return record.precedence >= strongest and not record.facts.keys().isdisjoint(AXES)


def _hold(decision: Decision, told: Status) -> Decision:
    held = tuple(_quiet(change, EventNote.ROLLBACK) for change in decision.changes)
    return Decision(decision.record, decision.facts, decision.status, held, told)


def _quiet(change: Change, note: EventNote) -> Change:
    if change.kind not in (EventKind.STATUS, EventKind.DEADLINE):
        return change
    return Change(
        change.kind, change.field, change.old, change.new, change.evidence, change.before, change.after,
        change.occurred_on, change.words, note,
    )  # fmt: skip


def _first_sight(view: Mapping[str, ProvenFact], after: Status, facts: CaseFacts, evidence: Evidence) -> Change:
    title = view.get(TITLE)
    stage = view.get("outcome" if after.decided else "stage") or title
    return Change(
        EventKind.FIRST_SEEN,
        "case",
        None,
        title.value if title else facts.number,
        (stage.evidence if stage else None) or evidence,
        Status(),
        after,
        stage.occurred_on if stage else None,
        stage.words if stage else "",
        tell=True,
    )


def _changes(
    old: Mapping[str, ProvenFact],
    new: Mapping[str, ProvenFact],
    evidence: Evidence,
    before: Status,
    after: Status,
    said: set[str] | None,
) -> tuple[Change, ...]:
    """Field by field. `said` is set when a provider speaks for the first time: what it adds to a namespace that nobody
    was exhaustive about is a finer view, not a change.
    """
    found: list[Change] = []
    names = [*AXES, *sorted((old.keys() | new.keys()) - set(AXES), key=_order)]
    for name in names:
        was, now = old.get(name), new.get(name)
        if (was.value if was else None) == (now.value if now else None):
            continue
        if was is None and said is not None and namespace(name) not in said:
            continue
        found.append(_change(name, was, now, evidence, before, after))
    told_by_axis = any(change.kind is EventKind.STATUS for change in found)
    kept = [change for change in found if not (told_by_axis and says_status(change.field))]
    return tuple(kept)


def _order(name: str) -> tuple[int, str]:
    return list(_KIND).index(namespace(name)) if namespace(name) in _KIND else len(_KIND), name


def _is_housekeeping(name: str, before: Status, after: Status) -> bool:
    """Stage and clock of a case that is decided as it was: the register is being tidied, the position stands."""
    return name in ("stage", "clock") and before.decided and before.outcome == after.outcome


def _change(
    name: str, was: ProvenFact | None, now: ProvenFact | None, evidence: Evidence, before: Status, after: Status
) -> Change:
    space = namespace(name)
    kind = _KIND.get(space, EventKind.TEXT)
    if space == DOCUMENT and now is None:
        kind = EventKind.REMOVED
    fact = now or was
    assert fact is not None
    old, new = was.value if was else None, now.value if now else None
    if space == STATUS:
        # An axis that is not stated has its default value; an empty overlay is no value at all.
        old, new = before.axes()[name] or None, after.axes()[name] or None
    return Change(
        kind,
        # A day or text keeps its namespace: `date:decision` would otherwise read like a deadline named so.
        name if space in (DATE, TEXT) else fact.field,
        old,
        new,
        # A fact that has vanished is proved by the page that no longer has it.
        (now.evidence if now else None) or evidence,
        before,
        after,
        now.occurred_on if now else None,
        fact.words if now else "",
        tell=(kind in _TOLD and not _is_housekeeping(name, before, after)) or says_status(name),
    )
