"""Alerts: what the user was told, or is to be told, through which channel. The inbox is a view of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AlertLevel(StrEnum):
    NOTIFY = "notify"  # goes through the channels
    QUIET = "quiet"  # stands in the inbox only


class AlertSubject(StrEnum):
    CHANGE = "change"
    HEALTH = "health"
    ITEM = "item"  # something new in a feed or on a page
    PROPOSAL = "proposal"


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing to tell. It holds no words: `alerts.wording` makes them from the events, in the user's language.

    `detail` is what only the moment knows: a source's state (health). `delivered` names the channels that took it.
    """

    id: str
    created_at: datetime
    subject: AlertSubject
    level: AlertLevel
    case_id: str = ""
    deal_id: str = ""
    source: str = ""
    detail: str = ""
    event_ids: tuple[str, ...] = ()
    read_at: datetime | None = None
    flagged: bool = False
    delivered: tuple[str, ...] = ()
