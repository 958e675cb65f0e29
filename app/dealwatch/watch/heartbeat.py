"""The heartbeat: a timer that only asks what is due, and a watchdog for sleep and clock jumps.

APScheduler's defaults drop work after sleep, hence coalesce, no misfire limit and a single instance. Its timer runs on
a monotonic clock and does not notice that the machine slept: the watchdog compares wall and monotonic time.
"""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler

from dealwatch.store.database import Store
from dealwatch.watch.ports import Clock

BEAT = timedelta(seconds=20)
GAP = timedelta(seconds=90)
"""A difference between wall and monotonic time that means sleep or a changed clock."""
SETTLE = timedelta(seconds=30)
"""After waking the network needs a moment; polling in the first second only collects failures."""

NO_CATCH_UP = "no_catch_up"
"""Name of the setting that lets checks pass which sleep has missed. Usually they are made up for, once."""

log = logging.getLogger(__name__)


def _machine_now() -> datetime:
    """The scheduler's own time, whatever the clock of the data says.

    From a moment of the past (`--now`) it would count through every beat that was missed since.
    """
    return datetime.now(UTC)


class ClockWatch:
    """Notices that wall time and monotonic time no longer agree."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._mark()

    def _mark(self) -> None:
        self._wall, self._monotonic = self._clock.now(), self._clock.monotonic()

    def gap(self) -> timedelta:
        """Wall time passed beyond monotonic time since the last call: positive after sleep, negative for a clock set
        back; zero while both agree.
        """
        wall, monotonic = self._clock.now(), self._clock.monotonic()
        drift = (wall - self._wall) - timedelta(seconds=monotonic - self._monotonic)
        self._mark()
        return drift if abs(drift) >= GAP else timedelta()


class Heartbeat:
    """Calls `cycle` while it runs. One cycle at a time; an error of ours in one does not end the beat."""

    def __init__(self, store: Store, clock: Clock, cycle: Callable[[], object]) -> None:
        self._store = store
        self._clock = clock
        self._cycle = cycle
        self._watch = ClockWatch(clock)
        self._lock = threading.Lock()
        self._beating = self._woken = False
        self._scheduler = BackgroundScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
        )

    def start(self) -> None:
        self._scheduler.add_job(self.beat, "interval", seconds=BEAT.total_seconds(), id="beat")
        self._scheduler.start()
        self.wake()

    def wake(self) -> None:
        """Beat now rather than at the next interval; while a beat runs, once more right after it."""
        with self._lock:
            self._woken = True
            if self._beating:
                return  # the scheduler would drop it: one at a time
        self._scheduler.modify_job("beat", next_run_time=_machine_now())

    def beat(self) -> None:
        gap = self._watch.gap()
        if gap > timedelta():
            with self._store.write() as database:
                if self._store.settings.get(NO_CATCH_UP):
                    self._store.sources.let_pass(database, self._clock.now())
                self._store.sources.postpone(
                    database, self._clock.now() + SETTLE + timedelta(seconds=random.uniform(0, 10))
                )
            log.info("Back after %s; the next check waits for the network.", gap)
            return
        try:
            while self._wanted():
                self._cycle()
        finally:
            self._beating = False

    def _wanted(self) -> bool:
        """Whether another cycle is to run: the first of this beat, or one that was asked for during the last."""
        with self._lock:
            wanted = self._woken or not self._beating
            self._beating, self._woken = wanted, False
            return wanted

    def stop(self) -> None:
        """End the beat; a running cycle is waited for (the poller's own stop makes that short)."""
        self._scheduler.shutdown(wait=True)
