"""Days as authorities print them: a full day, a month or only a year, always in the authority's own zone.

Instants elsewhere in the project are aware `datetime`s in UTC. A day is never turned into an instant here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

_TEXT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A calendar day with its precision kept: `2024`, `2024-05` or `2024-05-17`.

    Ordering is by the text's parts, an unknown month or day sorting first.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        date(self.year, self.month or 1, self.day or 1)  # ValueError for a day that does not exist
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; ValueError for anything else."""
        match = _TEXT.match(text)
        if match is None:
            raise ValueError(f"not a date: {text!r}")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        return cls(year, month, day)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        return cls(day.year, day.month, day.day)

    @property
    def first(self) -> date:
        """The earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it can mean."""
        from calendar import monthrange  # late: the window's first paint would load it with all its locales

        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def exact(self) -> date | None:
        """The day itself where it is known to the day, else None."""
        return self.first if self.day is not None else None

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text


def utc(moment: datetime) -> datetime:
    """The same instant in UTC; ValueError for a naive one, which Dealwatch never accepts."""
    if moment.tzinfo is None:
        raise ValueError(f"naive datetime: {moment!r}")
    return moment.astimezone(UTC)


def parse_instant(text: str) -> datetime:
    """ISO 8601 with an offset or `Z` to an aware UTC instant; ValueError for naive or malformed text.

    Python's reader also takes the basic form (`20260401T004431Z`).
    """
    return utc(datetime.fromisoformat(text))


def instant_text(moment: datetime) -> str:
    """The stored and printed form of an instant: UTC, whole seconds, `2026-04-01T00:44:31Z`."""
    return utc(moment).strftime("%Y-%m-%dT%H:%M:%SZ")
