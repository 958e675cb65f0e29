"""One review, gathered once: the case with its rows, limits and course. Every part of the file reads from it.

Must not contain: sentences, layout.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dealwatch.export.casefile_authorities import Authority, authority
from dealwatch.export.casefile_course import Turn, outcome_turns, turns_of
from dealwatch.export.casefile_dates import local_day
from dealwatch.export.casefile_entries import Entry, entries_of
from dealwatch.export.casefile_input import CasefileInput
from dealwatch.export.casefile_limits import Limit, limits_of
from dealwatch.model.deal import Case
from dealwatch.model.event import Event
from dealwatch.model.status import Badge, Clock, Overlay, Stage


@dataclass(frozen=True, slots=True)
class Review:
    """`id` is unique in the file: the authority's key, counted where it has several cases. `today`: the as-at day."""

    id: str
    case: Case
    authority: Authority
    name: str
    entries: tuple[Entry, ...]
    limits: tuple[Limit, ...]
    turns: tuple[Turn, ...]
    today: date

    @property
    def decided(self) -> bool:
        return self.case.status.decided

    @property
    def stage_turn(self) -> Turn | None:
        """The turn to the present stage; None where its day is not on file."""
        return next((turn for turn in reversed(self.turns) if (turn.axis, turn.value) == ("stage", self._stage)), None)

    @property
    def badge_turn(self) -> Turn | None:
        """The turn that led to the badge shown: outcome, stopped clock, court or stage; None where it has no day."""
        status = self.case.status
        match status.badge:
            case Badge.CLOCK_STOPPED:
                return self._since("clock", Clock.SUSPENDED)
            case Badge.IN_COURT if not status.decided:
                return self._since("overlay", Overlay.COURT_LITIGATION)
            case Badge.UNDER_APPEAL if not status.decided:
                return self._since("overlay", Overlay.APPEAL)
        if not status.decided:
            return self.stage_turn
        found = [turn for turn in outcome_turns(self.turns) if turn.value == status.outcome]
        return found[-1] if found else None

    @property
    def _stage(self) -> str:
        return self.case.status.stage.value

    def _since(self, axis: str, value: str) -> Turn | None:
        """The first turn of the present run of turns that have the value."""
        found = None
        for turn in reversed([turn for turn in self.turns if turn.axis == axis]):
            if value not in turn.value.split(","):
                break
            found = turn
        return found

    @property
    def running(self) -> tuple[Limit, ...]:
        """Limits of an undecided case that have not passed, days merely set included."""
        return tuple(
            limit for limit in self.limits if not self.decided and limit.day is not None and limit.day >= self.today
        )


def reviews_of(given: CasefileInput) -> list[Review]:
    """All reviews of the deal, in the order in which they began; those without any day last."""
    events = [event for event in given.events if event.observed_at <= given.as_at]
    found = [_review(given, case, [event for event in events if event.case_id == case.id]) for case in given.cases]
    found.sort(key=lambda review: (_began(review), review.case.authority, review.case.number, review.case.id))
    return _named(found)


def _review(given: CasefileInput, case: Case, events: Sequence[Event]) -> Review:
    info = given.sources.get(case.source)
    zone = info.zone if info is not None else "UTC"
    today = local_day(given.as_at, zone)
    entries = entries_of(case, events, zone, today)
    limits = limits_of(case, entries, given.computed, today)
    who = authority(case.authority)
    return Review(case.authority, case, who, who.name, entries, limits, tuple(turns_of(entries)), today)


def _began(review: Review) -> date:
    return review.turns[0].day if review.turns else date.max


def _named(reviews: list[Review]) -> list[Review]:
    """Two cases of one authority are told apart by their numbers, or by a counter."""
    several = Counter(review.case.authority for review in reviews)
    seen: Counter[str] = Counter()
    found = []
    for review in reviews:
        key = review.case.authority
        seen[key] += 1
        if several[key] > 1:
            mark = review.case.printed_number or f"case {seen[key]}"
            review = _renamed(review, f"{key}-{seen[key]}", f"{review.name}, {mark}")
        found.append(review)
    return found


def _renamed(review: Review, id_: str, name: str) -> Review:
    return Review(id_, review.case, review.authority, name, review.entries, review.limits, review.turns, review.today)


def gating(reviews: Sequence[Review]) -> Review | None:
    """The review that decides last: the latest limit that holds, else the least advanced open one, else none.

    A check or an observation without a formal step holds nothing up.
    """
    undecided = [
        review
        for review in reviews
        if not review.decided and (review.running or review.case.status.stage.rank >= Stage.PRE_NOTIFICATION.rank)
    ]
    timed = [review for review in undecided if review.running]
    if timed:
        return max(timed, key=lambda review: max(limit.day or date.min for limit in review.running))
    return min(undecided, key=lambda review: review.case.status.stage.rank, default=None)


def chronology(reviews: Sequence[Review]) -> list[tuple[Review, Entry]]:
    """The rows of all reviews in one order."""
    rows = [(review, entry) for review in reviews for entry in review.entries]
    return sorted(rows, key=lambda row: (row[1].order, row[0].id))


def reached_in_depth(review: Review) -> bool:
    deep = {Stage.IN_DEPTH, Stage.OBJECTIONS, Stage.REMEDIES}
    return review.case.status.stage in deep or any(turn.axis == "stage" and turn.value in deep for turn in review.turns)
