"""How far a piece of long work is, between the thread that does it and the window that shows it. Must not contain Qt.

The worker writes as often as it likes; the window looks when it likes. Nothing is queued.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from dealwatch.model.progress import Progress

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Step:
    """What is being done. `total` is 0 where nobody knows how much it is."""

    words: str = ""
    done: int = 0
    total: int = 0


class Meter:
    """Implements `Progress`; may be used from several threads. `woken` is called when something begins to be told.

    One that stands for work which comes and goes (the engine's) is used again after `rest`.
    """

    def __init__(self, title: str, woken: Callable[[], None] = lambda: None) -> None:
        self.title = title
        self.woken = woken
        self.over = False
        """Whether the work has ended, for work that is done once."""
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._step = Step()
        self._busy = False

    @property
    def stop_wanted(self) -> bool:
        return self._stop.is_set()

    @property
    def busy(self) -> bool:
        return self._busy

    @property
    def now(self) -> Step:
        with self._lock:
            return self._step

    def step(self, words: str, done: int = 0, total: int = 0) -> None:
        with self._lock:
            self._step = Step(words, done, max(total, done) if total else 0)
            began, self._busy = not self._busy, True
        if began:
            self.woken()

    def stop(self) -> None:
        """Ask the work to end at the next place where what is stored is whole."""
        self._stop.set()

    def rest(self) -> None:
        """Nothing is being done any more; a wish to stop is over with it."""
        with self._lock:
            self._step, self._busy = Step(), False
        self._stop.clear()

    def during(self, act: Callable[[Progress], T]) -> T:
        """Do the work, and be over after it. What was stopped before it began is begun all the same: it says so."""
        try:
            return act(self)
        finally:
            self.over = True
            with self._lock:
                self._busy = False
