"""The portfolio over a real store: what is in it, that it follows every change, that another thread may read it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Deal
from dealwatch.model.evidence import Evidence
from dealwatch.model.source import SourceState
from dealwatch.model.status import Badge, Clock, Outcome, Stage, Status
from dealwatch.store.database import Store
from dealwatch.store.sources import Poll
from dealwatch.system.clock import FixedClock
from dealwatch.ui import store_portfolio
from dealwatch.ui.desk import PortfolioRow, SavedSearch
from dealwatch.ui.engine import IdleEngine
from dealwatch.ui.store_desk import StoreDesk
from dealwatch.watch.by_hand import Entry, enter

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PAGE = Evidence("", "https://register.example/1", NOW)
NOTIFIED = Entry(
    "A/1", "EC", "Alpha / Beta", "notified", PAGE, Status(Stage.NOTIFIED, clock=Clock.RUNNING),
    deadlines={"phase_1": date(2026, 3, 30)}, day=PartialDate(2026, 2, 20), printed_number="M.1",
)  # fmt: skip
CLEARED = replace(
    NOTIFIED, words="cleared", status=Status(Stage.DECISION, Outcome.CLEARED, Clock.EXPIRED), deadlines={},
    day=PartialDate(2026, 3, 1),
)  # fmt: skip
SECOND = replace(NOTIFIED, number="A/2", authority="CMA", status=Status(Stage.MONITORING), deadlines={}, day=None)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path, NOW) as opened:
        yield opened


@pytest.fixture
def desk(store: Store) -> StoreDesk:
    return StoreDesk(store, FixedClock(NOW), IdleEngine())


@pytest.fixture
def case_id(store: Store) -> str:
    """A deal with two reviews; the id of the first case."""
    with store.write() as database:
        stop = PartialDate(2026, 9, 30)
        deal = store.deals.add(database, Deal("", "Alpha / Beta", list_name="Mine", long_stop=stop), NOW)
        first, _ = enter(store, database, NOTIFIED, NOW)
        second, _ = enter(store, database, SECOND, NOW)
        store.deals.link(database, deal, first)
        store.deals.link(database, deal, second)
    return first


def only(desk: StoreDesk) -> PortfolioRow:
    (found,) = desk.portfolio().rows
    return found


def test_a_deal_with_its_reviews_in_one_order(desk: StoreDesk, case_id: str) -> None:
    found = only(desk)
    assert [mark.authority for mark in found.row.reviews] == ["CMA", "EC"]
    assert [review.short for review in found.reviews] == ["CMA", "EC"]
    assert found.reviews[1].case_id == found.row.reviews[1].case_id == case_id
    assert found.row.place.startswith("deal/")
    assert found.row.clock_runs
    assert desk.portfolio().today == NOW.astimezone().date()


def test_the_deadline_and_the_last_step(desk: StoreDesk, case_id: str) -> None:
    row = only(desk).row
    assert row.next is not None
    assert (row.next.day, row.next.name, row.next.days) == (date(2026, 3, 30), "Alpha / Beta", 28)
    assert row.last is not None
    assert row.last.case_id


def test_the_table_of_deals_is_the_same_rows(desk: StoreDesk, case_id: str) -> None:
    assert desk.deals() == (only(desk).row,)
    assert desk.deals("Mine") == desk.deals()
    assert desk.deals("Other") == ()


def test_it_follows_a_change_of_the_case(desk: StoreDesk, store: Store, case_id: str) -> None:
    before = desk.portfolio()
    assert desk.portfolio() is before, "nothing was written, so nothing is read"
    with store.write() as database:
        enter(store, database, CLEARED, NOW + timedelta(minutes=1))
    found = only(desk)
    assert found.row.reviews[1].badges == (Badge.CLEARED,)
    assert found.reviews[1].decided
    assert not found.row.clock_runs
    assert found.row.next is None


def test_what_has_not_changed_is_not_made_again(desk: StoreDesk, store: Store, case_id: str) -> None:
    before = only(desk)
    with store.write() as database:
        enter(store, database, CLEARED, NOW + timedelta(minutes=1))
    after = only(desk)
    assert after.reviews[0] is before.reviews[0]
    assert after.reviews[1] is not before.reviews[1]


def test_a_deal_that_is_removed_or_archived_is_gone(desk: StoreDesk, store: Store, case_id: str) -> None:
    deal = store.deals.all()[0]
    with store.write() as database:
        store.deals.remove(database, deal.id, NOW)
    assert desk.portfolio().rows == ()


def test_a_case_that_is_watched_on_its_own_is_a_row(desk: StoreDesk, store: Store) -> None:
    with store.write() as database:
        case_id, _ = enter(store, database, NOTIFIED, NOW)
        store.watches.add(database, "case", "user", NOW, case_id=case_id)
    assert only(desk).row.place == f"case/{case_id}"
    assert only(desk).row.deal.name == "Alpha / Beta"


def test_activity_counts_weeks_and_knows_which_were_covered(desk: StoreDesk, store: Store, case_id: str) -> None:
    with store.write() as database:
        store.sources.log_poll(database, Poll("user", NOW, NOW, "checked", SourceState.OK, "", 0))
    found = only(desk)
    assert len(found.weeks) == 26
    assert found.weeks[-1].first == date(2026, 3, 2)
    assert found.weeks[-1].covered
    assert not found.weeks[0].covered
    assert found.weeks[-3].events > 0, "notified on 20 February"
    assert sum(week.events for week in found.weeks) == store.events.count()


def test_it_may_be_read_in_another_thread(desk: StoreDesk, store: Store, case_id: str) -> None:
    here = desk.portfolio()
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(desk.portfolio).result() == here
        with store.write() as database:
            enter(store, database, CLEARED, NOW + timedelta(minutes=1))
        assert pool.submit(desk.portfolio).result() != here
    assert only(desk).reviews[1].decided


def test_searches_are_kept_in_the_order_of_saving(desk: StoreDesk) -> None:
    desk.save_search(SavedSearch("Urgent", '{"unread":true}'))
    desk.save_search(SavedSearch("Brussels", '{"authorities":["EC"]}'))
    desk.save_search(SavedSearch("Urgent", '{"text":"x"}'))
    assert [saved.name for saved in desk.saved_searches()] == ["Brussels", "Urgent"]
    assert desk.saved_searches()[1].chosen == '{"text":"x"}'
    assert desk.standing().searches == ("Brussels", "Urgent")
    desk.forget_search("Brussels")
    assert [saved.name for saved in desk.saved_searches()] == ["Urgent"]


def test_searches_of_a_later_version_are_none(desk: StoreDesk, store: Store) -> None:
    with store.write() as database:
        store.settings.put(database, store_portfolio.SEARCHES, '{"version": 9}')
    assert desk.saved_searches() == ()
