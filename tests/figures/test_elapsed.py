"""Elapsed working days among past cases: hidden below twenty, every past case drawn, the twin says the same."""

from __future__ import annotations

import pytest

from dealwatch.figures.elapsed import LEAST, ROWS, elapsed_figure
from dealwatch.figures.shapes import Circle, Line, Rect, Text

PAST = [*range(10, 30)]


def texts(figure) -> list[str]:
    return [shape.text for shape in figure.shapes if isinstance(shape, Text)]


def test_too_few_past_cases_are_no_picture() -> None:
    assert elapsed_figure(13, PAST[: LEAST - 1], 300) is None


def test_each_past_case_is_a_dot_and_this_one_a_line() -> None:
    figure = elapsed_figure(13, PAST, 300)
    assert figure is not None
    assert sum(isinstance(shape, Circle) for shape in figure.shapes) == len(PAST)
    assert any(isinstance(shape, Line) and shape.colour == "accent" for shape in figure.shapes)
    assert texts(figure)[-1] == "13 WD"
    assert figure.summary == (
        "13 working days; the middle half of 20 past cases took 14.75 to 24.25, the median is 19.5."
    )


def test_of_many_alike_a_dot_stands_for_several_and_says_so() -> None:
    figure = elapsed_figure(25, [25] * 200 + PAST, 300)
    assert figure is not None
    assert "One dot: up to 21 cases" in texts(figure)
    dots = [shape for shape in figure.shapes if isinstance(shape, Circle)]
    assert max(sum(other.x == dot.x for other in dots) for dot in dots) <= ROWS


def test_a_case_far_beyond_all_others_stands_at_the_edge() -> None:
    figure = elapsed_figure(5319, PAST, 300)
    assert figure is not None
    assert texts(figure)[-1] == "5319 WD →"
    dots = [shape.x for shape in figure.shapes if isinstance(shape, Circle)]
    assert max(dots) > 140  # the past keeps half of the picture


@pytest.mark.parametrize("elapsed", [0, 25, 400])
@pytest.mark.parametrize("width", [120, 312])
def test_nothing_leaves_the_picture(elapsed: int, width: float) -> None:
    figure = elapsed_figure(elapsed, [25] * 30, width)
    assert figure is not None
    for shape in figure.shapes:
        if isinstance(shape, Circle):
            assert shape.x - shape.radius >= 0
            assert shape.x + shape.radius <= width
            assert shape.y >= 0
        if isinstance(shape, Rect):
            assert 0 <= shape.x <= shape.x + shape.width <= width
    assert texts(figure).count("25") == 1  # three equal quartiles are written once


def test_the_twin_counts_what_the_picture_shows() -> None:
    figure = elapsed_figure(13, [*PAST, 12], 300)
    assert figure is not None
    rows = {row[:2]: row[2] for row in figure.table.rows}
    assert rows["This case", "13"] == ""
    assert rows["Took", "12"] == "2"
    assert sum(int(count) for (what, _), count in rows.items() if what == "Took") == 21
