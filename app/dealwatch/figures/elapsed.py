"""Elapsed working days of a case among those that past cases took: dots, the middle half, and where this one stands.

It says what was usual, never what will be. Must not contain: which cases are compared, where they are stored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from math import ceil
from statistics import quantiles

from dealwatch.figures.measure import estimate
from dealwatch.figures.shapes import Anchor, Circle, Figure, Line, Rect, Shape, Table, Text, boxes_touch, runs
from dealwatch.figures.timescale import Measure
from dealwatch.language import _, n_

DOT = 4.0
PITCH = 5.0
ROWS = 10
"""Dots above one another at most; where more cases took as long a dot stands for several."""
TOP = 22.0
CAPTION = 8.0  # pt
FARTHEST = 2
"""A case that has taken longer than this many times the longest past one stands at the edge, with an arrow."""
LEAST = 20
"""Fewer past cases say nothing: there is no figure below it."""


def elapsed_figure(elapsed: int, past: Sequence[int], width: float, measure: Measure = estimate) -> Figure | None:
    """`elapsed` working days among `past` ones, `width` px wide at 100 %; None where there are fewer than `LEAST`."""
    if len(past) < LEAST:
        return None
    lower, median, upper = quantiles(past, n=4, method="inclusive")
    longest = max(*past, min(elapsed, FARTHEST * max(past)))
    inset = DOT
    room = width - 2 * inset
    pitch = max(PITCH, room / (longest + 1))
    columns = max(int(room / pitch), 1)
    bins = Counter(min(int(day * columns / (longest + 1)), columns - 1) for day in past)
    each = ceil(max(bins.values()) / ROWS)
    foot = TOP + ROWS * PITCH

    def x(day: float) -> float:
        return inset + (day + 0.5) * room / (longest + 1)

    shapes: list[Shape] = [
        Rect(x(lower), TOP, max(x(upper) - x(lower), 1), foot - TOP, "slate_tint"),
        Line(x(median), TOP, x(median), foot, "text3", 1.25, dash=(3, 3)),
    ]
    for column, count in sorted(bins.items()):
        middle = inset + (column + 0.5) * room / columns
        shapes += [Circle(middle, foot - PITCH * (row + 0.5), DOT / 2, "slate") for row in range(ceil(count / each))]
    shapes.append(Line(inset, foot, width - inset, foot, "edge"))
    shapes += _labels((lower, median, upper), x, foot, measure, width)
    beyond = elapsed > longest
    here, words = x(min(elapsed, longest)), _("{n} WD").format(n=elapsed) + (" →" if beyond else "")
    half = measure(words, CAPTION, True) / 2
    shapes += [
        Line(here, TOP - 4, here, foot + 3, "accent", 1.5),
        Text(min(max(here, half), width - half), TOP - 8, runs((words, "accent", True)), CAPTION, Anchor.MIDDLE),
    ]
    height = foot + 18
    if each > 1:
        height += 14
        shapes.append(Text(inset, foot + 29, runs((_("One dot: up to {n} cases").format(n=each), "text3")), CAPTION))
    return Figure(
        width=width,
        height=height,
        shapes=tuple(shapes),
        title=_("Elapsed working days beside past cases"),
        summary=summary(elapsed, len(past), (lower, median, upper)),
        table=_table(elapsed, past, (lower, median, upper)),
    )


def summary(elapsed: int, n: int, quartiles: tuple[float, float, float]) -> str:
    """`13 working days; the middle half of 214 past cases took 18 to 25, the median is 23.`"""
    lower, median, upper = quartiles
    words = n_(
        "{n} working day; the middle half of {past} past cases took {lower:g} to {upper:g}, the median is {median:g}.",
        "{n} working days; the middle half of {past} past cases took {lower:g} to {upper:g}, the median is {median:g}.",
        elapsed,
    )
    return words.format(n=elapsed, past=n, lower=lower, upper=upper, median=median)


def _labels(
    quartiles: tuple[float, float, float], x: Callable[[float], float], foot: float, measure: Measure, width: float
) -> list[Shape]:
    """The quartiles under the line; one that would touch another is left out, the middle one last of all."""
    found: list[Shape] = []
    taken: list[tuple[float, float]] = []
    lower, median, upper = quartiles
    for value in (median, lower, upper):
        words = f"{value:g}"
        half = measure(words, CAPTION, False) / 2
        middle = min(max(x(value), half), width - half)
        span = (middle - half, middle + half)
        if not any(boxes_touch(span, other, 6) for other in taken):
            taken.append(span)
            found.append(Text(middle, foot + 14, runs((words, "text2")), CAPTION, Anchor.MIDDLE))
    return found


def _table(elapsed: int, past: Sequence[int], quartiles: tuple[float, float, float]) -> Table:
    lower, median, upper = quartiles
    rows = [
        (_("This case"), str(elapsed), ""),
        (_("Past cases"), "", str(len(past))),
        (_("Lower quartile"), f"{lower:g}", ""),
        (_("Median"), f"{median:g}", ""),
        (_("Upper quartile"), f"{upper:g}", ""),
    ]
    rows += [(_("Took"), str(days), str(count)) for days, count in sorted(Counter(past).items())]
    return Table((_("What"), _("Working days"), _("Cases")), tuple(rows))
