"""How the user wants to be told: which kinds, when not, with or without a sound. Settings of the data.

Must not contain: delivery (`outbox`), words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dealwatch.alerts.quiet_hours import QuietHours
from dealwatch.model.alert import AlertSubject
from dealwatch.store.database import Store

UNTOLD = "inbox"
"""Stands as the channel of an alert whose kind is switched off: it is in the inbox and waits for no other channel."""
_OFF, _QUIET, _QUIET_ON, _SILENT = "kinds_off", "quiet_hours", "quiet_hours_on", "silent"


@dataclass(frozen=True, slots=True)
class Telling:
    """`off` are the kinds that only the inbox shows; `hours` are kept also while `quiet_on` is False."""

    off: frozenset[AlertSubject] = frozenset()
    hours: QuietHours | None = None
    quiet_on: bool = False
    silent: bool = False

    def waits(self, now: datetime) -> bool:
        """Whether what is to be told waits at this instant; by this computer's own clock and zone."""
        return self.quiet_on and self.hours is not None and self.hours.holds(now.astimezone().time())


def telling_of(store: Store) -> Telling:
    """As the user has it; names of kinds that a newer Dealwatch wrote are left alone."""
    known = {subject.value for subject in AlertSubject}
    off = {AlertSubject(name) for name in store.settings.get(_OFF).split(",") if name in known}
    return Telling(
        frozenset(off),
        QuietHours.parse(store.settings.get(_QUIET)),
        bool(store.settings.get(_QUIET_ON)),
        bool(store.settings.get(_SILENT)),
    )


def keep_telling(store: Store, telling: Telling) -> None:
    with store.write() as database:
        store.settings.put(database, _OFF, ",".join(sorted(telling.off)))
        store.settings.put(database, _QUIET, telling.hours.text if telling.hours is not None else "")
        store.settings.put(database, _QUIET_ON, "1" if telling.quiet_on else "")
        store.settings.put(database, _SILENT, "1" if telling.silent else "")
