"""When a source is asked next. Pure: intervals, back-off with a cap, Retry-After, active hours, jitter."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dealwatch.model.source import SourceInfo, SourceProblem, SourceState

CAP = timedelta(hours=6)
"""The longest wait after failures: never for ever, since a source that comes back must be seen the same day."""
RETRY_AFTER_CAP = timedelta(hours=24)
OFFLINE_WAIT = timedelta(minutes=2)
TELL_AFTER = 3
"""Failed passes in a row before the user is told, once."""


def next_due(
    now: datetime,
    interval: timedelta,
    problem: SourceProblem | None,
    failures: int,
    jitter: float,
    info: SourceInfo | None = None,
) -> datetime:
    """The next due instant (UTC). `jitter` in [-1, 1] spreads it by a tenth of the wait: sources drift apart."""
    if problem is not None and problem.state is SourceState.OFFLINE:
        return now + OFFLINE_WAIT
    wait = interval
    if problem is not None and problem.state.trouble:
        wait = min(interval * 2 ** min(failures, 8), max(CAP, interval))
    wait += wait * 0.1 * jitter
    if problem is not None and problem.retry_after is not None:
        wait = max(wait, min(problem.retry_after, RETRY_AFTER_CAP))
    due = now + wait
    return _within_active_hours(due, info) if info is not None and problem is None else due


def _within_active_hours(due: datetime, info: SourceInfo) -> datetime:
    if info.active_hours is None:
        return due
    opens, closes = info.active_hours
    local = due.astimezone(ZoneInfo(info.zone))
    if opens <= local.hour < closes:
        return due
    day = local if local.hour < opens else local + timedelta(days=1)
    return day.replace(hour=opens, minute=0, second=0, microsecond=0).astimezone(due.tzinfo)


def failures_after(failures: int, problem: SourceProblem | None) -> int:
    """Passes failed in a row by the source's fault. Being offline is nobody's fault and changes nothing."""
    if problem is None:
        return 0
    return failures + 1 if problem.state.trouble else failures
