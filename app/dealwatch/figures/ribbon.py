"""The procedure ribbon: one row per authority, what ran when, what is still to come. Facts in, a figure out.

Paint order: grid, bars, today, captions, flags, nodes. Nothing is drawn to the right of today unless a deadline is
known. Sizes follow one unit u of 8 px.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dealwatch.figures.day_words import day_text
from dealwatch.figures.measure import estimate
from dealwatch.figures.review import Pace, Review, gating
from dealwatch.figures.ribbon_row import Row, draw_row
from dealwatch.figures.ribbon_table import ribbon_table
from dealwatch.figures.shapes import Anchor, Figure, Glyph, Line, Mark, Rect, Shape, Text, runs
from dealwatch.figures.timescale import Measure, TimeScale, ticks
from dealwatch.figures.tokens import hue
from dealwatch.language import _

U = 8.0
AXIS = 3.5 * U
ROW = 8 * U
CAPTION = 8.0  # pt
BADGE = 2 * U  # the glyph of a status and the gap to its words
WIDEST = 0.4  # of the picture, that the left column takes at most
MONTHS_SHOWN = 427  # days before the newest step that the axis reaches back at most: 14 months


@dataclass(frozen=True, slots=True)
class Roomy:
    """What is left out where there is little room: `short` uses abbreviations, `label` is the left column in px."""

    short: bool
    label: float


def ribbon(reviews: Sequence[Review], today: date, width: float, measure: Measure = estimate) -> Figure:
    """The picture of all reviews of one deal, `width` px wide at 100 %. Without reviews it has no rows."""
    room = Roomy(short=width < 640, label=_label_width(reviews, width, measure))
    scale = _scale(reviews, today, room.label, width - room.label - 2 * U)
    gate = gating(tuple(reviews))
    shapes: list[Shape] = []
    marks: list[Mark] = []
    height = AXIS + ROW * len(reviews) + U / 2
    pill, pill_span = _pill(scale, today, measure)
    for tick in ticks(scale, measure, CAPTION, pill_span):
        shapes.append(Line(tick.x, AXIS, tick.x, height, "line"))
        if tick.label:
            colour = "text" if tick.year else "text3"
            shapes.append(Text(tick.x + 4, 20, runs((tick.label, colour, tick.year)), CAPTION))
    shapes.append(Line(0, AXIS, width, AXIS, "line2"))
    above: list[Shape] = []
    for index, review in enumerate(reviews):
        top = AXIS + ROW * index
        if index:
            shapes.append(Line(0, top, width, top, "line"))
        shapes += _label(review, top, room, review is gate, measure)
        row = Row(review, top, scale, today, room.short, measure, index)
        bars, over, found = draw_row(row)
        shapes += bars
        above += over
        marks += found
    x = scale.x(today)
    if reviews and today <= scale.last:
        shapes += [Line(x, AXIS + 1, x, height, "base", 4.5), Line(x, AXIS - 6, x, height, "accent", 1.5)]
    return Figure(
        width=width,
        height=height,
        shapes=(*shapes, *above, *pill),
        title=_("Course of the reviews"),
        summary=_summary(reviews, gate, today),
        table=ribbon_table(reviews),
        marks=tuple(marks),
    )


def _label_width(reviews: Sequence[Review], width: float, measure: Measure) -> float:
    """The left column: as wide as its longest status, which is longer in some languages than in others."""
    longest = max((measure(_(review.badge.label), CAPTION, True) for review in reviews), default=0)
    return max((16 if width < 640 else 19) * U, min(U + BADGE + longest + U, WIDEST * width))


def _scale(reviews: Sequence[Review], today: date, x0: float, width: float) -> TimeScale:
    facts = [day for review in reviews for day in review.days()]
    limits = [limit.day for review in reviews for limit in review.current_limits]
    decided = bool(reviews) and all(review.decided for review in reviews)
    newest = max((day for day in facts if day <= today), default=today)
    # the axis reaches back from the newest step: a course that rests would otherwise lie wholly outside of it
    end = newest if decided and (today - newest).days > MONTHS_SHOWN // 2 else today
    first = max(min(facts, default=today), newest - timedelta(days=MONTHS_SHOWN)) - timedelta(days=30)
    last = max([*limits, today if end is today else newest]) + timedelta(days=18)
    return TimeScale(first, max(last, first + timedelta(days=60)), x0, width)


def _pill(scale: TimeScale, today: date, measure: Measure) -> tuple[list[Shape], tuple[float, float]]:
    text = day_text(today, weekday=False)
    width = measure(text, CAPTION, True) + 2 * U
    x = scale.x(today)
    right = scale.x0 + scale.width + 2 * U
    left = min(max(x - width / 2, 0), right - width)
    if today > scale.last:
        return [], (right, right)
    box = Rect(left, 8.4, width, 16.6, "accent", radius=3)
    return [box, Text(left + width / 2, 20, runs((text, "on_accent", True)), CAPTION, Anchor.MIDDLE)], (
        left,
        left + width,
    )


def _label(review: Review, top: float, room: Roomy, gate: bool, measure: Measure) -> list[Shape]:
    colour = hue(review.badge)
    long = measure(review.authority, 9, True) > room.label - 1.5 * U
    name = review.short if room.short or long else review.authority
    found: list[Shape] = [
        Text(U, top + 2.6 * U, runs((name, "text", True)), 9),
        Text(U, top + 2.6 * U + 16.2, runs((review.number or _("no case number"), "text2")), CAPTION),
        Glyph(U, top + 5.5 * U, 12, review.badge, colour),
        Text(U + BADGE, top + 6.7 * U, runs((_(review.badge.label), colour, True)), CAPTION),
    ]
    if gate:
        found.append(Rect(-U, top + U, 4, 6 * U, "accent"))
    return found


def _summary(reviews: Sequence[Review], gate: Review | None, today: date) -> str:
    if not reviews:
        return _("No review is known.")
    parts = [f"{review.short}: {_(review.badge.label)}" for review in reviews]
    if gate is not None and gate.current_limits:
        last = max(limit.day for limit in gate.current_limits)
        parts.append(_("last to decide {authority}, {day}").format(authority=gate.short, day=day_text(last)))
    stopped = [r.short for r in reviews if any(s.pace is Pace.STOPPED and s.last >= today for s in r.stretches)]
    return "; ".join([*parts, *(_("{authority} clock stopped").format(authority=name) for name in stopped)]) + "."
