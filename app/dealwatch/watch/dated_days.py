"""Days that an authority names beside its deadlines and that are still to come: a hearing, comments until.

Must not contain: deadlines, days that have passed (they are the course of the case), words for one surface.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from dealwatch.model.deal import Case
from dealwatch.model.facts import DATE, ProvenFact
from dealwatch.watch.deadlines import exact_day


@dataclass(frozen=True, slots=True)
class DatedDay:
    """One such day, in the authority's `zone` (IANA). `revision` grows with everything learnt about the case."""

    case: Case
    fact: ProvenFact
    day: date
    zone: str
    revision: int

    @property
    def key(self) -> str:
        """Stable for as long as the case and the fact exist, whatever becomes of the day."""
        return f"{self.case.id}/{self.fact.name}"


def dated_days(case: Case, today: date, zone: str, revision: int, taken: Collection[date] = ()) -> Iterator[DatedDay]:
    """In the order of the facts. `today` is the day in `zone`; days in `taken` are deadlines and left out."""
    if case.status.decided or case.removed:
        return
    for fact in case.facts.values():
        day = fact.occurred_on.exact if fact.occurred_on is not None else exact_day(fact.value)
        if fact.namespace == DATE and day is not None and day >= today and day not in taken:
            yield DatedDay(case, fact, day, zone, revision)
