"""The coverage strip: nothing interpolated, nothing hidden."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dealwatch.figures.coverage import Cell, Poll, Strip, coverage_figure, spans, strip
from dealwatch.figures.shapes import Rect

START = datetime(2024, 11, 11, tzinfo=UTC)
HOUR = timedelta(hours=1)


def at(hours: float) -> datetime:
    return START + HOUR * hours


def test_an_interval_without_a_poll_is_not_tried() -> None:
    assert strip([Poll(at(0.5), True), Poll(at(2.5), True)], START, HOUR, 4).cells == (
        Cell.CHECKED,
        Cell.NOT_TRIED,
        Cell.CHECKED,
        Cell.NOT_TRIED,
    )


def test_a_failure_is_not_hidden_by_a_good_check_nor_a_change_by_a_failure() -> None:
    polls = [Poll(at(0.1), True), Poll(at(0.2), False), Poll(at(1.1), False), Poll(at(1.2), True, changed=True)]
    assert strip(polls, START, HOUR, 2).cells == (Cell.FAILED, Cell.CHANGED)
    assert strip(reversed(polls), START, HOUR, 2).cells == (Cell.FAILED, Cell.CHANGED)


def test_polls_outside_do_not_count() -> None:
    assert strip([Poll(at(-0.1), False), Poll(at(2), False)], START, HOUR, 2).cells == (Cell.NOT_TRIED,) * 2


def test_states_differ_in_shape_and_not_only_in_colour() -> None:
    def shapes(cell: Cell) -> tuple[tuple[float, float], ...]:
        figure = coverage_figure("x", Strip(START, HOUR, (cell,)))
        return tuple((shape.y, shape.height) for shape in figure.shapes if isinstance(shape, Rect))

    assert len({shapes(cell) for cell in Cell}) == len(Cell)


def test_summary_and_twin_say_what_the_picture_shows() -> None:
    cells = (Cell.CHECKED, Cell.CHECKED, Cell.FAILED)
    figure = coverage_figure("CMA", Strip(START, HOUR, cells))
    assert figure.summary == "3 intervals: 2 checked, 1 tried, could not be read."
    assert figure.table.rows == (
        ("2024-11-11 00:00", "2024-11-11 02:00", "checked"),
        ("2024-11-11 02:00", "2024-11-11 03:00", "tried, could not be read"),
    )
    assert spans(()) == []
    assert coverage_figure("x", Strip(START, HOUR, ())).summary == "No interval."
