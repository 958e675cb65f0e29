"""Beginning to watch, and finding what was asked for under another name."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dealwatch.model.deal import Deal, Party
from dealwatch.model.errors import UsageError
from dealwatch.sources.recognise import Kind, Recognition, recognise
from dealwatch.watch.adding import add
from dealwatch.watch.tracking import Tracking

NOTIFIED = {"stage": "notified", "outcome": "pending", "clock": "running", "title": "A / B"}


@pytest.fixture
def tracking(store, clock):
    return Tracking(store, clock)


def test_a_register_is_watched_once_and_its_interval_can_be_set(store, tracking):
    assert tracking.register("accc").new
    assert not tracking.register("accc", timedelta(seconds=5)).new
    assert store.sources.get("accc").interval == timedelta(minutes=1)  # never more often than that
    assert store.watches.register_watched("accc")
    with pytest.raises(UsageError):
        tracking.register("nothing")


def test_a_case_is_watched_before_anybody_has_read_it(store, tracking):
    added = tracking.case("ec", "M.12345", deal="A / B")
    assert (added.new, added.deal) == (True, "A / B")
    assert not tracking.case("ec", "M.12345", deal="a / b").new
    (case,) = store.cases.all()
    assert (case.authority, case.printed_number, case.watched, case.first_seen_at) == ("EC", "M.12345", True, None)
    assert len(store.deals.all()) == 1
    assert tracking.deal("A / B") == store.deals.all()[0].id


def test_a_feed_is_watched_by_its_address(store, tracking):
    url = "https://news.example/feed.xml"
    assert tracking.feed(url, title="News").new
    assert not tracking.feed(url, every=timedelta(hours=2)).new
    row = store.sources.get(f"feed:{url}")
    assert (row.target, row.title, row.interval) == ({"url": url}, "News", timedelta(hours=2))


def test_saved_pages_do_not_start_polling_and_adding_does(store, tracking):
    tracking.make_known("cma")
    tracking.make_known("cma")
    assert store.sources.get("cma").paused
    tracking.register("cma")
    assert not store.sources.get("cma").paused


def test_what_is_recognised_is_watched_or_refused_with_the_way_out(store, tracking):
    assert add(tracking, recognise("accc")).kind == "register"
    assert add(tracking, recognise("M.12345"), deal="X").deal == "X"
    assert add(tracking, recognise("https://news.example/feed.xml")).kind == "feed"
    assert add(tracking, recognise("OpenAI"), deal="Microsoft / OpenAI").kind == "company"
    with pytest.raises(UsageError, match="No source shows"):
        add(tracking, Recognition(Kind.CASE, "x", number="T-15/25"))
    with pytest.raises(UsageError):
        add(tracking, Recognition(Kind.LIST, "a list"))


@pytest.mark.parametrize("asked", ["ME/7123/25", "https://register.example/case/R-1"])
def test_a_case_asked_for_by_another_name_is_found_and_stays_silent(desk, asked):
    desk.watch(register=False)
    desk.world.list()
    desk.check()
    with desk.store.write() as database:
        stand_in = desk.store.cases.create(database, source="reg", authority="REG", number=asked, url=asked)
        desk.store.watches.add(database, "case", "reg", desk.clock.now(), case_id=stand_in)
        deal_id = desk.store.deals.add(database, Deal("", "Mine"), desk.clock.now())
        desk.store.deals.link(database, deal_id, stand_in)
    desk.world.list("R-1")
    desk.world.case("R-1", **NOTIFIED, text__number="ME/7123/25")
    desk.check()
    (case,) = desk.store.cases.all()
    assert (case.number, case.printed_number, case.watched) == ("R-1", "ME/7123/25", True)
    assert case.deal_ids == (deal_id,)
    assert desk.store.cases.adopted_by(stand_in) == case, "where the stand-in was open the case is found"
    assert desk.store.cases.adopted_by(case.id) is None
    desk.world.case("R-1", **{**NOTIFIED, "stage": "in_depth"}, text__number="ME/7123/25")
    desk.check()
    assert [alert.case_id for alert in desk.store.alerts.undelivered()] == [case.id]


def test_a_case_asked_for_by_its_own_number_is_the_same_case(desk):
    desk.watch(register=False)
    with desk.store.write() as database:
        case_id = desk.store.cases.create(database, source="reg", authority="REG", number="R-1")
    desk.world.list("R-1", "R-2")
    desk.world.case("R-1", **NOTIFIED)
    desk.world.case("R-2", **NOTIFIED)
    desk.check()
    assert desk.store.cases.find("reg", "R-1").id == case_id
    assert len(desk.store.cases.all()) == 2


def test_a_new_case_joins_the_deals_and_companies_it_names(desk):
    desk.watch(register=False)
    now = desk.clock.now()
    with desk.store.write() as database:
        parties = (Party("Acme Corp", "buyer", ("Acme",)), Party("Béta SA", "target"))
        deal_id = desk.store.deals.add(database, Deal("", "Acme / Béta", parties=parties), now)
        desk.store.watches.add(database, "company", "", now, target="Gamma Holdings plc")
    desk.world.list()
    desk.check()
    desk.world.list("R-1", "R-2", "R-3", title="x")
    desk.world.case("R-1", **{**NOTIFIED, "title": "ACME / BETA"})
    desk.world.case("R-2", **{**NOTIFIED, "title": "Delta"}, party__other="Gamma\nEpsilon")
    desk.world.case("R-3", **{**NOTIFIED, "title": "Acmetal / Betamax / Gammaray"})
    desk.check()
    watched = {case.number: case.deal_ids for case in desk.store.cases.all(watched_only=True)}
    assert watched == {"R-1": (deal_id,), "R-2": ()}
    assert len(desk.store.alerts.undelivered()) == 2
