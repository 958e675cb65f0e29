"""The disk under a check: full, or damaged in its middle. A clear word, nothing half kept, nothing lost."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from dealwatch.cli.main import run
from dealwatch.model.errors import DataError
from dealwatch.store.database import Store


def test_a_disk_full_in_the_middle_of_a_check_loses_nothing(desk: Any) -> None:
    before = desk.told()
    desk.change()
    with desk.store.connections.exclusive() as database:
        pages = database.conn.execute("PRAGMA page_count").fetchone()[0]
        database.conn.execute(f"PRAGMA max_page_count = {pages}")
    for number in range(4):
        desk.site.feed(number, 1000)  # more than the pages that are left
    with pytest.raises(DataError, match="full"):
        desk.check()
    kept = desk.told()
    assert before - kept == before - before
    with desk.store.connections.exclusive() as database:
        database.conn.execute("PRAGMA max_page_count = 1000000")
    desk.check()
    new = desk.told() - before
    assert set(new.values()) == {1}
    assert ("status", "clock", "suspended") in new
    assert len([value for kind, _, value in new if kind == "document" and str(value).startswith("Item")]) == 4 * 998
    assert desk.store.check() == "ok"
    assert desk.check().events == []


def damage(path: Path) -> bytes:
    """Overwrite every page but the first, as a failing disk might; what the file then is."""
    body = bytearray(path.read_bytes())
    body[4096:] = b"\x5a" * (len(body) - 4096)
    path.write_bytes(body)
    return bytes(body)


def test_a_file_damaged_while_a_check_runs_is_named_and_left_alone(
    desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = tmp_path / "kept.db"
    desk.store.backup(backup)
    before = desk.told()
    desk.store.close()
    path = desk.folder / "dealwatch.sqlite"
    found: list[bytes] = []
    once = threading.Lock()

    def before_answer(_path: str) -> None:
        with once:  # requests come side by side; two that damage at once would leave an empty file
            if not found:
                found.append(damage(path))

    desk.site.before = before_answer
    origins = tmp_path / "origins.json"
    names = ("https://www.accc.gov.au", "https://feeds.example")
    origins.write_text(json.dumps(dict.fromkeys(names, desk.site.base)), "utf-8")
    monkeypatch.setenv("DEALWATCH_ORIGINS", str(origins))
    desk.change()
    assert run(["--data", str(desk.folder), "check", "--all"], lambda _opening: 0) == 3
    assert "damaged" in capsys.readouterr().err
    assert found
    damage(path)  # what stood in the journal has healed its own pages at the end; a failing disk goes on failing
    assert run(["--data", str(desk.folder), "check", "--all"], lambda _opening: 0) == 3
    desk.site.before = lambda _path: None
    assert run(["--data", str(desk.folder), "restore", str(backup)], lambda _opening: 0) == 0
    desk.store = Store.open(desk.folder, desk.clock.now())
    try:
        assert desk.told() == before
        desk.check()
        assert ("status", "clock", "suspended") in desk.told() - before
    finally:
        desk.store.close()
