"""Days and ranges as the CMA prints them."""

from __future__ import annotations

import pytest

from dealwatch.sources.cma_days import read_days


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("17 February 2025", "2025-02-17", ""),
        ("Monday 17th Feb. 2025", "2025-02-17", ""),
        ("By 17 Sept 2025", "2025-09-17", ""),
        ("4 December 2024 to 18 December 2024", "2024-12-04", "2024-12-18"),
        ("10 to 24 July 2015", "2015-07-10", "2015-07-24"),
        ("20 September to 4 October 2019", "2019-09-20", "2019-10-04"),
        ("28 December to 3 January 2024", "2023-12-28", "2024-01-03"),
        ("between 4 and 18 December 2024", "2024-12-04", "2024-12-18"),
        ("4\u201318 December 2024", "2024-12-04", "2024-12-18"),
        ("17\u00a0February\u00a02025", "2025-02-17", ""),
        ("February 2025", "2025-02", ""),
        ("1 January to March 2025", "2025-03", ""),
        ("(18.12.24)", "2024-12-18", ""),
        ("18/12/2024", "2024-12-18", ""),
        ("2024-12-18", "2024-12-18", ""),
        ("31 June 2024, that is 30.6.2024", "2024-06-30", ""),
    ],
)
def test_a_day_is_read(printed: str, first: str, last: str) -> None:
    days = read_days(printed)
    assert days is not None
    assert (str(days.first), str(days.last or "")) == (first, last)


@pytest.mark.parametrize(
    "printed", ["", "Spring 2025", "2025", "To be confirmed", "31 June 2024", "99.99.24", "2024-13-01"]
)
def test_what_is_no_day_is_not_read(printed: str) -> None:
    assert read_days(printed) is None


def test_a_day_may_lead_the_text_or_not() -> None:
    leading, later = read_days("by Monday 3 May 2024 at noon"), read_days("extended on 3 May 2024")
    assert leading is not None
    assert leading.leading
    assert later is not None
    assert not later.leading
