"""The engine beside the window: what a beat does, what it tells, how it ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dealwatch.model.alert import AlertLevel, AlertSubject
from dealwatch.model.errors import DataError
from dealwatch.model.source import SourceProblem, SourceState
from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock
from dealwatch.ui.desk import Order
from dealwatch.ui.engine import Engine
from dealwatch.ui.late_engine import LateEngine
from dealwatch.ui.sidebar import state_of
from dealwatch.ui.status_words import left_words
from dealwatch.ui.store_desk import StoreDesk
from dealwatch.watch.ports import Message

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class NoNetwork:
    """A fetcher that reaches nothing."""

    def __init__(self) -> None:
        self.asked, self.closed = 0, False

    def fetch(self, request, validators, info, ledger):
        self.asked += 1
        raise SourceProblem(SourceState.SERVER_ERROR, "The site is not working.", detail="503")

    def close(self) -> None:
        self.closed = True


class Recorder:
    name = "window"

    def __init__(self) -> None:
        self.messages: list[Message] = []

    def available(self) -> bool:
        return True

    def send(self, message: Message) -> None:
        self.messages.append(message)


class Bench:
    def __init__(self, folder: Path, now: datetime = NOW) -> None:
        self.store = Store.open(folder, now)
        self.clock, self.fetcher, self.channel = FixedClock(now), NoNetwork(), Recorder()
        self.up, self.told = True, 0
        self.engine = Engine(self.store, self.clock, self.fetcher, [self.channel], lambda: self.up, self.tell)
        self.desk = StoreDesk(self.store, self.clock, Waker(self.engine))

    def tell(self) -> None:
        self.told += 1


class Waker:
    """The engine without its own beat: the test beats."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def checking(self) -> bool:
        return self._engine.checking

    @property
    def offline_since(self) -> datetime | None:
        return self._engine.offline_since

    @property
    def stuck(self) -> str:
        return self._engine.stuck

    def wake(self) -> None:
        self._engine.cycle()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    found = Bench(tmp_path)
    yield found
    found.store.close()


def test_a_beat_without_work_tells_nothing(bench: Bench) -> None:
    bench.engine.cycle()
    assert (bench.told, bench.fetcher.asked) == (0, 0)


def test_what_is_added_is_asked_for_and_trouble_becomes_health(bench: Bench) -> None:
    bench.desk.add(Order("cma", ("0",), "", ""))
    assert bench.fetcher.asked >= 1
    assert bench.told >= 2, "the window hears of the beginning and of the end"
    assert not bench.engine.checking
    assert bench.desk.standing().troubled[0][0] == "CMA"


def test_paused_nothing_is_asked_for(bench: Bench) -> None:
    bench.desk.pause(True)
    bench.desk.add(Order("cma", ("0",), "", ""))
    assert bench.fetcher.asked == 0
    bench.desk.pause(False)
    assert bench.fetcher.asked >= 1


def test_being_offline_is_noticed_and_over_again(bench: Bench) -> None:
    bench.up = False
    bench.engine.cycle()
    assert bench.desk.standing().offline_since == NOW
    told = bench.told
    bench.engine.cycle()
    assert bench.told == told, "said once"
    bench.up = True
    bench.engine.cycle()
    assert bench.desk.standing().offline_since is None


def test_what_waits_in_the_outbox_is_told_even_when_paused(bench: Bench) -> None:
    with bench.store.write() as database:
        bench.store.alerts.raise_(
            database, occasion="o", now=NOW, subject=AlertSubject.HEALTH, level=AlertLevel.NOTIFY, source="cma",
            detail=SourceState.BLOCKED,
        )  # fmt: skip
    bench.desk.pause(True)
    bench.engine.cycle()
    assert [message.target for message in bench.channel.messages] == ["dealwatch://source/cma"]
    bench.engine.cycle()
    assert len(bench.channel.messages) == 1


def test_it_starts_beats_and_stops(tmp_path: Path, qtbot) -> None:
    bench = Bench(tmp_path, datetime.now(UTC))  # the beat itself runs on the machine's time
    bench.up = False
    bench.engine.start()
    qtbot.waitUntil(lambda: bench.told >= 1, timeout=5000)
    bench.engine.stop()
    assert bench.fetcher.closed
    bench.store.close()


def test_before_it_is_built_the_late_engine_knows_nothing_and_can_be_ended(tmp_path: Path, monkeypatch, qtbot) -> None:
    now = datetime.now(UTC)
    store = Store.open(tmp_path, now)
    engine = LateEngine(store, FixedClock(now), [Recorder()], lambda: None)
    assert (engine.checking, engine.offline_since) == (False, None)
    engine.wake()
    engine.stop()
    monkeypatch.delenv("DEALWATCH_ORIGINS", raising=False)
    engine.start()
    engine.wake()
    assert engine.checking in (True, False)
    engine.stop()
    store.close()


def test_a_full_disk_is_said_until_there_is_room_again(bench, monkeypatch) -> None:
    def full() -> None:
        raise DataError("The disk is full.", "Make room.")

    with monkeypatch.context() as patch:
        patch.setattr(bench.engine._poller, "tick", full)
        bench.desk.add(Order("cma", ("0",), "", ""))
    standing = bench.desk.standing()
    assert standing.stuck == "The disk is full."
    assert left_words(standing, NOW) == "What is read cannot be kept. The disk is full."
    assert state_of(standing) == "needs"
    told = bench.told
    bench.engine.cycle()
    assert bench.desk.standing().stuck == ""
    assert bench.told > told
