"""Sums for the window: what SQLite counts must be what the rows say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dealwatch.model.source import SourceState
from dealwatch.store.database import Store
from dealwatch.store.ledger import LedgerLine
from dealwatch.store.sources import Poll
from dealwatch.store.summary import CellSum, LedgerSum, ledger_sum, poll_cells, version

START = datetime(2026, 3, 1, tzinfo=UTC)


def _poll(store: Store, minutes: int, result: str, source: str = "cma") -> None:
    at = START + timedelta(minutes=minutes)
    state = SourceState.BLOCKED if result == "failed" else SourceState.OK
    with store.write() as database:
        store.sources.log_poll(database, Poll(source, at, at, result, state, "", 0))


def test_a_cell_holds_all_that_happened_in_it_and_silence_has_no_cell(store: Store) -> None:
    for minutes, result in ((5, "checked"), (59, "failed"), (60, "changed"), (200, "checked")):
        _poll(store, minutes, result)
    _poll(store, 10, "checked", "ec")
    cells = poll_cells(store.connections, START, timedelta(hours=1), 3)
    assert cells == {"cma": {0: CellSum(True, False), 1: CellSum(False, True)}, "ec": {0: CellSum(False, False)}}


def test_polls_before_the_strip_do_not_count(store: Store) -> None:
    _poll(store, -1, "failed")
    assert poll_cells(store.connections, START, timedelta(hours=1), 3) == {}


def test_the_ledger_is_summed_from_an_instant_on(store: Store) -> None:
    def line(minutes: int, host: str, size: int) -> LedgerLine:
        return LedgerLine(START + timedelta(minutes=minutes), "cma", host, "/", "GET", "list", "200", size, 5)

    with store.write() as database:
        store.ledger.add(database, [line(-5, "a", 1), line(0, "a", 10), line(1, "b", 20), line(2, "b", 30)])
    assert ledger_sum(store.connections, START) == LedgerSum(3, 2, 60)
    assert ledger_sum(store.connections, START + timedelta(days=1)) == LedgerSum(0, 0, 0)


def test_the_version_changes_with_a_write_and_only_then(store: Store) -> None:
    before = version(store.connections)
    assert version(store.connections) == before
    with store.write() as database:
        store.settings.put(database, "looked_at", "now")
    assert version(store.connections) != before
