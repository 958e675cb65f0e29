"""When a source is asked next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dealwatch.model.source import SourceInfo, SourceProblem, SourceState
from dealwatch.watch.schedule import failures_after, next_due

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)


def _problem(state, **more):
    return SourceProblem(state, "It failed.", **more)


def _info(hours, zone="Australia/Sydney"):
    return SourceInfo("x", "X", "X", zone, HALF_HOUR, "", "", "", active_hours=hours)


def test_without_trouble_it_is_the_interval_spread_by_a_tenth():
    assert next_due(NOW, HALF_HOUR, None, 0, 0.0) - NOW == HALF_HOUR
    assert next_due(NOW, HALF_HOUR, None, 0, 1.0) - NOW == timedelta(minutes=33)
    assert next_due(NOW, HALF_HOUR, None, 0, -1.0) - NOW == timedelta(minutes=27)


@pytest.mark.parametrize(("failures", "hours"), [(1, 1), (2, 2), (3, 4), (4, 6), (50, 6)])
def test_trouble_doubles_the_wait_up_to_a_cap(failures, hours):
    assert next_due(NOW, HALF_HOUR, _problem(SourceState.SERVER_ERROR), failures, 0.0) - NOW == timedelta(hours=hours)


def test_a_daily_source_is_not_asked_more_often_for_failing():
    day = timedelta(days=1)
    assert next_due(NOW, day, _problem(SourceState.BLOCKED), 3, 0.0) - NOW == day


def test_being_offline_is_tried_again_soon():
    assert next_due(NOW, timedelta(days=1), _problem(SourceState.OFFLINE), 9, 1.0) - NOW == timedelta(minutes=2)


def test_retry_after_is_obeyed_within_reason():
    asked = _problem(SourceState.RATE_LIMITED, retry_after=timedelta(hours=9))
    assert next_due(NOW, HALF_HOUR, asked, 1, 0.0) - NOW == timedelta(hours=9)
    asked = _problem(SourceState.RATE_LIMITED, retry_after=timedelta(days=400))
    assert next_due(NOW, HALF_HOUR, asked, 1, 0.0) - NOW == timedelta(hours=24)
    asked = _problem(SourceState.RATE_LIMITED, retry_after=timedelta(seconds=1))
    assert next_due(NOW, HALF_HOUR, asked, 1, 0.0) - NOW == timedelta(hours=1)


def test_outside_active_hours_it_waits_for_the_authoritys_morning():
    # 09:00 UTC is 20:00 in Sydney in March.
    assert next_due(NOW, HALF_HOUR, None, 0, 0.0, _info((7, 19))) == datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
    early = datetime(2026, 3, 1, 18, 0, tzinfo=UTC)  # 05:00 in Sydney
    assert next_due(early, HALF_HOUR, None, 0, 0.0, _info((7, 19))) == datetime(2026, 3, 1, 20, 0, tzinfo=UTC)
    assert next_due(NOW, HALF_HOUR, None, 0, 0.0, _info((7, 23))) - NOW == HALF_HOUR
    assert next_due(NOW, HALF_HOUR, None, 0, 0.0, _info(None)) - NOW == HALF_HOUR


def test_failures_count_only_the_sources_own():
    assert failures_after(2, None) == 0
    assert failures_after(2, _problem(SourceState.BLOCKED)) == 3
    assert failures_after(2, _problem(SourceState.OFFLINE)) == 2
