"""A bulk file: unchanged records cost nothing, a changed one is an event, a missing case is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dealwatch.model.deal import Deal, Party
from dealwatch.model.source import SourceState
from dealwatch.watch.poller import Poller


@pytest.fixture
def bulk(desk):
    desk.register.roots = ("bulk",)
    desk.register.plan = lambda known: [type(desk.register).plan(desk.register, known)[0]]
    desk.watch()
    return desk


def _case(stage="notified", **more):
    return {"facts": {"stage": stage, "title": "A / B", **more.pop("facts", {})}, **more}


def test_only_changed_records_are_judged(bulk):
    bulk.world.put("bulk", cases={f"R-{n}": _case() for n in range(20)})
    bulk.check()
    bulk.world.put("bulk", cases={f"R-{n}": _case("in_depth" if n == 7 else "notified") for n in range(20)})
    tally = bulk.check()
    assert [(event.field, event.new) for event in tally.events] == [("stage", "in_depth")]
    case = bulk.store.cases.find("reg", "R-7")
    snapshot = bulk.store.snapshots.get(case.facts["stage"].evidence.snapshot)
    assert (snapshot.place, len(snapshot.of_file)) == ("/x", 64)
    assert b"in_depth" in snapshot.body


def test_seen_again_makes_a_record_as_fresh_as_its_file(bulk):
    bulk.world.put("bulk", cases={"R-1": _case(as_of="2026-03-01T06:00:00+00:00")}, day=1)
    bulk.check()
    before = bulk.store.cases.records(bulk.store.cases.find("reg", "R-1").id)["bulk"]
    bulk.world.put("bulk", cases={"R-1": _case(as_of="2026-03-01T06:00:00+00:00")}, day=2)
    bulk.check()
    after = bulk.store.cases.records(bulk.store.cases.find("reg", "R-1").id)["bulk"]
    assert after.observed_at - before.observed_at == timedelta(minutes=60)


def test_a_case_missing_from_a_complete_file_is_told_once(bulk):
    bulk.world.put("bulk", cases={f"R-{n}": _case() for n in range(20)})
    bulk.check()
    bulk.world.put("bulk", cases={f"R-{n}": _case() for n in range(19)})
    bulk.check()
    bulk.world.put("bulk", cases={f"R-{n}": _case() for n in range(19)}, again=1)
    bulk.check()
    assert [entry for entry in bulk.kinds() if entry[0] == "removed"] == [("removed", "case", "A / B", None, "", True)]
    bulk.world.put("bulk", cases={f"R-{n}": _case() for n in range(20)})
    bulk.check()
    assert "R-19" in bulk.store.cases.numbers("reg")
    assert bulk.kinds()[-1] == ("first_seen", "case", None, "A / B", "", True)


def test_a_removed_case_that_nobody_watches_is_not_told(desk):
    desk.register.roots = ("bulk",)
    desk.watch(register=False)
    desk.world.put("bulk", cases={f"R-{n}": _case() for n in range(5)})
    desk.check()
    desk.world.put("bulk", cases={f"R-{n}": _case() for n in range(4)})
    desk.check()
    assert [entry[5] for entry in desk.kinds() if entry[0] == "removed"] == [False]


@pytest.mark.parametrize("left", [0, 9])
def test_a_file_that_lost_too_much_is_broken(bulk, left):
    bulk.world.put("bulk", cases={f"R-{n}": _case() for n in range(20)})
    bulk.check()
    bulk.world.put("bulk", cases={f"R-{n}": _case() for n in range(left)})
    bulk.check()
    assert bulk.store.sources.get("reg").state is SourceState.LAYOUT_CHANGED
    assert len(bulk.store.cases.numbers("reg")) == 20


def test_a_record_that_breaks_the_reader_breaks_the_file_and_keeps_nothing_of_it(bulk):
    bulk.world.put("bulk", cases={"R-1": _case(), "R-2": "broken"})
    bulk.check()
    assert bulk.store.sources.get("reg").state is SourceState.LAYOUT_CHANGED
    assert bulk.store.cases.numbers("reg") == []


def test_with_a_second_provider_equal_bytes_are_judged_again(desk):
    """A file that is now fresher than the list overrules it although its own bytes are old."""
    desk.register.roots = ("list", "bulk")
    desk.register.plan = lambda known: list(type(desk.register).plan(desk.register, known)[:2])
    desk.watch()
    desk.world.put("list", rows=[{"number": "R-1", "facts": {"stage": "notified", "title": "A / B"}}])
    desk.world.put("bulk", cases={"R-1": _case()})
    desk.check()
    desk.world.put("bulk", cases={"R-1": _case()}, again=1)
    tally = desk.check()
    assert tally.events == []


def test_a_poller_shows_its_register_only_what_it_looks_up(bulk):
    bulk.world.put("bulk", cases={"R-1": _case(), "R-2": _case()})
    bulk.check()
    with bulk.store.write() as database:
        deal = Deal("", "Acme / Beta", parties=(Party("Acme"), Party("Beta")))
        bulk.store.deals.add(database, deal, bulk.clock.now())
        bulk.store.watches.add(database, "company", "", bulk.clock.now(), target="Gamma")
    bulk.check()
    known = bulk.register.planned[-1]
    assert (list(known.cases), len(known.cases), known.whole_register) == (["R-1", "R-2"], 2, True)
    assert known.cases["R-1"].facts["stage"] == "notified"
    assert "R-9" not in known.cases
    assert known.companies == ("Gamma", "Acme", "Beta")
    assert isinstance(bulk.poller, Poller)


def test_a_title_that_the_source_gives_becomes_the_rows(desk):
    desk.watch()
    desk.world.put("list", rows=[], title="Register of Deals")
    desk.check()
    assert desk.store.sources.get("reg").title == "Register of Deals"


def test_the_same_bytes_without_an_etag_are_not_read_again(desk):
    desk.watch()
    desk.world.list("R-1", stage="notified", title="A / B")
    desk.check()
    with desk.store.write() as database:
        database.conn.execute("UPDATE documents SET etag = ''")
    tally = desk.check()
    assert (tally.not_modified, tally.changed) == (1, 0)
