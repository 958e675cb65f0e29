"""The portfolio by keyboard and mouse: its three modes, the chips over them, what is remembered, what is said aloud."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QPushButton
from sample_desk import SampleDesk

from dealwatch.figures.lanes_scale import Zoom
from dealwatch.model.errors import UsageError
from dealwatch.ui.desk import SavedSearch
from dealwatch.ui.filter_rules import Chosen
from dealwatch.ui.inline_bar import EmptyPage
from dealwatch.ui.main_window import MainWindow
from dealwatch.ui.table import Table
from dealwatch.ui.trouble_dialog import TroubleDialog
from dealwatch.ui.views.lanes_area import LanesArea
from dealwatch.ui.views.matrix_table import MatrixTable
from dealwatch.ui.views.portfolio import PortfolioView


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def view(window: MainWindow) -> PortfolioView:
    found = window.views.current()
    assert isinstance(found, PortfolioView)
    return found


def lanes(window: MainWindow) -> LanesArea:
    window.go("portfolio/lanes")
    settle()
    area = view(window).mode.first_focus()
    assert isinstance(area, LanesArea)
    area.clearFocus()  # a place that is gone to has the focus already, and not from a key
    area.setFocus(Qt.FocusReason.TabFocusReason)
    return area


def matrix(window: MainWindow) -> MatrixTable:
    window.go("portfolio/matrix")
    settle()
    table = view(window).mode.first_focus()
    assert isinstance(table, MatrixTable)
    return table


def table(window: MainWindow) -> Table:
    window.go("portfolio/table")
    found = view(window).mode.first_focus()
    assert isinstance(found, Table)
    return found


def names(found: Table) -> list[str]:
    return [found.model().index(row, 0).data() for row in range(found.model().rowCount())]


def chip(window: MainWindow, start: str) -> QPushButton:
    return next(b for b in view(window).findChildren(QPushButton) if b.text().startswith(start) and b.isVisible())


# -- the table and the chips


def test_the_portfolio_lists_every_deal_newest_step_first(window) -> None:
    found = table(window)
    assert names(found)[0] == "Alphabet / Anthropic"
    assert len(names(found)) == 8
    assert found.model().index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "CMA Not reviewable"


def test_every_row_has_its_activity_as_picture_and_words(window) -> None:
    found = table(window)
    spoken = found.model().index(0, 5).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("weeks not checked.")
    row = found.cells.row(found.model().index(0, 5))
    assert row is not None
    assert row.cells[5].figure is not None


def test_chips_narrow_down_together_and_say_how_many_they_leave(window) -> None:
    found = table(window)
    chip(window, "Clock running 3").click()
    assert set(names(found)) == {"NVIDIA / Run:ai", "BBVA / Sabadell", "Adobe / Figma"}
    chip(window, "Changed 3").click()
    assert set(names(found)) == {"NVIDIA / Run:ai", "BBVA / Sabadell"}
    chip(window, "Changed 3").click()
    chip(window, "Clock running 3").click()
    assert len(names(found)) == 8


def test_text_filters_as_it_is_typed(window, qtbot) -> None:
    found = table(window)
    QTest.keyClicks(view(window).bar.field.edit, "anthropic")
    qtbot.waitUntil(lambda: len(names(found)) == 2)
    QTest.keyClick(view(window).bar.field.edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view(window).bar.field.edit, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(names(found)) == 8)


@pytest.mark.parametrize(
    ("start", "line", "left"),
    [
        ("All lists", "Live mergers", 2),
        ("Status", "Referred", 1),
        ("Authority", "CNMC", 1),
        ("Open or decided", "Decided everywhere", 3),
    ],
)
def test_menus_of_the_chips_choose_and_let_go(window, start: str, line: str, left: int) -> None:
    found = table(window)
    menu = chip(window, start)._menu
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == line).trigger()
    assert len(names(found)) == left
    menu.aboutToShow.emit()
    menu.actions()[0].trigger()
    assert len(names(found)) == 8


def test_a_filter_that_leaves_nothing_says_so_and_can_be_cleared(window) -> None:
    found = table(window)
    view(window).bar.choose(Chosen(text="no such firm"))
    view(window).bar.changed.emit()
    page = next(p for p in view(window).findChildren(EmptyPage) if p.isVisible())
    assert page.title.text() == "No deal fits the filter"
    page.findChild(QPushButton).click()
    assert len(names(found)) == 8


def test_an_empty_portfolio_offers_the_two_ways_on(make_window) -> None:
    window = make_window(SampleDesk(empty=True, checked=False))
    window.go("portfolio")
    settle()
    page = next(p for p in view(window).findChildren(EmptyPage) if p.isVisible())
    assert {b.text() for b in page.findChildren(QPushButton)} == {"Add…", "Show the sample list"}


def test_columns_are_chosen_and_remembered(window, make_window, desk) -> None:
    found = table(window)
    memory = view(window).mode.memory
    memory.menu.aboutToShow.emit()
    action = next(a for a in memory.menu.actions() if a.text() == "Latest step")
    action.trigger()
    assert found.isColumnHidden(2)
    found.horizontalHeader().resizeSection(1, 277)
    found.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    window.go("today")
    other = make_window(desk)
    again = table(other)
    assert again.isColumnHidden(2)
    assert again.columnWidth(1) == 277
    assert names(again) == sorted(names(again), key=str.casefold)
    view(other).mode.memory.usual()
    assert not again.isColumnHidden(2)


# -- modes


def test_modes_are_places_and_back_leads_to_the_last_one(window) -> None:
    window.go("portfolio/lanes")
    button = next(b for b in view(window).findChildren(QPushButton) if b.text() == "Matrix")
    button.click()
    assert str(window.views.place) == "portfolio/matrix"
    assert window.sidebar.currentIndex().data() == "Portfolio"
    window.act("back")
    assert view(window).mode_name == "lanes"


def test_the_mode_is_remembered(window, make_window, desk) -> None:
    window.go("portfolio/lanes")
    lanes(window).set_zoom(Zoom.WEEK)
    window.go("today")
    other = make_window(desk)
    other.go("portfolio")
    assert view(other).mode_name == "lanes"
    assert view(other).mode.first_focus().zoom is Zoom.WEEK


def test_a_place_that_is_no_mode_leaves_the_mode(window) -> None:
    window.go("portfolio/matrix")
    window.go("portfolio/circle")
    assert view(window).mode_name == "matrix"


def test_a_list_has_the_modes_too(window) -> None:
    window.go("list/Live mergers")
    next(b for b in view(window).findChildren(QPushButton) if b.text() == "Lanes").click()
    settle()
    assert str(window.views.place) == "list/Live mergers"
    area = view(window).mode.first_focus()
    assert {row.group.entry.name for row in area.rows} == {"BBVA / Sabadell", "Adobe / Figma"}


def test_the_filter_stays_from_mode_to_mode(window) -> None:
    table(window)
    chip(window, "Clock running").click()
    assert {row.key for row in matrix(window).cells.matrix.rows} == {"deal/runai", "deal/bbva", "deal/figma"}
    assert {row.group.entry.key for row in lanes(window).rows} == {"deal/runai", "deal/bbva", "deal/figma"}


# -- saved searches


def test_a_search_is_saved_found_in_the_sidebar_and_forgotten(window, desk, monkeypatch) -> None:
    found = table(window)
    chip(window, "Clock running").click()
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("  Running  ", True))
    view(window).bar._save()
    assert desk.saved_searches() == (SavedSearch("Running", '{"course":"running"}'),)
    assert "saved/Running" in window.sidebar.places()
    window.go("portfolio/table")
    view(window).bar.clear()
    window.go("saved/Running")
    assert len(names(found)) == 3
    assert window.sidebar.currentIndex().data() == "Running"
    window.go("portfolio")
    assert len(names(found)) == 8, "the chips of a saved search go with it"
    view(window).bar._search_menu.aboutToShow.emit()
    forget = next(a for a in view(window).bar._search_menu.actions() if a.menu() is not None)
    forget.menu().actions()[0].trigger()
    assert desk.saved_searches() == ()
    assert "saved/Running" not in window.sidebar.places()


def test_a_search_without_a_name_is_not_saved(window, desk, monkeypatch) -> None:
    table(window)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("   ", True))
    view(window).bar._save()
    assert desk.saved_searches() == ()


def test_what_cannot_be_saved_is_told(window, desk, monkeypatch) -> None:
    table(window)

    def refuse(_saved: SavedSearch) -> None:
        raise UsageError("The past cannot be changed.", "Return to now first.")

    monkeypatch.setattr(desk, "save_search", refuse)
    view(window).bar.save_wanted.emit("x")
    dialog = window.findChild(TroubleDialog)
    assert dialog is not None
    dialog.close()


# -- lanes


def test_the_lanes_are_walked_from_row_to_row_and_event_to_event(window, qtbot) -> None:
    area = lanes(window)
    assert area.row == 0
    texts = []
    for _ in range(3):
        qtbot.keyClick(area, Qt.Key.Key_Down)
        texts.append(area.accessibleDescription())
    assert len(set(texts)) == 3
    area.go_row(area.rows.find("deal/figma"))
    qtbot.keyClick(area, Qt.Key.Key_Down)
    qtbot.keyClick(area, Qt.Key.Key_Right)
    first = area.mark
    assert first is not None
    qtbot.keyClick(area, Qt.Key.Key_Right)
    assert area.mark is not None
    assert area.mark.x >= first.x
    assert area.mark.name in area.accessibleDescription()
    qtbot.keyClick(area, Qt.Key.Key_Escape)
    assert area.mark is None
    qtbot.keyClick(area, Qt.Key.Key_End)
    assert area.row == len(area.rows) - 1
    qtbot.keyClick(area, Qt.Key.Key_Home)
    assert area.row == 0
    qtbot.keyClick(area, Qt.Key.Key_PageDown)
    assert area.row > 1


def test_enter_opens_the_event_in_the_inspector_and_a_name_its_deal(window, qtbot) -> None:
    area = lanes(window)
    row = next(i for i, row in enumerate(area.rows) if any("event/" in mark.target for mark in area.marks_of(i)))
    marks = area.marks_of(row)
    area.go_row(row, next(i for i, mark in enumerate(marks) if "event/" in mark.target))
    qtbot.keyClick(area, Qt.Key.Key_Return)
    assert window.inspector.isVisible()
    area.go_row(0)
    qtbot.keyClick(area, Qt.Key.Key_Return)
    assert str(window.views.place) == area.rows[0].group.entry.key


def test_groups_close_and_open(window, qtbot) -> None:
    area = lanes(window)
    count, lanes_of_first = len(area.rows), len(area.rows[0].group.reviews)
    area.go_row(0)
    qtbot.keyClick(area, Qt.Key.Key_Space)
    assert len(area.rows) == count - lanes_of_first
    assert area.row == 0
    qtbot.keyClick(area, Qt.Key.Key_Space)
    assert len(area.rows) == count
    place = area.rect_of(0).topLeft() + QPointF(18, 14)
    qtbot.mouseClick(area.viewport(), Qt.MouseButton.LeftButton, pos=place.toPoint())
    assert len(area.rows) == count - lanes_of_first


def test_zoom_by_keys_and_wheel_keeps_the_day_under_the_pointer(window, qtbot) -> None:
    area = lanes(window)
    qtbot.keyClick(area, Qt.Key.Key_Plus)
    assert area.zoom is Zoom.WEEK
    qtbot.keyClick(area, Qt.Key.Key_Minus)
    qtbot.keyClick(area, Qt.Key.Key_Minus)
    assert area.zoom is Zoom.QUARTER
    qtbot.keyClick(area, Qt.Key.Key_0)
    assert area.zoom is Zoom.MONTH
    x = area.label + 300
    day = area.day_at(x)
    wheel = QWheelEvent(
        QPointF(x, 200), QPointF(x, 200), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(area.viewport(), wheel)
    assert area.zoom is Zoom.WEEK
    again = area.day_at(x)
    assert day is not None
    assert again is not None
    assert abs((again - day).days) <= 1


def test_the_day_beside_the_names_is_none(window) -> None:
    area = lanes(window)
    assert area.day_at(10) is None
    assert area.row_at(5) == -1
    assert area.mark_at(QPointF(10, area.viewport().height() - 1 + 10_000)) == (-1, -1)


def test_the_lanes_are_read_aloud_row_by_row(window) -> None:
    area = lanes(window)
    whole = QAccessible.queryAccessibleInterface(area)
    assert whole.role() is QAccessible.Role.List
    assert whole.childCount() == len(area.rows)
    assert whole.text(QAccessible.Text.Name) == "Course of the deals"
    row = area.rows.find("deal/runai")
    head = whole.child(row)
    assert head.text(QAccessible.Text.Name) == "NVIDIA / Run:ai, next 20 Dec 2024"
    assert head.state().expandable
    lane = whole.child(row + 1)
    assert lane.text(QAccessible.Text.Name) == "European Commission, Phase 1, last to decide"
    assert "deadline" in lane.text(QAccessible.Text.Value)
    assert lane.role() is QAccessible.Role.ListItem
    assert lane.rect().height() > 0
    assert whole.child(len(area.rows)) is None
    for index in range(whole.childCount()):
        assert whole.child(index).text(QAccessible.Text.Name)


def test_tooltips_name_what_is_under_the_pointer(window) -> None:
    area = lanes(window)
    for index in area.visible():
        marks = area.marks_of(index)
        if marks and area.rows[index].review is not None:
            box = area.rect_of(index)
            x = area.label + marks[-1].x + marks[-1].width / 2 - area.horizontalScrollBar().value()
            row, place = area.mark_at(QPointF(x, box.top() + marks[-1].y + marks[-1].height / 2))
            assert row == index
            assert place >= 0
            return
    raise AssertionError("no mark in view")


# -- matrix


def test_the_matrix_is_walked_by_arrows_and_enter_opens(window, qtbot) -> None:
    found = matrix(window)
    found.setFocus(Qt.FocusReason.TabFocusReason)
    row = next(i for i, row in enumerate(found.cells.matrix.rows) if row.key == "deal/runai")
    column = found.cells.matrix.authorities.index("EC")
    found.setCurrentIndex(found.cells.index(row, column))
    spoken = found.cells.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "European Commission, Phase 1, for 4 days, changed since you last looked, last to decide"
    qtbot.keyClick(found, Qt.Key.Key_Return)
    assert window.inspector.isVisible()
    qtbot.keyClick(found, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert str(window.views.place) == "deal/runai"


def test_an_empty_cell_says_whose_it_is_and_opens_the_deal(window, qtbot) -> None:
    found = matrix(window)
    row = next(i for i, row in enumerate(found.cells.matrix.rows) if row.key == "deal/bbva")
    column = found.cells.matrix.authorities.index("EC")
    index = found.cells.index(row, column)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "European Commission, no review"
    found.setCurrentIndex(index)
    qtbot.keyClick(found, Qt.Key.Key_Return)
    assert str(window.views.place) == "deal/bbva"


def test_the_head_of_a_row_names_the_deal_and_of_a_column_the_authority(window) -> None:
    model = matrix(window).cells
    names_of = {model.headerData(row, Qt.Orientation.Vertical) for row in range(model.rowCount())}
    assert "NVIDIA / Run:ai" in names_of
    column = model.matrix.authorities.index("EC")
    assert model.headerData(column, Qt.Orientation.Horizontal) == "EC"
    said = model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert said == "European Commission"
    last = model.columnCount() - 1
    assert model.headerData(last, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) == "Working days left"


def test_the_cursor_stays_with_its_deal_while_one_filters(window) -> None:
    found = matrix(window)
    row = next(i for i, row in enumerate(found.cells.matrix.rows) if row.key == "deal/runai")
    found.setCurrentIndex(found.cells.index(row, found.cells.matrix.authorities.index("EC")))
    chip(window, "Clock running").click()
    current = found.current()
    assert current is not None
    assert current[0].key == "deal/runai"
    assert found.cells.matrix.authorities[current[1]] == "EC"


# -- copies


@pytest.mark.parametrize("mode", ["matrix", "lanes"])
def test_every_picture_is_copied_as_image_svg_and_table(window, qtbot, mode: str) -> None:
    widget = matrix(window) if mode == "matrix" else lanes(window)
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert bytes(data.data("image/svg+xml").data()).startswith(b"<svg")
    assert "NVIDIA / Run:ai\t" in data.text()
    titles = [action.text() for action in view(window).mode.copies.menu().actions() if action.text()]
    assert titles[-4:] == ["Copy picture as PNG", "Copy picture as SVG", "Copy picture as table", "Show as table"]


def test_the_sparkline_of_a_row_is_copied_too(window, qtbot) -> None:
    found = table(window)
    found.setCurrentIndex(found.model().index(0, 0))
    found.setFocus()
    qtbot.keyClick(found, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("Alphabet / Anthropic")
    next(act for act in found.copies.menu().actions() if act.text() == "Copy picture as table").trigger()
    assert "Week from\t" in QGuiApplication.clipboard().mimeData().text()


# -- every look


@pytest.mark.parametrize("mode", ["table", "matrix", "lanes"])
@pytest.mark.parametrize("size", [(1440, 900), (800, 600)])
def test_it_paints_at_every_size(make_window, desk, mode: str, size: tuple[int, int]) -> None:
    window = make_window(desk, size)
    window.go(f"portfolio/{mode}")
    settle()
    assert not view(window).grab().isNull()
