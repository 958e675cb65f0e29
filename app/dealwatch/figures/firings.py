"""When a rule would have told something: one line of ninety days with a node for each notification.

Input are facts, output shapes. Must not contain: which rule, how it decides, where events are stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dealwatch.figures.day_words import day_text
from dealwatch.figures.measure import estimate
from dealwatch.figures.shapes import Anchor, Circle, Figure, Glyph, Line, Mark, Shape, Table, Text, runs
from dealwatch.figures.timescale import Measure, TimeScale, ticks
from dealwatch.figures.tokens import hue
from dealwatch.language import _, n_
from dealwatch.model.status import Badge

HEIGHT = 44.0
MIDDLE = 15.0
CAPTION = 8.0  # pt
RADIUS = 8.0
NEAR = 18.0  # px: closer nodes become one with a count
NAMED = 8  # of a day or a node; the rest is counted


@dataclass(frozen=True, slots=True)
class Told:
    """A notification: its day, by which authority, who and what in words, its new status, what Enter opens."""

    day: date
    authority: str
    about: str
    what: str
    badge: Badge | None = None
    target: str = ""


@dataclass(frozen=True, slots=True)
class DayTold:
    """What was told on one day, however much: `count` of it, and the newest `NAMED`, newest first."""

    day: date
    count: int
    named: tuple[Told, ...]


def by_day(days: Iterable[date], told: Callable[[int], Told]) -> tuple[DayTold, ...]:
    """`days` of what is told, newest first; `told` gives the notification at a place among them, and is asked for the
    few that are named. A picture of thousands is then one of ninety days. The result is in the order of days.
    """
    counts: dict[date, int] = {}
    named: dict[date, list[Told]] = {}
    for place, day in enumerate(days):
        counts[day] = counts.get(day, 0) + 1
        first = named.setdefault(day, [])
        if len(first) < NAMED:
            first.append(told(place))
    return tuple(DayTold(day, counts[day], tuple(named[day])) for day in sorted(counts))


def firings_figure(
    days: Sequence[DayTold], first: date, last: date, width: float, measure: Measure = estimate
) -> Figure:
    """From `first` to `last`, `width` px wide at 100 %; the days in order."""
    scale = TimeScale(first, last + timedelta(days=1), RADIUS, max(width - 2 * RADIUS, 1))
    shapes: list[Shape] = [Line(0, MIDDLE, width, MIDDLE, "line2")]
    for tick in ticks(scale, measure, CAPTION):
        shapes.append(Line(tick.x, 0, tick.x, 2 * MIDDLE, "line2"))
        if tick.label:
            shapes.append(Text(tick.x + 4, HEIGHT - 5, runs((tick.label, "text2", tick.year)), CAPTION))
    marks = []
    for group in _groups(days, scale):
        x = scale.x(group[-1].day)
        shapes += _node(x, group)
        target = group[-1].named[0].target
        marks.append(Mark(x - RADIUS, MIDDLE - RADIUS, 2 * RADIUS, 2 * RADIUS, _spoken(group), target))
    return Figure(
        width=width,
        height=HEIGHT,
        shapes=tuple(shapes),
        title=_("When the rule would have told something"),
        summary=summary(sum(day.count for day in days), (last - first).days),
        table=_table(days),
        marks=tuple(marks),
    )


def summary(count: int, days: int) -> str:
    """`Would have fired 7 times in 90 days`"""
    if not count:
        return _("Would not have fired in {days} days").format(days=days)
    words = n_("Would have fired once in {days} days", "Would have fired {n} times in {days} days", count)
    return words.format(n=count, days=days)


def _groups(days: Sequence[DayTold], scale: TimeScale) -> list[list[DayTold]]:
    """Neighbours whose nodes would cover one another, measured from the first of them."""
    groups: list[list[DayTold]] = []
    for day in days:
        if groups and scale.x(day.day) - scale.x(groups[-1][0].day) < NEAR:
            groups[-1].append(day)
        else:
            groups.append([day])
    return groups


def _spoken(group: Sequence[DayTold]) -> str:
    """The newest of the group by name, newest first, and how many more there are."""
    named = [each for day in reversed(group) for each in day.named][:NAMED]
    words = [f"{day_text(each.day)}, {_who(each)}, {each.what}" for each in named]
    rest = sum(day.count for day in group) - len(named)
    return "; ".join([*words, _more(rest)] if rest else words)


def _node(x: float, group: Sequence[DayTold]) -> list[Shape]:
    """The status that was told, or a plain ring; several show how many they are."""
    halo = Circle(x, MIDDLE, RADIUS + 3, "base")
    number = sum(day.count for day in group)
    if number > 1:
        count = str(number) if number < 100 else "…"
        ring = Circle(x, MIDDLE, RADIUS + 1, "base", stroke="text", stroke_width=1.5)
        return [halo, ring, Text(x, MIDDLE + 4, runs((count, "text", True)), CAPTION, Anchor.MIDDLE)]
    badge = group[0].named[0].badge
    if badge is None:
        return [halo, Circle(x, MIDDLE, 4, "base", stroke="text", stroke_width=1.5)]
    colour = hue(badge)
    ring = Circle(x, MIDDLE, RADIUS, "base", stroke=colour, stroke_width=1.5)
    return [halo, ring, Glyph(x - 5, MIDDLE - 5, 10, badge, colour)]


def _table(days: Sequence[DayTold]) -> Table:
    """Newest first; of a day with many the newest, and how many more."""
    rows = []
    for day in reversed(days):
        rows += [(day_text(each.day), each.authority, each.about, each.what) for each in day.named]
        if day.count > len(day.named):
            rows.append((day_text(day.day), "", "", _more(day.count - len(day.named))))
    return Table((_("Date"), _("By"), _("Deal or source"), _("What")), tuple(rows))


def _who(told: Told) -> str:
    return f"{told.authority} {told.about}" if told.authority else told.about


def _more(count: int) -> str:
    return n_("and {n} more", "and {n} more", count).format(n=count)
