"""The portfolio: every deal with the course of its reviews, its activity, and the searches a person has saved.

Must not contain: storage, Qt, words for the screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date

    from dealwatch.figures.portfolio import LongStop
    from dealwatch.figures.review import Review
    from dealwatch.figures.sparkline import Week
    from dealwatch.ui.desk.deals import DealRow


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """A deal, or a case that is watched on its own. `reviews` are in the order of `row.reviews`.

    `long_stop` is the deal's own day or one that a document of a case gives.
    """

    row: DealRow
    reviews: tuple[Review, ...]
    weeks: tuple[Week, ...]
    long_stop: LongStop | None = None


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Everything that is tracked, as it stands on `today`."""

    today: date
    rows: tuple[PortfolioRow, ...]


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A named set of chips and text; `chosen` is what `filter_rules.Chosen` writes."""

    name: str
    chosen: str


class PortfolioDesk(Protocol):
    def portfolio(self) -> Portfolio:
        """May take long with thousands of cases, so it may be called beside the window's thread."""
        ...

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """In the order in which they were saved."""
        ...

    def save_search(self, saved: SavedSearch) -> None:
        """A search of the same name is replaced."""
        ...

    def forget_search(self, name: str) -> None: ...
