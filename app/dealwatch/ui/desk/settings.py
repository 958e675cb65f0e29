"""What the settings show and change of the data: schedule, telling, keys, the place of the data.

How the window looks is not here: that is the machine's (`ui.preferences`). Must not contain: storage, Qt, words for the
screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from dealwatch.model.progress import UNWATCHED, Progress

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, timedelta
    from pathlib import Path

    from dealwatch.alerts.telling import Telling
    from dealwatch.ui.desk.channels import Channels


@dataclass(frozen=True, slots=True)
class Schedule:
    """One source: how often it is asked, and when. `hours` (from, to) are whole hours in `zone`, an IANA name."""

    key: str
    title: str
    interval: timedelta
    usual: timedelta
    paused: bool
    hours: tuple[int, int] | None = None
    zone: str = ""


class KeyState(Enum):
    """`SESSION`: known until Dealwatch ends. `UNASKED`: nobody could be asked, so it is not known."""

    KEYRING = "keyring"
    SESSION = "session"
    NONE = "none"
    UNASKED = "unasked"


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key of a service that sources may use: its name, the authorities that are read with it."""

    name: str
    authorities: tuple[str, ...]
    state: KeyState


@dataclass(frozen=True, slots=True)
class Network:
    """What leaves this machine. `proxy` is empty where requests go out directly, or says the addresses without
    passwords; `script`: they are chosen by a script that is not run. Requests and hosts are those of today.
    """

    requests: int
    hosts: int
    user_agent: str
    proxy: str = ""
    script: bool = False


@dataclass(frozen=True, slots=True)
class DataState:
    """`movable` is False where the folder was named at the start. `move_to` and `restoring` wait for the next start."""

    folder: Path
    size: int
    free: int
    backup: Path | None
    backed_up: datetime | None
    movable: bool
    move_to: Path | None = None
    move_failed: str = ""
    restore_failed: str = ""
    restoring: bool = False


class Settings(Protocol):
    """Reads are short; `keys`, `keep_key`, `forget_key` may wait for the keyring, the acts on data for the disk.

    Acts raise `DealwatchError` for what a person can act on.
    """

    def now(self) -> datetime: ...
    def all_paused(self) -> bool: ...
    def schedules(self) -> tuple[Schedule, ...]: ...
    def set_interval(self, key: str, interval: timedelta) -> None: ...
    def set_paused(self, key: str, paused: bool) -> None: ...
    def catches_up(self) -> bool: ...
    def catch_up(self, wanted: bool) -> None: ...

    def telling(self) -> Telling: ...
    def tell_so(self, telling: Telling) -> None: ...
    def last_told(self) -> tuple[str, datetime] | None:
        """The channel that took something last, in words, and when."""
        ...

    def reminder_distances(self) -> tuple[int, ...]: ...
    def set_reminder_distances(self, chosen: tuple[int, ...]) -> None: ...
    def long_stop_distances(self) -> tuple[int, ...]: ...
    def set_long_stop_distances(self, chosen: tuple[int, ...]) -> None: ...

    def channels(self) -> Channels:
        """Channels beyond this computer, and the digest."""
        ...

    def key_names(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The services with their authorities, without asking the keyring."""
        ...

    def keys(self) -> tuple[ApiKey, ...]: ...
    def keyring_trouble(self) -> str:
        """Why keys cannot be kept beyond this session; empty where they can."""
        ...

    def keep_key(self, name: str, value: str) -> KeyState: ...
    def forget_key(self, name: str) -> None: ...
    def contact(self) -> str: ...
    def set_contact(self, text: str) -> str: ...
    def contact_wanted_by(self) -> tuple[str, ...]: ...

    def network(self) -> Network: ...

    def own_word_troubles(self) -> tuple[str, ...]:
        """What of the user's own words for reading the news cannot be used: file, line and reason, each in words."""
        ...

    def data(self) -> DataState: ...
    def back_up(self, target: Path, progress: Progress = UNWATCHED) -> int:
        """Write everything into one file; its bytes. `Stopped` where the user stops it: then there is no file."""
        ...

    def check_data(self) -> str:
        """`ok`, or what is wrong with the file."""
        ...

    def plan_restore(self, source: Path) -> None: ...
    def forget_restore(self) -> None: ...
    def plan_move(self, target: Path) -> None: ...
    def forget_move(self) -> None: ...
    def export_deals(self, folder: Path, going_on: Callable[[int, int], bool]) -> int:
        """Write every deal into `folder`, one JSON file each; how many. `going_on(done, all)` says whether to go on."""
        ...


class SettingsDesk(Protocol):
    def settings(self) -> Settings:
        """Always of now, also while the window looks at a past moment."""
        ...
