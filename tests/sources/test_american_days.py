"""Days as agencies of the United States print and stamp them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dealwatch.sources.american_days import noon, read_day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2011-04-11", date(2011, 4, 11)),
        ("2026-08-07T12:00:00Z", date(2026, 8, 7)),
        ("04/11/2011", date(2011, 4, 11)),
        ("August 7, 2026", date(2026, 8, 7)),
        ("Tuesday, March 7, 2023", date(2023, 3, 7)),
        ("Sept. 3, 2024", date(2024, 9, 3)),
        ("may 9 2025", date(2025, 5, 9)),
        ("1738777030", date(2025, 2, 5)),
        ("1262304000", date(2009, 12, 31)),  # midnight in London is the evening before in New York
    ],
)
def test_a_day(words: str, day: date) -> None:
    assert read_day(words) == day


@pytest.mark.parametrize(
    "words", ["", "…", "soon", "2026-02-30", "02/30/2026", "February 30, 2026", "Smarch 3, 2026", "99999999999999"]
)
def test_no_day(words: str) -> None:
    assert read_day(words) is None


def test_a_day_without_a_time_keeps_its_date_in_new_york_and_in_utc() -> None:
    assert noon(date(2026, 1, 2)) == datetime(2026, 1, 2, 17, tzinfo=UTC)
    assert noon(date(2026, 7, 2)) == datetime(2026, 7, 2, 16, tzinfo=UTC)
