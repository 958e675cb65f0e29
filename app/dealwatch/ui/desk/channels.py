"""What the settings show and change of the channels beyond this computer, and of the digest.

Must not contain: storage, sending, Qt, words for the screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from dealwatch.alerts.channel_address import MailAddress
    from dealwatch.alerts.digest_plan import DigestPlan
    from dealwatch.model.channel import ChannelKind, Trouble


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """`alerts`: it takes what is told at once, otherwise digests only. `waiting` is what it has not taken; `next_try`
    when, where the last try failed.
    """

    id: str
    name: str
    kind: ChannelKind
    enabled: bool
    trouble: Trouble | None = None
    waiting: int = 0
    next_try: datetime | None = None
    sent_at: datetime | None = None
    alerts: bool = True


class Channels(Protocol):
    """Reads are short, but for `mail_of`; that, `add`, `change`, `remove` may wait for the keyring, `test` for a server
    and `add` and `change` for the library of channels. Acts raise `DealwatchError` for what a person can act on.
    """

    def rows(self) -> tuple[ChannelRow, ...]: ...
    def add(self, name: str, kind: ChannelKind, kept: str, *, alerts: bool = True) -> bool:
        """`kept` is the address as the keyring keeps it. False where it is known for this session only."""
        ...

    def change(self, channel_id: str, name: str, kind: ChannelKind, kept: str, *, alerts: bool = True) -> bool:
        """As `add`; an empty `kept` leaves the address as it is."""
        ...

    def enable(self, channel_id: str, wanted: bool) -> None: ...
    def remove(self, channel_id: str) -> None: ...
    def test(self, channel_id: str) -> str:
        """Send a test and wait for it; what came of it, in words."""
        ...

    def mail_of(self, channel_id: str) -> MailAddress | None:
        """What was entered of a mail address, without its password; None where that is not known."""
        ...

    def plan(self) -> DigestPlan: ...
    def keep_plan(self, plan: DigestPlan) -> None: ...
    def next_digest(self) -> datetime | None:
        """When the next one is due, by this computer's clock; None for never."""
        ...

    def digest_now(self) -> str:
        """Make one at once; what became of it, in words."""
        ...
