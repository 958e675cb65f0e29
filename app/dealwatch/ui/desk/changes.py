"""One line of Today and of the Inbox: what a check found, or what the news suggests.

Must not contain: storage, Qt, words for the screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dealwatch.model.alert import Reminder
    from dealwatch.model.channel import Posted
    from dealwatch.model.deal import Case, Deal
    from dealwatch.model.event import Event
    from dealwatch.model.proposal import Filed


@dataclass(frozen=True, slots=True)
class Change:
    """What one check found in one case: one line of Today and of the Inbox. The first event leads.

    `id` is the alert's, or the first event's where there was no alert. `case` is None for an item of a feed or page.
    With `reminder` it tells of a deadline that comes near; its one event stands in for the deadline. `posted` says how
    it fared with channels beyond this computer.
    """

    id: str
    events: tuple[Event, ...]
    case: Case | None = None
    deal: Deal | None = None
    source_title: str = ""
    unread: bool = False
    flagged: bool = False
    told: tuple[str, ...] = ()
    reminder: Reminder | None = None
    posted: tuple[Posted, ...] = ()

    @property
    def lead(self) -> Event:
        return self.events[0]

    @property
    def name(self) -> str:
        """Deal, else the case's own title, else the item's."""
        if self.deal is not None:
            return self.deal.name
        if self.case is not None:
            return self.case.title or self.case.printed_number or self.case.number
        return self.lead.new or self.lead.words or self.lead.field


@dataclass(frozen=True, slots=True)
class News:
    """What the news suggests, for the user to decide on. `alert` is what `mark_read` takes, empty where there is none.

    `official` is the event of an official source that later confirmed or contradicted it.
    """

    filed: Filed
    alert: str = ""
    unread: bool = False
    official: Event | None = None
