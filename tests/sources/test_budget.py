"""How often a host sees us in a day at most."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dealwatch.sources import budget as module
from dealwatch.sources.budget import Budget

NOON = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DAILY", 3)


def test_a_host_is_left_alone_until_midnight_once_it_has_seen_enough() -> None:
    budget = Budget(lambda: NOON, {"a": 2})
    assert budget.take("a") is None
    assert budget.take("a") == timedelta(hours=12)
    assert budget.take("b") is None


def test_a_new_day_begins_anew() -> None:
    moments = [NOON, NOON, NOON + timedelta(days=1)]
    budget = Budget(lambda: moments.pop(0) if len(moments) > 1 else moments[0], {"a": 3})
    assert budget.take("a") is not None
    assert budget.take("a") is None
