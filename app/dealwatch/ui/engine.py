"""The engine beside the window: heartbeat, poller and outbox in threads of their own. Must not contain Qt.

Results go out through `tell`, which may be called from any thread.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from dealwatch.alerts.digest import DigestMaker
from dealwatch.alerts.outbox import Outbox
from dealwatch.model.errors import DataError
from dealwatch.rules.law import BUNDLED, Law
from dealwatch.sources.registry import source_of
from dealwatch.ui.meter import Meter
from dealwatch.ui.store_desk import PAUSED
from dealwatch.watch.heartbeat import Heartbeat
from dealwatch.watch.poller import Poller
from dealwatch.watch.reminders import remind

if TYPE_CHECKING:
    from dealwatch.alerts.channel_thread import PostThread
    from dealwatch.model.event import Event
    from dealwatch.store.database import Store
    from dealwatch.watch.ports import Channel, Clock, Fetcher

log = logging.getLogger(__name__)


class Engine:
    """`changed` is called when data changed or the state of the engine did; `network_up` asks the machine.

    `meter` is told of documents that take long, and stops the check. `post` sends to channels beyond this computer.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        fetcher: Fetcher,
        channels: Sequence[Channel],
        network_up: Callable[[], bool],
        changed: Callable[[], None],
        secret: Callable[[str], str] = lambda _name: "",
        law: Law = BUNDLED,
        meter: Meter | None = None,
        post: PostThread | None = None,
    ) -> None:
        self._store, self._clock, self._fetcher = store, clock, fetcher
        self._network_up, self._changed = network_up, changed
        self._law = law
        self._checking = False
        self._offline_since: datetime | None = None
        self._stuck = ""
        self._meter = meter or Meter("")
        self._poller = Poller(
            store, clock, fetcher, source_of, listener=self._heard, secret=secret, law=law, progress=self._meter
        )
        self._outbox = Outbox(store, clock, channels)
        self._digests = DigestMaker(store, clock, lambda: law)
        self._post = post
        self._heart = Heartbeat(store, clock, self.cycle)

    @property
    def checking(self) -> bool:
        return self._checking

    @property
    def offline_since(self) -> datetime | None:
        return self._offline_since

    @property
    def stuck(self) -> str:
        """Why what was read cannot be kept (the disk is full), in a line; empty while it can."""
        return self._stuck

    def start(self) -> None:
        self._heart.start()

    def wake(self) -> None:
        """Look for what is due now; what is running goes on."""
        self._heart.wake()

    def stop(self) -> None:
        """End soon: the running check is cut short, what it has stored stays."""
        self._poller.stop()
        self._meter.stop()
        self._heart.stop()
        if self._post is not None:
            self._post.stop()
        self._fetcher.close()

    def cycle(self) -> None:
        """One beat. What the data file refuses is told for as long as it lasts: the window must not look current."""
        try:
            self._beat()
        except DataError as error:
            self._say_stuck(error.title)
        else:
            self._say_stuck("")

    def _say_stuck(self, why: str) -> None:
        if why != self._stuck:
            self._stuck = why
            log.warning("Nothing can be kept: %s", why) if why else log.info("What is read is kept again.")
            self._changed()

    def _beat(self) -> None:
        """What is due is read, what was found is told. Paused, only deadlines and what waits are told."""
        self._look_at_network()
        paused = bool(self._store.settings.get(PAUSED))
        if not paused and self._store.sources.due(self._clock.now()):
            self._check()
        remind(self._store, self._clock.now(), self._law)
        told = self._outbox.deliver()
        self._digests.make_due()
        if self._outbox.show_digest() or told:
            self._changed()
        if self._post is not None:
            self._post.wake()

    def _check(self) -> None:
        self._checking = True
        self._changed()
        try:
            self._poller.tick()
            self._store.backup_daily(self._clock.now())
        finally:
            self._meter.rest()
            self._checking = False
            self._changed()

    def _look_at_network(self) -> None:
        up = self._network_up()
        if up == (self._offline_since is None):
            return
        self._offline_since = None if up else self._clock.now()
        log.info("The network is %s.", "back" if up else "gone")
        self._changed()

    def _heard(self, events: Sequence[Event]) -> None:
        if events:
            self._changed()


class IdleEngine:
    """Where nothing is to be read in the background: a demonstration that is played step by step, a test."""

    checking = False
    stuck = ""
    offline_since: datetime | None = None

    def wake(self) -> None:
        """Nothing beats here."""
