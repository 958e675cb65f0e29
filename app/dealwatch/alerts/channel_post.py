"""Sends what waits for the channels beyond this computer: one message for each, again and again until it is taken.

It comes after the notification of this computer and never holds that up. A channel that fails is tried again with
growing patience; offline and in quiet hours everything waits. Must not contain: composing, the library of channels.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Protocol

import msgspec

from dealwatch.alerts.channel_address import job_of
from dealwatch.alerts.channel_letter import Letter, letter_of
from dealwatch.alerts.channel_send import MESSAGE, Ended, Outcome
from dealwatch.alerts.outbox import compose, told
from dealwatch.alerts.telling import telling_of
from dealwatch.model.channel import Batch, FarChannel, Trouble
from dealwatch.store.database import Store
from dealwatch.watch.ports import Clock

WAITS = (1, 2, 5, 15, 30, 60)
"""Minutes until the next try, by the number of failures so far; the last one from then on."""
LONGEST = timedelta(hours=6)
"""No wait is longer, whatever a service asks for."""

log = logging.getLogger(__name__)


class Carrier(Protocol):
    """What `channel_send.Sender` does. `Ended` where the program ends."""

    def send(self, job: dict[str, Any], now: datetime, purpose: str = MESSAGE) -> Outcome: ...

    def stop(self) -> None: ...


class Post:
    """`address_of` answers with what the keyring holds under a name, empty where there is nothing or nobody can be
    asked; it may wait for the user.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        carrier: Carrier,
        address_of: Callable[[str], str],
        network_up: Callable[[], bool] = lambda: True,
    ) -> None:
        self._store, self._clock, self._carrier = store, clock, carrier
        self._address_of, self._network_up = address_of, network_up

    def waits(self) -> bool:
        """Whether there is something to try now. Asks the data only."""
        return bool(self._store.channels.due(self._clock.now(), LONGEST))

    def deliver(self) -> int:
        """Try every channel that something waits for and whose time has come; how many messages were taken or failed.

        One message for a channel; where a digest and alerts wait, the next call sends what is left.
        """
        now = self._clock.now()
        due = self._store.channels.due(now, LONGEST)
        if not due or telling_of(self._store).waits(now) or not self._network_up():
            return 0
        return sum(self._try(channel) for channel in due)

    def _try(self, channel: FarChannel) -> bool:
        channels = self._store.channels
        kept = self._address_of(channel.secret_name)  # before the lease: the user may be asked for it
        with self._store.write() as database:
            batch = channels.claim(database, channel.id, self._clock.now())
        if batch is None:
            return False
        outcome = self._send(channel, kept, batch)
        if outcome is None:
            return False
        now = self._clock.now()
        with self._store.write() as database:
            self._store.ledger.add(database, outcome.lines)
            if outcome.taken:
                channels.taken(database, channel.id, batch, now, outcome.trouble)
                return True
            if outcome.trouble is Trouble.UNREACHABLE and not self._network_up():
                channels.give_back(database, channel.id, batch, untried=outcome.certain)
                return False
            trouble = outcome.trouble or Trouble.REFUSED
            wait = patience(channel.failures, outcome.wait)
            channels.failed(database, channel.id, batch, trouble, now + wait, certain=outcome.certain)
        log.info("A channel (%s) did not take a message: %s.", channel.kind, trouble)
        return True

    def _send(self, channel: FarChannel, kept: str, batch: Batch) -> Outcome | None:
        """None where nothing was tried, or nobody knows: the batch is given back."""
        letter = self._letter(batch)
        if letter is None:  # what it told of is no longer there
            return Outcome(None, taken=True)
        job = job_of(channel.kind, kept)
        if job is None:
            return Outcome(Trouble.NO_ADDRESS)
        try:
            return self._carrier.send({**job, **sendable(letter, batch.id)}, self._clock.now())
        except Ended:
            with self._store.write() as database:
                self._store.channels.give_back(database, channel.id, batch, untried=False)
            return None

    def _letter(self, batch: Batch) -> Letter | None:
        if batch.digest_id:
            kept = self._store.digests.letter(batch.digest_id)
            return msgspec.json.decode(kept, type=Letter) if kept else None
        found = [self._store.alerts.get(alert_id) for alert_id in batch.alert_ids]
        alerts = [told(self._store, alert) for alert in found if alert is not None]
        return letter_of(alerts, compose(alerts).title) if alerts else None


def sendable(letter: Letter, name: str) -> dict[str, Any]:
    """A letter as a job's part. `name` is the same whenever it is sent again."""
    return {
        "title": letter.title, "text": letter.text, "html": letter.html, "letter": name,
        "changes": list(letter.changes),
    }  # fmt: skip


def patience(failures: int, asked: timedelta) -> timedelta:
    """How long to wait after one more failure; at least what the service asks for, in reason."""
    usual = timedelta(minutes=WAITS[min(failures, len(WAITS) - 1)])
    return min(max(usual, asked), LONGEST)
