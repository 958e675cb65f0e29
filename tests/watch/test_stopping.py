"""A long document is told of while it is read, and can be stopped: nothing of it is kept, and it comes again."""

from __future__ import annotations

import copy
import json
from datetime import timedelta
from pathlib import Path

import pytest

from dealwatch.model.progress import Stopped
from dealwatch.model.source import Document, Known
from dealwatch.sources.ec import Ec
from dealwatch.sources.ec_requests import bulk_request
from dealwatch.watch.intake import Intake
from dealwatch.watch.occasion import Occasion
from dealwatch.watch.poller import Poller
from dealwatch.watch.tracking import Tracking

MANY = 2000
RECORDS = Path(__file__).parent.parent / "sources" / "ec_bulk_object.json"


class Watcher:
    """Remembers what it is told and asks to stop at a number of cases."""

    def __init__(self, stop_at: int = 0) -> None:
        self.stop_at, self.stop_wanted = stop_at, False
        self.told: list[tuple[str, int, int]] = []

    def step(self, words: str, done: int = 0, total: int = 0) -> None:
        self.told.append((words, done, total))
        self.stop_wanted = bool(self.stop_at) and done >= self.stop_at


@pytest.fixture
def bulk(desk):
    desk.register.roots = ("bulk",)
    desk.register.plan = lambda known: [type(desk.register).plan(desk.register, known)[0]]
    desk.watch()
    case = {"facts": {"stage": "notified", "title": "A / B"}}
    desk.world.put("bulk", cases={f"R-{n}": case for n in range(MANY)})
    return desk


def watched(desk, watcher) -> Poller:
    return Poller(desk.store, desk.clock, desk.world, lambda _row: desk.register, jitter=lambda: 0.0, progress=watcher)


def test_a_long_file_is_told_of_with_how_much_there_is(bulk):
    watcher = Watcher()
    watched(bulk, watcher).check()
    words, done, total = watcher.told[-1]
    assert (words, total) == ("Reading The Register", MANY)
    assert [told[1] for told in watcher.told] == sorted({told[1] for told in watcher.told})
    assert done > MANY - 50


def test_a_short_file_is_not_worth_telling(bulk):
    bulk.world.put("bulk", cases={"R-1": {"facts": {"stage": "notified"}}})
    watcher = Watcher()
    watched(bulk, watcher).check()
    assert watcher.told == []


def test_a_stopped_file_leaves_nothing_of_itself_and_comes_again_when_it_is_usually_due(bulk):
    watcher = Watcher(stop_at=900)
    tally = watched(bulk, watcher).check()
    assert (tally.changed, tally.failed, tally.events) == (0, 0, [])
    assert bulk.store.cases.numbers("reg") == []
    assert bulk.store.events.count() == 0
    assert bulk.store.documents.held("reg", "https://register.example/bulk") is None
    assert bulk.store.check() == "ok"
    assert [line.path for line in bulk.store.ledger.recent(5)] == ["bulk"]
    row = bulk.store.sources.get("reg")
    assert row.failures == 0
    assert row.next_due == bulk.clock.now() + timedelta(minutes=30)
    watched(bulk, Watcher()).check()
    assert len(bulk.store.cases.numbers("reg")) == MANY


def test_what_was_stored_before_stays_when_the_next_file_is_stopped(bulk):
    watched(bulk, Watcher()).check()
    before = bulk.store.events.count()
    changed = {"facts": {"stage": "in_depth", "title": "A / B"}}
    bulk.world.put("bulk", cases={f"R-{n}": changed for n in range(MANY)})
    watched(bulk, Watcher(stop_at=1500)).check()
    assert bulk.store.events.count() == before
    assert {case.facts["stage"].value for case in bulk.store.cases.of_source("reg")} == {"notified"}


def test_an_engine_that_ends_leaves_the_file_due(bulk):
    watcher = Watcher(stop_at=300)
    poller = watched(bulk, watcher)
    original = watcher.step

    def step(words: str, done: int = 0, total: int = 0) -> None:
        original(words, done, total)
        poller.stop()

    watcher.step = step
    poller.check()
    assert bulk.store.sources.get("reg").next_due <= bulk.clock.now()


def test_the_commissions_file_of_two_thousand_cases_is_taken_whole_or_not_at_all(store, clock):
    pattern = next(case for case in json.loads(RECORDS.read_text()).values() if case.get("decisions"))
    cases = {}
    for n in range(MANY):
        case = copy.deepcopy(pattern)
        case["metadata"]["caseNumber"] = [f"M.{30000 + n}"]
        cases[f"M.{30000 + n}"] = case
    request = bulk_request()
    document = Document(request, request.url, json.dumps(cases).encode(), "application/json", clock.now())
    Tracking(store, clock).register("ec")
    row = store.sources.get("ec")
    occasion = Occasion("1", clock.now(), whole=False)
    watcher = Watcher(stop_at=1200)
    with pytest.raises(Stopped, match="was stopped") as caught, store.write() as database:
        Intake(store, progress=watcher).take(database, Ec(), row, document, Known(clock.now()), occasion)
    assert "nothing is kept" in caught.value.hint
    assert watcher.told[-1][1:] == (1200, MANY)
    assert store.cases.numbers("ec") == []
    assert store.check() == "ok"
    with store.write() as database:
        Intake(store, progress=Watcher()).take(database, Ec(), row, document, Known(clock.now()), occasion)
    assert len(store.cases.numbers("ec")) == MANY
