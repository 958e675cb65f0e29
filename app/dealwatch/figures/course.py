"""Reads the course of a review from a case and its events. Pure; guesses nothing: a day nobody stated draws nothing.

Steps come from status events (the day the source gives, else the day we saw it), from the dated facts that are
in the case, and from the status facts themselves. Deadlines that moved or vanished are kept as superseded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta, tzinfo
from itertools import zip_longest

from dealwatch.figures.review import Limit, Pace, Review, Step, Stretch
from dealwatch.language import mark
from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Case
from dealwatch.model.event import Event, EventKind, EventNote
from dealwatch.model.status import Badge, Overlay, Stage, Status

_KNOWN = frozenset(badge.value for badge in Badge)
_PLAIN = (Badge.PHASE_1, Badge.IN_DEPTH, Badge.PRE_NOTIFICATION, Badge.JURISDICTION_CHECK, Badge.MONITORING, None)
"""A new stage is a ring on the bar; what it is called stands on the bar itself."""
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
    """The stage from a day on. `order` is that of the events; what facts alone say comes before them."""

    day: date
    stage: Stage
    order: int


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
        stretches=_stretches(case, turns, known, held, today, zone),
        steps=_steps(case, known, zone),
        limits=(*past, *held),
    )


def _day(event: Event, zone: tzinfo) -> date:
    return event.occurred_on.first if event.occurred_on else event.observed_at.astimezone(zone).date()


def _turns(case: Case, events: Sequence[Event], zone: tzinfo) -> list[_Turn]:
    by_day: dict[tuple[date, Stage], _Turn] = {}

    def turn(day: date, stage: Stage, order: int = -1) -> None:
        by_day.setdefault((day, stage), _Turn(day, stage, order))

    for order, event in enumerate(events):
        if event.kind is EventKind.STATUS and event.new and event.field == "stage":
            turn(_day(event, zone), Stage(event.new), order)
        elif event.kind is EventKind.FIRST_SEEN and event.occurred_on and (stage := _stage_of(_badge(event.badge_new))):
            turn(event.occurred_on.first, stage, order)
    for field, day in _dated(case):
        turn(day.first, _DATED[field])
    stage_fact = case.facts.get("stage")
    if stage_fact is not None and stage_fact.occurred_on is not None and not case.status.decided:
        turn(stage_fact.occurred_on.first, case.status.stage)
    if not by_day:  # nobody gives a day: it was so at the latest when we first looked
        for order, event in enumerate(events):
            if event.kind is EventKind.FIRST_SEEN and (stage := _stage_of(_badge(event.badge_new))):
                turn(_day(event, zone), stage, order)
    return sorted(by_day.values(), key=lambda turn: (turn.day, turn.order, turn.stage.rank))


def _dated(case: Case) -> Iterator[tuple[str, PartialDate]]:
    """Days the source gives for the beginning of a stage."""
    for name, fact in case.facts.items():
        place, _, field = name.partition(":")
        if place == "date" and field in _DATED:
            try:
                yield field, PartialDate.parse(fact.value)
            except ValueError:
                continue  # the authority wrote something that is no day


def _badge(text: str) -> Badge | None:
    return Badge(text) if text in _KNOWN else None


def _stage_of(badge: Badge | None) -> Stage | None:
    return next((stage for stage in Stage if badge is not None and Status(stage).badge is badge), None)


def _decided_on(case: Case, events: Sequence[Event], zone: tzinfo) -> date | None:
    """The day of the decision: of the newest change of the outcome, else the one the source gives for it."""
    if not case.status.decided:
        return None
    days = [_day(e, zone) for e in events if _is_outcome(e)]
    fact = case.facts.get("outcome")
    if not days and fact is not None and fact.occurred_on is not None:
        return fact.occurred_on.first
    return max(days, default=None)


def _is_outcome(event: Event) -> bool:
    if event.kind is EventKind.FIRST_SEEN:
        badge = _badge(event.badge_new)
        return event.occurred_on is not None and badge is not None and _stage_of(badge) is None
    return event.kind is EventKind.STATUS and event.field == "outcome" and event.new not in (None, "pending")


def _stretches(
    case: Case, turns: list[_Turn], events: Sequence[Event], held: Sequence[Limit], today: date, zone: tzinfo
) -> tuple[Stretch, ...]:
    status = case.status
    decided_on = _decided_on(case, events, zone)
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
    for field, day in _dated(case):
        found[day.first] = Step(day, _BADGES[_DATED[field]].label)
    fact = case.facts.get("outcome")
    if case.status.decided and fact is not None and fact.occurred_on is not None:
        found[fact.occurred_on.first] = Step(fact.occurred_on, case.status.badge.label, case.status.badge)
    for event in events:
        if not _is_step(event):
            continue
        day = event.occurred_on or PartialDate.of(_day(event, zone))
        badge = _overlay(event) or _badge(event.badge_new)
        words = badge.label if badge else event.words
        found[day.first] = Step(day, words, None if badge in _PLAIN else badge, f"dealwatch://event/{event.id}")
    return tuple(found[day] for day in sorted(found))


def _is_step(event: Event) -> bool:
    """A first sight is a step only where a day is given for it; a stop of the clock is a stretch."""
    if event.kind is EventKind.FIRST_SEEN:
        return event.occurred_on is not None or event.note is EventNote.BY_USER
    return event.kind is EventKind.STATUS and event.field != "clock"


def _overlay(event: Event) -> Badge | None:
    if event.field != "overlay" or not event.new:
        return None
    return Badge.UNDER_APPEAL if "appeal" in event.new else Badge.IN_COURT if "court" in event.new else None


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
    Stage.ANNOUNCED: mark("Announced"),
    Stage.MONITORING: mark("Monitoring"),
    Stage.JURISDICTION_REVIEW: mark("Jurisdiction check"),
    Stage.PRE_NOTIFICATION: mark("Pre-notification"),
    Stage.NOTIFIED: mark("Phase 1"),
    Stage.IN_DEPTH: mark("In-depth"),
}
