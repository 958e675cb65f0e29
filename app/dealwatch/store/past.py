"""The data file as it stood at a past instant: every table shadowed by what had been known by then, nothing writable.

SQLite looks a name up among temporary tables first, so that every query of every aggregate reads the past without
knowing it. What a case looked like is worked out by whoever opens the past (`restated`): it is judgement. Search is not
shadowed, since a full-text table cannot be; its hits are to be checked against what is there.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from dealwatch.language import _
from dealwatch.model.dates import instant_text
from dealwatch.model.deal import Case
from dealwatch.model.errors import UsageError
from dealwatch.store.connection import Connections, Database
from dealwatch.store.facts_text import facts_text

Restated = Callable[[Sequence[str]], Iterable[Case]]
"""Ids of cases in which something has happened since → these cases as they were."""


def _last(what: str, where: str = "") -> str:
    """SQL for a column of the source's last pass by then."""
    return (
        f"(SELECT {what} FROM main.polls p WHERE p.source = s.key AND p.ended_at <= '{{moment}}'{where}"
        " ORDER BY p.ended_at DESC, p.id DESC LIMIT 1)"
    )


_VIEWS = {
    "events": "SELECT rowid AS rowid, * FROM main.events WHERE observed_at <= '{moment}'",
    "deals": """SELECT rowid AS rowid, id, name, kind, parties, value, announced, signed, long_stop, list_name, sample,
                created_at, muted, CASE WHEN removed_at <= '{moment}' THEN removed_at END AS removed_at,
                CASE WHEN archived_at <= '{moment}' THEN archived_at END AS archived_at
                FROM main.deals WHERE created_at <= '{moment}'""",
    "watches": "SELECT rowid AS rowid, * FROM main.watches WHERE created_at <= '{moment}'",
    "notes": "SELECT rowid AS rowid, * FROM main.notes WHERE created_at <= '{moment}'",
    "attachments": "SELECT rowid AS rowid, * FROM main.attachments WHERE added_at <= '{moment}'",
    "alerts": """SELECT rowid AS rowid, id, occasion, created_at, subject, level, case_id, source, detail, flagged,
                 CASE WHEN read_at <= '{moment}' THEN read_at END AS read_at, NULL AS snoozed_until
                 FROM main.alerts WHERE created_at <= '{moment}'""",
    "deliveries": "SELECT rowid AS rowid, * FROM main.deliveries WHERE at <= '{moment}'",
    "proposals": """SELECT rowid AS rowid, id, created_at, claim, proposal,
                    CASE WHEN decided_at > '{moment}' THEN 'open' ELSE state END AS state, deal_id, authority, status,
                    source, url, snapshot, title, copies, case_id, before,
                    CASE WHEN event_id IN (SELECT id FROM main.events WHERE observed_at <= '{moment}') THEN event_id
                    ELSE '' END AS event_id, CASE WHEN decided_at <= '{moment}' THEN decided_at END AS decided_at
                    FROM main.proposals WHERE created_at <= '{moment}'""",
    "polls": "SELECT rowid AS rowid, * FROM main.polls WHERE ended_at <= '{moment}'",
    "ledger": "SELECT rowid AS rowid, * FROM main.ledger WHERE at <= '{moment}'",
    "sources": f"""SELECT rowid AS rowid, key, title, target, interval_s,
                   coalesce({_last("state")}, 'never_checked') AS state,
                   coalesce({_last("detail")}, '') AS detail,
                   CASE WHEN since <= '{{moment}}' THEN since END AS since, NULL AS next_due,
                   {_last("ended_at")} AS last_try,
                   {_last("ended_at", " AND p.state = 'ok'")} AS last_ok,
                   0 AS failures, told, settled,
                   CASE WHEN baseline_at <= '{{moment}}' THEN baseline_at END AS baseline_at, paused, 0 AS forced,
                   memory, created_at FROM main.sources s WHERE created_at <= '{{moment}}'""",
}


class PastConnections(Connections):
    """Connections that read one file as of one instant. ValueError for a naive instant."""

    def __init__(self, path: Path, moment: datetime, restated: Restated) -> None:
        self.path = path
        self._moment = instant_text(moment)
        self._restated = restated
        self._local = threading.local()
        self._readers: list[Database] = []
        self._readers_lock = threading.Lock()
        self._watcher: Database | None = None
        self._lock = threading.RLock()

    def _connect(self) -> Database:
        database = super()._connect()
        database.conn.execute("PRAGMA temp_store=MEMORY")
        for name, query in _VIEWS.items():
            database.conn.execute(f"CREATE TEMP VIEW {name} AS {query.replace('{moment}', self._moment)}")
        self._shadow_cases(database)
        return database

    def _shadow_cases(self, database: Database) -> None:
        """A table rather than a view: what later events changed is taken back case by case."""
        connection = database.conn
        connection.execute(
            "CREATE TEMP TABLE cases AS SELECT * FROM main.cases c WHERE EXISTS"
            " (SELECT 1 FROM main.events e WHERE e.case_id = c.id AND e.observed_at <= ?)",
            (self._moment,),
        )
        connection.execute("CREATE UNIQUE INDEX temp.past_cases_by_id ON cases (id)")
        connection.execute("CREATE INDEX temp.past_cases_by_number ON cases (source, number)")
        connection.execute(
            "UPDATE temp.cases SET held = NULL, held_events = NULL, held_url = NULL,"
            " checked_at = min(checked_at, ?1), removed_at = CASE WHEN removed_at <= ?1 THEN removed_at END",
            (self._moment,),
        )
        changed = [row[0] for row in connection.execute(_CHANGED_SINCE, (self._moment,))]
        for case in self._restated(changed):
            connection.execute(
                "UPDATE temp.cases SET stage = ?, outcome = ?, clock = ?, overlay = ?, badge = ?, facts = ?, title = ?,"
                " changed_at = ? WHERE id = ?",
                (
                    *case.status.axes().values(),
                    case.status.badge,
                    facts_text(case.facts),
                    case.title,
                    instant_text(case.changed_at) if case.changed_at else None,
                    case.id,
                ),
            )

    def write(self) -> NoReturn:
        """UsageError: the past is not changed."""
        raise UsageError(_("You are looking at a past moment."), _("Return to now to change something."))

    def exclusive(self) -> NoReturn:
        """UsageError: as `write`."""
        self.write()

    def close(self) -> None:
        self._close_readers()


_CHANGED_SINCE = (
    "SELECT id FROM temp.cases c WHERE EXISTS"
    " (SELECT 1 FROM main.events e WHERE e.case_id = c.id AND e.observed_at > ?)"
)
