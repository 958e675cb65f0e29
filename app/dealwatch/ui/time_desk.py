"""The desk of the window: the one of now, or the one of a past moment, which is for looking only.

What looking does by itself (a change that is opened is read) is left out in the past; what the user asks for is refused
with the way out. Must not contain Qt.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from dealwatch.model.dates import utc
from dealwatch.system.clock import FixedClock

if TYPE_CHECKING:
    from dealwatch.store.database import Store
    from dealwatch.ui.desk import Desk
    from dealwatch.ui.desk.exporting import ExportChoices
    from dealwatch.ui.desk.settings import Settings
    from dealwatch.ui.household import Household
    from dealwatch.ui.store_desk import EngineState, StoreDesk
    from dealwatch.watch.ports import Clock

_INSTANT = timedelta(seconds=1)
"""Instants are kept to the second."""


class TimeDesk:
    """Implements `ui.desk.Desk` by handing every call to the desk that is shown. `rules`: the user's own law."""

    def __init__(
        self, store: Store, clock: Clock, engine: EngineState, rules: Path | None = None,
        household: Household | None = None, tell: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        self._store, self._clock, self._engine, self._rules = store, clock, engine, rules
        self._household, self._tell = household, tell
        self._past: Store | None = None
        self._moment: datetime | None = None

    @cached_property
    def _present(self) -> StoreDesk:
        from dealwatch.ui.store_desk import StoreDesk  # late: the first paint asks nothing of it

        return StoreDesk(self._store, self._clock, self._engine, self._rules, self._household, self._tell)

    @cached_property
    def _shown(self) -> StoreDesk:
        """Another one is put in its place where a past moment is looked at."""
        return self._present

    @property
    def desk(self) -> Desk:
        """This, as what the window knows."""
        return cast("Desk", self)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._shown, name)

    def moment(self) -> datetime | None:
        return self._moment

    def look_at(self, moment: datetime | None) -> None:
        wanted = utc(moment) if moment is not None else None
        if wanted is not None and wanted >= self._clock.now():
            wanted = None
        if self._past is not None:
            self._shown.close()
        left, self._past, self._moment = self._past, None, wanted
        self._shown = self._present
        if wanted is not None:
            from dealwatch.ui.store_desk import StoreDesk
            from dealwatch.watch.past import past_store

            self._past = past_store(self._store, wanted)
            self._shown = StoreDesk(self._past, FixedClock(wanted), self._engine, self._rules, tell=self._tell)
        if left is not None:
            left.close()

    def change_beside(self, moment: datetime, by: int) -> datetime | None:
        events = self._store.events
        if by < 0:
            found = events.list(until=moment - _INSTANT, newest_first=True, limit=1)
        else:
            found = events.list(since=moment + _INSTANT, limit=1)
        return found[0].observed_at if found else None

    def mark_read(self, change_ids: tuple[str, ...], read: bool = True) -> None:
        if self._moment is None:
            self._present.mark_read(change_ids, read)

    def settings(self) -> Settings:
        """Of now, whatever is looked at."""
        return self._present.settings()

    def keep_export_habits(self, choices: ExportChoices) -> None:
        """Of now, too: the past cannot be written into."""
        self._present.keep_export_habits(choices)

    def mark_looked(self) -> None:
        self._present.mark_looked()

    def close(self) -> None:
        """Let go of the past that is shown; nothing is read any more."""
        self.look_at(None)
        self._present.close()
