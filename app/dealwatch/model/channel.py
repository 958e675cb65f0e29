"""Channels beyond this computer: mail, chats, webhooks the user wants to be told by. Data only.

The address of a channel holds its secrets, so it is no part of these data: it lies in the keyring under
`secret_name`. Must not contain: sending (`alerts`), words for the screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ChannelKind(StrEnum):
    """`OTHER` is any further service that the library of channels knows, by its own address."""

    MAIL = "mail"
    SLACK = "slack"
    TEAMS = "teams"
    WEBHOOK = "webhook"
    OTHER = "other"


class Trouble(StrEnum):
    """Why a channel did not take a message."""

    UNREACHABLE = "unreachable"  # no such name, refused, no way there
    TIMEOUT = "timeout"
    TLS = "tls"
    LOGIN = "login"
    ADDRESS = "address"  # the service does not know the address, or no longer
    RECIPIENT = "recipient"
    BUSY = "busy"  # asks to come later
    SERVER = "server"  # trouble of its own
    REFUSED = "refused"
    RUBBISH = "rubbish"  # an answer, but none that says it took the message
    NO_ADDRESS = "no_address"  # nothing in the keyring, or nobody could be asked
    UNUSABLE = "unusable"  # no channel can be made of the address
    BROKEN = "broken"  # our own part that sends came to grief


@dataclass(frozen=True, slots=True)
class FarChannel:
    """`trouble` stands from the first failure to the next success; `next_try` is when it is tried again (UTC).

    `alerts`: it takes what is told at once; otherwise digests only. `failures` counts failures in a row, `sent_at` is
    when it took something last.
    """

    id: str
    name: str
    kind: ChannelKind
    enabled: bool = True
    alerts: bool = True
    trouble: Trouble | None = None
    failures: int = 0
    next_try: datetime | None = None
    sent_at: datetime | None = None

    @property
    def secret_name(self) -> str:
        """Under which its address lies in the keyring."""
        return f"channel.{self.id}"


@dataclass(frozen=True, slots=True)
class Batch:
    """What goes out as one message: alerts of a cycle, or a digest. `id` stays the same when it is sent again."""

    id: str
    alert_ids: tuple[str, ...] = ()
    digest_id: str = ""


@dataclass(frozen=True, slots=True)
class Posted:
    """How an alert fared with one channel. `trouble` only while it waits there for another try."""

    channel: str
    sent: bool
    trouble: Trouble | None = None
