"""Tables on the clipboard: a row or all of it, in text and as a table; the menu by mouse, menu key and Shift+F10."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from dealwatch.model.status import Badge
from dealwatch.ui import menu_key
from dealwatch.ui.cells import Cell, Column, Mini, Row
from dealwatch.ui.main_window import MainWindow
from dealwatch.ui.table import Table
from dealwatch.ui.theme import Look

COLUMNS = (Column("Deal", 200), Column("Reviews", 200), Column("Read", 60))
ROWS = (
    Row(
        "a",
        (Cell("Alpha & Co", second="merger\nof  equals"), Cell(badges=(Badge.PHASE_1,)), Cell(dot=True, say="unread")),
    ),
    Row("b", (Cell("Beta\tGamma", note="2"), Cell(minis=(Mini((Badge.CLEARED,), "EC"),)), Cell("", say=""))),
    Row("c", (Cell("Delta", say="Delta, said at length"), Cell(), Cell())),
)


@pytest.fixture
def table(qtbot, look: Look) -> Table:
    made = Table(look, COLUMNS, "Deals")
    made.show_rows(ROWS)
    made.resize(500, 300)
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    QGuiApplication.clipboard().setText("before")
    return made


def copied() -> list[list[str]]:
    return [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]


def press(qtbot, table: Table) -> None:
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


def open_menus() -> list[QMenu]:
    QApplication.processEvents()
    return [found for found in QApplication.topLevelWidgets() if isinstance(found, QMenu) and found.isVisible()]


def texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def test_without_a_current_row_the_whole_table_is_copied_under_its_heads(table: Table, qtbot) -> None:
    table.clearSelection()
    table.setCurrentIndex(table.rootIndex())
    press(qtbot, table)
    assert copied() == [
        ["Deal", "Reviews", "Read"],
        ["Alpha & Co, merger of equals", "Phase 1", "unread"],
        ["Beta Gamma, 2", "EC Cleared", ""],
        ["Delta", "", ""],
    ]
    html = QGuiApplication.clipboard().mimeData().html()
    assert "<th>Deal</th>" in html
    assert "<td>Alpha &amp; Co, merger of equals</td>" in html
    assert html.count("<tr>") == 4


def test_with_one_the_row_is(table: Table, qtbot) -> None:
    table.go_to("b")
    press(qtbot, table)
    assert copied() == [["Beta Gamma, 2", "EC Cleared", ""]]
    assert "<th>" not in QGuiApplication.clipboard().mimeData().html()


def test_rows_are_copied_as_they_are_sorted_and_columns_that_were_left_out_are_not(table: Table) -> None:
    table.cells.sort(0, Qt.SortOrder.DescendingOrder)
    table.left_out = {1}
    table.copies.everything()
    assert copied() == [
        ["Deal", "Read"],
        ["Delta", ""],
        ["Beta Gamma, 2", ""],
        ["Alpha & Co, merger of equals", "unread"],
    ]


def test_an_empty_table_leaves_the_clipboard_and_has_no_menu(table: Table, qtbot) -> None:
    table.show_rows(())
    press(qtbot, table)
    table.copies.row()
    assert copied() == [["before"]]
    table.copies.popup(QPoint(0, 0))
    assert open_menus() == []


def test_other_keys_are_not_taken(table: Table, qtbot) -> None:
    table.go_to("a")
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.current_row().key == "b"
    assert copied() == [["before"]]


@pytest.mark.parametrize(("key", "wanted"), [("", ["Copy table"]), ("c", ["Copy row", "Copy table"])])
def test_the_menu_key_opens_the_menu(table: Table, key: str, wanted: list[str]) -> None:
    table.setCurrentIndex(table.rootIndex())
    table.go_to(key)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(3, 3), table.mapToGlobal(QPoint(3, 3)))
    QApplication.sendEvent(table, event)
    (menu,) = open_menus()
    assert texts(menu) == wanted
    top = table.viewport().mapToGlobal(QPoint(0, 0)).y()
    assert menu.y() >= top
    menu.actions()[-1].trigger()
    menu.close()
    assert copied()[0] == ["Deal", "Reviews", "Read"]


def test_by_the_mouse_it_is_where_the_mouse_is(table: Table) -> None:
    where = QPoint(120, 60)
    spot = table.viewport().mapToGlobal(where)
    QApplication.sendEvent(table.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, spot))
    (menu,) = open_menus()
    assert menu.pos() == spot
    menu.close()


@pytest.mark.parametrize(("place", "own"), [("sources", []), ("portfolio/table", ["Open", "Edit deal…"])])
def test_shift_f10_opens_it_in_the_window(window: MainWindow, qtbot, place: str, own: list[str]) -> None:
    window.go(place)
    QApplication.processEvents()
    table = next(found for found in window.views.current().findChildren(Table) if found.isVisible())
    table.setFocus()
    table.step(1)
    qtbot.keyClick(table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: len(open_menus()) == 1)
    (menu,) = open_menus()
    assert texts(menu)[: len(own)] == own
    assert {"Copy row", "Copy table"} <= set(texts(menu))
    menu.close()


def test_without_a_focus_there_is_no_menu(window: MainWindow) -> None:
    focus = QApplication.focusWidget()
    if focus is not None:
        focus.clearFocus()
    menu_key.open_menu()
    assert open_menus() == []
