"""Long-stop dates: the day after which the parties to a deal may walk away. No authority's deadline, but it binds all.

Where it comes from is kept apart: a day that the user has entered with the deal, or one that a document of a case gives
(its fact `date:long_stop`). Pictures fill the diamond of the second. Must not contain: counting in working days (it is
a day of the contract), words for one surface.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Case, Deal
from dealwatch.model.facts import ProvenFact
from dealwatch.store.database import Store
from dealwatch.store.stating import deals_stating

STATED = "date:long_stop"
"""The fact of a case whose document gives the day."""
_NEVER = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class LongStop:
    """`day` as the deal or a document gives it; `days` calendar days from today, negative once it has passed.

    `settled` says that every review that is known has ended: the date presses no longer. `from_document`: a document
    gives the day; otherwise the user entered it.
    """

    deal: Deal
    day: date
    days: int
    settled: bool = False
    from_document: bool = False


def stop_of(deal: Deal, cases: Iterable[Case]) -> tuple[PartialDate, bool] | None:
    """The date and whether a document gives it. What the user has entered decides; a document can only bear it out."""
    stated = _stated(cases)
    if deal.long_stop is None:
        return (stated, True) if stated is not None else None
    return deal.long_stop, stated == deal.long_stop


def long_stop(deal: Deal, cases: Collection[Case], today: date) -> LongStop | None:
    """None where neither the deal nor a document of its cases gives a full day."""
    found = stop_of(deal, cases)
    day = found[0].exact if found is not None else None
    if found is None or day is None:
        return None
    settled = bool(cases) and all(case.status.decided for case in cases)
    return LongStop(deal, day, (day - today).days, settled, found[1])


def long_stops_of(deals: Iterable[Deal], cases: Mapping[str, Collection[Case]], today: date) -> tuple[LongStop, ...]:
    """Of all deals that are not archived, by day. `cases` are those of a deal by its id."""
    found = [long_stop(deal, cases.get(deal.id, ()), today) for deal in deals if not deal.archived]
    return tuple(sorted((each for each in found if each is not None), key=lambda each: (each.day, each.deal.name)))


def long_stops(store: Store, today: date, deals: Iterable[Deal] | None = None) -> tuple[LongStop, ...]:
    """Of the deals given, else of all; read are only the cases of those that can have one."""
    stating = deals_stating(store.connections, STATED)
    chosen = store.deals.all() if deals is None else deals
    dated = [deal for deal in chosen if deal.long_stop is not None or deal.id in stating]
    return long_stops_of(dated, {deal.id: store.cases.of_deal(deal.id) for deal in dated}, today)


def today_of(now: datetime) -> date:
    """The day where the user is: a contract's day belongs to no authority's zone."""
    return now.astimezone().date()


def _stated(cases: Iterable[Case]) -> PartialDate | None:
    """Of several documents the one read last; a statement that is no date counts as none."""
    found = [(_read_at(case.facts[STATED]), _date(case.facts[STATED])) for case in cases if STATED in case.facts]
    return max(found, key=lambda each: each[0])[1] if found else None


def _read_at(fact: ProvenFact) -> datetime:
    return fact.evidence.fetched_at if fact.evidence is not None else _NEVER


def _date(fact: ProvenFact) -> PartialDate | None:
    try:
        return PartialDate.parse(fact.value)
    except ValueError:
        return None
