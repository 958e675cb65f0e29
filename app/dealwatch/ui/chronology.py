"""From events to steps: what one look found in one case on one day is one step, led by what matters most. No Qt.

A decision changes stage, outcome and clock at once; nobody wants to read that three times.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import TYPE_CHECKING

from dealwatch.model.event import Event, EventKind
from dealwatch.ui.change_words import day_of

if TYPE_CHECKING:
    from dealwatch.model.dates import PartialDate

_AXES = ("outcome", "stage", "overlay", "clock")
_KINDS = (
    EventKind.STATUS,
    EventKind.FIRST_SEEN,
    EventKind.DEADLINE,
    EventKind.REMOVED,
    EventKind.DOCUMENT,
    EventKind.PARTY,
    EventKind.TITLE,
    EventKind.TEXT,
)


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the chronology. `events` are all that stand in it, the leading one first."""

    day: PartialDate
    events: tuple[Event, ...]

    @property
    def lead(self) -> Event:
        return self.events[0]


def led(events: Iterable[Event]) -> tuple[Event, ...]:
    """The event that matters most first: a status (its outcome before its stage), then a deadline, then the rest."""
    return tuple(sorted(events, key=_weight))


def steps(events: Iterable[Event], zones: Mapping[str, tzinfo]) -> list[Step]:
    """Newest first. Changes of status of one case, one day and one look are one step; so are its changes of text, which
    join the step of that look where there is one. Other events stand alone.
    """
    groups: dict[tuple[object, ...], list[Event]] = {}
    texts: list[Event] = []
    for event in events:
        if event.kind is EventKind.TEXT:
            texts.append(event)
            continue
        if event.kind is EventKind.STATUS:
            day = day_of(event, zones.get(event.source, UTC))
            key: tuple[object, ...] = (event.case_id, str(day), event.observed_at)
        else:
            key = (event.id,)
        groups.setdefault(key, []).append(event)
    looks = {(group[0].case_id, group[0].observed_at): group for group in groups.values() if _leads(group[0])}
    for event in texts:
        look = (event.case_id, event.observed_at)
        group = looks.get(look)
        (group if group is not None else groups.setdefault(("text", *look), [])).append(event)
    found = [Step(day_of(group[0], zones.get(group[0].source, UTC)), led(group)) for group in groups.values()]
    return sorted(found, key=lambda step: (step.day.last, step.lead.observed_at, _rank(step.lead)), reverse=True)


def _leads(event: Event) -> bool:
    return event.kind in (EventKind.STATUS, EventKind.FIRST_SEEN, EventKind.DEADLINE)


def _weight(event: Event) -> tuple[int, int]:
    axis = _AXES.index(event.field) if event.kind is EventKind.STATUS and event.field in _AXES else 0
    return _KINDS.index(event.kind), axis


def _rank(event: Event) -> int:
    """Of one day and one look the weightiest stands on top."""
    return -_KINDS.index(event.kind)
