"""Hours of the day in which the user is not told of anything. Pure: no clock, no store.

What is raised in them waits in the outbox and comes as one message when they end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

_KEPT = re.compile(r"(\d\d:\d\d)-(\d\d:\d\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `start` to before `end` by the local clock, over midnight where `end` comes first.

    Two equal times are no hours at all: nobody means to be told nothing for ever.
    """

    start: time
    end: time

    def holds(self, local: time) -> bool:
        if self.start <= self.end:
            return self.start <= local < self.end
        return local >= self.start or local < self.end

    def over(self, local: datetime) -> datetime:
        """The next moment after `local`, in its zone, at which they end."""
        end = local.replace(hour=self.end.hour, minute=self.end.minute, second=0, microsecond=0)
        return end if end > local else end + timedelta(days=1)

    @property
    def text(self) -> str:
        """As kept in the settings: `22:00-07:00`."""
        return f"{self.start:%H:%M}-{self.end:%H:%M}"

    @classmethod
    def parse(cls, text: str) -> QuietHours | None:
        """The hours kept as `text`; None for any other text: then everything is told at once."""
        found = _KEPT.fullmatch(text)
        if found is None:
            return None
        try:
            return cls(*map(time.fromisoformat, found.groups()))
        except ValueError:
            return None
