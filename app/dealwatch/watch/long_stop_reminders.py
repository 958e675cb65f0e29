"""Which long-stop dates of deals come near: thirty days before, seven, one.

Counted in calendar days, since the day is one of the contract. Never for a deal whose reviews have all ended, for a day
that has passed, or for one of the bundled sample, which is not kept up to date. Must not contain: raising them
(`reminders`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from dealwatch.language import mark
from dealwatch.model.alert import LONG_STOP, Reminder
from dealwatch.store.database import Store
from dealwatch.watch.long_stops import long_stops, today_of
from dealwatch.watch.reminder_distances import long_stop_distances

LABEL = mark("Long-stop date")


def due_long_stops(store: Store, now: datetime) -> Iterator[tuple[Reminder, int, bool]]:
    """Dates within a distance, each with the shortest one it is within, and whether its deal is muted."""
    chosen = long_stop_distances(store)
    for stop in long_stops(store, today_of(now)) if chosen else ():
        within = [distance for distance in chosen if 0 <= stop.days <= distance]
        if within and not stop.settled and not stop.deal.sample:
            step = LONG_STOP + stop.deal.id
            reminder = Reminder(step, stop.day, stop.days, stop.days, stop.from_document, LABEL)
            yield reminder, min(within), stop.deal.muted
