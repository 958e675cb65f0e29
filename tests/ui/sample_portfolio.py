"""The part of the desk in memory that shows the portfolio and keeps searches."""

from __future__ import annotations

from datetime import date, datetime

from sample_facts import World

from dealwatch.figures.portfolio import LongStop
from dealwatch.figures.review import Review
from dealwatch.figures.sparkline import WEEKS, first_week, weeks
from dealwatch.model.deal import Case
from dealwatch.model.event import Event
from dealwatch.ui.desk import DealRow, Portfolio, PortfolioRow, SavedSearch


class SamplePortfolio:
    _searches: tuple[SavedSearch, ...] = ()
    world: World

    def now(self) -> datetime:
        raise NotImplementedError

    def deals(self, list_name: str = "") -> tuple[DealRow, ...]:
        raise NotImplementedError

    def _review(self, case: Case, events: tuple[Event, ...]) -> Review:
        raise NotImplementedError

    def portfolio(self) -> Portfolio:
        today = self.now().date()
        found = []
        for row in self.deals():
            ids = [mark.case_id for mark in row.reviews]
            events = tuple(event for event in self.world.events if event.case_id in ids)
            reviews = tuple(self._review(self.world.cases[case_id], events) for case_id in ids)
            activity = weeks(_activity(events, today), range(9, WEEKS), today)
            stop = LongStop(row.deal.long_stop) if row.deal.long_stop is not None else None
            found.append(PortfolioRow(row, reviews, activity, stop))
        return Portfolio(today, tuple(found))

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        return self._searches

    def save_search(self, saved: SavedSearch) -> None:
        self._searches = (*(known for known in self._searches if known.name != saved.name), saved)

    def forget_search(self, name: str) -> None:
        self._searches = tuple(known for known in self._searches if known.name != name)


def _activity(events: tuple[Event, ...], today: date) -> dict[int, int]:
    found: dict[int, int] = {}
    for event in events:
        day = event.occurred_on.exact if event.occurred_on else event.observed_at.date()
        week = (day - first_week(today)).days // 7 if day is not None else -1
        if week >= 0:
            found[week] = found.get(week, 0) + 1
    return found
