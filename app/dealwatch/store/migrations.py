"""The schema, as numbered and explicit steps. A released step is never edited: a change is a new step.

Loaded only where there is a step to take: the library that runs them is not small. Their names are in `steps`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from sqlite_utils import Database, Migrations

from dealwatch.store.course_index import COURSE_EXPRESSIONS
from dealwatch.store.journal_triggers import triggers

migrations = Migrations("dealwatch")
Step = Callable[[Database], None]

_FIRST = """
CREATE TABLE deals (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, parties TEXT NOT NULL DEFAULT '[]',
  value TEXT NOT NULL DEFAULT '', announced TEXT, long_stop TEXT, list_name TEXT NOT NULL DEFAULT '',
  sample INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, removed_at TEXT
) STRICT;
CREATE TABLE sources (
  key TEXT PRIMARY KEY, title TEXT NOT NULL, target TEXT NOT NULL DEFAULT '{}', interval_s INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'never_checked', detail TEXT NOT NULL DEFAULT '', since TEXT, next_due TEXT,
  last_try TEXT, last_ok TEXT, failures INTEGER NOT NULL DEFAULT 0, told INTEGER NOT NULL DEFAULT 0,
  settled TEXT NOT NULL DEFAULT '', baseline_at TEXT,
  paused INTEGER NOT NULL DEFAULT 0, forced INTEGER NOT NULL DEFAULT 0,
  memory TEXT NOT NULL DEFAULT '{}', created_at TEXT NOT NULL
) STRICT;
CREATE TABLE snapshots (
  sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, content_type TEXT NOT NULL, url TEXT NOT NULL,
  fetched_at TEXT NOT NULL, source TEXT NOT NULL, of_file TEXT NOT NULL DEFAULT '', place TEXT NOT NULL DEFAULT '',
  body BLOB NOT NULL
) STRICT;
CREATE INDEX snapshots_by_url ON snapshots (url, fetched_at);
CREATE TABLE cases (
  id TEXT PRIMARY KEY, source TEXT NOT NULL, authority TEXT NOT NULL, number TEXT NOT NULL,
  printed_number TEXT NOT NULL DEFAULT '', title TEXT NOT NULL DEFAULT '', url TEXT NOT NULL DEFAULT '',
  procedure TEXT NOT NULL DEFAULT '', stage TEXT NOT NULL, outcome TEXT NOT NULL, clock TEXT NOT NULL,
  overlay TEXT NOT NULL, badge TEXT NOT NULL, facts TEXT NOT NULL DEFAULT '{}', held TEXT, held_events TEXT,
  held_url TEXT,
  first_seen_at TEXT, checked_at TEXT, changed_at TEXT, removed_at TEXT,
  news INTEGER NOT NULL DEFAULT 0, UNIQUE (source, number)
) STRICT;
CREATE INDEX cases_by_printed_number ON cases (printed_number);
CREATE INDEX cases_awaited ON cases (source, number) WHERE first_seen_at IS NULL;
CREATE TABLE case_records (
  case_id TEXT NOT NULL REFERENCES cases (id), provider TEXT NOT NULL, url TEXT NOT NULL, facts TEXT NOT NULL,
  complete TEXT NOT NULL, precedence INTEGER NOT NULL, as_of TEXT NOT NULL, observed_at TEXT NOT NULL,
  digest TEXT NOT NULL, PRIMARY KEY (case_id, provider)
) STRICT;
CREATE TABLE deal_cases (
  deal_id TEXT NOT NULL REFERENCES deals (id), case_id TEXT NOT NULL REFERENCES cases (id),
  PRIMARY KEY (deal_id, case_id)
) STRICT;
CREATE INDEX deal_cases_by_case ON deal_cases (case_id);
CREATE TABLE watches (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, source TEXT NOT NULL, case_id TEXT NOT NULL DEFAULT '',
  target TEXT NOT NULL DEFAULT '', created_at TEXT NOT NULL, UNIQUE (kind, source, case_id, target)
) STRICT;
CREATE TABLE events (
  id TEXT PRIMARY KEY, case_id TEXT REFERENCES cases (id), observed_at TEXT NOT NULL, occurred_on TEXT,
  kind TEXT NOT NULL, field TEXT NOT NULL, old TEXT, new TEXT, badge_old TEXT NOT NULL DEFAULT '',
  badge_new TEXT NOT NULL DEFAULT '', source TEXT NOT NULL, authority TEXT NOT NULL DEFAULT '',
  url TEXT NOT NULL DEFAULT '', snapshot TEXT NOT NULL DEFAULT '', fetched_at TEXT NOT NULL,
  locator TEXT NOT NULL DEFAULT '', quote TEXT NOT NULL DEFAULT '', words TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  before TEXT NOT NULL DEFAULT '{}', after TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX events_by_case ON events (case_id, observed_at);
CREATE INDEX events_by_time ON events (observed_at);
CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TABLE documents (
  source TEXT NOT NULL, url TEXT NOT NULL, role TEXT NOT NULL, etag TEXT NOT NULL DEFAULT '',
  last_modified TEXT NOT NULL DEFAULT '', digest TEXT NOT NULL, fetched_at TEXT NOT NULL, checked_at TEXT NOT NULL,
  PRIMARY KEY (source, url)
) STRICT;
CREATE TABLE follow_ups (
  source TEXT NOT NULL, url TEXT NOT NULL, request TEXT NOT NULL, PRIMARY KEY (source, url)
) STRICT;
CREATE TABLE items (
  source TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL, published TEXT, first_seen_at TEXT NOT NULL,
  PRIMARY KEY (source, key, fingerprint)
) STRICT;
CREATE TABLE polls (
  id INTEGER PRIMARY KEY, source TEXT NOT NULL, started_at TEXT NOT NULL, ended_at TEXT NOT NULL, result TEXT NOT NULL,
  state TEXT NOT NULL, detail TEXT NOT NULL DEFAULT '', events INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX polls_by_source ON polls (source, ended_at);
CREATE TABLE ledger (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, source TEXT NOT NULL, host TEXT NOT NULL, path TEXT NOT NULL,
  method TEXT NOT NULL, purpose TEXT NOT NULL, status TEXT NOT NULL, bytes INTEGER NOT NULL,
  milliseconds INTEGER NOT NULL
) STRICT;
CREATE INDEX ledger_by_time ON ledger (at);
CREATE TABLE alerts (
  id TEXT PRIMARY KEY, occasion TEXT NOT NULL, created_at TEXT NOT NULL, subject TEXT NOT NULL, level TEXT NOT NULL,
  case_id TEXT NOT NULL DEFAULT '', source TEXT NOT NULL DEFAULT '', detail TEXT NOT NULL DEFAULT '',
  read_at TEXT, flagged INTEGER NOT NULL DEFAULT 0, UNIQUE (occasion, subject, case_id, source, level)
) STRICT;
CREATE INDEX alerts_by_time ON alerts (created_at);
CREATE TABLE alert_events (
  alert_id TEXT NOT NULL REFERENCES alerts (id), event_id TEXT NOT NULL REFERENCES events (id),
  PRIMARY KEY (alert_id, event_id)
) STRICT;
CREATE INDEX alert_events_by_event ON alert_events (event_id);
CREATE TABLE deliveries (
  alert_id TEXT NOT NULL REFERENCES alerts (id), channel TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (alert_id, channel)
) STRICT;
CREATE TABLE proposals (
  id TEXT PRIMARY KEY, created_at TEXT NOT NULL, claim TEXT NOT NULL, proposal TEXT NOT NULL, state TEXT NOT NULL,
  deal_id TEXT NOT NULL DEFAULT '', authority TEXT NOT NULL, status TEXT NOT NULL, source TEXT NOT NULL,
  url TEXT NOT NULL, snapshot TEXT NOT NULL, title TEXT NOT NULL DEFAULT '', copies TEXT NOT NULL DEFAULT '[]',
  case_id TEXT NOT NULL DEFAULT '', before TEXT, event_id TEXT NOT NULL DEFAULT '', decided_at TEXT
) STRICT;
CREATE INDEX proposals_by_claim ON proposals (claim, created_at);
CREATE INDEX proposals_by_deal ON proposals (deal_id, authority);
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE VIRTUAL TABLE search USING fts5 (
  kind UNINDEXED, ref UNINDEXED, case_id UNINDEXED, title, body, tokenize = 'unicode61 remove_diacritics 2',
  prefix = '2 3'
);
CREATE TABLE search_rows (kind TEXT NOT NULL, ref TEXT NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (kind, ref)) STRICT
"""


def statements(script: str) -> list[str]:
    """The script's statements one by one: `executescript` would commit the migration's own transaction.

    A trigger's body holds semicolons, so a statement ends only where SQLite itself says that it is complete.
    """
    found, current = [], ""
    for line in script.strip().splitlines():
        current += line + "\n"
        if sqlite3.complete_statement(current):
            found.append(current.strip())
            current = ""
    if current.strip():
        found.append(current.strip())
    return found


@migrations(name="0001_first")
def first(database: Database) -> None:
    for statement in statements(_FIRST):
        database.conn.execute(statement)


@migrations(name="0002_courses")
def courses(database: Database) -> None:
    """An index that holds the days of a case's course, so that thousands of cases are compared without their facts."""
    database.conn.execute(
        "CREATE INDEX cases_by_course ON cases (authority, procedure, outcome, overlay, id,"
        f" {', '.join(COURSE_EXPRESSIONS)})"
    )


_WORKING = """
ALTER TABLE deals ADD COLUMN signed TEXT;
ALTER TABLE deals ADD COLUMN archived_at TEXT;
ALTER TABLE deals ADD COLUMN muted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN muted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE alerts ADD COLUMN snoozed_until TEXT;
CREATE TABLE deal_tags (
  deal_id TEXT NOT NULL REFERENCES deals (id), tag TEXT NOT NULL, PRIMARY KEY (deal_id, tag)
) STRICT;
CREATE TABLE notes (
  id TEXT PRIMARY KEY, body TEXT NOT NULL, deal_id TEXT NOT NULL DEFAULT '', case_id TEXT NOT NULL DEFAULT '',
  event_id TEXT NOT NULL DEFAULT '', created_at TEXT NOT NULL, edited_at TEXT NOT NULL
) STRICT;
CREATE INDEX notes_by_deal ON notes (deal_id);
CREATE INDEX notes_by_case ON notes (case_id);
CREATE TABLE attachments (
  id TEXT PRIMARY KEY, deal_id TEXT NOT NULL REFERENCES deals (id), case_id TEXT NOT NULL DEFAULT '',
  snapshot TEXT NOT NULL REFERENCES snapshots (sha256), name TEXT NOT NULL, added_at TEXT NOT NULL
) STRICT;
CREATE INDEX attachments_by_deal ON attachments (deal_id);
CREATE TABLE acts (
  id TEXT PRIMARY KEY, at TEXT NOT NULL, title TEXT NOT NULL, fields TEXT NOT NULL, kind TEXT NOT NULL,
  ref TEXT NOT NULL, undone_at TEXT
) STRICT;
CREATE TABLE act_changes (
  act_id TEXT NOT NULL REFERENCES acts (id), place INTEGER NOT NULL, of TEXT NOT NULL, before TEXT, after TEXT,
  PRIMARY KEY (act_id, place)
) STRICT;
CREATE TABLE open_act (id TEXT NOT NULL) STRICT
"""


@migrations(name="0003_working")
def working(database: Database) -> None:
    """What a person adds of their own, and the journal by which it can be undone."""
    own = ("deals", "cases", "deal_cases", "deal_tags", "watches", "notes", "attachments", "alerts")
    for statement in [*statements(_WORKING), *triggers(*own)]:
        database.conn.execute(statement)


_RULES = """
ALTER TABLE deliveries ADD COLUMN rule TEXT NOT NULL DEFAULT '';
CREATE TABLE rules (
  id TEXT PRIMARY KEY, place INTEGER NOT NULL, name TEXT NOT NULL, what TEXT NOT NULL, whose TEXT NOT NULL,
  ref TEXT NOT NULL, badges TEXT NOT NULL, authorities TEXT NOT NULL, act TEXT NOT NULL, hours TEXT NOT NULL,
  enabled INTEGER NOT NULL
) STRICT;
INSERT INTO rules VALUES ('everything', 0, 'Everything watched',
  '["deadline","health","item","near","new_case","status"]', 'all', '', '[]', '[]', 'tell', '', 1)
"""


@migrations(name="0004_rules")
def rules(database: Database) -> None:
    """Alert rules of the user's own; the one there is from the beginning tells what was told before."""
    for statement in [*statements(_RULES), *triggers("rules")]:
        database.conn.execute(statement)


_CHANNELS = """
CREATE TABLE channels (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, enabled INTEGER NOT NULL, created_at TEXT NOT NULL,
  trouble TEXT NOT NULL DEFAULT '', failures INTEGER NOT NULL DEFAULT 0, next_try TEXT, busy_until TEXT, sent_at TEXT
) STRICT;
CREATE TABLE posts (
  id INTEGER PRIMARY KEY, channel_id TEXT NOT NULL REFERENCES channels (id), alert_id TEXT NOT NULL,
  digest_id TEXT NOT NULL, queued_at TEXT NOT NULL, batch TEXT NOT NULL DEFAULT '', sent_at TEXT,
  UNIQUE (channel_id, alert_id, digest_id)
) STRICT;
CREATE INDEX posts_waiting ON posts (channel_id) WHERE sent_at IS NULL;
CREATE INDEX posts_by_alert ON posts (alert_id);
CREATE TABLE digests (
  id TEXT PRIMARY KEY, made_at TEXT NOT NULL, letter TEXT NOT NULL, to_desktop INTEGER NOT NULL, shown_at TEXT
) STRICT
"""


@migrations(name="0005_channels")
def channels(database: Database) -> None:
    """Channels beyond this computer, what waits for them, and the digests. Addresses are in the keyring."""
    for statement in statements(_CHANNELS):
        database.conn.execute(statement)


@migrations(name="0006_digest_only")
def digest_only(database: Database) -> None:
    """A channel may take digests only."""
    database.conn.execute("ALTER TABLE channels ADD COLUMN alerts INTEGER NOT NULL DEFAULT 1")


def apply(connection: sqlite3.Connection) -> None:
    """Take every step that the file has not taken yet, each in a transaction of its own."""
    migrations.apply(Database(connection))
