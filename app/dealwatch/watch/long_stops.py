"""Long-stop dates: the day after which the parties to a deal may walk away. No authority's deadline, but it binds all.

Must not contain: counting in working days (it is a day of the contract), words for one surface.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from dealwatch.model.deal import Case, Deal
from dealwatch.store.database import Store


@dataclass(frozen=True, slots=True)
class LongStop:
    """`day` as the deal gives it; `days` calendar days from today, negative once it has passed.

    `settled` says that every review that is known has ended: the date presses no longer.
    """

    deal: Deal
    day: date
    days: int
    settled: bool = False


def long_stop(deal: Deal, cases: Collection[Case], today: date) -> LongStop | None:
    """None where the deal gives no full day."""
    day = deal.long_stop.exact if deal.long_stop is not None else None
    if day is None:
        return None
    settled = bool(cases) and all(case.status.decided for case in cases)
    return LongStop(deal, day, (day - today).days, settled)


def long_stops(store: Store, today: date, deals: Iterable[Deal] | None = None) -> tuple[LongStop, ...]:
    """Of the deals given, else of all that are not archived; by day."""
    chosen = store.deals.all() if deals is None else deals
    dated = [deal for deal in chosen if deal.long_stop is not None and not deal.archived]
    found = [long_stop(deal, store.cases.of_deal(deal.id), today) for deal in dated]
    return tuple(sorted((each for each in found if each is not None), key=lambda each: (each.day, each.deal.name)))


def today_of(now: datetime) -> date:
    """The day where the user is: a contract's day belongs to no authority's zone."""
    return now.astimezone().date()
