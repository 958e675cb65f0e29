"""Clocks: the machine's own, and one that stands where it is put (`--now`, replays, the demonstration)."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from dealwatch.model.dates import utc


class SystemClock:
    """The machine's wall clock in UTC and its monotonic clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


class FixedClock:
    """A wall clock that stands still until it is set. Its monotonic time runs on, so that pacing and limits work."""

    def __init__(self, at: datetime) -> None:
        """ValueError for a naive instant."""
        self._at = utc(at)

    def now(self) -> datetime:
        return self._at

    def set(self, at: datetime) -> None:
        """Move to another instant, earlier ones included; ValueError for a naive one."""
        self._at = utc(at)

    def monotonic(self) -> float:
        return time.monotonic()
