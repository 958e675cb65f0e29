"""A copy of the whole file is told of, can be stopped, and keeps nobody from writing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dealwatch.model.progress import Stopped
from dealwatch.store import backup
from dealwatch.store.database import Store

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Watcher:
    def __init__(self, stop: bool = False) -> None:
        self.stop_wanted = stop
        self.told: list[tuple[str, int, int]] = []

    def step(self, words: str, done: int = 0, total: int = 0) -> None:
        self.told.append((words, done, total))


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setattr(backup, "_BETWEEN", 10)
    with Store.open(tmp_path / "data", NOW) as opened:
        yield opened


def test_a_copy_that_is_stopped_leaves_no_file(store, tmp_path):
    target = tmp_path / "copies" / "whole.db"
    with pytest.raises(Stopped, match="Nothing was written"):
        store.backup(target, Watcher(stop=True))
    assert list(target.parent.iterdir()) == []
    assert store.check() == "ok"


def test_a_copy_tells_how_much_there_is(store, tmp_path):
    watcher = Watcher()
    size = store.backup(tmp_path / "whole.db", watcher)
    assert size == (tmp_path / "whole.db").stat().st_size
    assert {words for words, _done, _total in watcher.told} == {"Copying the data file"}
    assert all(total > 0 for _words, _done, total in watcher.told)


def test_others_write_while_the_file_is_copied(store, tmp_path):
    class Writer(Watcher):
        def step(self, words: str, done: int = 0, total: int = 0) -> None:
            if not self.told:
                with store.write() as database:
                    store.settings.put(database, "written", "meanwhile")
            super().step(words, done, total)

    store.backup(tmp_path / "whole.db", Writer())
    assert store.settings.get("written") == "meanwhile"
