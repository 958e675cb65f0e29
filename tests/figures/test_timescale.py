"""Days on an axis, and month names that neither touch each other nor the pill of today."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealwatch.figures.measure import estimate
from dealwatch.figures.timescale import TimeScale, month_starts, ticks


def test_a_day_stands_where_its_share_of_time_puts_it() -> None:
    scale = TimeScale(date(2024, 1, 1), date(2024, 1, 11), 100, 50)
    assert scale.x(date(2024, 1, 1)) == 100
    assert scale.x(date(2024, 1, 6)) == 125
    assert scale.per_day == 5


def test_a_scale_without_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        TimeScale(date(2024, 1, 1), date(2024, 1, 1), 0, 10)


def test_month_starts_include_a_first_day_that_is_one() -> None:
    assert month_starts(date(2023, 12, 1), date(2024, 2, 1)) == [date(2023, 12, 1), date(2024, 1, 1), date(2024, 2, 1)]
    assert month_starts(date(2023, 12, 2), date(2024, 1, 31)) == [date(2024, 1, 1)]


def test_january_shows_its_year() -> None:
    scale = TimeScale(date(2023, 12, 15), date(2024, 3, 15), 0, 400)
    assert [(tick.label, tick.year) for tick in ticks(scale, estimate, 8)] == [
        ("2024", True),
        ("Feb", False),
        ("Mar", False),
    ]


def test_a_name_that_touches_the_pill_is_left_out_but_keeps_its_line() -> None:
    scale = TimeScale(date(2024, 1, 15), date(2024, 6, 15), 0, 600)
    taken = (scale.x(date(2024, 3, 1)) - 5, scale.x(date(2024, 3, 1)) + 60)
    labels = [tick.label for tick in ticks(scale, estimate, 8, taken)]
    assert labels[1] == ""
    assert labels[0] == "Feb"


@given(st.integers(30, 6000), st.integers(200, 2000))
def test_names_never_touch(days: int, width: int) -> None:
    first = date(2001, 3, 9)
    scale = TimeScale(first, date.fromordinal(first.toordinal() + days), 0, width)
    named = [tick for tick in ticks(scale, estimate, 8) if tick.label]
    for left, right in pairwise(named):
        assert left.x + 4 + estimate(left.label, 8, left.year) <= right.x + 4
