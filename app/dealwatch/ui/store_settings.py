"""The settings over the store, the keyring and this machine's folders. Must not contain Qt."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from dealwatch import __version__
from dealwatch.alerts.telling import UNTOLD, Telling, keep_telling, telling_of
from dealwatch.language import _
from dealwatch.model.errors import DataError, UsageError
from dealwatch.model.progress import UNWATCHED, Progress
from dealwatch.sources.cards import shown_title
from dealwatch.store.summary import ledger_sum
from dealwatch.system.data_place import DataPlace, folder_size
from dealwatch.system.paths import Paths
from dealwatch.system.proxy import Way, way_out
from dealwatch.system.secrets import Found, Kept, Unavailable
from dealwatch.ui.desk.settings import ApiKey, DataState, KeyState, Network, Schedule
from dealwatch.ui.store_desk import PAUSED
from dealwatch.ui.store_read import told_words
from dealwatch.watch.contact import contact_of, set_contact
from dealwatch.watch.heartbeat import NO_CATCH_UP
from dealwatch.watch.reminder_distances import (
    distances,
    long_stop_distances,
    set_distances,
    set_long_stop_distances,
)

if TYPE_CHECKING:
    from dealwatch.model.source import SourceInfo
    from dealwatch.store.database import Store
    from dealwatch.ui.household import Household
    from dealwatch.ui.store_channels import StoreChannels
    from dealwatch.watch.ports import Clock

LEAST, MOST = timedelta(minutes=5), timedelta(days=7)


class StoreSettings:
    """Implements `ui.desk.settings.Settings`."""

    def __init__(self, store: Store, clock: Clock, wake: Callable[[], None], household: Household) -> None:
        self._store, self._clock, self._wake = store, clock, wake
        self._secrets = household.secrets
        folder = store.path.parent
        self._place = household.place or DataPlace(Paths(folder, folder, folder, folder), named=True)

    def now(self) -> datetime:
        return self._clock.now()

    # -- checking

    def all_paused(self) -> bool:
        return bool(self._store.settings.get(PAUSED))

    def schedules(self) -> tuple[Schedule, ...]:
        from dealwatch.sources.registry import source_of  # late: it brings every source with it

        found = []
        for row in self._store.sources.all():
            source = source_of(row)
            info = source.info if source is not None else None
            found.append(
                Schedule(
                    row.key,
                    shown_title(row.key, row.title),
                    row.interval,
                    info.interval if info is not None else row.interval,
                    row.paused,
                    info.active_hours if info is not None else None,
                    info.zone if info is not None else "",
                )
            )
        return tuple(found)

    def set_interval(self, key: str, interval: timedelta) -> None:
        """UsageError for less than five minutes or more than a week. A source that would now be overdue is due."""
        if not LEAST <= interval <= MOST:
            raise UsageError(
                _("A source cannot be asked as often or as seldom as that."),
                _("Choose something between five minutes and a week."),
            )
        with self._store.write() as database:
            row = self._store.sources.get(key, database)
            self._store.sources.set_interval(database, key, interval)
            if row is not None and row.last_try is not None and not row.state.trouble:
                due = max(row.last_try + interval, self._clock.now())
                self._store.sources.set_due(database, key, due)
        self._wake()

    def set_paused(self, key: str, paused: bool) -> None:
        with self._store.write() as database:
            self._store.sources.pause(database, key, paused)
        if not paused:
            self._wake()

    def catches_up(self) -> bool:
        return not self._store.settings.get(NO_CATCH_UP)

    def catch_up(self, wanted: bool) -> None:
        with self._store.write() as database:
            self._store.settings.put(database, NO_CATCH_UP, "" if wanted else "1")

    # -- telling

    def telling(self) -> Telling:
        return telling_of(self._store)

    def tell_so(self, telling: Telling) -> None:
        keep_telling(self._store, telling)
        self._wake()

    def last_told(self) -> tuple[str, datetime] | None:
        found = self._store.alerts.last_delivery(leaving_out=UNTOLD)
        return (told_words((found[0],))[0], found[1]) if found is not None else None

    def reminder_distances(self) -> tuple[int, ...]:
        return distances(self._store)

    def set_reminder_distances(self, chosen: tuple[int, ...]) -> None:
        set_distances(self._store, chosen)
        self._wake()

    def long_stop_distances(self) -> tuple[int, ...]:
        return long_stop_distances(self._store)

    def set_long_stop_distances(self, chosen: tuple[int, ...]) -> None:
        set_long_stop_distances(self._store, chosen)
        self._wake()

    def channels(self) -> StoreChannels:
        from dealwatch.ui.store_channels import StoreChannels

        return StoreChannels(self._store, self._clock, self._secrets, self._wake)

    # -- keys and address

    def key_names(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        users: dict[str, set[str]] = {}
        for info in _infos():
            if info.secret:
                users.setdefault(info.secret, set()).add(info.authority)
        return tuple((name, tuple(sorted(by))) for name, by in sorted(users.items()))

    def keys(self) -> tuple[ApiKey, ...]:
        return tuple(ApiKey(name, by, self._state(name)) for name, by in self.key_names())

    def _state(self, name: str) -> KeyState:
        if self._secrets.this_session(name):
            return KeyState.SESSION
        found = self._secrets.get(name)
        if isinstance(found, Unavailable):
            return KeyState.UNASKED
        return KeyState.KEYRING if isinstance(found, Found) else KeyState.NONE

    def keyring_trouble(self) -> str:
        state = self._secrets.state()
        return state.reason if state is not None else ""

    def keep_key(self, name: str, value: str) -> KeyState:
        if not value.strip():
            raise UsageError(_("No key was given."), _("Paste the key that the service sent you."))
        kept = self._secrets.keep(name, value.strip())
        self._wake()
        return KeyState.KEYRING if kept is Kept.KEYRING else KeyState.SESSION

    def forget_key(self, name: str) -> None:
        failed = self._secrets.forget(name)
        if failed is not None and self.keyring_trouble() == "":
            raise DataError(_("The key could not be removed from the keyring."), failed.reason)

    def contact(self) -> str:
        return contact_of(self._store)

    def set_contact(self, text: str) -> str:
        kept = set_contact(self._store, text, self._clock.now())
        self._wake()
        return kept

    def contact_wanted_by(self) -> tuple[str, ...]:
        return tuple(sorted({info.authority for info in _infos() if info.wants_contact}))

    # -- network

    def network(self) -> Network:
        midnight = self._clock.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        today = ledger_sum(self._store.connections, midnight.astimezone(UTC))
        way, address = way_out()
        return Network(today.requests, today.hosts, f"Dealwatch/{__version__}", address, way is Way.SCRIPT)

    # -- data

    def own_word_troubles(self) -> tuple[str, ...]:
        from dealwatch.reading.own_words import FOLDER, read_folder  # late: it brings the reader with it

        return tuple(str(trouble) for trouble in read_folder(self._store.path.parent / FOLDER).troubles)

    def data(self) -> DataState:
        folder, place = self._store.path.parent, self._place
        copies = sorted(self._store.backup_folder.glob("*.db"), key=lambda path: path.stat().st_mtime)
        newest = copies[-1] if copies else None
        return DataState(
            folder=folder,
            size=folder_size(folder),
            free=shutil.disk_usage(folder).free,
            backup=newest,
            backed_up=datetime.fromtimestamp(newest.stat().st_mtime, UTC) if newest is not None else None,
            movable=not place.named,
            move_to=place.planned_move(),
            move_failed=place.failed_move(),
            restore_failed=place.failed_restore(),
            restoring=place.planned_restore(),
        )

    def back_up(self, target: Path, progress: Progress = UNWATCHED) -> int:
        try:
            target.unlink(missing_ok=True)  # the dialog that asked for the name has asked about this, too
            return self._store.backup(target, progress)
        except OSError as error:
            raise DataError(_("The backup could not be written."), f"{error.strerror or error} ({target}).") from error

    def check_data(self) -> str:
        return self._store.check()

    def plan_restore(self, source: Path) -> None:
        self._place.plan_restore(source)

    def forget_restore(self) -> None:
        self._place.forget_restore()

    def plan_move(self, target: Path) -> None:
        self._place.plan_move(target)

    def forget_move(self) -> None:
        self._place.forget_move()

    def export_deals(self, folder: Path, going_on: Callable[[int, int], bool]) -> int:
        from dealwatch.ui.store_export import write_everything

        return write_everything(self._store, folder, self._clock.now(), going_on)


def _infos() -> list[SourceInfo]:
    from dealwatch.sources.registry import official

    return [source.info for source in official().values()]
