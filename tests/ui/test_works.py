"""Long work: in a worker of its own, told of while it runs, stopped where what is stored is whole, never in the way."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from dealwatch.model.errors import UsageError
from dealwatch.model.progress import Progress, Stopped
from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock
from dealwatch.ui.engine import IdleEngine
from dealwatch.ui.meter import Meter, Step
from dealwatch.ui.store_desk import StoreDesk
from dealwatch.ui.tasks import AtOnce, Tasks
from dealwatch.ui.work_row import WorkRow
from dealwatch.ui.works import Works

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Slow:
    """Work that goes on step by step as the test lets it, and ends where it is asked to."""

    def __init__(self, total: int = 10) -> None:
        self.total, self.done = total, 0
        self._go = threading.Semaphore(0)
        self.begun = threading.Event()

    def allow(self, steps: int) -> None:
        self._go.release(steps)

    def __call__(self, progress: Progress) -> str:
        while self.done < self.total:
            progress.step("Doing one more", self.done, self.total)
            self.begun.set()
            while not self._go.acquire(timeout=0.02):
                if progress.stop_wanted:
                    raise Stopped("The slow work was stopped.", f"{self.done} stay.")
            self.done += 1
        return f"{self.done} done."


@pytest.fixture
def tasks(qapp) -> Iterator[Tasks]:
    found = Tasks()
    yield found
    found.close()


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def works(look, tasks, said, qtbot) -> Works:
    found = Works(look, tasks, said.append)
    qtbot.addWidget(found)
    found.resize(900, 60)
    found.show()
    return found


def test_long_work_shows_what_it_does_and_how_far_it_is(works, qtbot):
    slow, ended = Slow(), []
    works.start("Import of list.opml", slow, ended.append, pytest.fail)
    (row,) = works.rows()
    slow.allow(4)
    qtbot.waitUntil(lambda: row.isVisible() and row.bar.value() == 4, timeout=5000)
    assert row.title.text() == "Import of list.opml"
    assert row.words.accessibleName() == "Doing one more"
    assert row.share.text() == "4 of 10"
    assert (row.bar.maximum(), row.bar.accessibleName()) == (10, "Progress of Import of list.opml")
    slow.allow(6)
    qtbot.waitUntil(lambda: ended == ["10 done."], timeout=5000)
    qtbot.waitUntil(lambda: not works.rows(), timeout=5000)


def test_cancel_stops_it_and_what_stays_is_said(works, qtbot, said):
    slow = Slow()
    works.start("Import", slow, lambda _done: pytest.fail("it was stopped"), pytest.fail)
    (row,) = works.rows()
    slow.allow(3)
    qtbot.waitUntil(row.cancel.isVisible, timeout=5000)
    qtbot.waitUntil(lambda: slow.done == 3, timeout=5000)
    qtbot.mouseClick(row.cancel, Qt.MouseButton.LeftButton)
    assert not row.cancel.isEnabled()
    qtbot.waitUntil(lambda: said == ["The slow work was stopped. 3 stay."], timeout=5000)
    qtbot.waitUntil(lambda: not works.rows(), timeout=5000)


def test_what_fails_is_handed_on(works, qtbot, said):
    failed: list[Exception] = []

    def act(_progress: Progress) -> None:
        raise UsageError("That file holds nothing.")

    works.start("Import", act, lambda _none: pytest.fail("it failed"), failed.append)
    qtbot.waitUntil(lambda: len(failed) == 1, timeout=5000)
    assert (str(failed[0]), said) == ("That file holds nothing.", [])


def test_what_is_soon_done_shows_no_line(works, qtbot, monkeypatch):
    ended: list[int] = []
    shown: list[WorkRow] = []
    monkeypatch.setattr(WorkRow, "show", shown.append)
    works.start("Quick", lambda _progress: 7, ended.append, pytest.fail)
    qtbot.waitUntil(lambda: ended == [7] and not works.rows(), timeout=5000)
    assert shown == []


def test_other_acts_do_not_wait_behind_long_work(works, tasks, qtbot):
    slow, read = Slow(), []
    works.start("Case file", slow, lambda _said: None, pytest.fail)
    assert slow.begun.wait(5)
    tasks.run(lambda: "the portfolio").then(read.append, pytest.fail)
    qtbot.waitUntil(lambda: read == ["the portfolio"], timeout=5000)
    assert slow.done == 0
    slow.allow(10)


def test_a_second_long_work_waits_for_the_first_and_says_so(works, qtbot):
    first, second = Slow(), Slow()
    works.start("One", first, lambda _said: None, pytest.fail)
    works.start("Two", second, lambda _said: None, pytest.fail)
    row = works.rows()[1]
    qtbot.waitUntil(row.isVisible, timeout=5000)
    assert row.words.accessibleName() == "Waiting for other work"
    assert not second.begun.is_set()
    first.allow(10)
    second.allow(10)
    qtbot.waitUntil(lambda: not works.rows(), timeout=5000)


def test_the_end_of_the_program_stops_long_work(qapp):
    tasks, slow = Tasks(), Slow()
    tasks.run_long(slow, Meter("Import"))
    assert slow.begun.wait(5)
    tasks.close()  # returns: it does not wait for the ten steps
    assert slow.done == 0
    ended: list[str] = []
    tasks.run_long(slow, Meter("Import")).then(ended.append, lambda _error: None)
    assert ended == []


def test_work_that_comes_and_goes_has_a_line_each_time(works, qtbot, said):
    meter = Meter("")
    works.watch(meter, "Check")
    (row,) = works.rows()
    for _round in range(2):
        meter.step("Reading the register", 300, 0)
        qtbot.waitUntil(row.isVisible, timeout=5000)
        assert (row.share.text(), row.bar.maximum()) == ("300", 0)
        meter.rest()
        qtbot.waitUntil(lambda: not row.isVisible(), timeout=5000)
    assert said == []
    meter.step("Reading the register", 400, 2000)
    qtbot.waitUntil(row.isVisible, timeout=5000)
    row.cancel.click()
    assert meter.stop_wanted
    meter.rest()
    qtbot.waitUntil(lambda: len(said) == 1, timeout=5000)
    assert said[0].startswith("Stopped.")
    assert not meter.stop_wanted


def test_a_meter_never_says_more_than_all():
    meter = Meter("x")
    assert (meter.busy, meter.now) == (False, Step())
    meter.step("a", 12, 10)
    assert (meter.busy, meter.now) == (True, Step("a", 12, 12))


def test_at_once_does_long_work_in_its_caller():
    ended: list[str] = []
    slow = Slow(2)
    slow.allow(2)
    meter = Meter("x")
    AtOnce().run_long(slow, meter).then(ended.append, pytest.fail)
    assert (ended, meter.over, meter.busy) == (["2 done."], True, False)


# -- the imports themselves, over a real store


class StopAt(Meter):
    """Asks to stop when so much is done."""

    def __init__(self, at: int) -> None:
        super().__init__("x")
        self._at = at

    def step(self, words: str, done: int = 0, total: int = 0) -> None:
        super().step(words, done, total)
        if done >= self._at:
            self.stop()


@pytest.fixture
def real(tmp_path) -> Iterator[StoreDesk]:
    with Store.open(tmp_path, NOW) as store:
        yield StoreDesk(store, FixedClock(NOW), IdleEngine())


def opml(count: int) -> bytes:
    rows = "".join(f'<outline type="rss" text="Feed {n}" xmlUrl="https://feed{n}.example/rss"/>' for n in range(count))
    return f'<opml version="2.0"><body>{rows}</body></opml>'.encode()


def test_a_list_of_feeds_that_is_stopped_keeps_what_was_added(real):
    with pytest.raises(Stopped, match="4 feeds were added and stay; 6 were not") as caught:
        real.import_file(opml(10), "list.opml", StopAt(4))
    assert caught.value.title == "The import was stopped."
    assert len(real._store.sources.all()) == 4
    assert real._store.check() == "ok"
    assert real.import_file(opml(10), "list.opml") == "6 feeds added, 4 watched already."


def test_a_deal_that_is_stopped_is_not_there_at_all(real, tmp_path):
    import json

    event = {
        "snapshot": "",
        "url": "https://x.example",
        "fetched_at": "2026-03-01T00:00:00Z",
        "locator": "",
        "quote": "",
    }
    events = [
        {
            **event,
            "id": f"01HZZZZZZZZZZZZZZZZZZZZZ{n:02}",
            "observed_at": (NOW - timedelta(days=n)).isoformat(),
            "authority": "EC",
            "case": "M.1",
            "kind": "status",
            "field": "stage",
            "source": "ec",
            "old": "announced",
            "new": "notified",
        }
        for n in range(20)
    ]
    case = {
        "id": "1", "source": "ec", "authority": "EC", "number": "M.1", "printed_number": "M.1", "title": "A / B",
        "url": "", "procedure": "EU_MERGER", "status": {}, "facts": [], "checked_at": "2026-03-01T00:00:00Z",
    }  # fmt: skip
    body = json.dumps({"schema": "dealwatch-deal/1", "deal": {"name": "A / B"}, "cases": [case], "events": events})
    with pytest.raises(Stopped, match="Nothing of this deal was taken in"):
        real.import_file(body.encode(), "deal.json", StopAt(7))
    assert (real._store.deals.all(), real._store.events.count()) == ([], 0)
    assert real.import_file(body.encode(), "deal.json") == "A / B: 1 cases and 20 events added."
