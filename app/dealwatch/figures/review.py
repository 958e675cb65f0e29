"""One review as a course of time: what ran when, what was decided, what is still to come. Input of the pictures.

Must not contain: places on the screen, or how the course is read from a case (`course` does that).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dealwatch.model.dates import PartialDate
from dealwatch.model.status import Badge


class Pace(StrEnum):
    """What a stretch of time was."""

    NO_CLOCK = "no_clock"
    PHASE_1 = "phase_1"
    BETWEEN = "between"  # remedies or a reference being settled between the phases
    IN_DEPTH = "in_depth"
    STOPPED = "stopped"
    COURT = "court"


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `first` to `last`, both included, in the authority's zone. `to_come` has not happened yet.

    `calculated` says that its end rests on a calculation only; `target` is what Enter opens.
    """

    pace: Pace
    first: date
    last: date
    label: str = ""
    to_come: bool = False
    calculated: bool = False
    target: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A dated step. `badge` is set where the status changed; `target` is what Enter opens."""

    day: PartialDate
    name: str
    badge: Badge | None = None
    target: str = ""
    unconfirmed: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """A deadline. `left` says in words how much is left ("48 working days left"), `left_short` in two ("48 WD")."""

    day: date
    name: str
    published: bool = True
    superseded: bool = False
    left: str = ""
    left_short: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """A row of a ribbon or of the lanes."""

    authority: str
    short: str
    number: str
    badge: Badge
    case_id: str = ""
    decided: bool = False
    stretches: tuple[Stretch, ...] = field(default=())
    steps: tuple[Step, ...] = field(default=())
    limits: tuple[Limit, ...] = field(default=())

    @property
    def current_limits(self) -> tuple[Limit, ...]:
        """Deadlines that still hold; a decided case has none."""
        return () if self.decided else tuple(limit for limit in self.limits if not limit.superseded)

    def days(self) -> Iterator[date]:
        """Every day that is a fact, for the range of the axis."""
        for stretch in self.stretches:
            yield stretch.first
        for step in self.steps:
            yield step.day.first


def gating(reviews: tuple[Review, ...]) -> Review | None:
    """The review that decides last: the latest deadline that holds, else the least advanced open one, else none."""
    undecided = [review for review in reviews if not review.decided]
    timed = [review for review in undecided if review.current_limits]
    if timed:
        return max(timed, key=lambda review: max(limit.day for limit in review.current_limits))
    # a review that has not reached a clock yet has the longest way to go
    return min(undecided, key=lambda review: _ADVANCE.index(review.badge), default=None)


_ADVANCE = tuple(Badge)
"""Badges in the order in which a review usually passes them; the enumeration is written that way."""
