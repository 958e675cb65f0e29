"""Manners towards a host, or all hosts of one organisation: one request at a time, paced, and silence when asked for.

Must not contain: HTTP, the schedule of a source (that is the engine's, in the database).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Host:
    turn: threading.Lock = field(default_factory=threading.Lock)
    ended_at: float = float("-inf")
    pace: float = 0.0
    silent_until: float = 0.0


class Hosts:
    """Whose turn it is, host by host. `monotonic` gives seconds; `wait` sleeps and says True if we are to stop."""

    def __init__(self, monotonic: Callable[[], float], wait: Callable[[float], bool]) -> None:
        self._monotonic = monotonic
        self._wait = wait
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, name: str, pace: float) -> Iterator[bool]:
        """Hold the host for one request, `pace` seconds after the last one ended. Gives False if we are to stop.

        Where two sources of one host have different paces, what the slower one was told holds for both.
        """
        host = self._host(name)
        with host.turn:
            pause = host.ended_at + max(host.pace, pace) - self._monotonic()
            stopped = self._wait(pause) if pause > 0 else False
            try:
                yield not stopped
            finally:
                host.ended_at, host.pace = self._monotonic(), pace

    def silence(self, name: str, seconds: float) -> None:
        """The host asked not to be asked for this long."""
        self._host(name).silent_until = self._monotonic() + seconds

    def silent_for(self, name: str) -> float:
        """Seconds until the host may be asked again, 0 where it may."""
        return max(0.0, self._host(name).silent_until - self._monotonic())

    def _host(self, name: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(name, _Host())
