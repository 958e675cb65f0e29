"""A value that takes long to read, read beside the window's thread: the last one is at hand, a newer one is told of.

Must not contain Qt, or what the value is.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

T = TypeVar("T")
PAUSE = 2.0
"""Seconds between two readings while the data change all the time, as they do during a check."""

BREATH = 0.001
"""Seconds it steps back at each question, so that the window's thread has its turn."""


class Beside(Generic[T]):
    """`make` is called on a thread of its own, which is the same each time; `tell` when what it gave is new.

    `make` takes a question it may ask as often as it likes: whether it still is to go on. What it gives after a no is
    dropped. Until there is a first value there is `empty`.
    """

    def __init__(self, make: Callable[[Callable[[], bool]], T], empty: T, tell: Callable[[], None]) -> None:
        self._make, self._value, self._tell = make, empty, tell
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading")
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._known: object = None
        self._wanted: object = None
        self._running = False

    def get(self, state: object) -> T:
        """The last value. Where it is of another state of the data than this one, a reading begins."""
        with self._lock:
            self._wanted = state
            if state != self._known and not self._running and not self._over.is_set():
                self._running = True
                self._pool.submit(self._work)
            return self._value

    def _work(self) -> None:
        while True:
            with self._lock:
                state = self._wanted
                if state == self._known or self._over.is_set():
                    self._running = False
                    return
            try:
                value = self._make(self._going_on)
            except BaseException:
                with self._lock:
                    self._running = False
                if self._over.is_set():
                    return  # the data may be closed under it
                raise
            if self._over.is_set():
                continue
            with self._lock:
                new, self._value, self._known = value != self._value, value, state
            if new:
                self._tell()
            self._over.wait(PAUSE)

    def _going_on(self) -> bool:
        return not self._over.wait(BREATH)

    def close(self) -> None:
        """A reading that runs is left; this waits for it."""
        self._over.set()
        self._pool.shutdown(wait=True)
