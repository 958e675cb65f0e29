"""Faults of a site through the whole engine: health and nothing else; what was missed is told once afterwards.

The same with the recorded registers and the replay server is in tests/realdata/test_replay_faults.py.
"""

from __future__ import annotations

from typing import Any

import pytest

FEED = "feed:https://feeds.example/feed/0.xml"
MODES = {
    "status:403": "blocked",
    "status:404": "moved",
    "status:429": "rate_limited",
    "status:500": "server_error",
    "status:503": "server_error",
    "timeout": "server_error",
    "reset": "server_error",
    "truncate": "server_error",
    "slow": "server_error",
    "maintenance": "server_error",
    "garbage": "server_error",
    "redirect-loop": "moved",
    "gzip-bomb": "server_error",
}


@pytest.mark.parametrize("mode", MODES)
def test_a_fault_is_health_and_what_was_missed_is_told_once(desk: Any, mode: str) -> None:
    """Everything fails at once: the list and the pages of the register, and every feed."""
    before = desk.told()
    desk.change()
    desk.site.faults["/"] = mode
    broken = desk.check()
    assert broken.events == []
    assert desk.told() == before
    assert desk.state("accc") == desk.state(FEED) == MODES[mode]
    desk.site.faults.clear()
    healed = desk.check()
    assert healed.failed == 0
    assert desk.state("accc") == desk.state(FEED) == "ok"
    new = desk.told() - before
    assert set(new.values()) == {1}
    assert {value for kind, _, value in new if kind == "document"} >= {f"Item {number}.2" for number in range(4)}
    assert ("status", "clock", "suspended") in new
    assert desk.check().events == []


def test_one_failing_page_does_not_silence_the_rest(desk: Any) -> None:
    desk.change()
    desk.site.faults["/feed/1.xml"] = "garbage"
    told = {event.new for event in desk.check().events}
    assert {"Item 0.2", "Item 2.2", "Item 3.2", "suspended"} <= told
    assert "Item 1.2" not in told
    desk.site.faults.clear()
    assert [event.new for event in desk.check().events] == ["Item 1.2"]


def test_trouble_is_told_at_the_third_pass_and_its_end_once(desk: Any) -> None:
    desk.site.faults["/feed/0.xml"] = "status:500"
    told = []
    for _ in range(5):
        desk.check(hours=12)
        told.append(len(desk.store.alerts.undelivered()))
    assert told == [0, 0, 1, 1, 1]
    desk.site.faults.clear()
    desk.check(hours=12)
    desk.check(hours=12)
    assert len(desk.store.alerts.undelivered()) == 2
