"""Opening, migrating, backing up, restoring, and what the environment can do to the file."""

from __future__ import annotations

import os
import sqlite3
from datetime import timedelta

import pytest
from sqlite_utils import Database

from dealwatch.model.errors import DataError, UsageError
from dealwatch.store import database as database_module
from dealwatch.store import steps
from dealwatch.store.connection import Connections
from dealwatch.store.database import FILE_NAME, Store, restore
from dealwatch.store.faults import explain
from dealwatch.store.migrations import migrations, statements


def test_a_new_file_has_the_whole_schema_and_no_backup(tmp_path, now):
    with Store.open(tmp_path, now) as store:
        assert store.check() == "ok"
        tables = store.connections.reader.conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        assert {"cases", "events", "deals", "snapshots"} <= {row[0] for row in tables}
    assert not (tmp_path / "backups").exists()
    assert [step.name for step in migrations.applied(Database(tmp_path / FILE_NAME))] == list(steps.NAMES)
    assert [step.name for step in migrations._migrations] == list(steps.NAMES)


def test_it_opens_again_with_what_was_committed(tmp_path, now):
    with Store.open(tmp_path, now) as store, store.write() as database:
        store.settings.put(database, "seen", "yes")
    with Store.open(tmp_path, now) as store:
        assert store.settings.get("seen") == "yes"
        assert store.settings.get("unheard", "default") == "default"


def test_a_newer_file_is_refused_and_left_as_it_is(tmp_path, now):
    Store.open(tmp_path, now).close()
    database = Database(tmp_path / FILE_NAME)
    database["_sqlite_migrations"].insert(
        {"migration_set": "dealwatch", "name": "9999_future", "applied_at": "2099-01-01"}
    )
    database.close()
    before = (tmp_path / FILE_NAME).read_bytes()
    with pytest.raises(DataError, match="newer Dealwatch"):
        Store.open(tmp_path, now)
    assert (tmp_path / FILE_NAME).read_bytes() == before


def test_somebody_elses_database_is_refused(tmp_path, now):
    Database(tmp_path / FILE_NAME)["other"].insert({"a": 1})
    with pytest.raises(DataError, match="not a Dealwatch data file"):
        Store.open(tmp_path, now)


def test_rubbish_is_called_damaged_and_points_at_the_backups(tmp_path, now):
    (tmp_path / FILE_NAME).write_bytes(b"not a database at all" * 100)
    with pytest.raises(DataError, match="damaged") as caught:
        Store.open(tmp_path, now)
    assert "backups" in caught.value.hint


def test_a_file_that_is_locked_says_so(tmp_path, now, monkeypatch):
    monkeypatch.setattr("dealwatch.store.connection.BUSY_SECONDS", 0.05)
    with Store.open(tmp_path, now) as store:
        other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DataError, match="Another program"), store.write():
            pass
        other.execute("ROLLBACK")
        other.close()
        with store.write() as database:
            store.settings.put(database, "a", "b")


def test_a_full_disk_loses_nothing_that_was_committed(tmp_path, now):
    with Store.open(tmp_path, now) as store:
        with store.write() as database:
            store.settings.put(database, "before", "kept")
        with store.connections.exclusive() as database:
            pages = database.conn.execute("PRAGMA page_count").fetchone()[0]
            database.conn.execute(f"PRAGMA max_page_count={pages + 1}")
        with pytest.raises(DataError, match="disk is full"), store.write() as database:
            for number in range(1000):
                store.settings.put(database, f"row {number}", "x" * 1000)
        assert store.settings.get("before") == "kept"
        assert store.settings.get("row 0") == ""


def test_a_folder_that_cannot_be_made_says_so(tmp_path, now):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataError, match="cannot be made"):
        Store.open(tmp_path / "file" / "data", now)


def test_a_place_that_is_no_file_says_so(tmp_path, now):
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(DataError, match="cannot be read or written"):
        Store.open(tmp_path, now)


def test_mistakes_of_ours_are_not_dressed_up(store):
    with pytest.raises(sqlite3.OperationalError, match="no such table"), store.write() as database:
        database.conn.execute("SELECT * FROM nowhere")
    assert explain(sqlite3.ProgrammingError("ours"), store.path) is None


def test_a_failed_transaction_leaves_nothing(store):
    with pytest.raises(RuntimeError), store.write() as database:
        store.settings.put(database, "a", "b")
        raise RuntimeError("half way")
    assert store.settings.get("a") == ""


def test_nested_writing_joins_the_outer_transaction(store):
    with pytest.raises(RuntimeError), store.write():
        with store.write() as database:
            store.settings.put(database, "inner", "x")
        raise RuntimeError("outer fails")
    assert store.settings.get("inner") == ""


def test_a_commit_that_fails_rolls_back(store):
    with pytest.raises(sqlite3.IntegrityError), store.write() as database:
        database.conn.execute("PRAGMA defer_foreign_keys=ON")
        database.conn.execute("INSERT INTO deal_cases VALUES ('nobody', 'nothing')")
    with store.write() as database:
        assert database.conn.execute("SELECT count(*) FROM deal_cases").fetchone()[0] == 0


def test_readers_cannot_write(store):
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        store.connections.reader.conn.execute("DELETE FROM settings")


def test_a_pending_migration_is_backed_up_first(tmp_path, now, monkeypatch):
    with Store.open(tmp_path, now) as store, store.write() as database:
        store.settings.put(database, "old", "data")
        database.conn.execute("DELETE FROM _sqlite_migrations")
    monkeypatch.setattr(migrations, "apply", lambda _database: None)
    Store.open(tmp_path, now).close()
    Store.open(tmp_path, now).close()  # the backup of this second is there already
    (backup,) = (tmp_path / "backups").iterdir()
    assert Database(backup)["settings"].get("old")["value"] == "data"


def test_a_migration_that_breaks_references_is_refused(tmp_path, now, monkeypatch):
    Store.open(tmp_path, now).close()
    raw = sqlite3.connect(tmp_path / FILE_NAME)
    raw.execute("INSERT INTO deal_cases VALUES ('nobody', 'nothing')")
    raw.execute("DELETE FROM _sqlite_migrations")
    raw.commit()
    raw.close()
    monkeypatch.setattr(migrations, "apply", lambda _database: None)
    with pytest.raises(DataError, match="could not be brought up to date"):
        Store.open(tmp_path, now)


def test_statements_are_cut_where_sqlite_says():
    script = "CREATE TABLE a (x);\nCREATE TRIGGER t AFTER INSERT ON a\nBEGIN SELECT 1; END;\nSELECT 1"
    assert len(statements(script)) == 3


def test_backup_and_restore_bring_everything_back(tmp_path, now):
    folder, file = tmp_path / "data", tmp_path / "out" / "backup.db"
    with Store.open(folder, now) as store:
        with store.write() as database:
            store.settings.put(database, "a", "1")
        assert store.backup(file) == file.stat().st_size
        with pytest.raises(UsageError, match="exists already"):
            store.backup(file)
        with store.write() as database:
            store.settings.put(database, "a", "2")
        kept = restore_while_open(file, folder, now)
    with Store.open(folder, now) as store:
        assert store.settings.get("a") == "1"
    assert kept is not None
    assert kept.exists()
    assert restore(file, tmp_path / "fresh", now) is None


def restore_while_open(file, folder, now):
    """The WAL of a file that is still open is kept with it."""
    assert (folder / (FILE_NAME + "-wal")).exists()
    return restore(file, folder, now)


def test_restore_refuses_what_is_no_backup(tmp_path, now):
    with pytest.raises(UsageError, match="no such backup"):
        restore(tmp_path / "nothing", tmp_path, now)
    Database(tmp_path / "other.db")["x"].insert({"a": 1})
    with pytest.raises(DataError, match="not a Dealwatch data file"):
        restore(tmp_path / "other.db", tmp_path, now)
    (tmp_path / "rubbish.db").write_bytes(os.urandom(10_000))
    with pytest.raises(DataError, match="damaged"):
        restore(tmp_path / "rubbish.db", tmp_path, now)


def test_restore_refuses_a_damaged_backup(tmp_path, now):
    file = tmp_path / "backup.db"
    with Store.open(tmp_path / "data", now) as store:
        with store.write() as database:
            for number in range(500):
                store.settings.put(database, f"name {number}", "value " * 50)
        store.backup(file)
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 4096] = b"\xff" * 4096
    file.write_bytes(content)
    with pytest.raises(DataError, match="damaged"):
        restore(file, tmp_path / "data", now)
    with Store.open(tmp_path / "data", now) as store:
        assert store.settings.get("name 0").startswith("value")


def test_one_backup_a_day_and_the_newest_fourteen(store, now):
    made = [store.backup_daily(now + timedelta(days=day)) for day in range(16)]
    assert all(made)
    assert store.backup_daily(now + timedelta(days=15)) is None
    assert len(list(store.backup_folder.glob("daily-*.db"))) == 14


def test_several_threads_write_and_lose_nothing(store):
    from concurrent.futures import ThreadPoolExecutor

    def write(number):
        with store.write() as database:
            store.settings.get("anything")
            store.settings.put(database, f"n{number}", "x")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(200)))
    assert store.connections.reader.conn.execute("SELECT count(*) FROM settings").fetchone()[0] == 200


def test_closed_connections_are_closed(tmp_path, now):
    connections = Connections(Store.open(tmp_path, now).path)
    assert connections.reader is connections.reader
    connections.close()
    assert connections.path.name == database_module.FILE_NAME


def test_a_file_emptied_beside_its_backups_is_no_new_beginning(tmp_path, now):
    (tmp_path / FILE_NAME).touch()
    with Store.open(tmp_path, now) as store:  # without backups there was nothing before
        store.backup_daily(now)
    (tmp_path / FILE_NAME).write_bytes(b"")
    with pytest.raises(DataError, match="damaged"):
        Store.open(tmp_path, now)
    assert (tmp_path / FILE_NAME).stat().st_size == 0
