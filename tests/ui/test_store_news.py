"""The news over a real store: what is open, what a decision puts on file, the way back, the official word later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Deal, DealKind, Party
from dealwatch.model.errors import UsageError
from dealwatch.model.proposal import Modality, Outlet, Proposal, ProposalState, Reading, Role
from dealwatch.model.status import Badge
from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock
from dealwatch.ui.desk import Desk
from dealwatch.ui.engine import IdleEngine
from dealwatch.ui.store_desk import StoreDesk
from dealwatch.watch import wall

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SENTENCE = "The Commission has opened an in-depth investigation into the purchase."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path, NOW) as opened:
        yield opened


@pytest.fixture
def desk(store: Store) -> StoreDesk:
    return StoreDesk(store, FixedClock(NOW + timedelta(hours=1)), IdleEngine())


def proposal(**more: object) -> Proposal:
    base = Proposal(
        ("Alpha Chips", "Beta Cloud"), "EC", Badge.IN_DEPTH, True, Role.MAIN, Modality.FACT, SENTENCE, 0, 0.9,
        "both parties and the authority", event_date=PartialDate.parse("2026-03-01"),
    )  # fmt: skip
    return replace(base, **more)


def take(store: Store, found: Proposal, number: int = 1) -> list[str]:
    outlet = Outlet(f"https://news{number}.example.org/a", "A purchase is looked at", "", "feed:x")
    with store.write() as database:
        return wall.take(store, database, Reading("en", "", SENTENCE, None, (found,)), outlet, NOW)


@pytest.fixture
def deal_id(store: Store) -> str:
    parties = (Party("Alpha Chips"), Party("Beta Cloud"))
    with store.write() as database:
        return store.deals.add(database, Deal("", "Alpha / Beta", DealKind.MERGER, parties), NOW)


@pytest.fixture
def key(store: Store, deal_id: str) -> str:
    return take(store, proposal(deal="Alpha / Beta", deal_id=deal_id))[0]


def test_it_is_a_desk(desk: StoreDesk) -> None:
    as_promised: Desk = desk
    assert as_promised.proposals() == ()
    assert as_promised.proposal("unknown") is None


def test_what_is_new_is_unread_until_it_is_looked_at(store, desk, key) -> None:
    (news,) = desk.proposals()
    assert news.filed.id == key
    assert news.unread
    assert (desk.standing().unread, desk.standing().today) == (1, 1)
    desk.mark_read((news.alert,))
    assert not desk.proposals()[0].unread
    assert desk.standing().unread == 0


def test_reading_alone_puts_nothing_on_file(desk, key, deal_id) -> None:
    page = desk.page(deal_id)
    assert page.cases == ()
    assert desk.inbox() == ()


def test_other_outlets_join_it(store, desk, key, deal_id) -> None:
    assert take(store, proposal(deal="Alpha / Beta", deal_id=deal_id), number=2) == []
    assert len(desk.proposals()[0].filed.outlets) == 2


def test_applied_it_is_the_users_word_and_undone_it_is_gone(desk, key, deal_id) -> None:
    desk.decide_proposal(key, ProposalState.APPLIED)
    assert desk.proposals() == ()
    assert desk.standing().unread == 0
    assert desk.proposal(key).filed.state is ProposalState.APPLIED
    (case,) = desk.page(deal_id).cases
    assert (case.source, case.status.badge) == ("user", Badge.IN_DEPTH)
    desk.undo_proposal(key)
    assert desk.page(deal_id).cases == ()
    assert [news.filed.id for news in desk.proposals()] == [key]


def test_applying_one_of_a_new_deal_follows_the_deal(store, desk) -> None:
    (key,) = take(store, proposal())
    desk.decide_proposal(key, ProposalState.APPLIED)
    filed = desk.proposal(key).filed
    assert desk.page(filed.proposal.deal_id).name == "Alpha Chips / Beta Cloud"


@pytest.mark.parametrize("state", [ProposalState.NOT_THIS_DEAL, ProposalState.NOT_A_STEP])
def test_set_aside_it_changes_no_case(store, desk, key, deal_id, state) -> None:
    desk.decide_proposal(key, state)
    assert desk.proposals() == ()
    assert desk.page(deal_id).cases == ()
    assert store.alerts.unread() == 0  # what was decided has been seen
    desk.undo_proposal(key)
    assert len(desk.proposals()) == 1


def test_a_decision_is_made_once(desk, key) -> None:
    with pytest.raises(UsageError):
        desk.undo_proposal(key)
    desk.decide_proposal(key, ProposalState.NOT_A_STEP)
    with pytest.raises(UsageError):
        desk.decide_proposal(key, ProposalState.APPLIED)
    with pytest.raises(UsageError):
        desk.decide_proposal("unknown", ProposalState.NOT_A_STEP)


def test_the_official_step_stands_beside_it(store, desk, key, deal_id) -> None:
    desk.decide_proposal(key, ProposalState.APPLIED)
    case = desk.page(deal_id).cases[0]
    desk.undo_proposal(key)
    events = store.events.list(case_id=case.id)
    step = next(event for event in events if event.badge_new == Badge.IN_DEPTH)
    with store.write() as database:
        official = replace(case, deal_ids=(deal_id,))
        wall.official_step(store, database, official, [step])
    (news,) = desk.proposals()
    assert news.official == step
    assert news.filed.confirmed
