"""A clock set back or forward by a year: nothing is lost, doubled, or left unasked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

YEAR = timedelta(days=365)


@pytest.mark.parametrize("jump", [YEAR, -YEAR], ids=["forward", "back"])
def test_a_change_is_told_once_whatever_the_clock_says(desk: Any, jump: timedelta) -> None:
    before = desk.told()
    desk.clock.set(desk.clock.now() + jump)
    desk.change()
    desk.check()
    new = desk.told() - before
    assert ("status", "clock", "suspended") in new
    assert set(new.values()) == {1}
    desk.clock.set(desk.clock.now() - jump)
    assert desk.check().events == []
    assert desk.state("accc") == "ok"


def test_after_the_clock_was_a_year_ahead_everything_is_due_again(desk: Any) -> None:
    keys = {row.key for row in desk.store.sources.all()}
    desk.clock.set(desk.clock.now() + YEAR)
    desk.check()
    desk.clock.set(desk.clock.now() - YEAR)
    assert {row.key for row in desk.store.sources.due(desk.clock.now())} == keys
