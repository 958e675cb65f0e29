"""Reminders of deadlines that come near: in three working days, tomorrow. The user's rule is a list of such distances.

Each is raised once for each day that a deadline was ever given; never for one that has vanished, was settled or cannot
be computed. Long-stop dates of deals (`long_stop_reminders`) are raised with them. Must not contain: words
(`alerts.wording`), delivery.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from dealwatch.model.alert import Alert, AlertLevel, AlertSubject, Reminder
from dealwatch.rules.law import BUNDLED, Law
from dealwatch.store.connection import Database
from dealwatch.store.database import Store
from dealwatch.watch.by_hand import SAMPLE_SOURCE
from dealwatch.watch.deadlines import upcoming
from dealwatch.watch.long_stop_reminders import due_long_stops
from dealwatch.watch.reminder_distances import LOOKED, distances


@dataclass(frozen=True, slots=True)
class _Near:
    """What is due, with the shortest distance that it is within. Without a case it is a deal's long-stop date."""

    reminder: Reminder
    distance: int
    case_id: str = ""
    level: AlertLevel = AlertLevel.NOTIFY

    @property
    def about(self) -> tuple[object, ...]:
        return _about(self.case_id, self.reminder)


def remind(store: Store, now: datetime, law: Law = BUNDLED) -> int:
    """Raise the reminders that are due into the outbox and take back untold ones that no longer hold; how many were
    raised. Meant for every cycle: it looks again only when an hour has begun or something was seen.
    """
    looked = f"{now:%Y-%m-%dT%H} {store.events.latest_id()}"
    if store.settings.get(LOOKED) == looked:
        return 0
    near = _due(store, now, law)
    for reminder, distance, muted in due_long_stops(store, now):
        near.append(_Near(reminder, distance, level=AlertLevel.QUIET if muted else AlertLevel.NOTIFY))
    with store.write() as database:
        store.settings.put(database, LOOKED, looked)
        _take_back(store, database, near)
        return sum(_raise(store, database, each, now) for each in near)


def _due(store: Store, now: datetime, law: Law) -> list[_Near]:
    """Deadlines within a distance, each with the shortest one it is within."""
    chosen = distances(store)
    found = []
    for deadline in upcoming(store, now, law):
        within = [distance for distance in chosen if deadline.left is not None and deadline.left <= distance]
        # Bundled days are not kept up to date; the lesser days of a case matter to those who track its deal.
        idle = deadline.case.source == SAMPLE_SOURCE or (deadline.side_step and not deadline.case.deal_ids)
        if within and not idle:
            assert deadline.day is not None
            assert deadline.left is not None
            days = (deadline.day - deadline.today).days
            published = deadline.published is not None
            reminder = Reminder(deadline.step, deadline.day, deadline.left, days, published, deadline.label)
            found.append(_Near(reminder, min(within), deadline.case.id))
    return found


def _raise(store: Store, database: Database, near: _Near, now: datetime) -> bool:
    # The outbox keeps one alert for an occasion and case: each day of a step is told once for each distance.
    occasion = f"reminder {near.reminder.step} {near.reminder.day} {near.distance}"
    if store.alerts.raised(database, occasion, near.case_id):
        return False
    store.alerts.raise_(
        database,
        occasion=occasion,
        now=now,
        subject=AlertSubject.REMINDER,
        level=near.level,
        case_id=near.case_id,
        detail=near.reminder.text,
    )
    return True


def _take_back(store: Store, database: Database, near: Collection[_Near]) -> None:
    """Take back untold reminders that no longer hold; a deadline still near is told anew, with the days now left."""
    hold = {each.about for each in near}
    untold = [alert for alert in store.alerts.undelivered() if alert.subject is AlertSubject.REMINDER]
    store.alerts.withdraw(database, [alert.id for alert in untold if _told(alert) not in hold])


def _told(alert: Alert) -> tuple[object, ...]:
    return _about(alert.case_id, Reminder.parse(alert.detail))


def _about(case_id: str, reminder: Reminder) -> tuple[object, ...]:
    return case_id, reminder.step, reminder.day, reminder.working_days
