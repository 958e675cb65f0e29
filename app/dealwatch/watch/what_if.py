"""What would follow for the deadlines of a case if something happened that has not: commitments, a stop, an extension.

Pure: the case is read, never touched. The counting is `rules`'. Must not contain: words for one surface, storage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dealwatch.model.deal import Case
from dealwatch.model.facts import Fact
from dealwatch.rules.case_deadlines import CaseDeadline, case_deadlines
from dealwatch.rules.computation import Unit
from dealwatch.rules.deadline import DeadlineResult
from dealwatch.rules.law import BUNDLED, Law
from dealwatch.rules.procedure import EventName, Procedure
from dealwatch.rules.timeline import DatedEvent

_STOP = "stop:"
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Supposition:
    """A kind of thing that can be supposed. `label` is the procedure's own name for it.

    `takes` is the unit of the number that goes with it, None where there is none; `lasts` says that it has an end.
    """

    key: str
    label: str
    takes: Unit | None = None
    lasts: bool = False


@dataclass(frozen=True, slots=True)
class Supposed:
    """Something supposed to happen on a day in the authority's zone. `key` is a `Supposition`'s.

    `until` is its last day where it lasts, None while no end is supposed; `amount` the number it carries.
    """

    key: str
    day: date
    until: date | None = None
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Consequence:
    """One deadline as it is and as it would be. None where it does not arise.

    `moved` counts the authority's working days from the one computed day to the other, None where one is missing.
    """

    name: str
    label: str
    published: date | None
    now: DeadlineResult | None
    then: DeadlineResult | None
    moved: int | None


def suppositions(procedure: Procedure) -> tuple[Supposition, ...]:
    """What can be supposed in this procedure: stops of the clock and extensions first, then steps, as it lists them."""
    lasting = [
        *(Supposition(f"{_STOP}{place}", rule.why, lasts=True) for place, rule in enumerate(procedure.stops)),
        *(Supposition(begin, procedure.event(begin).label, lasts=True) for begin, _ in _spans(procedure)),
    ]
    told = {name for rule in procedure.stops for name in (*rule.start, *rule.last, *rule.restart)}
    told |= {name for span in _spans(procedure) for name in span}
    single = [
        Supposition(event.name, event.label, event.takes) for event in _steps(procedure) if event.name not in told
    ]
    carrying = [each for each in single if each.takes is not None]
    return (*lasting, *carrying, *(each for each in single if each.takes is None))


def what_if(case: Case, supposed: Iterable[Supposed], law: Law = BUNDLED) -> tuple[Consequence, ...]:
    """Every deadline of the case that binds, now and with what is supposed, in the order of the procedure's rules.

    Empty where the rules of its procedure are not known. `UsageError` for a supposition the procedure does not know.
    """
    procedure = law.procedure(case.procedure)
    if procedure is None:
        return ()
    given = tuple(supposed)
    more = [event for each in given for event in _events(procedure, each)]
    facts: Mapping[str, Fact] = case.facts
    if any(each.key.startswith(_STOP) for each in given):  # what is supposed of the clock stands for what is known
        facts = {name: fact for name, fact in facts.items() if name != "clock"}
    before = _by_name(case_deadlines(procedure, case.facts, calendars=law.calendars, settled=True))
    after = _by_name(case_deadlines(procedure, facts, more, law.calendars, settled=True))
    calendar = law.calendar(procedure)
    found = []
    for rule in procedure.deadlines:
        old, new = before.get(rule.name), after.get(rule.name)
        now, then = (line.computed if line else None for line in (old, new))
        known = old or new
        if known is None:
            continue
        moved = None
        if now is not None and then is not None and now.day is not None and then.day is not None:
            moved = calendar.working_days(now.day, then.day)
        found.append(Consequence(rule.name, rule.label, known.published, now, then, moved))
    return tuple(found)


def _by_name(lines: Iterable[CaseDeadline]) -> dict[str, CaseDeadline]:
    return {line.computed.name: line for line in lines if line.computed is not None}


def _steps(procedure: Procedure) -> tuple[EventName, ...]:
    """Each event once, those that are no status first."""
    own = {event.name: event for event in procedure.events}
    return (*own.values(), *(event for event in procedure.statuses_as_events if event.name not in own))


def _spans(procedure: Procedure) -> tuple[tuple[str, str], ...]:
    """(begin, end) of extensions that run from one event to another (Enterprise Act 2002, section 39(4) and (8))."""
    rules = [rule for deadline in procedure.deadlines for rule in deadline.extensions if rule.until]
    return tuple(dict.fromkeys((rule.events[0], rule.until[0]) for rule in rules))


def _events(procedure: Procedure, supposed: Supposed) -> Iterator[DatedEvent]:
    if supposed.key.startswith(_STOP):
        rule = procedure.stops[int(supposed.key.removeprefix(_STOP))]
        yield DatedEvent(supposed.day, rule.start[0])
        if supposed.until is not None and rule.last:
            yield DatedEvent(supposed.until, rule.last[0])
        elif supposed.until is not None:
            yield DatedEvent(supposed.until + _ONE_DAY, rule.restart[0])
        return
    yield DatedEvent(supposed.day, procedure.event(supposed.key).name, supposed.amount)
    end = dict(_spans(procedure)).get(supposed.key)
    if end is not None and supposed.until is not None:
        yield DatedEvent(supposed.until, end)
