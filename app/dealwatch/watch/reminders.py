"""Reminders of deadlines that come near: in three working days, tomorrow. The user's rule is a list of such distances.

Each is raised once for each day that a deadline was ever given; never for one that has vanished, was settled or cannot
be computed. Must not contain: words (`alerts.wording`), delivery.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from dealwatch.language import _
from dealwatch.model.alert import Alert, AlertLevel, AlertSubject, Reminder
from dealwatch.model.errors import UsageError
from dealwatch.rules.law import BUNDLED, Law
from dealwatch.store.connection import Database
from dealwatch.store.database import Store
from dealwatch.watch.by_hand import SAMPLE_SOURCE
from dealwatch.watch.deadlines import Deadline, upcoming

USUAL = (3, 1)
"""Working days before a deadline, where the user has not chosen."""
LONGEST = 60
_DISTANCES, _LOOKED = "reminders", "reminders_looked"


def distances(store: Store) -> tuple[int, ...]:
    """How many working days before a deadline the user wants to be reminded, farthest first; empty for never."""
    chosen = store.settings.get(_DISTANCES, ",".join(map(str, USUAL)))
    return tuple(int(part) for part in chosen.split(",") if part)


def set_distances(store: Store, chosen: Collection[int]) -> None:
    """Keep the user's choice; UsageError for a distance that is not between 0 (on the day) and 60 working days."""
    if any(not 0 <= distance <= LONGEST for distance in chosen):
        raise UsageError(
            _("That is no distance for a reminder."),
            _("Give working days between 0 and {longest}.").format(longest=LONGEST),
        )
    with store.write() as database:
        store.settings.put(database, _DISTANCES, ",".join(str(each) for each in sorted(set(chosen), reverse=True)))
        store.settings.put(database, _LOOKED, "")


def remind(store: Store, now: datetime, law: Law = BUNDLED) -> int:
    """Raise the reminders that are due into the outbox and take back untold ones that no longer hold; how many were
    raised. Meant for every cycle: it looks again only when an hour has begun or something was seen.
    """
    looked = f"{now:%Y-%m-%dT%H} {store.events.latest_id()}"
    if store.settings.get(_LOOKED) == looked:
        return 0
    near = _due(store, now, law)
    with store.write() as database:
        store.settings.put(database, _LOOKED, looked)
        _take_back(store, database, [deadline for deadline, _ in near])
        return sum(_raise(store, database, deadline, distance, now) for deadline, distance in near)


def _due(store: Store, now: datetime, law: Law) -> list[tuple[Deadline, int]]:
    """Deadlines within a distance, each with the shortest one it is within."""
    chosen = distances(store)
    found = []
    for deadline in upcoming(store, now, law):
        within = [distance for distance in chosen if deadline.left is not None and deadline.left <= distance]
        # Bundled days are not kept up to date; the lesser days of a case matter to those who track its deal.
        idle = deadline.case.source == SAMPLE_SOURCE or (deadline.side_step and not deadline.case.deal_ids)
        if within and not idle:
            found.append((deadline, min(within)))
    return found


def _raise(store: Store, database: Database, deadline: Deadline, distance: int, now: datetime) -> bool:
    # The outbox keeps one alert for an occasion and case: each day of a step is told once for each distance.
    occasion = f"reminder {deadline.step} {deadline.day} {distance}"
    assert deadline.day is not None
    assert deadline.left is not None
    if store.alerts.raised(database, occasion, deadline.case.id):
        return False
    days = (deadline.day - deadline.today).days
    published = deadline.published is not None
    reminder = Reminder(deadline.step, deadline.day, deadline.left, days, published, deadline.label)
    store.alerts.raise_(
        database,
        occasion=occasion,
        now=now,
        subject=AlertSubject.REMINDER,
        level=AlertLevel.NOTIFY,
        case_id=deadline.case.id,
        detail=reminder.text,
    )
    return True


def _take_back(store: Store, database: Database, near: Collection[Deadline]) -> None:
    """Take back untold reminders that no longer hold; a deadline still near is told anew, with the days now left."""
    hold = {(deadline.case.id, deadline.step, deadline.day, deadline.left) for deadline in near}
    untold = [alert for alert in store.alerts.undelivered() if alert.subject is AlertSubject.REMINDER]
    store.alerts.withdraw(database, [alert.id for alert in untold if _about(alert) not in hold])


def _about(alert: Alert) -> tuple[object, ...]:
    reminder = Reminder.parse(alert.detail)
    return alert.case_id, reminder.step, reminder.day, reminder.working_days
