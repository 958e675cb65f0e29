"""Python's cycle collector, kept to the window's thread. Must not contain anything of Dealwatch.

Python looks for circular garbage in whichever thread happens to allocate. A widget or timer found there would be
destroyed beside the event loop that is just using it, which ends the program. So while there is a window the collector
does not run by itself: the window's thread sweeps between two events.

A look costs time for everything that is alive, and thousands of cases are a lot. So what has outlived a look that took
long is set aside, and so is what has come in a mass; all of it is looked at again from time to time, where that takes
long when nobody is at the window.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication

EVERY, BUSY = 200, 20  # ms between two looks at what has gathered: the oftener, the less there is of it
LONG = 0.002
"""Seconds of work after which a look was a long one."""
MASS = 50_000
"""Objects that are new since the last look: so many at once are data that were read, and are set aside unseen."""
WHOLE, UNFELT = 300.0, 0.03
"""Seconds between two looks at everything; seconds that nobody minds one to take."""


class Sweeper(QObject):
    """Takes over from the automatic collector as long as it lives, with Python's own thresholds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._whole, self._took = time.monotonic(), 0.0
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.sweep)

    def start(self) -> None:
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Everything is swept once more, then Python goes on by itself: no other thread may use Qt objects now."""
        self._timer.stop()
        gc.unfreeze()
        gc.collect()
        gc.enable()

    @Slot()
    def spare(self) -> None:
        """What is there now, mostly modules and classes, stays and need not be looked at in every sweep."""
        gc.freeze()

    @Slot()
    def sweep(self) -> None:
        """The oldest generation that is due, as Python would choose it."""
        if time.monotonic() - self._whole > WHOLE and (self._took < UNFELT or self.away()):
            self.sweep_all()
            return
        due = gc.get_count()[0] > self._thresholds[0]
        wanted = BUSY if due else EVERY
        if self._timer.interval() != wanted:
            self._timer.setInterval(wanted)
        if gc.get_count()[0] > MASS:
            gc.freeze()
            return
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > self._thresholds[generation]:
                began = time.thread_time()
                gc.collect(generation)
                if time.thread_time() - began > LONG:
                    gc.freeze()
                return

    def sweep_all(self) -> None:
        """What was set aside, too."""
        began = time.monotonic()
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._whole = time.monotonic()
        self._took = self._whole - began

    def away(self) -> bool:
        """Whether the user is at another window, or ours are hidden."""
        return QGuiApplication.applicationState() is not Qt.ApplicationState.ApplicationActive
