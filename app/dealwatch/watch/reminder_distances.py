"""How far ahead the user wants to be reminded: working days before a deadline, days before a long-stop date. Settings.

Must not contain: what is due (`reminders`, `long_stop_reminders`).
"""

from __future__ import annotations

from collections.abc import Collection

from dealwatch.language import _
from dealwatch.model.errors import UsageError
from dealwatch.store.database import Store

USUAL, USUAL_LONG_STOP = (3, 1), (30, 7, 1)
"""Where the user has not chosen."""
LONGEST, LONGEST_LONG_STOP = 60, 365
LOOKED = "reminders_looked"
"""When was looked last for what is due; emptied, the next cycle looks whatever the hour."""
_DISTANCES, _LONG_STOP = "reminders", "long_stop_reminders"


def distances(store: Store) -> tuple[int, ...]:
    """How many working days before a deadline the user wants to be reminded, farthest first; empty for never."""
    return _read(store, _DISTANCES, USUAL)


def long_stop_distances(store: Store) -> tuple[int, ...]:
    """How many calendar days before a long-stop date, farthest first; empty for never."""
    return _read(store, _LONG_STOP, USUAL_LONG_STOP)


def set_distances(store: Store, chosen: Collection[int]) -> None:
    """Keep the user's choice; UsageError for a distance that is not between 0 (on the day) and 60 working days."""
    _keep(store, _DISTANCES, chosen, LONGEST, _("Give working days between 0 and {longest}."))


def set_long_stop_distances(store: Store, chosen: Collection[int]) -> None:
    """Keep the user's choice; UsageError for a distance that is not between 0 (on the day) and 365 days."""
    _keep(store, _LONG_STOP, chosen, LONGEST_LONG_STOP, _("Give days between 0 and {longest}."))


def _read(store: Store, name: str, usual: tuple[int, ...]) -> tuple[int, ...]:
    chosen = store.settings.get(name, ",".join(map(str, usual)))
    return tuple(int(part) for part in chosen.split(",") if part)


def _keep(store: Store, name: str, chosen: Collection[int], longest: int, hint: str) -> None:
    if any(not 0 <= distance <= longest for distance in chosen):
        raise UsageError(_("That is no distance for a reminder."), hint.format(longest=longest))
    with store.write() as database:
        store.settings.put(database, name, ",".join(str(each) for each in sorted(set(chosen), reverse=True)))
        store.settings.put(database, LOOKED, "")
