"""Alerts: what the user was told, or is to be told, through which channel. The inbox is a view of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

LONG_STOP = "long_stop/"
"""Before the id of a deal: its long-stop date, where a deadline has its step."""


class AlertLevel(StrEnum):
    NOTIFY = "notify"  # goes through the channels
    QUIET = "quiet"  # stands in the inbox only


class AlertSubject(StrEnum):
    CHANGE = "change"
    HEALTH = "health"
    ITEM = "item"  # something new in a feed or on a page
    PROPOSAL = "proposal"
    REMINDER = "reminder"  # a deadline that comes near, or the long-stop date of a deal


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing to tell. It holds no words: `alerts.wording` makes them from the events, in the user's language.

    `detail` is what only the moment knows: a source's state (health), a proposal's id, the deadline that comes near
    (`Reminder`). `delivered` names the channels that took it, `rule` the rule that decided. Until `snoozed_until` the
    user does not want to see it.
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
    snoozed_until: datetime | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Reminder:
    """What a reminder tells: a deadline of its case, as it stood when the reminder was raised.

    `day` is the day in the authority's zone, `working_days` and `days` how far it was then; `published` whether the
    authority printed it. Of a long-stop date `step` is `long_stop/<deal>`, both counts are calendar days, and
    `published` says that a document gives the day.
    """

    step: str
    day: date
    working_days: int
    days: int
    published: bool
    label: str

    @property
    def deal_id(self) -> str:
        """The deal whose long-stop date is meant; empty for a deadline."""
        return deal_meant(self.step)

    @property
    def text(self) -> str:
        """As kept in an alert's `detail`."""
        far = str(self.working_days), str(self.days)
        return "|".join((self.step, self.day.isoformat(), *far, "yes" if self.published else "", self.label))

    @classmethod
    def parse(cls, text: str) -> Reminder:
        """The reminder kept as `text`; ValueError for any other text."""
        step, day, working_days, days, published, label = text.split("|", 5)
        return cls(step, date.fromisoformat(day), int(working_days), int(days), bool(published), label)


def deal_meant(detail: str) -> str:
    """The deal whose long-stop date comes near, by what its alert keeps; empty for any other alert."""
    return detail.partition("|")[0].removeprefix(LONG_STOP) if detail.startswith(LONG_STOP) else ""
