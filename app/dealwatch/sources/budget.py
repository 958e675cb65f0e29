"""How often a host is to see us in a day at most. Authorities publish paces, hardly ever a day's total: this is a bound
on our own mistakes, and the number a person can hold our manners against. Must not contain: pacing (`hosts`).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

DAILY = 2000
"""Requests a day to one host: twice what the largest register takes when it is read page by page."""


class Budget:
    """Counts the day's requests by host. `seen` are those made before; `now` gives aware UTC instants. Thread-safe."""

    def __init__(self, now: Callable[[], datetime], seen: Mapping[str, int] | None = None) -> None:
        self._now = now
        self._day = start_of_day(now())
        self._seen = dict(seen or {})
        self._lock = threading.Lock()

    def take(self, host: str) -> timedelta | None:
        """Count one request; None where it may be made, else how long until the host may be asked again."""
        with self._lock:
            now = self._now()
            if start_of_day(now) != self._day:
                self._day, self._seen = start_of_day(now), {}
            if self._seen.get(host, 0) >= DAILY:
                return self._day + timedelta(days=1) - now
            self._seen[host] = self._seen.get(host, 0) + 1
            return None


def start_of_day(now: datetime) -> datetime:
    """Midnight in UTC, where a host's day begins for us."""
    return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
