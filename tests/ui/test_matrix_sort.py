"""The matrix sorted by its heads: by mouse, by keyboard and by a screen reader, remembered, the cursor on its deal."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication
from sample_desk import SampleDesk

from dealwatch.figures.matrix_order import Order
from dealwatch.ui.main_window import MainWindow
from dealwatch.ui.views.matrix import MatrixMode
from dealwatch.ui.views.matrix_table import MatrixTable

ACROSS = Qt.Orientation.Horizontal


@pytest.fixture
def mode(window: MainWindow) -> MatrixMode:
    return shown(window)


@pytest.fixture
def table(mode: MatrixMode) -> MatrixTable:
    mode.table.setFocus(Qt.FocusReason.TabFocusReason)
    return mode.table


def shown(window: MainWindow) -> MatrixMode:
    window.go("portfolio/matrix")
    QApplication.processEvents()
    found = window.views.current().mode
    assert isinstance(found, MatrixMode)
    return found


def names(table: MatrixTable) -> list[str]:
    return [row.name for row in table.cells.matrix.rows]


def click_head(qtbot, table: MatrixTable, column: int) -> None:
    head = table.horizontalHeader()
    where = QPoint(head.sectionViewportPosition(column) + 20, head.height() // 2)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=where)


def click_deal(qtbot, table: MatrixTable) -> None:
    qtbot.mouseClick(table.findChild(QAbstractButton), Qt.MouseButton.LeftButton)


def said(table: MatrixTable, column: int) -> str:
    return table.cells.headerData(column, ACROSS, Qt.ItemDataRole.AccessibleTextRole)


def test_the_name_of_the_deal_by_a_click(table: MatrixTable, qtbot) -> None:
    usual = names(table)
    click_deal(qtbot, table)
    assert names(table) == sorted(usual, key=str.casefold)
    assert table.sorting.arrow(-1) == " ↑"
    click_deal(qtbot, table)
    assert names(table) == sorted(usual, key=str.casefold, reverse=True)
    assert table.sorting.arrow(-1) == " ↓"
    click_deal(qtbot, table)
    assert names(table) == usual
    assert table.sorting.arrow(-1) == ""


def test_an_authority_by_how_far_its_review_has_come(table: MatrixTable, qtbot) -> None:
    column = table.cells.matrix.authorities.index("CMA")
    click_head(qtbot, table, column)
    rows = [row.cells[column] for row in table.cells.matrix.rows]
    filled = [bool(cells) for cells in rows]
    assert filled == sorted(filled, reverse=True)
    assert [cells[0].decided for cells in rows if cells] == sorted(cells[0].decided for cells in rows if cells)
    assert said(table, column).endswith(", sorted upwards")
    assert "sorted" not in said(table, column + 1)
    click_head(qtbot, table, column)
    assert said(table, column).endswith(", sorted downwards")


def test_the_next_deadline_by_either_of_its_columns(table: MatrixTable, qtbot) -> None:
    count = len(table.cells.matrix.authorities)
    click_head(qtbot, table, count)
    days = [row.day for row in table.cells.matrix.rows if row.day is not None]
    assert days == sorted(days)
    assert [row.day for row in table.cells.matrix.rows][: len(days)] == days
    click_head(qtbot, table, count + 1)
    assert table.sorting.order == Order("next", True)
    assert (table.sorting.arrow(count), table.sorting.arrow(count + 1)) == (" ↓", "")


def test_the_keyboard_goes_up_to_the_heads_and_back(table: MatrixTable, qtbot) -> None:
    table.setCurrentIndex(table.cells.index(1, 1))
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert table.sorting.at is None
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert table.sorting.at == 1
    assert not table.grab().isNull()
    qtbot.keyClick(table, Qt.Key.Key_Up)
    qtbot.keyClick(table, Qt.Key.Key_Left)
    qtbot.keyClick(table, Qt.Key.Key_Left)
    qtbot.keyClick(table, Qt.Key.Key_Left)
    assert table.sorting.at == -1
    usual = names(table)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert names(table) == sorted(usual, key=str.casefold)
    assert table.sorting.at == -1
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert table.sorting.order.falling
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.sorting.at == table.cells.columnCount() - 1
    qtbot.keyClick(table, Qt.Key.Key_Right)
    assert table.sorting.at == table.cells.columnCount() - 1
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.sorting.at == -1
    qtbot.keyClick(table, Qt.Key.Key_Right)
    qtbot.keyClick(table, Qt.Key.Key_Right)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.sorting.at is None
    assert (table.currentIndex().row(), table.currentIndex().column()) == (0, 1)
    qtbot.keyClick(table, Qt.Key.Key_Up)
    qtbot.keyClick(table, Qt.Key.Key_PageDown)
    assert table.sorting.at is None
    assert table.currentIndex().row() > 0


def test_the_cursor_stays_on_its_deal(table: MatrixTable, qtbot) -> None:
    table.setCurrentIndex(table.cells.index(2, 1))
    row, _column = table.current()
    click_deal(qtbot, table)
    assert table.current() == (row, 1)


def test_the_order_is_remembered_and_is_that_of_the_copy(
    table: MatrixTable, mode: MatrixMode, make_window, qtbot
) -> None:
    click_deal(qtbot, table)
    wanted = names(table)
    assert list(dict.fromkeys(line[0] for line in mode.figure().table.rows)) == wanted
    again = shown(make_window(SampleDesk()))
    assert names(again.table) == wanted
    assert again.table.sorting.arrow(-1) == " ↑"


def test_a_screen_reader_finds_the_heads(table: MatrixTable, qtbot) -> None:
    button = table.findChild(QAbstractButton)
    assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)
    button.click()
    assert table.sorting.order == Order("deal")
