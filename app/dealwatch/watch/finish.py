"""The end of a pass: health, back-off, the poll for the coverage strip, and one alert at the threshold."""

from __future__ import annotations

from datetime import datetime

from dealwatch.model.alert import AlertLevel, AlertSubject
from dealwatch.model.source import SourceInfo, SourceProblem, SourceState
from dealwatch.store.connection import Database
from dealwatch.store.database import Store
from dealwatch.store.sources import Poll, SourceRow
from dealwatch.watch.occasion import Occasion
from dealwatch.watch.schedule import TELL_AFTER, failures_after, next_due


def finish(
    store: Store,
    row: SourceRow,
    info: SourceInfo,
    occasion: Occasion,
    problem: SourceProblem | None,
    *,
    now: datetime,
    jitter: float,
    events: int,
    settled: frozenset[str] = frozenset(),
) -> None:
    """Write how the pass went; `settled` are the kinds of document that were read without a failure.

    The user is told of trouble once, at the third pass in a row, and once of its end.
    """
    state = problem.state if problem else SourceState.OK
    detail = _detail(problem)
    failures = failures_after(row.failures, problem)
    told = row.told
    due = next_due(now, row.interval, problem, failures, jitter, info)
    with store.write() as database:
        fresh = store.sources.get(row.key, database)
        asked = fresh is not None and fresh.next_due not in (None, row.next_due) and fresh.next_due <= now
        if problem is None and told:
            told = False
            _tell(store, database, occasion, row, now, SourceState.OK)
        elif problem is not None and problem.state.trouble and failures >= TELL_AFTER and not told:
            told = True
            _tell(store, database, occasion, row, now, state)
        store.sources.finish(
            database,
            row.key,
            state=state,
            detail=detail,
            now=now,
            next_due=now if asked else due,  # asked for meanwhile: what is new by then is wanted
            failures=failures,
            told=told,
            settled=row.settled | settled,
        )
        result = "failed" if problem else ("changed" if events else "checked")
        store.sources.log_poll(database, Poll(row.key, occasion.started_at, now, result, state, detail, events))


def _detail(problem: SourceProblem | None) -> str:
    if problem is None:
        return ""
    return " ".join(
        part for part in (problem.title, problem.hint, f"[{problem.detail}]" if problem.detail else "") if part
    )


def _tell(
    store: Store, database: Database, occasion: Occasion, row: SourceRow, now: datetime, state: SourceState
) -> None:
    store.alerts.raise_(
        database,
        occasion=occasion.id,
        now=now,
        subject=AlertSubject.HEALTH,
        level=AlertLevel.NOTIFY,
        source=row.key,
        detail=state,
    )
