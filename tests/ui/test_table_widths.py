"""Columns where the window is narrow: what may go goes, then the widest give way, and nothing runs out of it."""

from __future__ import annotations

import pytest

from dealwatch.ui.cells import Cell, Column, Row
from dealwatch.ui.table import SLIMMEST, Table, cell_width
from dealwatch.ui.theme import Look

COLUMNS = (Column("Date", 160), Column("By", 96), Column("Document", least=260), Column("Where", 120, droppable=True))


@pytest.fixture
def table(qtbot, look: Look) -> Table:
    found = Table(look, COLUMNS, "Documents")
    qtbot.addWidget(found)
    found.show_rows([Row("a", tuple(Cell(text) for text in ("19 Nov 2024 (Tue)", "CMA", "A decision", "on the site")))])
    found.show()
    return found


def widths(table: Table) -> list[int]:
    return [table.columnWidth(place) for place in range(len(COLUMNS)) if not table.isColumnHidden(place)]


@pytest.mark.parametrize("room", [520, 440, 360, 300])
def test_nothing_runs_out_of_a_narrow_window(table: Table, room: int) -> None:
    table.resize(room, 200)
    assert sum(widths(table)) == table.viewport().width()
    assert min(widths(table)) >= SLIMMEST
    assert len(widths(table)) == 3, "what may go is gone before anything gives way"


def test_below_that_the_table_scrolls(table: Table) -> None:
    table.resize(200, 200)
    assert widths(table) == [SLIMMEST] * 3


def test_a_width_that_was_drawn_stays(table: Table) -> None:
    table.drawn_widths[0] = 170
    table.resize(400, 200)
    assert table.columnWidth(0) == 170
    assert sum(widths(table)) == table.viewport().width()


def test_the_first_rows_share_the_room_by_their_words(qtbot, look: Look) -> None:
    """A table is often laid out before it has rows: its columns must not stay as they were when it was empty."""
    columns = (Column("Deal", 220, least=150), Column("Reviews", 330, least=150), Column("Latest step", least=170))
    found = Table(look, columns, "Deals")
    qtbot.addWidget(found)
    found.resize(400, 200)
    found.show()
    long = "Northwind Holdings / Contoso Grid"
    found.show_rows([Row("a", (Cell(long, bold=True), Cell("CMA"), Cell("Phase 2")))])
    assert found.columnWidth(0) > found.columnWidth(1)
    assert found.columnWidth(0) > found.columnWidth(2)
    shared = [found.columnWidth(place) for place in range(3)]
    assert sum(shared) == found.viewport().width()
    found.show_rows([Row("a", (Cell("A"), Cell("CMA " * 30), Cell("Phase 2")))])
    assert [found.columnWidth(place) for place in range(3)] == shared


def test_a_cell_is_measured_with_all_that_stands_in_it(look: Look) -> None:
    theme = look.theme
    bare = cell_width(theme, Cell("CMA"), 1, 3)
    assert cell_width(theme, Cell("CMA", note="merger cases"), 1, 3) > bare
    assert cell_width(theme, Cell("CMA", icon="check"), 1, 3) > bare
    assert cell_width(theme, Cell("CMA", second="Competition and Markets Authority"), 1, 3) > bare
    assert cell_width(theme, Cell("CMA"), 0, 3) > bare
    assert cell_width(theme, Cell("CMA", right=True), 2, 3) > cell_width(theme, Cell("CMA", right=True), 1, 3)
