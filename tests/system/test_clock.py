from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from dealwatch.system.clock import FixedClock, SystemClock

NAIVE = datetime.fromisoformat("2024-05-17T12:00:00")


def test_the_system_clock_is_aware_and_moves() -> None:
    clock = SystemClock()
    before = datetime.now(UTC)
    assert before <= clock.now() <= datetime.now(UTC)
    assert clock.now().utcoffset() == timedelta(0)
    assert clock.monotonic() <= clock.monotonic()


def test_a_fixed_clock_stands_until_it_is_set() -> None:
    brussels = datetime(2024, 5, 17, 12, tzinfo=timezone(timedelta(hours=2)))
    clock = FixedClock(brussels)
    assert clock.now() == clock.now() == datetime(2024, 5, 17, 10, tzinfo=UTC)
    assert clock.now().tzinfo is UTC
    clock.set(datetime(2024, 4, 24, tzinfo=UTC))
    assert clock.now().day == 24


def test_monotonic_time_runs_on_while_the_wall_clock_stands() -> None:
    clock = FixedClock(datetime(2024, 5, 17, tzinfo=UTC))
    first = clock.monotonic()
    clock.set(datetime(2020, 1, 1, tzinfo=UTC))
    assert clock.monotonic() >= first


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="naive"):
        FixedClock(NAIVE)
    clock = FixedClock(datetime(2024, 5, 17, tzinfo=UTC))
    with pytest.raises(ValueError, match="naive"):
        clock.set(NAIVE)
