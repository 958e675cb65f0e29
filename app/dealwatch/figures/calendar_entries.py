"""What stands in a calendar: days by which something is awaited, days once given and replaced, days nobody works.

A day is a day in the authority's zone and never becomes an instant. Must not contain: drawing, how it is read from the
store.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dealwatch.figures.day_words import day_text
from dealwatch.language import _

LATELY = timedelta(days=14)
"""For so long a day that has passed without an answer stands with those to come: somebody has to look."""


class EntryKind(StrEnum):
    PUBLISHED = "published"  # the authority gives the day as a deadline
    CALCULATED = "calculated"  # counted by the law's rules, nothing published
    DATED = "dated"  # another day that the authority names: comments until, a hearing
    LONG_STOP = "long_stop"  # the day of the contract


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One day of one review or deal. `key` is unique; `target` opens it (`deadline/…`, `deal/…`, `case/…`).

    `superseded` is a day that the authority gave once and gives no more; `settled` one by which nothing is awaited any
    longer. `hue` is the role of its stage's colour. `count` and `unit` say what is left ("13", "WD left"), `short` both
    in one ("13 WD"); all empty where nothing is to come. `source` says where the day comes from, `icon` with it.
    `near` asks for weight: five working days or less. `late` is a day that has passed without an answer, `stale` one
    of which that was so long ago that it belongs to the past. `stated` says of a long stop that a document gives it.
    """

    key: str
    day: date
    authority: str
    name: str
    what: str
    kind: EntryKind
    target: str
    hue: str = "slate"
    list_name: str = ""
    deal: str = ""
    superseded: bool = False
    settled: bool = False
    late: bool = False
    stale: bool = False
    near: bool = False
    stated: bool = False
    count: str = ""
    unit: str = ""
    short: str = ""
    left: str = ""
    source: str = ""
    icon: str = ""

    @property
    def who(self) -> str:
        return f"{self.authority} {self.name}".strip()

    @property
    def calculated(self) -> bool:
        return self.kind is EntryKind.CALCULATED and not self.superseded

    @property
    def state(self) -> str:
        """What is to be known of the day beside what it is, for a table and a screen reader."""
        if self.superseded:
            return _("superseded")
        if self.settled:
            return _("settled")
        if not self.stale:
            return self.left
        return _("passed") if self.kind is EntryKind.LONG_STOP else _("passed, nothing published since")

    @property
    def held(self) -> bool:
        """Whether something is awaited by it."""
        return not (self.superseded or self.settled or self.stale)

    @property
    def day_words(self) -> str:
        return f"≈ {day_text(self.day)}" if self.calculated else day_text(self.day)

    @property
    def spoken(self) -> str:
        return ", ".join(part for part in (self.who, self.what, self.day_words, self.state, self.source) if part)


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A weekday on which some authorities do not work. `unverified` are those whose list of that year nobody checked.

    `authorities` are calendars by their short names (`EC`, `UK`), `reasons` their holidays in the same order.
    """

    day: date
    authorities: tuple[str, ...]
    reasons: tuple[str, ...]
    unverified: frozenset[str] = frozenset()

    @property
    def names(self) -> str:
        """`EC? · UK`: a question mark after a name whose list was not verified."""
        return " · ".join(f"{name}?" if name in self.unverified else name for name in self.authorities)

    @property
    def words(self) -> str:
        """`EC? · UK closed`."""
        return _("{authorities} closed").format(authorities=self.names)

    @property
    def spoken(self) -> str:
        parts = []
        for name, reason in zip(self.authorities, self.reasons, strict=True):
            unsure = name in self.unverified
            words = _("{authority} closed: {reason}, not verified") if unsure else _("{authority} closed: {reason}")
            parts.append(words.format(authority=name, reason=reason))
        return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class Clockless:
    """A review that runs without a clock, so that no day of it can stand in a calendar."""

    who: str
    status: str
    target: str
    authority: str = ""
    list_name: str = ""

    @property
    def spoken(self) -> str:
        return f"{self.who}, {self.status}"


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a calendar is shown. An empty set of authorities or lists leaves all of them."""

    published: bool = True
    calculated: bool = True
    past: bool = False
    authorities: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()

    @property
    def narrow(self) -> bool:
        """Whether it hides anything but what has passed."""
        return not (self.published and self.calculated) or bool(self.authorities or self.lists)

    def keeps(self, entry: CalendarEntry, today: date) -> bool:
        """A day that has passed without an answer is shown with those to come, for a while: it needs somebody."""
        if entry.kind is EntryKind.CALCULATED:
            if not self.calculated:
                return False
        elif not self.published:
            return False
        over = entry.settled or (entry.day < today and not entry.late)
        return (self.past or not over) and self.keeps_of(entry.authority, entry.list_name)

    def keeps_of(self, authority: str, list_name: str) -> bool:
        return (not self.authorities or authority in self.authorities) and (not self.lists or list_name in self.lists)


def kept(entries: Iterable[CalendarEntry], choice: Choice, today: date) -> tuple[CalendarEntry, ...]:
    """The entries of a choice in the order of a calendar."""
    return tuple(sorted((entry for entry in entries if choice.keeps(entry, today)), key=order))


def order(entry: CalendarEntry) -> tuple[date, bool, str, str, str]:
    """By day; what holds before what is superseded."""
    return entry.day, entry.superseded or entry.settled, entry.authority, entry.name, entry.key


@dataclass(frozen=True, slots=True)
class Week:
    """The entries of one week, Monday to Sunday, of the agenda."""

    monday: date
    entries: tuple[CalendarEntry, ...]

    def title(self, today: date) -> str:
        """`This week`, `Next week`, else the week by its days."""
        first = day_text(self.monday, weekday=False, year=False)
        last = day_text(self.monday + timedelta(days=6), weekday=False)
        days = f"{first} – {last}"
        gap = (self.monday - monday_of(today)).days
        if gap == 0:
            return _("This week, {days}").format(days=days)
        return _("Next week, {days}").format(days=days) if gap == 7 else days


def passed(day: date, today: date) -> tuple[bool, bool]:
    """(late, stale) of a day by which something was awaited and has not come: of the two at most one."""
    return today - LATELY <= day < today, day < today - LATELY


def agenda(entries: Sequence[CalendarEntry], since: date) -> tuple[Week, ...]:
    """The entries from a day on by week, and before them what has lately passed without an answer."""
    weeks: dict[date, list[CalendarEntry]] = {}
    for entry in entries:
        if entry.day >= since or entry.late:
            weeks.setdefault(monday_of(entry.day), []).append(entry)
    return tuple(Week(monday, tuple(found)) for monday, found in sorted(weeks.items()))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
