"""The part of the desk in memory that shows the portfolio and keeps searches."""

from __future__ import annotations

from datetime import date, datetime

from dealwatch.figures.review import Review
from dealwatch.figures.sparkline import WEEKS, first_week, weeks
from dealwatch.model.event import Event
from dealwatch.ui.desk import DealPage, DealRow, Portfolio, PortfolioRow, SavedSearch


class SamplePortfolio:
    _searches: tuple[SavedSearch, ...] = ()

    def now(self) -> datetime:
        raise NotImplementedError

    def deals(self, list_name: str = "") -> tuple[DealRow, ...]:
        raise NotImplementedError

    def page(self, deal_id: str = "", case_id: str = "") -> DealPage | None:
        raise NotImplementedError

    def portfolio(self) -> Portfolio:
        today = self.now().date()
        found = []
        for row in self.deals():
            page = self.page(row.deal.id)
            assert page is not None
            reviews: tuple[Review, ...] = page.reviews
            found.append(PortfolioRow(row, reviews, weeks(_activity(page.events, today), range(9, WEEKS), today)))
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
