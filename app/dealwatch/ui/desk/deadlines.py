"""Deadlines: one with its workings and history, beside past cases, and what would follow if something happened.

Must not contain: storage, Qt, words for the screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # reading the law is late: the first paint does not wait for it
    from collections.abc import Sequence
    from datetime import date

    from dealwatch.model.deal import Deal
    from dealwatch.watch.base_rates import BaseRate
    from dealwatch.watch.deadlines import Deadline
    from dealwatch.watch.what_if import Consequence, Supposed, Supposition


@dataclass(frozen=True, slots=True)
class DeadlineSheet:
    """One deadline of a case. `key` is `<case id>/<step>`, its place `deadline/<key>`; `name` the deal's or case's.

    `source_title` says where the published day was read, `event_id` which event told it last, empty where none did.
    """

    key: str
    deadline: Deadline
    name: str
    source_title: str = ""
    event_id: str = ""


@dataclass(frozen=True, slots=True)
class Elapsed:
    """Working days this case has taken beside those that `past` ones took, shortest first."""

    rate: BaseRate
    past: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LongStopRow:
    """The day after which the parties may walk away. `days` are calendar days from today, negative once it passed."""

    deal: Deal
    day: date
    days: int


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What can be supposed in a case: its procedure's title, the kinds of events, what cannot be computed at all."""

    title: str
    name: str
    zone: str
    today: date
    choices: tuple[Supposition, ...]
    note: str = ""


class DeadlineDesk(Protocol):
    def case_deadlines(self, case_id: str) -> tuple[DeadlineSheet, ...]:
        """The deadlines of a case that belong on a list, by day."""
        ...

    def deadline(self, key: str) -> DeadlineSheet | None: ...
    def elapsed(self, case_id: str) -> Elapsed | None:
        """None where too few past cases are known to say anything."""
        ...

    def hypothesis(self, case_id: str) -> Hypothesis | None:
        """None where the rules of the case's procedure are not known."""
        ...

    def what_if(self, case_id: str, supposed: Sequence[Supposed]) -> tuple[Consequence, ...]:
        """The case is never touched. `DealwatchError` for what cannot be supposed."""
        ...

    def reminder_distances(self) -> tuple[int, ...]:
        """Working days before a deadline, farthest first; empty for never."""
        ...

    def set_reminder_distances(self, distances: Sequence[int]) -> None: ...
    def long_stop_distances(self) -> tuple[int, ...]:
        """Calendar days before a long-stop date, farthest first; empty for never."""
        ...

    def set_long_stop_distances(self, distances: Sequence[int]) -> None: ...
