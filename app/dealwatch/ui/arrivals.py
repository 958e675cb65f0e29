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

Step = Callable[[], Sequence[Callable[[], None]] | None]
TOGETHER, STEP = 150, 10  # ms
SHARE = 4
"""What comes all the time is shown in a fourth of the time at most: the rest is left to the check that brings it."""


class Arrivals(QObject):
    """`steps` show what the desk has, one after the other; between them the window hears its user.

    A step may give others, which are done next. `shown` tells the places that are read ahead.
    """

    def __init__(
        self,
        desk: Desk,
        tasks: Runner,
        steps: Sequence[Step],
        parent: QObject,
        shown: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._steps, self._shown = desk, tasks, steps, shown
        self._wait = QTimer(self, singleShot=True)
        self._wait.timeout.connect(self._read)
        self._next = QTimer(self, singleShot=True, interval=STEP)
        self._next.timeout.connect(self._step)
        self._due: list[Step] = []
        self._showing = self._reading = self._again = False
        self._began = 0.0

    def come(self) -> None:
        """Something changed. It is shown soon, with whatever comes until then."""
        if self._reading or self._showing:
            self._again = True
        elif not self._wait.isActive():
            self._wait.start(TOGETHER)

    def _read(self) -> None:
        self._began = time.perf_counter()
        if self._desk.moment() is not None:  # the past may be left at any moment, and its data closed
            self._begin_steps()
            return
        self._reading = True
        self._tasks.run(self._desk.read_ahead(*self._shown())).then(self._take, self._failed)

    def _take(self, put: Callable[[], None]) -> None:
        self._reading = False
        put()
        self._begin_steps()

    def _failed(self, error: Exception) -> None:
        self._reading = False
        raise error

    def _begin_steps(self) -> None:
        self._due, self._showing = list(self._steps), True
        self._step()

    def _step(self) -> None:
        show = self._due.pop(0)
        try:
            more = show()  # a signal that is emitted answers True
            self._due = [*(more if isinstance(more, Sequence) else ()), *self._due]
        finally:  # one that fails is told of; what comes later is to be shown all the same
            self._go_on()

    def _go_on(self) -> None:
        if self._due:
            self._next.start()
            return
        self._showing = False
        self._desk.let_go()
        if self._again:
            self._again = False
            spent = (time.perf_counter() - self._began) * 1000
            self._wait.start(max(TOGETHER, round(spent * (SHARE - 1))))
