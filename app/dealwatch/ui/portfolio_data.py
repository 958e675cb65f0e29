"""What the three modes of the portfolio show, made of the desk's rows in one go, so that filtering only chooses.

May be made beside the window's thread. Must not contain: widgets, painting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dealwatch.figures.lanes import LaneGroup, lane_groups
from dealwatch.figures.lanes_scale import day_range
from dealwatch.figures.matrix import Matrix, matrix
from dealwatch.figures.portfolio import Entry, ordered
from dealwatch.language import _, n_
from dealwatch.ui.filter_rules import spoken_text
from dealwatch.ui.words import kind_words

if TYPE_CHECKING:
    from dealwatch.model.status import Badge
    from dealwatch.ui.desk import Portfolio, PortfolioRow


@dataclass(frozen=True, slots=True)
class Prepared:
    """`rows` are in the order of the pictures; `groups` and the rows of `matrix` go with them by key.

    `days` is the time all of them need, so that the axis stays while one filters; `texts` is what the filter
    reads, `badges` are all there are.
    """

    today: date
    rows: tuple[PortfolioRow, ...]
    entries: dict[str, Entry]
    groups: dict[str, LaneGroup]
    matrix: Matrix
    days: tuple[date, date]
    texts: dict[str, str]
    badges: frozenset[Badge]


@dataclass(frozen=True, slots=True)
class Shown:
    """What chips and text have left of it."""

    prepared: Prepared
    rows: tuple[PortfolioRow, ...]

    @property
    def today(self) -> date:
        return self.prepared.today

    @property
    def keys(self) -> list[str]:
        return [found.row.place for found in self.rows]

    @property
    def entries(self) -> list[Entry]:
        return [self.prepared.entries[key] for key in self.keys]

    @property
    def groups(self) -> list[LaneGroup]:
        return [self.prepared.groups[key] for key in self.keys]


def prepare(portfolio: Portfolio, list_name: str = "") -> Prepared:
    """Of one list or, without a name, of everything."""
    rows = {
        found.row.place: found for found in portfolio.rows if not list_name or found.row.deal.list_name == list_name
    }
    entries = ordered([entry_of(found) for found in rows.values()], portfolio.today)
    return Prepared(
        portfolio.today,
        tuple(rows[entry.key] for entry in entries),
        {entry.key: entry for entry in entries},
        {group.entry.key: group for group in lane_groups(entries)},
        matrix(entries, portfolio.today),
        day_range(entries, portfolio.today),
        {key: spoken_text(found) for key, found in rows.items()},
        frozenset(badge for found in rows.values() for mark in found.row.reviews for badge in mark.badges),
    )


def entry_of(found: PortfolioRow) -> Entry:
    row = found.row
    return Entry(
        key=row.place,
        name=row.deal.name,
        kind=kind_words(row.deal.kind),
        reviews=found.reviews,
        badges={mark.case_id: mark.badges for mark in row.reviews},
        changed=frozenset(mark.case_id for mark in row.reviews if mark.unread),
        long_stop=found.long_stop,
    )


def counts_text(rows: Sequence[PortfolioRow]) -> str:
    """`8 deals, 12 reviews at 6 authorities`."""
    reviews = [mark for found in rows for mark in found.row.reviews]
    places = {mark.authority for mark in reviews}
    deals = n_("{n} deal", "{n} deals", len(rows)).format(n=f"{len(rows):,}")
    said = n_("{n} review", "{n} reviews", len(reviews)).format(n=f"{len(reviews):,}")
    where = n_("{n} authority", "{n} authorities", len(places)).format(n=len(places))
    return _("{deals}, {reviews} at {authorities}").format(deals=deals, reviews=said, authorities=where)
