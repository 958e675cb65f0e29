"""What comes while the window is there: it is read beside the window's thread, then shown in short steps.

A check may bring hundreds of changes; they are shown together, and the oftener they come the longer the window waits.
Must not contain: what is shown, how it is read.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from dealwatch.ui.desk import Desk
    from dealwatch.ui.tasks import Runner

TOGETHER, STEP = 150, 10  # ms
SHARE = 4
"""What comes all the time is shown in a fourth of the time at most: the rest is left to the check that brings it."""


class Arrivals(QObject):
    """`steps` show what the desk has, one after the other; between them the window hears its user."""

    def __init__(self, desk: Desk, tasks: Runner, steps: Sequence[Callable[[], None]], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._steps = desk, tasks, steps
        self._wait = QTimer(self, singleShot=True)
        self._wait.timeout.connect(self._read)
        self._next = QTimer(self, singleShot=True, interval=STEP)
        self._next.timeout.connect(self._step)
        self._place = -1  # of the next step; none is due
        self._reading = self._again = False
        self._began = 0.0

    def come(self) -> None:
        """Something changed. It is shown soon, with whatever comes until then."""
        if self._reading or self._place >= 0:
            self._again = True
        elif not self._wait.isActive():
            self._wait.start(TOGETHER)

    def _read(self) -> None:
        self._began = time.perf_counter()
        if self._desk.moment() is not None:  # the past may be left at any moment, and its data closed
            self._begin_steps()
            return
        self._reading = True
        self._tasks.run(self._desk.read_ahead()).then(self._take, self._failed)

    def _take(self, put: Callable[[], None]) -> None:
        self._reading = False
        put()
        self._begin_steps()

    def _failed(self, error: Exception) -> None:
        self._reading = False
        raise error

    def _begin_steps(self) -> None:
        self._place = 0
        self._step()

    def _step(self) -> None:
        show, self._place = self._steps[self._place], self._place + 1
        try:
            show()
        finally:  # one that fails is told of; what comes later is to be shown all the same
            self._go_on()

    def _go_on(self) -> None:
        if self._place < len(self._steps):
            self._next.start()
            return
        self._place = -1
        self._desk.let_go()
        if self._again:
            self._again = False
            spent = (time.perf_counter() - self._began) * 1000
            self._wait.start(max(TOGETHER, round(spent * (SHARE - 1))))
