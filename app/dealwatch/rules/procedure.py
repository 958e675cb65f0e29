"""A procedure as data: its statuses on the four axes, the steps that start and stop clocks, its deadline rules.

The classes are the shape of `resources/procedures/*.toml` (described for users in docs/procedures.md). What a file may
not say is in `procedure_files`, what follows from a set of events in `calculator`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property

import msgspec

from dealwatch.language import _, mark
from dealwatch.model.errors import UsageError
from dealwatch.model.status import Clock, Outcome, Overlay, Stage
from dealwatch.rules.computation import Unit


class Grade(StrEnum):
    """How far a rule was checked."""

    SEEN = "seen"  # the text of the law or of a decision was read
    DATA = "data"  # published dates are reproduced by it
    SECONDARY = "secondary"  # a law firm's or newspaper's page says so
    DERIVED = "derived"  # follows from other rules
    MEMORY = "memory"  # the citation is given, its text was not opened: to be confirmed

    @property
    def words(self) -> str:
        return _(_GRADE_WORDS[self])


_GRADE_WORDS = {
    Grade.SEEN: mark("text of the law read"),
    Grade.DATA: mark("reproduces published dates"),
    Grade.SECONDARY: mark("from secondary sources"),
    Grade.DERIVED: mark("derived from other rules"),
    Grade.MEMORY: mark("not checked against the text: to be confirmed"),
}


class RuleKind(StrEnum):
    """The ways of counting. The last two are those of Regulation (EEC) No 4064/89 (before 1 May 2004)."""

    WD_AFTER = "wd_after"
    WEEKS_INCL = "weeks_incl"
    WEEKS_AFTER = "weeks_after"
    CAL_AFTER = "cal_after"
    MONTHS_AFTER = "months_after"
    MONTHS_PLUS_HOLIDAYS = "months_plus_holidays"
    WEEKS_PLUS_HOLIDAYS = "weeks_plus_holidays"

    @property
    def unit(self) -> Unit:
        return _UNITS[self]


_UNITS = {
    RuleKind.WD_AFTER: Unit.WORKING_DAYS,
    RuleKind.WEEKS_INCL: Unit.WEEKS,
    RuleKind.WEEKS_AFTER: Unit.WEEKS,
    RuleKind.CAL_AFTER: Unit.DAYS,
    RuleKind.MONTHS_AFTER: Unit.MONTHS,
    RuleKind.MONTHS_PLUS_HOLIDAYS: Unit.MONTHS,
    RuleKind.WEEKS_PLUS_HOLIDAYS: Unit.WEEKS,
}


OPEN, DECIDED = "*open*", "*decided*"
"""In transitions: from any status without, from any status with an outcome."""


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a procedure file: never changed after reading, and a misspelt key in it is an error."""


class _Named(_Part, frozen=True):
    name: str
    label: str
    aliases: tuple[str, ...] = ()


class NamedStatus(_Named, frozen=True):
    """A status as the authority's practice knows it, with the axes it says something about."""

    stage: Stage | None = None
    outcome: Outcome | None = None
    clock: Clock | None = None
    overlay: frozenset[Overlay] = frozenset()


class EventName(_Named, frozen=True):
    """Something that happens on a day. `takes` is set where the event carries a number (of days, of weeks)."""

    takes: Unit | None = None


class StopRule(_Part, frozen=True):
    """What stops the clock and what starts it again.

    `last` events fall on the last stopped day, `restart` events on the first day that counts again.
    """

    start: tuple[str, ...]
    why: str
    legal: str
    grade: Grade
    last: tuple[str, ...] = ()
    restart: tuple[str, ...] = ()


class ExtensionRule(_Part, frozen=True):
    """Time that events add to a period.

    `length` None means that the event carries it. With `until`, the length is the number of days from an event of
    `events` to the next one of `until` (Enterprise Act 2002, section 39(4) and (8)). `max_total` is what the law
    allows.
    """

    events: tuple[str, ...]
    unit: Unit
    why: str
    legal: str = ""
    length: int | None = None
    until: tuple[str, ...] = ()
    max_total: int | None = None
    once: bool = False


class Variant(_Part, frozen=True):
    """Another length under a condition: events that happened, or a start before some day (older law).

    `from_day`: the event counts only if it came on that working day of the period or later. `any_time`: the event is a
    quality of the case, so its day does not matter.
    """

    count: int
    words: str
    if_any: tuple[str, ...] = ()
    from_day: int | None = None
    started_before: date | None = None
    any_time: bool = False
    legal: str = ""
    grade: Grade | None = None


class LateRule(_Part, frozen=True):
    """An event in the last `within` working days gives `then` of them from the event, `longest` in all."""

    events: tuple[str, ...]
    within: int
    then: int
    longest: int
    words: str


class Pending(_Part, frozen=True):
    """An event after which the period cannot be counted until it starts anew. `words` say what is awaited."""

    events: tuple[str, ...]
    words: str


class FactReading(_Part, frozen=True):
    """Which fact of a source is which event. Patterns are regular expressions.

    `fact` must match the whole name of a fact, `words`, where given, must be found in its value or its printed words;
    a group named `amount` in it is the number the event carries, one named `until` the event's day in words
    (`4 December 2025`). Otherwise a `date:` fact gives its value as the day, any other the day on which the source says
    it occurred. With `beside`, a pattern for the whole name of another fact, it counts only where that one says
    `beside_words`.
    """

    event: str
    fact: str
    words: str = ""
    beside: str = ""
    beside_words: str = ""

    @property
    def patterns(self) -> tuple[str, ...]:
        return self.fact, self.words, self.beside, self.beside_words


class DeadlineRule(_Part, frozen=True):
    """One deadline. `start` events begin it (the latest one counts), or the day of `start_deadline` does.

    `ended_by` are events that settle it, besides every status with an outcome (not so where it runs `after_decision`);
    `only_if` events without which it is only what would follow; `fixed_by` events whose own day is the deadline (an
    agreement). `plus_days` are calendar days counted on from the end. `binding` False marks an aim of the authority.
    `expires` is the hour and zone at which the day ends, where the law says so. `published` names the facts in which
    sources give this deadline.
    """

    name: str
    label: str
    rule: RuleKind
    count: int
    legal: str
    grade: Grade
    start: tuple[str, ...] = ()
    start_deadline: str = ""
    url: str = ""
    note: str = ""
    stops: bool = True
    roll: bool | None = None
    plus_days: int = 0
    plus_words: str = ""
    binding: bool = True
    after_decision: bool = False
    expires: str = ""
    variants: tuple[Variant, ...] = ()
    extensions: tuple[ExtensionRule, ...] = ()
    late: LateRule | None = None
    pending: tuple[Pending, ...] = ()
    ended_by: tuple[str, ...] = ()
    only_if: tuple[str, ...] = ()
    fixed_by: tuple[str, ...] = ()
    published: tuple[str, ...] = ()


class Procedure(_Part, frozen=True, dict=True):
    """One procedure of one authority.

    `zone` is the IANA zone in which its days are days. `no_deadline` says in words why nothing is computed, where the
    law sets no deadline at all.
    """

    key: str
    title: str
    authority: str
    law: str
    zone: str
    calendar: str
    aliases: tuple[str, ...] = ()
    note: str = ""
    no_deadline: str = ""
    statuses: tuple[NamedStatus, ...] = ()
    transitions: frozenset[tuple[str, str]] = frozenset()
    events: tuple[EventName, ...] = ()
    stops: tuple[StopRule, ...] = ()
    deadlines: tuple[DeadlineRule, ...] = ()
    reads: tuple[FactReading, ...] = ()

    @cached_property
    def outcomes(self) -> frozenset[str]:
        """The names of the statuses that decide the case."""
        return frozenset(status.name for status in self.statuses if status.outcome is not None)

    @cached_property
    def statuses_as_events(self) -> tuple[EventName, ...]:
        """Each status is an event, too: the day it began."""
        return tuple(EventName(status.name, status.label) for status in self.statuses)

    @cached_property
    def event_names(self) -> Mapping[str, EventName]:
        """Every event by name, statuses among them."""
        return {event.name: event for event in (*self.statuses_as_events, *self.events)}

    def spellings(self) -> Iterator[tuple[str, str]]:
        """Every accepted spelling of an event with the name it means."""
        entries: tuple[_Named, ...] = (*self.statuses, *self.events)
        for entry in entries:
            yield from ((spelling(name), entry.name) for name in (entry.name, *entry.aliases))

    def event(self, name: str) -> EventName:
        """The event of that name or alias, whatever its case or dashes; `UsageError` listing the names otherwise."""
        wanted = spelling(name)
        for accepted, meant in self.spellings():
            if accepted == wanted:
                return self.event_names[meant]
        known = ", ".join(sorted(self.event_names))
        raise UsageError(
            _("{title} knows no event “{name}”.").format(title=self.title, name=name),
            _("Its events: {known}.").format(known=known),
        )


def spelling(name: str) -> str:
    """How names are compared: lower case, dashes and spaces as underscores."""
    return name.strip().lower().replace("-", "_").replace(" ", "_")
