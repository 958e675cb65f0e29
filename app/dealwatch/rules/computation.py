"""What a computed deadline consists of: the day, and the workings line by line, so that a lawyer can check each step.

Data only; the counting is in `counting`. All days are calendar days in the authority's zone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dealwatch.language import n_


class Unit(StrEnum):
    WORKING_DAYS = "wd"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"

    def words(self, count: int) -> str:
        """The amount in words: `1 working day`, `24 weeks`."""
        match self:
            case Unit.WORKING_DAYS:
                words = n_("{n} working day", "{n} working days", count)
            case Unit.DAYS:
                words = n_("{n} day", "{n} days", count)
            case Unit.WEEKS:
                words = n_("{n} week", "{n} weeks", count)
            case Unit.MONTHS:
                words = n_("{n} month", "{n} months", count)
        return words.format(n=count)


@dataclass(frozen=True, slots=True)
class Stop:
    """A time during which the clock stands. Both ends do not count; `last` None means it has not been restarted."""

    first: date
    last: date | None = None
    why: str = ""

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise ValueError(f"a stop of the clock cannot end ({self.last}) before it begins ({self.first})")


@dataclass(frozen=True, slots=True)
class Extension:
    """Time added to a period. `on` is the day it was granted, where known."""

    length: int
    unit: Unit
    why: str = ""
    on: date | None = None


class DayKind(StrEnum):
    """What one calendar day of a period was: the strip of days in the case file and the window is made of these."""

    COUNTED = "counted"
    WEEKEND = "weekend"
    CLOSED = "closed"
    STOPPED = "stopped"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class DayMark:
    day: date
    kind: DayKind
    why: str = ""


class WorkingKind(StrEnum):
    START = "start"
    FIRST = "first"
    CLOSED = "closed"
    WEEKENDS = "weekends"
    STOPPED = "stopped"
    EXTENDED = "extended"
    ADDED = "added"
    AGREED = "agreed"
    ROLLED = "rolled"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Working:
    """One line of the workings: what happened on a day or from one day to another.

    `count` is the amount that goes with it: the number of the last day, the days not counted, the days added.
    """

    kind: WorkingKind
    words: str
    first: date | None = None
    last: date | None = None
    count: int = 0

    @property
    def text(self) -> str:
        """The line in plain English with ISO days: `2026-05-25 Monday: not counted, Whit Monday`."""
        if self.first is None:
            return self.words[:1].upper() + self.words[1:]
        day = f"{self.first} {self.first:%A}"
        if self.last is not None and self.last != self.first:
            day += f" to {self.last} {self.last:%A}"
        return f"{day}: {self.words}"


@dataclass(frozen=True, slots=True)
class Computation:
    """The outcome of a count.

    `day` is None exactly where `computable` is False, and then `reason` says why. `warnings` are things to check:
    unverified years, inferred closures, an extension longer than the law allows. `days` marks every calendar day from
    the first that could count to the result (or to the stop that is still open).
    """

    day: date | None
    workings: tuple[Working, ...] = ()
    warnings: tuple[str, ...] = ()
    computable: bool = True
    reason: str = ""
    days: tuple[DayMark, ...] = ()

    @classmethod
    def impossible(cls, reason: str, workings: tuple[Working, ...] = (), days: tuple[DayMark, ...] = ()) -> Computation:
        """Not computable, with the reason in words."""
        return cls(None, workings, (), False, reason, days)
