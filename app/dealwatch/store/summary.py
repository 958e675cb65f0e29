"""Sums that a window asks for often, made by SQLite rather than row by row: cells of the coverage strip, the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from dealwatch.model.dates import instant_text
from dealwatch.store.connection import Connections


@dataclass(frozen=True, slots=True)
class CellSum:
    """What the passes over a source within one interval brought."""

    failed: bool
    changed: bool


@dataclass(frozen=True, slots=True)
class LedgerSum:
    requests: int
    hosts: int
    bytes: int


def poll_cells(
    connections: Connections, start: datetime, step: timedelta, count: int
) -> Mapping[str, Mapping[int, CellSum]]:
    """Source key → number of the interval → what happened in it. An interval nobody polled in is not there."""
    seconds = int(step.total_seconds())
    rows = connections.reader.conn.execute(
        "SELECT source, (unixepoch(ended_at) - unixepoch(?1)) / ?2 AS cell, max(result = 'failed'),"
        " max(result = 'changed') FROM polls WHERE ended_at >= ?1 AND ended_at < ?3 GROUP BY source, cell",
        (instant_text(start), seconds, instant_text(start + step * count)),
    )
    found: dict[str, dict[int, CellSum]] = {}
    for source, cell, failed, changed in rows:
        found.setdefault(source, {})[cell] = CellSum(bool(failed), bool(changed))
    return found


def ledger_sum(connections: Connections, since: datetime) -> LedgerSum:
    """Requests since an instant, to how many hosts, how many bytes came."""
    row = connections.reader.conn.execute(
        "SELECT count(*), count(DISTINCT host), coalesce(sum(bytes), 0) FROM ledger WHERE at >= ?",
        (instant_text(since),),
    ).fetchone()
    return LedgerSum(*row)


def version(connections: Connections) -> int:
    """Changes with every write; as long as it stays, what was read since is still true, in whatever thread."""
    return connections.version()
