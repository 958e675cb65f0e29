"""One row of the ribbon: bars, captions, deadline flags, nodes, and the places the cursor can stand on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dealwatch.figures.day_words import day_text, partial_text
from dealwatch.figures.review import Limit, Pace, Review, Step, Stretch
from dealwatch.figures.ribbon_table import limit_name
from dealwatch.figures.shapes import (
    Anchor,
    Circle,
    Fill,
    Glyph,
    Line,
    Mark,
    Polygon,
    Rect,
    Shape,
    Text,
    runs,
)
from dealwatch.figures.timescale import Measure, TimeScale
from dealwatch.figures.tokens import hue
from dealwatch.language import _, n_

U = 8.0
BAR_TOP = 3.25 * U
BAR = 1.75 * U
MIDDLE = BAR_TOP + BAR / 2
ABOVE = MIDDLE - 8  # baseline of a caption over a dotted line
BELOW = 6.4 * U  # baseline of a caption under the bar
CAPTION = 8.0
FLAG = 9.0
_FILLS = {Pace.PHASE_1: ("blue", "on_blue"), Pace.IN_DEPTH: ("navy", "on_navy")}


@dataclass(frozen=True, slots=True)
class Row:
    review: Review
    top: float
    scale: TimeScale
    today: date
    short: bool
    measure: Measure
    index: int

    @property
    def left(self) -> float:
        return self.scale.x0

    @property
    def right(self) -> float:
        return self.scale.x0 + self.scale.width

    def x(self, day: date) -> float:
        """The day's place, kept within the time area."""
        return min(max(self.scale.x(day), self.left), self.right)


def draw_row(row: Row) -> tuple[list[Shape], list[Shape], list[Mark]]:
    """(what lies under the today line, what lies over it, cursor places), all of one review."""
    bars: list[Shape] = []
    for stretch in row.review.stretches:
        bars += _bar(row, stretch)
    over: list[Shape] = []
    marks: list[Mark] = []
    before, before_marks = _before(row)
    flags, flag_marks = _flags(row)
    nodes, node_marks = _nodes(row)
    over += before + flags + nodes
    stops = [_stop_mark(row, stretch) for stretch in row.review.stretches if stretch.pace is Pace.STOPPED]
    marks += sorted(before_marks + flag_marks + node_marks + stops, key=lambda mark: mark.x)
    return bars, over, marks


def _bar(row: Row, stretch: Stretch) -> list[Shape]:
    if row.scale.x(stretch.last) < row.left:
        return []
    x1, x2 = row.x(stretch.first), row.x(stretch.last if stretch.to_come else stretch.last + timedelta(days=1))
    y, width = row.top + BAR_TOP, x2 - x1
    found: list[Shape] = []
    match stretch.pace:
        case Pace.NO_CLOCK:
            found.append(Line(x1, y + BAR / 2, x2, y + BAR / 2, "slate", 2, dash=(0.1, 5), round_caps=True))
            found += _caption(row, stretch, x1, width)
        case Pace.BETWEEN:
            found.append(Rect(x1, y + 5, width, 4, "ochre"))
        case Pace.STOPPED:
            found.append(Rect(x1, y + 0.5, max(width, 3), BAR - 1, "ochre", Fill.HATCH, stroke="ochre"))
        case Pace.COURT:
            found.append(Line(x1, y + BAR / 2, x2, y + BAR / 2, "plum", 2, dash=(7, 4)))
        case _:
            found += _solid(row, stretch, x1, width)
    if row.scale.x(stretch.first) < row.left:
        found.append(
            Polygon(((row.left - 8, y + BAR / 2), (row.left - 1, y + 3), (row.left - 1, y + BAR - 3)), "slate")
        )
    return found


def _solid(row: Row, stretch: Stretch, x: float, width: float) -> list[Shape]:
    colour, on = _FILLS[stretch.pace]
    y = row.top + BAR_TOP
    if stretch.to_come:
        fill = Fill.NONE if stretch.calculated else Fill.SOLID
        return [Rect(x, y + 0.5, width, BAR - 1, f"{colour}_tint", fill, f"{colour}_fill", dashed=stretch.calculated)]
    label = _("Phase 1") if stretch.pace is Pace.PHASE_1 else _("In-depth")
    found: list[Shape] = [Rect(x, y, width, BAR, f"{colour}_fill")]
    ahead = [row.x(step.day.first) - 9 for step in row.review.steps if step.day.first > stretch.first]
    ahead += [row.x(s.first) for s in row.review.stretches if s.pace is Pace.STOPPED and s.first > stretch.first]
    room = min([x + width, *(place for place in ahead if place > x)]) - x
    if row.measure(label, CAPTION, False) + 16 <= room:
        found.append(Text(x + 10, y + 10.8, runs((label, on)), CAPTION))
    return found


def _caption(row: Row, stretch: Stretch, x: float, width: float) -> list[Shape]:
    label = _(stretch.label)
    for text in (_("{what} · no clock").format(what=label), label, _("no clock")):
        if stretch.label and row.measure(text, CAPTION, False) <= width - 8:
            words = runs((text, "text2"))
            return [Text(x + width / 2, row.top + ABOVE, words, CAPTION, Anchor.MIDDLE, halo="base")]
    return []


def _before(row: Row) -> tuple[list[Shape], list[Mark]]:
    """A course that ended before the axis begins: an arrow and the day of its last step."""
    past = [step for step in row.review.steps if row.scale.x(step.day.last) < row.left]
    if not past or len(past) < len(row.review.steps) or not row.review.decided:
        return [], []
    step = past[-1]
    y, text = row.top + MIDDLE, partial_text(step.day, weekday=False)
    shapes: list[Shape] = [
        Polygon(((row.left - 8, y), (row.left - 1, y - 4), (row.left - 1, y + 4)), "slate"),
        Text(row.left + 6, y + 4, runs((f"{_(step.name)}, {text}", "text2")), CAPTION, halo="base"),
    ]
    words = f"{row.review.short}, {text}, {_(step.name)}"
    return shapes, [Mark(row.left - 10, y - 7, 14, 14, words, step.target, row.index)]


def _stop_mark(row: Row, stretch: Stretch) -> Mark:
    x1, x2 = row.x(stretch.first), row.x(stretch.last + timedelta(days=1))
    words = _("{authority}, clock stopped, {first} to {last}").format(
        authority=row.review.short, first=day_text(stretch.first), last=day_text(stretch.last)
    )
    return Mark(x1, row.top + BAR_TOP, max(x2 - x1, 3), BAR, words, stretch.target, row.index)


def _flags(row: Row) -> tuple[list[Shape], list[Mark]]:
    shapes: list[Shape] = []
    marks: list[Mark] = []
    y = row.top + BAR_TOP + BAR + 2
    past = [
        limit for limit in row.review.limits if limit.superseded and row.left <= row.scale.x(limit.day) <= row.right
    ]
    if not row.review.decided:
        for limit in past:
            x = row.x(limit.day)
            shapes.append(
                Polygon(((x, y), (x + 4, y + 6.5), (x - 4, y + 6.5)), "base", stroke="text3", stroke_width=1.1)
            )
            marks.append(Mark(x - 6, y - 2, 12, 12, _limit_words(row, limit), limit.target, row.index))
        if past:
            last = max(past, key=lambda limit: limit.day)
            before = _("was {day}").format(day=day_text(last.day, weekday=False, year=False))
            words, x = runs((before, "text3")), row.x(last.day)
            fits = x + 8 + row.measure(before, CAPTION, False) <= row.right + 2 * U
            place, anchor = (x + 8, Anchor.START) if fits else (x - 8, Anchor.END)
            shapes.append(Text(place, y + 8.6, words, CAPTION, anchor, halo="base"))
    band_free = row.right
    for limit in sorted(row.review.current_limits, key=lambda limit: limit.day, reverse=True):
        drawn, mark, band_free = _flag(row, limit, band_free)
        shapes += drawn
        marks.append(mark)
    return shapes, marks


def _flag(row: Row, limit: Limit, band_free: float) -> tuple[list[Shape], Mark, float]:
    if row.scale.x(limit.day) < row.left:
        return _flag_before(row, limit, band_free)
    x, top = row.x(limit.day), row.top + 0.7 * U
    foot = row.top + BAR_TOP + BAR + 2
    fill = Fill.SOLID if limit.published else Fill.NONE
    tail = ((x, top), (x - 11, top), (x - 7.5, top + 4.5), (x - 11, top + 9), (x, top + 9))
    date_text = ("" if limit.published else "≈ ") + day_text(limit.day)
    left = limit.left_short if row.short else limit.left
    width = row.measure(date_text, FLAG, True) + (6 + row.measure(left, FLAG, False) if left else 0)
    words = runs((date_text, "text", True), *(((left, "text2"),) if left else ()))
    shapes: list[Shape] = [
        Line(x, top, x, foot, "text", 1.75),
        Polygon(tail, "text", fill, "" if limit.published else "text", 1.25),
    ]
    if x <= band_free and x - 16 - width >= row.left:
        shapes.append(Text(x - 16, top + 9.1, words, FLAG, Anchor.END, halo="base"))
        band_free = x - 24 * U
    else:  # the later deadline keeps the band
        shapes.append(Text(max(x - 16, row.left + width), row.top + BELOW, words, FLAG, Anchor.END, halo="base"))
    return (
        shapes,
        Mark(x - 14, top - 2, 18, foot - top + 4, _limit_words(row, limit), limit.target, row.index),
        band_free,
    )


def _flag_before(row: Row, limit: Limit, band_free: float) -> tuple[list[Shape], Mark, float]:
    """A deadline from before the axis begins: no flag stands at a wrong day, an arrow and its words say it."""
    y = row.top + BELOW
    left = row.left + 6
    date_text = ("" if limit.published else "≈ ") + day_text(limit.day)
    words = runs((date_text, "text", True), *(((limit.left, "text2"),) if limit.left and not row.short else ()))
    shapes: list[Shape] = [
        Polygon(((row.left - 8, y - 4), (row.left - 1, y - 8), (row.left - 1, y)), "slate"),
        Text(left, y, words, FLAG, halo="base"),
    ]
    return shapes, Mark(row.left - 10, y - 11, 14, 14, _limit_words(row, limit), limit.target, row.index), band_free


def _limit_words(row: Row, limit: Limit) -> str:
    left = f", {limit.left}" if limit.left and not limit.superseded else ""
    name = limit_name(limit.name, limit.published, limit.superseded)
    return f"{row.review.short}, {day_text(limit.day)}, {name}{left}"


def _nodes(row: Row) -> tuple[list[Shape], list[Mark]]:
    shapes: list[Shape] = []
    marks: list[Mark] = []
    y = row.top + MIDDLE
    shown = [
        s for s in row.review.steps if s.day.first <= row.today and row.left <= row.scale.x(s.day.first) <= row.right
    ]
    for group in _merged(row, shown):
        lead = next((step for step in reversed(group) if step.badge), group[-1])
        x = row.x(lead.day.first)
        shapes += _node(x, y, lead, len(group), row)
        size = 16 if lead.badge else 10
        words = "; ".join(f"{row.review.short}, {partial_text(step.day)}, {_(step.name)}" for step in group)
        marks.append(Mark(x - size / 2, y - size / 2, size, size, words, lead.target, row.index))
    return shapes, marks


def _merged(row: Row, steps: list[Step]) -> list[list[Step]]:
    groups: list[list[Step]] = []
    for step in steps:
        near = groups and row.x(step.day.first) - row.x(groups[-1][-1].day.first) < 10
        if near:
            groups[-1].append(step)
        else:
            groups.append([step])
    return groups


def _node(x: float, y: float, step: Step, count: int, row: Row) -> list[Shape]:
    if step.badge is None:
        found: list[Shape] = [Circle(x, y, 4, "base", stroke="text", stroke_width=1.5)]
    else:
        colour = hue(step.badge)
        found = [
            Circle(x, y, 8, "base", stroke=colour, stroke_width=1.5),
            Glyph(x - 5, y - 5, 10, step.badge, colour),
        ]
    if step.day.exact is None:  # the day is not known: a whisker
        found.insert(0, Line(x - 10, y, x + 10, y, "text", 1.25))
        found[1:1] = [Line(x + side, y - 4, x + side, y + 4, "text", 1.25) for side in (-10, 10)]
    if count > 1:
        several = n_("{n} step", "{n} steps", count).format(n=count)
        found.append(Text(x, row.top + BELOW, runs((several, "text2")), CAPTION, Anchor.MIDDLE, halo="base"))
    elif step.unconfirmed:
        found.append(Text(x, row.top + BELOW, runs(("≈", "text2")), CAPTION, Anchor.MIDDLE, halo="base"))
    return found
