"""Reads the course of a review from a case and its events. Pure; guesses nothing: a day nobody stated draws nothing.

Steps come from status events (the day the source gives, else the day we saw it), from the dated facts that are
in the case, and from the status facts themselves. Deadlines that moved or vanished are kept as superseded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta, tzinfo
from itertools import zip_longest

from dealwatch.figures.review import Limit, Pace, Review, Step, Stretch
from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Case
from dealwatch.model.event import Event, EventKind, EventNote
from dealwatch.model.status import Badge, Overlay, Stage, Status

_FIRST_FORMAL = Stage.NOTIFIED.rank
_DATED = {
    "pre_notification": Stage.PRE_NOTIFICATION,
    "notified": Stage.NOTIFIED,
    "notification": Stage.NOTIFIED,
    "effective_notification": Stage.NOTIFIED,
    "phase_1": Stage.NOTIFIED,
    "phase_1_opened": Stage.NOTIFIED,
    "in_depth": Stage.IN_DEPTH,
    "phase_2": Stage.IN_DEPTH,
    "phase_2_opened": Stage.IN_DEPTH,
    "objections": Stage.OBJECTIONS,
}
"""Dated facts (`date:<step>`) that say when a stage began."""

_BADGES = {
    Stage.PRE_NOTIFICATION: Badge.PRE_NOTIFICATION,
    Stage.NOTIFIED: Badge.PHASE_1,
    Stage.IN_DEPTH: Badge.IN_DEPTH,
    Stage.OBJECTIONS: Badge.OBJECTIONS,
}


@dataclass(frozen=True, slots=True)
class _Turn:
    """The status from a day on."""

    day: date
    stage: Stage
    decided: bool = False


def course(
    case: Case, events: Sequence[Event], today: date, zone: tzinfo, authority: str, limits: Iterable[Limit] = ()
) -> Review:
    """The review of `case`. `events` are its own, in any order; `limits` the deadlines that hold, with days left.

    `today` is the day in the authority's zone.
    """
    known = sorted((e for e in events if e.note is not EventNote.ROLLBACK_UNDONE), key=lambda e: (_day(e, zone), e.id))
    turns = _turns(case, known, zone)
    held = tuple(limits)
    past = _superseded(known, {limit.day for limit in held}, case.status.decided)
    return Review(
        authority=authority,
        short=case.authority,
        number=case.printed_number,
        badge=case.status.badge,
        case_id=case.id,
        decided=case.status.decided,
        stretches=_stretches(case.status, turns, known, held, today, zone),
        steps=_steps(case, known, zone),
        limits=(*past, *held),
    )


def _day(event: Event, zone: tzinfo) -> date:
    return event.occurred_on.first if event.occurred_on else event.observed_at.astimezone(zone).date()


def _turns(case: Case, events: Sequence[Event], zone: tzinfo) -> list[_Turn]:
    by_day: dict[tuple[date, Stage], _Turn] = {}
    for event in events:
        if event.kind is EventKind.STATUS and event.new and event.field == "stage":
            day = _day(event, zone)
            stage = Stage(event.new)
            by_day[day, stage] = _Turn(day, stage)
    for name, fact in case.facts.items():
        place, _, field = name.partition(":")
        if place == "date" and field in _DATED and fact.value:
            day = PartialDate.parse(fact.value).first
            by_day[day, _DATED[field]] = _Turn(day, _DATED[field])
    stage_fact = case.facts.get("stage")
    if stage_fact is not None and stage_fact.occurred_on is not None and not case.status.decided:
        day = stage_fact.occurred_on.first
        by_day.setdefault((day, case.status.stage), _Turn(day, case.status.stage))
    return sorted(by_day.values(), key=lambda turn: (turn.day, turn.stage.rank))


def _decided_on(case_status: Status, events: Sequence[Event], zone: tzinfo) -> date | None:
    days = [
        _day(e, zone)
        for e in events
        if e.kind is EventKind.STATUS and e.field == "outcome" and e.new not in (None, "pending")
    ]
    return max(days) if days and case_status.decided else None


def _stretches(
    status: Status, turns: list[_Turn], events: Sequence[Event], held: Sequence[Limit], today: date, zone: tzinfo
) -> tuple[Stretch, ...]:
    decided_on = _decided_on(status, events, zone)
    end = decided_on or (turns[-1].day if status.decided and turns else today)
    found = []
    formal = False
    for turn, following in zip_longest(turns, turns[1:]):
        until = (following.day if following else end) - timedelta(days=1)
        pace = _pace(turn.stage, formal)
        formal = formal or pace is Pace.IN_DEPTH
        if until >= turn.day:
            found.append(Stretch(pace, turn.day, until, _LABELS.get(turn.stage, "")))
    found += _stops(events, today, zone, status)
    if not status.decided and held and turns and (last := max(limit.day for limit in held)) > today:
        pace = _pace(turns[-1].stage, formal)
        calculated = not any(limit.published for limit in held if limit.day == last)
        found.append(Stretch(pace, today, last, to_come=True, calculated=calculated))
    if status.overlays & {Overlay.APPEAL, Overlay.COURT_LITIGATION}:
        since = _overlay_since(events, zone)
        if since is not None and since < today:
            found.append(Stretch(Pace.COURT, since, today - timedelta(days=1)))
    return _joined(found)


def _pace(stage: Stage, in_depth_before: bool) -> Pace:
    if stage.rank < _FIRST_FORMAL:
        return Pace.NO_CLOCK
    if stage is Stage.NOTIFIED:
        return Pace.PHASE_1
    if stage in (Stage.IN_DEPTH,) or in_depth_before:
        return Pace.IN_DEPTH
    return Pace.BETWEEN


def _stops(events: Sequence[Event], today: date, zone: tzinfo, status: Status) -> list[Stretch]:
    found: list[Stretch] = []
    since: date | None = None
    target = ""
    for event in events:
        if event.kind is not EventKind.STATUS or event.field != "clock":
            continue
        day = _day(event, zone)
        if event.new == "suspended":
            since, target = day, f"dealwatch://event/{event.id}"
        elif since is not None:
            found.append(Stretch(Pace.STOPPED, since, max(since, day - timedelta(days=1)), target=target))
            since = None
    if since is not None and since < today and not status.decided:
        found.append(Stretch(Pace.STOPPED, since, today - timedelta(days=1), target=target))
    return found


def _overlay_since(events: Sequence[Event], zone: tzinfo) -> date | None:
    days = [_day(e, zone) for e in events if e.field == "overlay" and e.new and ("appeal" in e.new or "court" in e.new)]
    return min(days, default=None)


def _joined(stretches: list[Stretch]) -> tuple[Stretch, ...]:
    """Neighbours of the same kind become one: objections within an in-depth review are no bar of their own."""
    found: list[Stretch] = []
    for stretch in stretches:
        last = found[-1] if found else None
        if (
            last is not None
            and last.pace is stretch.pace
            and last.last + timedelta(days=1) == stretch.first
            and not stretch.to_come
            and stretch.pace is not Pace.STOPPED
            and (stretch.pace is not Pace.NO_CLOCK or last.label == stretch.label)
        ):
            found[-1] = replace(last, last=stretch.last)
        else:
            found.append(stretch)
    return tuple(found)


def _steps(case: Case, events: Sequence[Event], zone: tzinfo) -> tuple[Step, ...]:
    """One step a day: of several changes on one day the last badge stands for it."""
    found: dict[date, Step] = {}
    for name, fact in case.facts.items():
        place, _, field = name.partition(":")
        if place == "date" and field in _DATED and fact.value:
            day = PartialDate.parse(fact.value)
            stage = _DATED[field]
            found[day.first] = Step(day, _BADGES[stage].label)
    for event in events:
        if event.kind is not EventKind.STATUS or event.field == "clock":
            continue  # a stop is a stretch, not a step
        day = event.occurred_on or PartialDate.of(_day(event, zone))
        badge = Badge(event.badge_new) if event.badge_new else None
        plain = badge in (Badge.PHASE_1, Badge.IN_DEPTH, Badge.PRE_NOTIFICATION, Badge.JURISDICTION_CHECK, None)
        words = badge.label if badge else event.words
        found[day.first] = Step(day, words, None if plain else badge, f"dealwatch://event/{event.id}")
    return tuple(found[day] for day in sorted(found))


def _superseded(events: Sequence[Event], held: set[date], decided: bool) -> tuple[Limit, ...]:
    found: dict[date, Limit] = {}
    for event in events:
        if event.kind is not EventKind.DEADLINE:
            continue
        for text in (event.old, *((event.new,) if decided else ())):
            day = _exact(text)
            if day is not None and day not in held:
                found[day] = Limit(day, event.field, superseded=True, target=f"dealwatch://event/{event.id}")
    return tuple(found[day] for day in sorted(found))


def _exact(text: str | None) -> date | None:
    """The day of a deadline's value; None for an authority's words that are no day."""
    try:
        return PartialDate.parse(text).exact if text else None
    except ValueError:
        return None


_LABELS = {
    Stage.ANNOUNCED: "Announced",
    Stage.MONITORING: "Monitoring",
    Stage.JURISDICTION_REVIEW: "Jurisdiction check",
    Stage.PRE_NOTIFICATION: "Pre-notification",
    Stage.NOTIFIED: "Phase 1",
    Stage.IN_DEPTH: "In-depth",
}
