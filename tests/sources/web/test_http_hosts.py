"""Manners towards a host."""

from __future__ import annotations

import threading

from dealwatch.sources.hosts import Hosts


class Time:
    """A monotonic clock that only waiting moves."""

    def __init__(self, *, stop: bool = False) -> None:
        self.at = 100.0
        self.waited: list[float] = []
        self.stop = stop

    def monotonic(self) -> float:
        return self.at

    def wait(self, seconds: float) -> bool:
        self.waited.append(seconds)
        self.at += seconds
        return self.stop


def test_the_first_request_does_not_wait() -> None:
    time = Time()
    with Hosts(time.monotonic, time.wait).turn("a", 2.0) as ours:
        assert ours
    assert time.waited == []


def test_the_next_one_waits_its_pace_from_the_end_of_the_last() -> None:
    time = Time()
    hosts = Hosts(time.monotonic, time.wait)
    with hosts.turn("a", 2.0):
        time.at += 10  # a slow answer
    time.at += 0.5
    with hosts.turn("a", 2.0):
        pass
    assert time.waited == [1.5]


def test_hosts_do_not_wait_for_each_other() -> None:
    time = Time()
    hosts = Hosts(time.monotonic, time.wait)
    with hosts.turn("a", 2.0), hosts.turn("b", 2.0):
        pass
    assert time.waited == []


def test_without_a_pace_nobody_waits() -> None:
    time = Time()
    hosts = Hosts(time.monotonic, time.wait)
    for _ in range(3):
        with hosts.turn("a", 0.0):
            pass
    assert time.waited == []


def test_a_stop_while_waiting_is_told() -> None:
    time = Time(stop=True)
    hosts = Hosts(time.monotonic, time.wait)
    with hosts.turn("a", 2.0):
        pass
    with hosts.turn("a", 2.0) as ours:
        assert not ours


def test_a_failure_inside_a_turn_ends_it() -> None:
    time = Time()
    hosts = Hosts(time.monotonic, time.wait)
    for _ in range(2):
        try:
            with hosts.turn("a", 1.0):
                raise LookupError
        except LookupError:
            pass
    assert time.waited == [1.0]


def test_silence_is_kept_and_ends() -> None:
    time = Time()
    hosts = Hosts(time.monotonic, time.wait)
    hosts.silence("a", 30)
    assert hosts.silent_for("a") == 30
    assert hosts.silent_for("b") == 0
    time.at += 31
    assert hosts.silent_for("a") == 0


def test_one_request_at_a_time() -> None:
    """Eight threads, one host: nobody is ever inside together with another."""
    hosts = Hosts(lambda: 0.0, lambda _seconds: False)
    inside: list[int] = []
    most = []

    def ask() -> None:
        for _ in range(50):
            with hosts.turn("a", 0.0):
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 1
    assert len(most) == 400


def test_the_slower_pace_of_two_sources_holds_for_their_host() -> None:
    waited: list[float] = []
    hosts = Hosts(lambda: 100.0, lambda seconds: bool(waited.append(seconds)))
    for pace in (1.0, 10.0, 1.0, 1.0):
        with hosts.turn("a", pace):
            pass
    assert waited == [10.0, 10.0, 1.0]
