"""A computed deadline with everything a person needs to check it. Data only; made by `calculator`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dealwatch.rules.computation import DayMark, Working
from dealwatch.rules.procedure import Grade


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another last day that the rule would give, and under what condition: the likely cause of a difference."""

    day: date
    words: str


@dataclass(frozen=True, slots=True)
class DeadlineResult:
    """One deadline of a case as the law gives it.

    `name` is stable (`phase_1`), `label` words for people. `day` is None exactly where `computable` is False, and then
    `reason` says why. `rule` is the way of counting in words, `legal` the provision, `grade` how far it was checked.
    `started_by` and `started_on` are the event the period runs from. `ended_on` is the day on which the step was taken
    or the case decided, so that the deadline no longer runs. `conditional` marks a deadline of a step that has not been
    opened, `binding` False an aim of the authority. `expires` is the hour and zone at which the day ends, if the law
    says so. `days` marks every calendar day of the period. `published_as` names the facts in which sources publish it.
    """

    name: str
    label: str
    day: date | None
    rule: str
    legal: str
    grade: Grade
    calendar: str
    workings: tuple[Working, ...]
    warnings: tuple[str, ...]
    computable: bool
    reason: str = ""
    started_by: str = ""
    started_on: date | None = None
    ended_on: date | None = None
    conditional: bool = False
    binding: bool = True
    expires: str = ""
    note: str = ""
    url: str = ""
    days: tuple[DayMark, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    published_as: tuple[str, ...] = ()

    @property
    def running(self) -> bool:
        """Whether a decision is awaited by it: its step is open and it binds."""
        return self.ended_on is None and not self.conditional and self.binding
