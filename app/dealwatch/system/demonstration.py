"""See a change arrive: the real engine on a small register of our own, in a data folder of its own.

Everything but the register is what runs in earnest: HTTP, reading, judgement, alerts, case file. It lives in `system`
because it stands where the outside world would and needs a clock that can be moved.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from dealwatch.alerts.outbox import Outbox
from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Deal, DealKind, Party
from dealwatch.model.event import Event
from dealwatch.model.proposal import ProposalState
from dealwatch.sources.http import HttpFetcher
from dealwatch.sources.origins import Origins
from dealwatch.sources.registry import source_of
from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock
from dealwatch.system.demo_register import DemoRegister, DemoStep
from dealwatch.watch import wall
from dealwatch.watch.poller import Poller
from dealwatch.watch.ports import Channel
from dealwatch.watch.tracking import Tracking

LIST_NAME = "Demonstration"
PACE = timedelta(days=30)
"""How often the register claims to be read: the story leaps over weeks, and no leap is to look like a gap."""
_PARTIES = (Party("Microsoft", "investor"), Party("Mistral AI", "developer", ("Mistral",)))
_ANNOUNCED = PartialDate(2024, 2, 26)
_MARK = "demonstration"


class Demonstration:
    """A run of the story. A context manager; `advance` plays one step and tells what it brought."""

    def __init__(
        self, folder: Path, channels: Sequence[Channel], listener: Callable[[Sequence[Event]], None] | None = None
    ) -> None:
        """Starts from an empty folder each time. UsageError is left to the caller: `folder` must be ours alone."""
        _empty(folder)
        self.register = DemoRegister()
        self.clock = FixedClock(self.register.step.at)
        self.store = Store.open(folder, self.clock.now())
        self._fetcher = HttpFetcher(now=self.clock.now, origins=Origins(self.register.origins))
        self.poller = Poller(self.store, self.clock, self._fetcher, source_of, listener=listener, jitter=lambda: 0.0)
        self.outbox = Outbox(self.store, self.clock, channels)
        self.deal_id = self._track()

    def _track(self) -> str:
        story, now = self.register.story, self.clock.now()
        tracking = Tracking(self.store, self.clock)
        with self.store.write() as database:
            deal = Deal("", story.deal, DealKind.PARTNERSHIP, _PARTIES, "€15m ($16m)", _ANNOUNCED, list_name=LIST_NAME)
            deal_id = self.store.deals.add(database, deal, now)
            self.store.settings.put(database, _MARK, now.isoformat())
        tracking.register("cma", PACE)
        tracking.feed(story.feed_url, every=PACE, title="Commission press desk (demonstration)")
        return deal_id

    def begin(self) -> list[Event]:
        """The first look: how things stand before anything happens. Silent."""
        return self._check()

    def advance(self) -> tuple[DemoStep, list[Event]] | None:
        """The next step of the story, the check that finds it and the alert that tells it; None when it is over."""
        step = self.register.advance()
        if step is None:
            return None
        self.clock.set(step.at)
        events = self._check()
        events += self._accept()
        self.outbox.deliver()
        return step, events

    def _check(self) -> list[Event]:
        return list(self.poller.check().events)

    def _accept(self) -> list[Event]:
        """What a user would do with the Commission's statement: apply what the reader proposes of it.

        News never sets a status by itself; the event says that a person decided, and rests on the stored page.
        """
        waiting = [
            filed
            for filed in self.store.proposals.all(ProposalState.OPEN, self.deal_id)
            if filed.proposal.authority == "EC"
        ]
        return [wall.apply(self.store, filed.id, self.clock.now()) for filed in reversed(waiting)]

    def close(self) -> None:
        self._fetcher.close()
        self.register.close()
        self.store.close()

    def __enter__(self) -> Demonstration:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def is_demonstration(store: Store) -> bool:
    """Whether a data folder belongs to the demonstration."""
    return bool(store.settings.get(_MARK))


def _empty(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
