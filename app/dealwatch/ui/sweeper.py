"""Python's cycle collector, kept to the window's thread. Must not contain anything of Dealwatch.

Python looks for circular garbage in whichever thread happens to allocate. A widget or timer found there would be
destroyed beside the event loop that is just using it, which ends the program. So while there is a window the collector
does not run by itself: the window's thread sweeps between two events.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

EVERY = 1000  # ms between two looks at what has gathered


class Sweeper(QObject):
    """Takes over from the automatic collector as long as it lives, with Python's own thresholds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
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
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return
