"""The rumour wall: what the news says stays a proposal until a person or an official source has spoken."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Deal, Party
from dealwatch.model.errors import UsageError
from dealwatch.model.proposal import Modality, Outlet, Proposal, ProposalState, Reading, Role
from dealwatch.model.status import Badge
from dealwatch.watch import wall
from dealwatch.watch.undo import undo

NOTIFIED = {"stage": "notified", "outcome": "pending", "clock": "running"}


@pytest.fixture
def deal_id(store, clock):
    with store.write() as database:
        deal = Deal("", "Acme / Beta", parties=(Party("Acme"), Party("Beta")))
        return store.deals.add(database, deal, clock.now())


def _proposal(status=Badge.IN_DEPTH, deal_id="", **more):
    values = {
        "parties": ("Acme", "Beta"), "authority": "REG", "formal": True, "role": Role.MAIN, "modality": Modality.FACT,
        "evidence": "The Register opened an in-depth review.", "start": 0, "score": 0.9, "reason": "party, step",
        "deal": "Acme / Beta" if deal_id else "", "deal_id": deal_id, "event_date": PartialDate(2026, 3, 1), **more,
    }  # fmt: skip
    return Proposal(status=status, **values)


def _outlet(name="a"):
    return Outlet(f"https://{name}.example/story", f"Story in {name}", "", "feed:x")


def _take(store, clock, *proposals, outlet="a", hours=0):
    reading = Reading("en", "t", "text", None, proposals)
    with store.write() as database:
        return wall.take(store, database, reading, _outlet(outlet), clock.now() + timedelta(hours=hours))


def test_a_main_fact_is_filed_once_and_other_outlets_fold_into_it(store, clock, deal_id):
    (first,) = _take(store, clock, _proposal(deal_id=deal_id))
    assert _take(store, clock, _proposal(deal_id=deal_id), outlet="b", hours=5) == []
    assert _take(store, clock, _proposal(deal_id=deal_id), outlet="b", hours=6) == []
    filed = store.proposals.get(first)
    assert [outlet.url for outlet in filed.outlets] == ["https://a.example/story", "https://b.example/story"]
    assert [alert.subject for alert in store.alerts.inbox()] == ["proposal"]
    assert store.alerts.undelivered() == []  # quiet: the inbox only
    assert store.proposals.all(ProposalState.OPEN, deal_id) == [filed]


def test_the_same_claim_much_later_is_a_new_story(store, clock, deal_id):
    assert _take(store, clock, _proposal(deal_id=deal_id))
    assert _take(store, clock, _proposal(deal_id=deal_id), hours=24 * 40)


def test_background_and_hearsay_are_not_raised(store, clock):
    assert _take(store, clock, _proposal(role=Role.BACKGROUND), _proposal(modality=Modality.HYPOTHETICAL)) == []
    assert store.proposals.all() == []


def test_what_is_on_record_is_kept_quietly(desk, deal_id):
    desk.watch()
    desk.world.list()
    desk.check()
    desk.world.list("R-1")
    desk.world.case("R-1", **NOTIFIED, title="Acme / Beta")
    desk.check()
    assert _take(desk.store, desk.clock, _proposal(Badge.PHASE_1, deal_id)) == []
    (filed,) = desk.store.proposals.all()
    assert filed.state is ProposalState.REPEATS
    assert [alert.subject for alert in desk.store.alerts.inbox()] == ["change"]


def test_applying_records_the_person_and_can_be_undone(store, clock, deal_id):
    (proposal_id,) = _take(store, clock, _proposal(deal_id=deal_id, formal=False, attribution="a spokesperson"))
    assert store.cases.all() == []
    event = wall.apply(store, proposal_id, clock.now())
    assert event.words == "In-depth; no formal step; said by: a spokesperson"
    assert (event.note, event.badge_new, event.source) == ("by_user", "in_depth", "user")
    assert event.evidence.quote == "The Register opened an in-depth review."
    (case,) = store.cases.of_deal(deal_id)
    assert case.status.badge is Badge.IN_DEPTH
    with pytest.raises(UsageError, match="decided already"):
        wall.apply(store, proposal_id, clock.now())
    wall.undo(store, proposal_id, clock.now())
    assert store.cases.of_deal(deal_id) == []
    assert store.proposals.get(proposal_id).state is ProposalState.OPEN
    assert len(store.events.list()) == 2  # history is never rewritten


def test_a_second_step_moves_the_same_review_and_back(store, clock, deal_id):
    (first,) = _take(store, clock, _proposal(deal_id=deal_id))
    wall.apply(store, first, clock.now())
    (second,) = _take(store, clock, _proposal(Badge.CLEARED_CONDITIONS, deal_id))
    wall.apply(store, second, clock.now())
    (case,) = store.cases.of_deal(deal_id)
    assert case.status.badge is Badge.CLEARED_CONDITIONS
    wall.undo(store, second, clock.now())
    (case,) = store.cases.of_deal(deal_id)
    assert case.status.badge is Badge.IN_DEPTH


def test_applying_what_is_on_file_already_changes_nothing(store, clock, deal_id):
    (first,) = _take(store, clock, _proposal(deal_id=deal_id))
    wall.apply(store, first, clock.now())
    assert _take(store, clock, _proposal(deal_id=deal_id), hours=24 * 40) == []
    (repeat, _) = store.proposals.all()
    with pytest.raises(UsageError, match="on file already"):
        wall.apply(store, repeat.id, clock.now())
    assert store.proposals.get(repeat.id).state is ProposalState.REPEATS


def test_a_deal_not_tracked_yet_is_made_with_its_parties(store, clock):
    (proposal_id,) = _take(store, clock, _proposal())
    wall.apply(store, proposal_id, clock.now())
    (deal,) = store.deals.all()
    assert (deal.name, [party.name for party in deal.parties]) == ("Acme / Beta", ["Acme", "Beta"])
    assert store.proposals.get(proposal_id).proposal.deal_id == deal.id


@pytest.mark.parametrize("state", [ProposalState.NOT_A_STEP, ProposalState.NOT_THIS_DEAL])
def test_dismissing_can_be_undone(store, clock, deal_id, state):
    (proposal_id,) = _take(store, clock, _proposal(deal_id=deal_id))
    wall.dismiss(store, proposal_id, state, clock.now())
    assert store.proposals.get(proposal_id).state is state
    assert store.proposals.all(ProposalState.OPEN) == []
    wall.undo(store, proposal_id, clock.now())
    with pytest.raises(UsageError, match="nothing to undo"):
        wall.undo(store, proposal_id, clock.now())
    for act in (wall.apply, wall.undo):
        with pytest.raises(UsageError):
            act(store, "unknown", clock.now())


def test_an_official_step_confirms_or_contradicts(desk, deal_id):
    desk.watch()
    desk.world.list()
    desk.check()
    (rumour,) = _take(desk.store, desk.clock, _proposal(deal_id=deal_id))
    (wrong,) = _take(desk.store, desk.clock, _proposal(Badge.PROHIBITED, deal_id))
    desk.world.list("R-1", title="Acme / Beta")
    desk.world.case("R-1", **{**NOTIFIED, "stage": "in_depth"}, title="Acme / Beta")
    desk.check()
    assert desk.store.proposals.get(rumour).confirmed is True
    assert desk.store.proposals.get(wrong).confirmed is None
    desk.world.case("R-1", stage="decision", outcome="cleared", clock="expired", title="Acme / Beta")
    desk.check()
    filed = desk.store.proposals.get(wrong)
    assert filed.confirmed is False
    assert desk.store.events.get(filed.event_id).badge_new == "cleared"
    desk.world.case("R-1", stage="decision", outcome="cleared", clock="expired", title="Acme / Beta / C")
    desk.check()


def test_new_items_of_a_feed_are_read(desk, deal_id):
    desk.register.roots = ("news",)
    desk.watch()
    desk.world.put("news", items=[])
    desk.check()
    title = "European Commission opens in-depth investigation into Acme's acquisition of Beta"
    desk.world.put("news", items=[{"key": "1", "title": title, "link": "https://news.example/1"}])
    desk.check()
    (filed,) = desk.store.proposals.all()
    assert (filed.proposal.authority, filed.proposal.status, filed.proposal.deal_id) == ("EC", "in_depth", deal_id)
    assert filed.proposal.evidence in title
    assert desk.store.cases.all() == []


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(list(Badge)), st.booleans(), st.sampled_from(["EC", "CMA", "REG"])), max_size=6)
)
def test_no_reading_writes_a_status(store, clock, deal_id, claims):
    before = (store.cases.all(), store.events.list())
    proposals = [
        _proposal(badge, deal_id if tracked else "", authority=authority) for badge, tracked, authority in claims
    ]
    _take(store, clock, *proposals)
    assert (store.cases.all(), store.events.list()) == before


def test_an_item_that_trips_the_reader_is_news_all_the_same(desk, deal_id, monkeypatch, caplog):
    def trip(*_):
        raise KeyError("unforeseen")

    monkeypatch.setattr("dealwatch.reading.reader.Reader.read", trip)
    desk.register.roots = ("news",)
    desk.watch()
    desk.world.put("news", items=[])
    desk.check()
    desk.world.put("news", items=[{"key": "1", "title": "Title", "link": "https://news.example/1"}])
    assert [event.new for event in desk.check().events] == ["Title"]
    assert desk.store.proposals.all() == []
    assert "could not be read" in caplog.text


def test_decisions_about_news_are_acts_and_can_be_undone_from_either_side(store, clock, deal_id):
    (first,) = _take(store, clock, _proposal(deal_id=deal_id))
    wall.apply(store, first, clock.now())
    act = store.journal.last()
    assert act.title.format(**act.fields) == "Applied “Acme / Beta”"
    undo(store, clock.now())
    assert store.proposals.get(first).state is ProposalState.OPEN
    wall.dismiss(store, first, ProposalState.NOT_A_STEP, clock.now())
    wall.undo(store, first, clock.now())
    assert store.journal.last() is None
