"""Sums over many cases at once, made by SQLite: how many events a case has, what each week brought, when it was read.

Must not contain: judgement, words for people.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import msgspec

from dealwatch.store.connection import Connections


def event_counts(connections: Connections, case_ids: Collection[str]) -> dict[str, int]:
    """Case id → number of its events. As events are never changed, an equal number means that nothing was added."""
    rows = connections.reader.conn.execute(
        "SELECT case_id, count(*) FROM events WHERE case_id IN (SELECT value FROM json_each(?)) GROUP BY case_id",
        (_ids(case_ids),),
    )
    return dict(rows.fetchall())


def weekly_events(
    connections: Connections, case_ids: Collection[str], first: date, count: int
) -> Mapping[str, Mapping[int, int]]:
    """Case id → number of the week since Monday `first` → events of it, by the day they happened, else were seen (UTC).

    A day that is known by its month or year alone counts for the week in which it was seen.
    """
    rows = connections.reader.conn.execute(
        "SELECT case_id, week, count(*) FROM ("
        " SELECT case_id, CAST((julianday(CASE WHEN length(occurred_on) = 10 THEN occurred_on"
        " ELSE substr(observed_at, 1, 10) END) - julianday(?2)) / 7 AS INTEGER) AS week,"
        " CASE WHEN length(occurred_on) = 10 THEN occurred_on ELSE substr(observed_at, 1, 10) END AS day"
        " FROM events WHERE case_id IN (SELECT value FROM json_each(?1)))"
        " WHERE day >= ?2 AND week < ?3 GROUP BY case_id, week",
        (_ids(case_ids), first.isoformat(), count),
    )
    found: dict[str, dict[int, int]] = {}
    for case_id, week, events in rows:
        found.setdefault(case_id, {})[week] = events
    return found


def covered_weeks(connections: Connections, first: date, count: int) -> Mapping[str, frozenset[int]]:
    """Source key → the weeks since Monday `first` in which it was read at least once."""
    rows = connections.reader.conn.execute(
        "SELECT DISTINCT source, CAST((julianday(substr(ended_at, 1, 10)) - julianday(?1)) / 7 AS INTEGER) AS week"
        " FROM polls WHERE ended_at >= ?1 AND result != 'failed'",
        (first.isoformat(),),
    )
    found: dict[str, set[int]] = {}
    for source, week in rows:
        if week < count:
            found.setdefault(source, set()).add(week)
    return {source: frozenset(weeks) for source, weeks in found.items()}


def _ids(case_ids: Collection[str]) -> str:
    return msgspec.json.encode(list(case_ids)).decode()
