"""The dated events of a case under one procedure, and the times during which its clock stood.

Pure. The order in which events are given never matters.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from dealwatch.rules.calendars import ONE_DAY
from dealwatch.rules.computation import Stop
from dealwatch.rules.procedure import Procedure, StopRule


@dataclass(frozen=True, slots=True, order=True)
class DatedEvent:
    """Something that happened on a day of the authority's zone. `amount` is the number it carries (days added)."""

    day: date
    name: str
    amount: int | None = None


Events = Iterable[DatedEvent] | Mapping[str, date]
"""Events as given: dated events, or names with their days where none happens twice or carries a number."""


@dataclass(frozen=True, slots=True)
class Stops:
    """`known` are the stops with their beginning; `orphans` the ends of stops whose beginning nobody told."""

    known: tuple[Stop, ...] = ()
    orphans: tuple[date, ...] = ()


class Timeline:
    """Events under the procedure's own names, in order of time."""

    def __init__(self, procedure: Procedure, events: Events) -> None:
        """Raises `UsageError` for an event the procedure does not know, TypeError for an instant instead of a day."""
        given = (DatedEvent(day, name) for name, day in events.items()) if isinstance(events, Mapping) else events
        found = set()
        for event in given:
            if isinstance(event.day, datetime):
                raise TypeError("a day is needed, not an instant")
            found.add(DatedEvent(event.day, procedure.event(event.name).name, event.amount))
        self._events = tuple(sorted(found, key=lambda each: (each.day, each.name, each.amount or 0)))

    def all(self, names: Collection[str], since: date | None = None, until: date | None = None) -> list[DatedEvent]:
        """The events of these names between two days, both included, in order of time."""
        return [
            event
            for event in self._events
            if event.name in names and (since is None or event.day >= since) and (until is None or event.day <= until)
        ]

    def latest(self, names: Collection[str]) -> DatedEvent | None:
        return next(iter(reversed(self.all(names))), None)

    def stops(self, rules: Iterable[StopRule], restarts_without_stop: Collection[str], until: date | None) -> Stops:
        """When the clock stood, as far as it was stopped by a day (None: by now).

        An event of `restarts_without_stop` may come although the clock was not stopped.
        """
        known: list[Stop] = []
        orphans: list[date] = []
        for rule in rules:
            self._stops_of(rule, restarts_without_stop, known, orphans)
        return Stops(
            tuple(stop for stop in known if until is None or stop.first <= until),
            tuple(day for day in orphans if until is None or day <= until),
        )

    def _stops_of(
        self, rule: StopRule, restarts_without_stop: Collection[str], known: list[Stop], orphans: list[date]
    ) -> None:
        begun: date | None = None
        relevant = self.all((*rule.start, *rule.last, *rule.restart))
        for event in sorted(relevant, key=lambda each: (each.day, each.name not in rule.start)):
            if event.name in rule.start:
                begun = begun or event.day
                continue
            last = event.day if event.name in rule.last else event.day - ONE_DAY
            if begun is not None:
                if last >= begun:
                    known.append(Stop(begun, last, rule.why))
                begun = None
            elif event.name not in restarts_without_stop:
                orphans.append(event.day)
        if begun is not None:
            known.append(Stop(begun, None, rule.why))
