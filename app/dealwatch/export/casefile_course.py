"""The course of one review for the ribbon and the status matrix: which stage began when, what ran from when to when.

Pure; guesses nothing: a step without a day draws nothing. Must not contain: places on paper (`ribbon.typ` has them).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from dealwatch.export.casefile_entries import Entry, read_day
from dealwatch.language import mark
from dealwatch.model.dates import PartialDate
from dealwatch.model.event import EventNote
from dealwatch.model.status import AXES, Clock, Outcome, Overlay, Stage, Status

LABELS: dict[str, tuple[str, ...]] = {
    "monitor": (mark("observed, no clock"), mark("observed")),
    "check": (mark("jurisdiction check, no clock"), mark("check, no clock"), mark("check")),
    "pre": (mark("pre-notification, no clock"), mark("pre-notification"), mark("pre")),
    "p1": (mark("Phase 1"), mark("P1"), "1"),
    "p2": (mark("in-depth (Phase 2)"), mark("in-depth"), "2"),
    "ext": (mark("extended"), mark("ext.")),
    "rem": (mark("remedies"), mark("rem.")),
    "stop": (mark("clock stopped"), mark("stopped")),
    "left": (mark("time left"),),
    "court": (mark("in court"), mark("court")),
    "appeal": (mark("under appeal"), mark("appeal")),
}
"""Kinds of stretches, each with its labels from the longest to the shortest."""

_KINDS = {
    Stage.MONITORING: "monitor",
    Stage.JURISDICTION_REVIEW: "check",
    Stage.PRE_NOTIFICATION: "pre",
    Stage.NOTIFIED: "p1",
    Stage.PHASE1_REMEDIES: "rem",
    Stage.IN_DEPTH: "p2",
    Stage.OBJECTIONS: "p2",
    Stage.REMEDIES: "rem",
}
COLUMNS = {
    Stage.JURISDICTION_REVIEW: "check",
    Stage.PRE_NOTIFICATION: "pre",
    Stage.NOTIFIED: "p1",
    Stage.PHASE1_REMEDIES: "remedies",
    Stage.IN_DEPTH: "p2",
    Stage.OBJECTIONS: "objections",
    Stage.REMEDIES: "remedies",
}
"""Columns of the status matrix. Being observed is no stage of a review and has none."""


@dataclass(frozen=True, slots=True)
class Turn:
    """From `when` on an axis has the value. `sure` is False where the source does not state it to the day."""

    when: PartialDate
    sure: bool
    axis: str
    value: str

    @property
    def day(self) -> date:
        return self.when.first


@dataclass(frozen=True, slots=True)
class Stretch:
    """What ran from `first` to `end` (the day the next thing began). `end` is None while no end is known."""

    kind: str
    first: date
    end: date | None


def turns_of(entries: Sequence[Entry]) -> list[Turn]:
    """Changes of the axes in order. A step backwards that was taken back never was one."""
    undone = [entry.observed_at for entry in entries if entry.note is EventNote.ROLLBACK_UNDONE and entry.observed_at]
    found = []
    for entry in entries:
        if entry.note is EventNote.ROLLBACK_UNDONE:
            continue
        if entry.note is EventNote.ROLLBACK and any(
            entry.observed_at is not None and moment >= entry.observed_at for moment in undone
        ):
            continue
        sure = entry.sure and entry.day.exact is not None
        found += [Turn(entry.day, sure, axis, value) for axis, value in entry.axes.items() if axis in AXES]
    return found


def stage_days(turns: Sequence[Turn]) -> dict[str, Turn]:
    """The turn with which each column of the matrix began, the latest where one began twice."""
    stages = [turn for turn in turns if turn.axis == "stage" and turn.value in set(Stage)]
    return {COLUMNS[Stage(turn.value)]: turn for turn in stages if Stage(turn.value) in COLUMNS}


def outcome_turns(turns: Sequence[Turn]) -> list[Turn]:
    """Every decision in order, the same one told twice only once."""
    found: list[Turn] = []
    for turn in turns:
        if turn.axis != "outcome" or turn.value not in set(Outcome) or turn.value == Outcome.PENDING:
            continue
        if not found or found[-1].value != turn.value:
            found.append(turn)
    return found


def stretches_of(entries: Sequence[Entry], status: Status, deadlines: Sequence[date], today: date) -> list[Stretch]:
    """What ran when, without gaps of our own making. `deadlines` are those the authority holds to now."""
    turns = turns_of(entries)
    found = list(_run(turns))
    if status.decided and not outcome_turns(turns) and found and found[-1].end is None:
        found[-1] = replace(found[-1], end=found[-1].first)  # decided on a day that is not on file
    found = [part for stretch in found for part in _extended(stretch, entries)]
    return found + _time_left(found, status, outcome_turns(turns), deadlines, today)


def _run(turns: Sequence[Turn]) -> Iterator[Stretch]:
    state: dict[str, str] = {}
    kind, since = "", date.min
    for day, changes in groupby(turns, key=lambda turn: turn.day):
        state |= {turn.axis: turn.value for turn in changes}
        now = _kind(state)
        if now != kind:
            if kind:
                yield Stretch(kind, since, day)
            kind, since = now, day
    if kind:
        yield Stretch(kind, since, None)


def _kind(state: Mapping[str, str]) -> str:
    overlays = set(state.get("overlay", "").split(","))
    if state.get("outcome", Outcome.PENDING) != Outcome.PENDING:
        return "appeal" if Overlay.APPEAL in overlays else "court" if Overlay.COURT_LITIGATION in overlays else ""
    if state.get("clock") == Clock.SUSPENDED:
        return "stop"
    if Overlay.COURT_LITIGATION in overlays:
        return "court"
    stage = state.get("stage", "")
    return _KINDS.get(Stage(stage), "") if stage in set(Stage) else ""


def _extended(stretch: Stretch, entries: Sequence[Entry]) -> list[Stretch]:
    """From the day on which the first deadline would have run out, the stretch runs on its extension."""
    if stretch.kind not in ("p1", "p2"):
        return [stretch]
    for entry in entries:
        old, new = (read_day(text) for text in entry.deadline or (None, None))
        if old is None or new is None or not old.exact or not new.exact or new <= old:
            continue
        told = stretch.first <= entry.day.first and (stretch.end is None or entry.day.first <= stretch.end)
        if told and stretch.first < old.exact and (stretch.end is None or old.exact < stretch.end):
            return [replace(stretch, end=old.exact), Stretch("ext", old.exact, stretch.end)]
    return [stretch]


def _time_left(
    found: list[Stretch], status: Status, outcomes: Sequence[Turn], deadlines: Sequence[date], today: date
) -> list[Stretch]:
    """The legal time that was left when a deal was withdrawn, or is left now. An open stretch ends where it begins."""
    last = max(deadlines, default=None)
    if last is None or not found:
        return []
    if status.decided:
        withdrawn = status.outcome is Outcome.WITHDRAWN and outcomes and outcomes[-1].day < last
        return [Stretch("left", outcomes[-1].day, last)] if withdrawn else []
    if found[-1].end is not None or found[-1].kind not in ("p1", "p2", "ext", "rem") or last <= today:
        return []
    found[-1] = replace(found[-1], end=max(today, found[-1].first))
    return [Stretch("left", max(today, found[-1].first), last)]
