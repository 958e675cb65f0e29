"""What happened lately to the cases that are watched now, in bulk and by SQLite: what rules are tried on.

Muted cases are left out, since nothing is told of them. Must not contain: the deciding, words for people.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dealwatch.model.dates import instant_text
from dealwatch.store.cases import MUTED, WATCHED
from dealwatch.store.connection import Connections


@dataclass(frozen=True, slots=True)
class PastCase:
    """A case that is watched and not muted, with what a rule may ask about its deals."""

    id: str
    authority: str
    title: str
    deals: frozenset[str]
    lists: frozenset[str]
    tags: frozenset[str]
    deal_name: str = ""


@dataclass(frozen=True, slots=True)
class PastEvent:
    """`group` is equal for what came at once; `level` that of its alert, empty where none was raised."""

    id: str
    case_id: str
    at: str
    kind: str
    field: str
    badge_old: str
    badge_new: str
    note: str
    group: str
    level: str


@dataclass(frozen=True, slots=True)
class PastAlert:
    """A notification that tells of no case's event: a reminder, an item of a feed, trouble with a source."""

    id: str
    case_id: str
    at: str
    subject: str
    source: str
    event_id: str
    detail: str


def past_cases(connections: Connections) -> dict[str, PastCase]:
    """By id."""
    reader = connections.reader.conn
    deals: dict[str, list[tuple[str, str, str]]] = {}
    for case_id, *deal in reader.execute(
        "SELECT dc.case_id, d.id, d.list_name, d.name FROM deal_cases dc JOIN deals d ON d.id = dc.deal_id"
        " WHERE d.removed_at IS NULL ORDER BY d.name"
    ):
        deals.setdefault(case_id, []).append((deal[0], deal[1], deal[2]))
    tags: dict[str, set[str]] = {}
    for deal_id, tag in reader.execute("SELECT deal_id, tag FROM deal_tags"):
        tags.setdefault(deal_id, set()).add(tag)
    found = {}
    for case_id, authority, title in reader.execute(
        "SELECT id, authority, coalesce(nullif(title, ''), nullif(printed_number, ''), number) FROM cases"
        f" WHERE {WATCHED} AND NOT {MUTED}"
    ):
        own = deals.get(case_id, [])
        found[case_id] = PastCase(
            case_id,
            authority,
            title,
            frozenset(deal for deal, _list, _name in own),
            frozenset(name for _deal, name, _name in own if name),
            frozenset(tag for deal, _list, _name in own for tag in tags.get(deal, ())),
            own[0][2] if own else "",
        )
    return found


def past_events(connections: Connections, since: datetime, until: datetime) -> Iterator[PastEvent]:
    """Events of cases after `since` up to `until`, in the order of observation; what the user entered is left out."""
    rows = connections.reader.conn.execute(
        "SELECT e.id, e.case_id, e.observed_at, e.kind, e.field, e.badge_old, e.badge_new, e.note,"
        " coalesce(a.id, ''), coalesce(a.level, '')"
        " FROM events e LEFT JOIN alert_events ae ON ae.event_id = e.id LEFT JOIN alerts a ON a.id = ae.alert_id"
        " WHERE e.observed_at > ? AND e.observed_at <= ? AND e.case_id IS NOT NULL"
        " AND e.note NOT IN ('baseline', 'by_user', 'sample') ORDER BY e.observed_at, e.rowid",
        (instant_text(since), instant_text(until)),
    )
    return (PastEvent(*row) for row in rows)


def past_alerts(connections: Connections, since: datetime, until: datetime) -> Iterator[PastAlert]:
    """Notifications after `since` up to `until` that are not about a change, oldest first."""
    rows = connections.reader.conn.execute(
        "SELECT id, case_id, created_at, subject, source,"
        " coalesce((SELECT event_id FROM alert_events WHERE alert_id = alerts.id LIMIT 1), ''), detail"
        " FROM alerts WHERE level = 'notify' AND subject <> 'change' AND created_at > ? AND created_at <= ?"
        " ORDER BY created_at, id",
        (instant_text(since), instant_text(until)),
    )
    return (PastAlert(*row) for row in rows)
