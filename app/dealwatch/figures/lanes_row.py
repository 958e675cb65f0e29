"""What is painted of one lane and of one group: bars, nodes, flags, the long stop, and where the cursor can stand.

Every row begins at y = 0; places in time come from the scale. Must not contain: which rows there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dealwatch.figures.day_words import day_text, partial_text
from dealwatch.figures.lanes_words import limit_words, long_stop_words, step_words, stretch_words
from dealwatch.figures.portfolio import Entry, LongStop, note_text
from dealwatch.figures.review import Limit, Pace, Review, Step, Stretch
from dealwatch.figures.shapes import Anchor, Circle, Fill, Glyph, Line, Mark, Polygon, Rect, Shape, Text, runs
from dealwatch.figures.timescale import Measure, TimeScale
from dealwatch.figures.tokens import hue
from dealwatch.language import _

GROUP, LANE = 32.0, 28.0
LABEL = 330.0
BAR, THIN_BAR = 12.0, 8.0
NODE = 16.0
NAME, CAPTION = 9.0, 8.0
_NEAR = 10.0  # px; nodes closer than this become one
_FILLS = {Pace.PHASE_1: "blue", Pace.IN_DEPTH: "navy"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A row's shapes: `label` left of the time, `bars` below the line of today, `over` above it; its marks."""

    label: tuple[Shape, ...]
    bars: tuple[Shape, ...]
    over: tuple[Shape, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Where in time a row is drawn; nothing goes beyond `left` and `right`. `label` is the width of the names."""

    scale: TimeScale
    today: date
    measure: Measure
    left: float
    right: float
    label: float = LABEL

    def sees(self, day: date) -> bool:
        return self.left <= self.scale.x(day) <= self.right

    def x(self, day: date) -> float:
        return min(max(self.scale.x(day), self.left), self.right)


def chevron(open_: bool, middle: float) -> tuple[Shape, Shape]:
    """The sign at the head of a row that can be opened and closed."""
    low, mid, high = (
        ((14, middle - 2), (18, middle + 2), (22, middle - 2))
        if open_
        else ((16, middle - 4), (20, middle), (16, middle + 4))
    )
    return Line(*low, *mid, "text2", 1.25), Line(*mid, *high, "text2", 1.25)


def draw_group(entry: Entry, span: Span, *, open_: bool) -> Drawn:
    """The name of a deal, what comes next in it, and its long stop."""
    middle = GROUP / 2
    note = note_text(entry, span.today)
    note_width = span.measure(note, CAPTION, False)
    name = fitted(entry.name, span.label - 28 - note_width - 32, NAME, True, span.measure)
    label: list[Shape] = [
        *chevron(open_, middle),
        Text(29, middle + 4, runs((name, "text", True)), NAME),
        Text(span.label - 13, middle + 4, runs((note, "text2")), CAPTION, Anchor.END),
    ]
    shapes: list[Shape] = []
    marks: list[Mark] = []
    if entry.long_stop is not None and span.sees(entry.long_stop.day.first):
        drawn, mark = _diamond(entry.long_stop, span)
        shapes += drawn
        marks.append(mark)
    return Drawn(tuple(label), (), tuple(shapes), tuple(marks))


def whole(scale: TimeScale, today: date, measure: Measure, label: float = LABEL) -> Span:
    """All of a scale."""
    return Span(scale, today, measure, scale.x0, scale.x0 + scale.width, label)


def _diamond(stop: LongStop, span: Span) -> tuple[list[Shape], Mark]:
    x, y = span.x(stop.day.first), GROUP / 2
    fill = "text" if stop.from_document else "base"
    text = _("long stop {day}") if stop.from_document else _("long stop {day}, your entry")
    words = text.format(day=partial_text(stop.day, weekday=False))
    shapes: list[Shape] = [
        Line(x, y + 7, x, GROUP, "text", 1, dash=(1.5, 3)),
        Polygon(((x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y)), fill, stroke="text", stroke_width=1.5),
    ]
    width = span.measure(words, CAPTION, False)
    fits = x + 11 + width <= span.right
    place = (x + 11, Anchor.START) if fits else (x - 11, Anchor.END)
    shapes.append(Text(place[0], y + 4, runs((words, "text")), CAPTION, place[1], halo="alt"))
    return shapes, Mark(x - 7, y - 7, 14, 14, long_stop_words(stop), "", 0)


def drop_line(stop: LongStop, span: Span, height: float) -> list[Shape]:
    """The long stop goes on through the lanes of its deal."""
    if not span.sees(stop.day.first):
        return []
    x = span.x(stop.day.first)
    return [Line(x, 0, x, height, "text", 1, dash=(1.5, 3))]


def draw_lane(entry: Entry, review: Review, span: Span, *, gates: bool) -> Drawn:
    """One review. The one that decides last has a bar at its edge, a higher bar and its name in DemiBold."""
    y = LANE / 2
    half = (BAR if gates else THIN_BAR) / 2
    bars = [shape for stretch in review.stretches for shape in _bar(stretch, span, y, half)]
    nodes, marks = _nodes(review, span, y)
    flags, flag_marks = _flags(review, span, y)
    marks += flag_marks
    marks += [_stretch_mark(review, s, span, y, half) for s in review.stretches if s.pace is Pace.STOPPED]
    if not marks:  # nobody gives a day: the course itself is what the cursor can stand on
        marks += [_stretch_mark(review, s, span, y, half) for s in review.stretches]
    if not marks:
        marks.append(Mark(span.x(span.today) - 6, y - 6, 12, 12, _("{authority}, no day known").format(
            authority=review.authority), "", 0))  # fmt: skip
    label = _lane_label(entry, review, span, gates)
    return Drawn(tuple(label), tuple(bars), (*flags, *nodes), tuple(sorted(marks, key=lambda mark: mark.x)))


def _lane_label(entry: Entry, review: Review, span: Span, gates: bool) -> list[Shape]:
    badge = entry.badges_of(review)[0]
    colour, y = hue(badge), LANE / 2
    status = _(badge.label)
    room = span.label - 50 - span.measure(status, CAPTION, False) - 13 - 12
    name = review.authority
    if span.measure(name, NAME, gates) > room:
        name = review.short
    found: list[Shape] = [
        Glyph(30, y - 6, 12, badge, colour),
        Text(50, y + 4, runs((fitted(name, room, NAME, gates, span.measure), "text", gates)), NAME),
        Text(span.label - 13, y + 4, runs((status, colour)), CAPTION, Anchor.END),
    ]
    if gates:
        found.append(Rect(20, y - 9, 3, 18, "accent"))
    return found


def _bar(stretch: Stretch, span: Span, y: float, half: float) -> list[Shape]:
    if span.scale.x(stretch.last) < span.left or span.scale.x(stretch.first) > span.right:
        return []
    x1 = span.x(stretch.first)
    width = span.x(stretch.last if stretch.to_come else stretch.last + timedelta(days=1)) - x1
    found: list[Shape] = []
    match stretch.pace:
        case Pace.NO_CLOCK:
            found.append(Line(x1, y, x1 + width, y, "slate", 2, dash=(0.1, 5), round_caps=True))
        case Pace.BETWEEN:
            found.append(Rect(x1, y - half / 2, width, half, "ochre"))
        case Pace.STOPPED:
            found.append(Rect(x1, y - half + 0.5, max(width, 3), 2 * half - 1, "ochre", Fill.HATCH, stroke="ochre"))
        case Pace.COURT:
            found.append(Line(x1, y, x1 + width, y, "plum", 2, dash=(7, 4)))
        case _:
            colour = _FILLS[stretch.pace]
            if stretch.to_come:
                fill = Fill.NONE if stretch.calculated else Fill.SOLID
                found.append(
                    Rect(
                        x1, y - half + 0.5, width, 2 * half - 1, f"{colour}_tint", fill, f"{colour}_fill",
                        dashed=stretch.calculated,
                    )
                )  # fmt: skip
            else:
                found.append(Rect(x1, y - half, max(width, 2), 2 * half, f"{colour}_fill"))
    if span.scale.x(stretch.first) < span.left:
        found.append(arrow(span.left, y))
    return found


def arrow(left: float, y: float) -> Polygon:
    """The course began before what is shown."""
    return Polygon(((left - 7, y), (left - 1, y - 4), (left - 1, y + 4)), "slate")


def _nodes(review: Review, span: Span, y: float) -> tuple[list[Shape], list[Mark]]:
    shown = [s for s in review.steps if s.day.first <= span.today and span.sees(s.day.first)]
    groups: list[list[Step]] = []
    for step in shown:
        if groups and span.x(step.day.first) - span.x(groups[-1][-1].day.first) < _NEAR:
            groups[-1].append(step)
        else:
            groups.append([step])
    shapes: list[Shape] = []
    marks: list[Mark] = []
    for place, group in enumerate(groups):
        lead = next((step for step in reversed(group) if step.badge), group[-1])
        x = span.x(lead.day.first)
        if lead.badge is not None:
            colour = hue(lead.badge)
            shapes += _whisker(x, y) if lead.day.exact is None else []
            shapes += [
                Circle(x, y, NODE / 2, "base", stroke=colour, stroke_width=1.5),
                Glyph(x - 5, y - 5, 10, lead.badge, colour),
            ]
            if review.decided and place == len(groups) - 1:
                before = span.x(groups[place - 1][-1].day.first) if place else span.left
                shapes += _node_date(lead, x, y, before, span, review)
        size = NODE if lead.badge else 10
        words = "; ".join(step_words(review, step) for step in group)
        marks.append(Mark(x - size / 2, y - size / 2, size, size, words, lead.target, 0))
    return shapes, marks


def _node_date(step: Step, x: float, y: float, before: float, span: Span, review: Review) -> list[Shape]:
    """The day beside an outcome, on the side that has room; nowhere where none has."""
    text = partial_text(step.day, weekday=False)
    if step.day.exact is None:
        text = _("{day}, day not known").format(day=text)
    elif step.unconfirmed:
        text = f"≈ {text}"
    width = span.measure(text, CAPTION, False)
    court = any(stretch.pace is Pace.COURT and span.x(stretch.last) > x for stretch in review.stretches)
    gap = NODE / 2 + (10 if step.day.exact is None else 5)
    if not court and x + gap + width <= span.right:
        return [Text(x + gap, y + 4, runs((text, "text2")), CAPTION, halo="base")]
    starts = [span.x(stretch.first) for stretch in review.stretches]
    if x - gap - width >= max(before + 10, span.left) and all(start >= x - 1 for start in starts):
        return [Text(x - gap, y + 4, runs((text, "text2")), CAPTION, Anchor.END, halo="base")]
    return []


def _whisker(x: float, y: float) -> list[Shape]:
    return [
        Line(x - 13, y, x + 13, y, "text", 1.25),
        *(Line(x + side, y - 4, x + side, y + 4, "text", 1.25) for side in (-13, 13)),
    ]


def _flags(review: Review, span: Span, y: float) -> tuple[list[Shape], list[Mark]]:
    shapes: list[Shape] = []
    marks: list[Mark] = []
    limits = sorted(review.current_limits, key=lambda limit: limit.day)
    for place, limit in enumerate(limits):
        if not span.sees(limit.day):
            continue
        x = span.x(limit.day)
        shapes += _flag(limit, x, y)
        marks.append(Mark(x - 3, y - 13, 14, 24, limit_words(review, limit), limit.target, 0))
        if place == len(limits) - 1:
            shapes += _flag_text(limit, x, y, span)
    return shapes, marks


def _flag(limit: Limit, x: float, y: float) -> list[Shape]:
    if not limit.published:  # calculated only: a whisker, no flag
        return [
            Line(x - 7, y, x + 7, y, "text2", 1.25),
            *(Line(x + side, y - 4, x + side, y + 4, "text2", 1.25) for side in (-7, 7)),
        ]
    tail = ((x, y - 11), (x + 8, y - 11), (x + 5.5, y - 7.5), (x + 8, y - 4), (x, y - 4))
    return [Line(x, y - 11, x, y + 8, "text", 1.75), Polygon(tail, "text")]


def _flag_text(limit: Limit, x: float, y: float, span: Span) -> list[Shape]:
    year = limit.day.year != span.today.year
    if limit.day < span.today:  # the course went on over it, so its words stand where the course ends
        if not span.sees(span.today):
            return []
        words = _("{day} has passed").format(day=day_text(limit.day, weekday=False, year=year))
        return [Text(span.x(span.today) + 10, y + 4, runs((words, "bad")), CAPTION, halo="base")]
    day = day_text(limit.day, weekday=False, year=year)
    text = day if limit.published else f"≈ {day}"
    if limit.left_short and limit.published:
        text = f"{text} · {limit.left_short}"
    colour = "text" if limit.published else "text2"
    return [Text(x + 12, y + 4, runs((text, colour, limit.published)), CAPTION, halo="base")]


def _stretch_mark(review: Review, stretch: Stretch, span: Span, y: float, half: float) -> Mark:
    x1, x2 = span.x(stretch.first), span.x(stretch.last + timedelta(days=1))
    return Mark(x1, y - half, max(x2 - x1, 3), 2 * half, stretch_words(review, stretch), stretch.target, 0)


def fitted(text: str, room: float, size: float, bold: bool, measure: Measure) -> str:
    """Cut at the end with `…` where there is no room for all of it."""
    if measure(text, size, bold) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        half = (low + high + 1) // 2
        if measure(f"{text[:half].rstrip()}…", size, bold) <= room:
            low = half
        else:
            high = half - 1
    return f"{text[:low].rstrip()}…"


def marks_at(marks: Sequence[Mark], y: float, row: int) -> list[Mark]:
    """A row's marks at its place in a larger picture."""
    return [Mark(m.x, m.y + y, m.width, m.height, m.name, m.target, row) for m in marks]
