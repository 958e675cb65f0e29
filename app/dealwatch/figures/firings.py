"""When a rule would have told something: one line of ninety days with a node for each notification.

Input are facts, output shapes. Must not contain: which rule, how it decides, where events are stored.
"""

from __future__ import annotations

from collections.abc import Sequence
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


@dataclass(frozen=True, slots=True)
class Told:
    """A notification: its day, who and what in words, its new status where it was one, and what Enter opens."""

    day: date
    about: str
    what: str
    badge: Badge | None = None
    target: str = ""


def firings_figure(told: Sequence[Told], first: date, last: date, width: float, measure: Measure = estimate) -> Figure:
    """From `first` to `last`, `width` px wide at 100 %; notifications in any order."""
    scale = TimeScale(first, last + timedelta(days=1), RADIUS, max(width - 2 * RADIUS, 1))
    shapes: list[Shape] = [Line(0, MIDDLE, width, MIDDLE, "line2")]
    for tick in ticks(scale, measure, CAPTION):
        shapes.append(Line(tick.x, 0, tick.x, 2 * MIDDLE, "line2"))
        if tick.label:
            shapes.append(Text(tick.x + 4, HEIGHT - 5, runs((tick.label, "text2", tick.year)), CAPTION))
    marks = []
    for group in _groups(sorted(told, key=lambda each: each.day), scale):
        x = scale.x(group[-1].day)
        shapes += _node(x, group)
        words = "; ".join(f"{day_text(each.day)}, {each.about}, {each.what}" for each in group)
        marks.append(Mark(x - RADIUS, MIDDLE - RADIUS, 2 * RADIUS, 2 * RADIUS, words, group[-1].target))
    return Figure(
        width=width,
        height=HEIGHT,
        shapes=tuple(shapes),
        title=_("When the rule would have told something"),
        summary=summary(len(told), (last - first).days),
        table=_table(told),
        marks=tuple(marks),
    )


def summary(count: int, days: int) -> str:
    """`Would have fired 7 times in 90 days`"""
    if not count:
        return _("Would not have fired in {days} days").format(days=days)
    words = n_("Would have fired once in {days} days", "Would have fired {n} times in {days} days", count)
    return words.format(n=count, days=days)


def _groups(told: Sequence[Told], scale: TimeScale) -> list[list[Told]]:
    """Neighbours whose nodes would cover one another, measured from the first of them."""
    groups: list[list[Told]] = []
    for each in told:
        if groups and scale.x(each.day) - scale.x(groups[-1][0].day) < NEAR:
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def _node(x: float, group: Sequence[Told]) -> list[Shape]:
    """The latest status of the group, or a plain ring; several show how many they are."""
    badge = next((each.badge for each in reversed(group) if each.badge is not None), None)
    halo = Circle(x, MIDDLE, RADIUS + 3, "base")
    if len(group) > 1:
        count = str(len(group)) if len(group) < 100 else "…"
        colour = "text"
        ring = Circle(x, MIDDLE, RADIUS + 1, "base", stroke=colour, stroke_width=1.5)
        return [halo, ring, Text(x, MIDDLE + 4, runs((count, colour, True)), CAPTION, Anchor.MIDDLE)]
    if badge is None:
        return [halo, Circle(x, MIDDLE, 4, "base", stroke="text", stroke_width=1.5)]
    colour = hue(badge)
    ring = Circle(x, MIDDLE, RADIUS, "base", stroke=colour, stroke_width=1.5)
    return [halo, ring, Glyph(x - 5, MIDDLE - 5, 10, badge, colour)]


def _table(told: Sequence[Told]) -> Table:
    """Newest first."""
    rows = sorted(told, key=lambda each: each.day, reverse=True)
    return Table(
        (_("Date"), _("Deal or source"), _("What")),
        tuple((day_text(each.day), each.about, each.what) for each in rows),
    )
