"""Which days an authority works: weekends, holidays, and how well each year's list was checked.

Must not contain: counting (`counting`), the lists themselves (`resources/calendars/*.toml`), their reading
(`calendar_files`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from dealwatch.language import _, mark

WEEKEND = (mark("Saturday"), mark("Sunday"))
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Closures:
    """The closed days of one year, weekends left out.

    `verified_until` is the last day up to which the list was checked against its official publication; None where it
    was not, and then `source` says in words what it rests on. `inferred` gives, for days nobody published where we
    could read it, why they are taken as closed. `expected` says that a day is likely to be missing.
    """

    days: Mapping[date, str]
    verified_until: date | None = None
    source: str = ""
    inferred: Mapping[date, str] = field(default_factory=dict)
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of one authority. `closures` gives the closed days of a year (cached by its maker).

    Days are calendar days in the authority's own zone; no instant ever enters. `extra` and `without` are changes on
    top of the lists: closed days to add, closed days to treat as worked (for a cross-check of an inferred day).
    """

    key: str
    title: str
    law: str
    closures: Callable[[int], Closures]
    extra: Mapping[date, str] = field(default_factory=dict)
    without: frozenset[date] = frozenset()

    def closed(self, day: date) -> str:
        """Why the day is no working day (a weekday's name or a holiday's), empty if it is one."""
        if day.weekday() >= 5:
            return WEEKEND[day.weekday() - 5]
        if day in self.extra:
            return self.extra[day]
        return "" if day in self.without else self.closures(day.year).days.get(day, "")

    def is_working(self, day: date) -> bool:
        return not self.closed(day)

    def roll_forward(self, day: date) -> date:
        """The day itself if worked, else the next working day."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def working_days(self, after: date, until: date) -> int:
        """Working days after one day up to and including the other; negative when they stand the other way round."""
        if until < after:
            return -self.working_days(until, after)
        span = (until - after).days
        return sum(self.is_working(after + timedelta(days=n)) for n in range(1, span + 1))

    def with_closed(self, days: Mapping[date, str]) -> Calendar:
        """The same calendar with further closed days (day → reason)."""
        return replace(self, extra={**self.extra, **days})

    def with_open(self, *days: date) -> Calendar:
        """The same calendar with these holidays treated as worked."""
        return replace(self, without=self.without | frozenset(days))

    def inferred(self, day: date) -> str:
        """Why a closed day is believed to be one although no list of it was read; empty for any other day."""
        return "" if day in self.without else self.closures(day.year).inferred.get(day, "")

    def doubts(self, first: date, last: date) -> tuple[str, ...]:
        """What a reader must know about the lists a count from one day to another rests on, both included."""
        doubts = []
        for year in range(first.year, last.year + 1):
            closures = self.closures(year)
            end = min(last, date(year, 12, 31))
            if closures.source and (closures.verified_until is None or closures.verified_until < end):
                words = _("The holidays of {year} are not verified: {source}.")
                doubts.append(words.format(year=year, source=_(closures.source)))
            if closures.expected:
                doubts.append(_(closures.expected))
        return tuple(doubts)
