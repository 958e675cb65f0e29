"""The sparkline: a column for what happened, a foot for where nobody looked, and never both meanings in one sign."""

from __future__ import annotations

from datetime import date

from dealwatch.figures.shapes import Rect
from dealwatch.figures.sparkline import HEIGHT, WEEKS, first_week, sparkline, weeks

TODAY = date(2024, 11, 19)  # a Tuesday


def rects(events: dict[int, int], covered: range | set[int], colour: str) -> list[Rect]:
    figure = sparkline(weeks(events, covered, TODAY))
    return [shape for shape in figure.shapes if isinstance(shape, Rect) and shape.colour == colour]


def test_the_last_week_is_that_of_today() -> None:
    found = weeks({}, (), TODAY)
    assert len(found) == WEEKS
    assert found[-1].first == date(2024, 11, 18)
    assert found[0].first == first_week(TODAY) == date(2024, 5, 27)


def test_only_weeks_that_were_not_covered_have_a_foot() -> None:
    feet = rects({}, range(5, WEEKS), "edge")
    assert [foot.x for foot in feet] == [0, 4, 8, 12, 16]
    assert all((foot.width, foot.height, foot.y + foot.height) == (3, 2, HEIGHT) for foot in feet)


def test_a_quiet_week_that_was_checked_stays_white() -> None:
    assert sparkline(weeks({}, range(WEEKS), TODAY)).shapes == ()


def test_columns_are_3_px_and_grow_with_what_happened() -> None:
    one, most = rects({3: 1, 10: 8}, range(WEEKS), "slate")
    assert (one.x, one.width, most.x) == (12, 3, 40)
    assert 4 <= one.height < most.height <= HEIGHT


def test_a_column_over_an_uncovered_week_does_not_hide_its_foot() -> None:
    (column,) = rects({0: 3}, set(), "slate")
    foot = rects({0: 3}, set(), "edge")[0]
    assert column.y + column.height < foot.y


def test_it_says_what_it_shows() -> None:
    figure = sparkline(weeks({3: 1, 10: 8}, range(2, WEEKS), TODAY), "Alpha / Beta")
    assert figure.title == "Activity of Alpha / Beta"
    assert figure.summary == "9 events in 26 weeks, 2 weeks not checked."
    assert len(figure.table.rows) == WEEKS
    assert figure.table.rows[0] == ("27 May 2024 (Mon)", "0", "not checked")
    assert figure.table.rows[3][1:] == ("1", "yes")
    assert sparkline(weeks({1: 1}, range(WEEKS), TODAY)).summary == "1 event in 26 weeks, every week checked."


def test_no_weeks_at_all() -> None:
    figure = sparkline(())
    assert figure.shapes == ()
    assert figure.width >= 1
