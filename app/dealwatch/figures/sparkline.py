"""The activity sparkline: how many events each of the last 26 weeks brought, from stored rows alone.

A foot stands only where nobody looked: an empty column above no foot is a quiet week, and that is known.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dealwatch.figures.day_words import day_text
from dealwatch.figures.shapes import Figure, Rect, Shape, Table
from dealwatch.language import _, n_

WEEKS = 26
COLUMN, GAP = 3.0, 1.0
HEIGHT = 16.0
FOOT = 2.0
LEAST = 4.0  # px of a week with a single event
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """From Monday `first` on: how many events there were, whether the source was read at least once."""

    first: date
    events: int
    covered: bool


def first_week(today: date, count: int = WEEKS) -> date:
    """The Monday on which the oldest of `count` weeks began."""
    return today - timedelta(days=today.weekday()) - _WEEK * (count - 1)


def weeks(events: Mapping[int, int], covered: Collection[int], today: date, count: int = WEEKS) -> tuple[Week, ...]:
    """The last `count` weeks up to the one of `today`. Both are by the week's number, 0 being the oldest."""
    start = first_week(today, count)
    return tuple(Week(start + _WEEK * n, events.get(n, 0), n in covered) for n in range(count))


def sparkline(found: tuple[Week, ...], name: str = "") -> Figure:
    """3 px a week, the busiest as high as the picture; a week that was not covered stands on a foot."""
    most = max((week.events for week in found), default=0)
    shapes: list[Shape] = []
    for index, week in enumerate(found):
        x = index * (COLUMN + GAP)
        if not week.covered:
            shapes.append(Rect(x, HEIGHT - FOOT, COLUMN, FOOT, "edge"))
        if week.events:
            room = HEIGHT - FOOT - 1
            height = round(LEAST + (room - LEAST) * (week.events - 1) / max(most - 1, 1))
            ground = HEIGHT if week.covered else room
            shapes.append(Rect(x, ground - height, COLUMN, height, "slate"))
    return Figure(
        width=max(len(found) * (COLUMN + GAP) - GAP, 1),
        height=HEIGHT,
        shapes=tuple(shapes),
        title=_("Activity of {name}").format(name=name) if name else _("Activity"),
        summary=_summary(found),
        table=Table(
            (_("Week from"), _("Events"), _("Checked")),
            tuple(
                (day_text(week.first), str(week.events), _("yes") if week.covered else _("not checked"))
                for week in found
            ),
        ),
    )


def _summary(found: tuple[Week, ...]) -> str:
    total = sum(week.events for week in found)
    events = n_("{n} event in {weeks} weeks", "{n} events in {weeks} weeks", total).format(n=total, weeks=len(found))
    missing = sum(1 for week in found if not week.covered)
    if not missing:
        return _("{events}, every week checked.").format(events=events)
    return n_("{events}, {n} week not checked.", "{events}, {n} weeks not checked.", missing).format(
        events=events, n=missing
    )
