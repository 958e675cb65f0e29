"""Dates as feeds print them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dealwatch.sources.feed_dates import read_date


@pytest.mark.parametrize(
    ("printed", "instant"),
    [
        ("Tue, 03 Mar 2026 09:30:05 +0100", "2026-03-03T08:30:05"),
        ("Tue, 03 Mar 2026 09:30:05 GMT", "2026-03-03T09:30:05"),
        ("3 Mar 2026 09:30 EST", "2026-03-03T14:30:00"),
        ("Mon, 03 Mar 2026 09:30:60 Z", "2026-03-03T09:30:59"),
        ("03 Mar 26 09:30 UT", "2026-03-03T09:30:00"),
        ("Thursday, 3 March 2026 09:30:00 XYZ", "2026-03-03T09:30:00"),
        ("2026-03-03T09:30:05Z", "2026-03-03T09:30:05"),
        ("2026-03-03T09:30:05.987654+01:00", "2026-03-03T08:30:05"),
        ("2026-03-03t09:30-0530", "2026-03-03T15:00:00"),
        ("2026-03-03 09:30:05 UTC", "2026-03-03T09:30:05"),
        ("2026-03-03T24:00:00+02", "2026-03-03T22:00:00"),
        ("20260303T093005Z", "2026-03-03T09:30:05"),
        ("2026-03-03", "2026-03-03T00:00:00"),
        ("2026-03", "2026-03-01T00:00:00"),
        ("2026", "2026-01-01T00:00:00"),
        ("2026/3/3 09:30", "2026-03-03T09:30:00"),
        ("Tue Mar  3 09:30:05 2026", "2026-03-03T09:30:05"),
        ("Tue Mar 3 09:30:05 PST 2026", "2026-03-03T17:30:05"),
        ("March 3, 2026", "2026-03-03T00:00:00"),
        ("Mar 3, 2026 09:30 EST", "2026-03-03T14:30:00"),
        ("  2026-03-03  ", "2026-03-03T00:00:00"),
    ],
)
def test_a_date_is_read(printed: str, instant: str) -> None:
    assert read_date(printed) == datetime.fromisoformat(instant).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "yesterday",
        "2026-13-03",
        "2026-02-30T00:00:00Z",
        "32 Mar 2026 09:30 GMT",
        "Smarch 3, 2026",
        "0000-00-00 00:00:00",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "Mon, 01 Jan 9999 00:00:00 -2359",
        "12:30",
        "1" * 200,
    ],
)
def test_what_is_no_date_is_not_read(printed: str) -> None:
    assert read_date(printed) is None
