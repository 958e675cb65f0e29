"""The heartbeat and its watchdog over sleep and clock jumps."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from dealwatch.watch.heartbeat import NO_CATCH_UP, SETTLE, ClockWatch, Heartbeat


class TwoClocks:
    """Wall and monotonic time that can be moved apart."""

    def __init__(self, start):
        self.wall, self.seconds = start, 100.0

    def now(self):
        return self.wall

    def monotonic(self):
        return self.seconds

    def pass_time(self, wall, monotonic=None):
        self.wall += wall
        self.seconds += (wall if monotonic is None else monotonic).total_seconds()


def test_time_that_passes_on_both_clocks_is_no_gap(clock):
    clocks = TwoClocks(clock.now())
    watch = ClockWatch(clocks)
    clocks.pass_time(timedelta(days=3))
    assert watch.gap() == timedelta()


def test_sleep_and_a_changed_clock_are_seen_once(clock):
    clocks = TwoClocks(clock.now())
    watch = ClockWatch(clocks)
    clocks.pass_time(timedelta(days=3), timedelta(seconds=5))
    assert watch.gap() == timedelta(days=3) - timedelta(seconds=5)
    assert watch.gap() == timedelta()
    clocks.pass_time(-timedelta(hours=1), timedelta(seconds=5))
    assert watch.gap() < timedelta()


def test_after_sleep_the_network_gets_a_moment_and_then_one_catch_up(desk):
    desk.watch()
    desk.world.list()
    clocks = TwoClocks(desk.clock.now())
    cycles = []
    heart = Heartbeat(desk.store, clocks, lambda: cycles.append(clocks.now()))
    clocks.pass_time(timedelta(days=3), timedelta(seconds=1))
    heart.beat()
    assert cycles == []
    due = desk.store.sources.get("reg").next_due
    assert SETTLE <= due - clocks.now() <= SETTLE + timedelta(seconds=10)
    clocks.pass_time(timedelta(seconds=60))
    heart.beat()
    assert len(cycles) == 1


def test_who_wants_no_catching_up_is_checked_at_the_next_time_and_what_was_asked_for_is_asked(desk):
    desk.watch()
    clocks = TwoClocks(desk.clock.now())
    heart = Heartbeat(desk.store, clocks, lambda: None)
    with desk.store.write() as database:
        desk.store.settings.put(database, NO_CATCH_UP, "1")
    clocks.pass_time(timedelta(days=3), timedelta(seconds=1))
    heart.beat()
    row = desk.store.sources.get("reg")
    assert row.next_due == clocks.now() + row.interval
    with desk.store.write() as database:
        desk.store.sources.ask_now(database, clocks.now())
    clocks.pass_time(timedelta(hours=2), timedelta(seconds=1))
    heart.beat()
    assert desk.store.sources.get("reg").next_due <= clocks.now() + SETTLE + timedelta(seconds=10)


def test_a_clock_set_back_does_not_stop_the_checks(desk):
    desk.watch()
    desk.world.list()
    desk.check()
    clocks = TwoClocks(desk.clock.now())
    cycles = []
    heart = Heartbeat(desk.store, clocks, lambda: cycles.append(1))
    clocks.pass_time(-timedelta(days=400), timedelta(seconds=20))
    heart.beat()
    assert cycles == [1]
    # Due times written by the wrong clock lie further ahead than any wait we plan.
    assert [row.key for row in desk.store.sources.due(clocks.now())] == ["reg"]


def test_it_beats_at_once_and_until_stopped(desk):
    beaten = threading.Event()
    heart = Heartbeat(desk.store, TwoClocks(desk.clock.now()), beaten.set)
    heart.start()
    assert beaten.wait(10)
    heart.stop()


def test_what_is_asked_for_during_a_cycle_runs_right_after_it(desk):
    begun, go_on, cycles = threading.Event(), threading.Event(), []

    def cycle():
        cycles.append(1)
        begun.set()
        assert go_on.wait(10)

    heart = Heartbeat(desk.store, TwoClocks(desk.clock.now()), cycle)
    heart.start()
    assert begun.wait(10)
    heart.wake()
    heart.wake()
    go_on.set()
    heart.stop()
    assert cycles == [1, 1]


def test_a_cycle_that_fails_does_not_keep_the_next_from_running(desk):
    cycles = []

    def cycle():
        cycles.append(1)
        raise RuntimeError

    heart = Heartbeat(desk.store, TwoClocks(desk.clock.now()), cycle)
    for _ in range(2):
        with pytest.raises(RuntimeError):
            heart.beat()
    assert cycles == [1, 1]


def test_a_source_asked_for_while_it_is_read_is_due_again(desk):
    desk.watch()
    desk.world.list()
    desk.check()
    with desk.store.write() as database:
        desk.store.sources.ask_now(database, desk.clock.now())
    fetch = desk.world.fetch

    def ask_meanwhile(*arguments, **options):
        desk.clock.set(desk.clock.now() + timedelta(seconds=2))
        with desk.store.write() as database:
            desk.store.sources.ask_now(database, desk.clock.now())
        return fetch(*arguments, **options)

    desk.world.fetch = ask_meanwhile
    desk.poller.tick()
    assert desk.store.sources.get("reg").next_due <= desk.clock.now()
    desk.world.fetch = fetch
    desk.poller.tick()
    assert desk.store.sources.get("reg").next_due > desk.clock.now()
