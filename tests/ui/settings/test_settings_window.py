"""The settings window itself: pages, search, names, what changes elsewhere, rows of the whole window."""

from __future__ import annotations

from datetime import timedelta

import pytest
from driving import LEFT, click
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dealwatch.watch.heartbeat import NO_CATCH_UP


def test_one_window_that_is_not_modal_and_comes_back_at_its_page(world) -> None:
    from dealwatch.ui.settings.dialog import SettingsDialog

    world.page("data")
    assert not world.dialog.isModal()
    world.window.act("settings")
    assert len(world.window.findChildren(SettingsDialog)) == 1
    assert world.dialog.page == "data"
    QTest.keyClick(world.dialog, Qt.Key.Key_Escape)
    assert not world.dialog.isVisible()
    world.window.act("settings")
    fresh = [found for found in world.window.findChildren(SettingsDialog) if found.isVisible()]
    assert [found.page for found in fresh] == ["data"]


@pytest.mark.parametrize(("text", "page", "words"), [
    ("dark", "appearance", "Colours"),
    ("integrity", "data", "Soundness"),
    ("SEC", "sources", "Address"),
    ("robots.txt", "network", "Rules of sites for programs"),
    ("night", "notifications", "Quiet hours"),
    ("sprache", "language", "Language"),
])  # fmt: skip
def test_the_search_finds_a_setting_and_enter_goes_to_it(world, text, page, words) -> None:
    world.page("checking")
    QTest.keyClicks(world.dialog.search.edit, text)
    assert world.dialog.page == page
    marked = [entry for each in world.dialog.pages.values() for entry in each.entries if entry.line.marked]
    assert [entry.words for entry in marked] == [words]
    QTest.keyClick(world.dialog.search.edit, Qt.Key.Key_Return)
    assert world.dialog.isVisible()
    focus = world.dialog.focusWidget()
    assert focus is not None
    assert marked[0].line.isAncestorOf(focus)
    world.dialog.search.edit.setFocus()
    QTest.keyClick(world.dialog.search.edit, Qt.Key.Key_Escape)
    assert world.dialog.isVisible(), "Escape first empties the field"
    assert not any(entry.line.marked for each in world.dialog.pages.values() for entry in each.entries)


def test_a_search_without_a_hit_says_so(world) -> None:
    QTest.keyClicks(world.dialog.search.edit, "zebra")
    assert world.dialog.none.isVisible()
    assert world.dialog.list.keys() == []
    world.dialog.search.edit.clear()
    assert world.dialog.list.keys() == list(world.dialog.pages)


def test_every_page_is_reached_by_keyboard(world) -> None:
    seen = [world.dialog.page]
    world.dialog.search.edit.setFocus()
    QTest.keyClick(world.dialog.search.edit, Qt.Key.Key_Down)
    assert world.dialog.list.hasFocus()
    for _page in world.dialog.pages:
        QTest.keyClick(world.dialog.list, Qt.Key.Key_Down)
        seen.append(world.dialog.page)
    assert set(seen) == set(world.dialog.pages)


def test_a_click_on_the_words_of_a_switch_is_one_on_it(world) -> None:
    page = world.page("checking")
    line = page.catch_up.parentWidget()
    QTest.mouseClick(line, LEFT, pos=QPoint(30, line.height() // 2))
    assert world.store.settings.get(NO_CATCH_UP)


def test_every_control_has_a_name(world) -> None:
    from PySide6.QtWidgets import (
        QAbstractButton,
        QAbstractSlider,
        QComboBox,
        QDateTimeEdit,
        QKeySequenceEdit,
        QLineEdit,
        QScrollBar,
        QSpinBox,
    )

    kinds = (QAbstractButton, QComboBox, QKeySequenceEdit, QSpinBox, QDateTimeEdit, QAbstractSlider)
    for name in world.dialog.pages:
        page = world.page(name)
        for control in [found for kind in kinds for found in page.findChildren(kind)]:
            inner = isinstance(control, QScrollBar) or control.objectName().startswith("qt_")
            own = isinstance(control, QLineEdit) or isinstance(control.parent(), QKeySequenceEdit | QLineEdit)
            if not inner and not own:
                said = control.accessibleName() or (control.text() if isinstance(control, QAbstractButton) else "")
                assert said.strip(" –"), (name, control)


def test_what_changes_elsewhere_is_shown(world) -> None:
    page = world.page("checking")
    assert not page.pause.isChecked()
    world.window.act("pause")
    assert page.pause.isChecked()


def test_settings_are_of_now_while_the_past_is_looked_at(world) -> None:
    world.window.desk.look_at(world.window.desk.now() - timedelta(days=30))
    page = world.page("checking")
    page.table.go_to("cma")
    click(page.paused)
    assert world.store.sources.get("cma").paused
    world.window.desk.look_at(None)


@pytest.mark.parametrize(("usual", "compact"), [(32, 28), (54, 46), (28, 26), (58, 52), (30, 28), (26, 26)])
def test_compact_rows_are_those_of_the_design_and_never_cut_the_text(qapp, usual, compact) -> None:
    from dealwatch.ui.theme import Appearance, choose

    comfortable, dense = (choose(Appearance.LIGHT, 1.0, "Noto Sans", compact=wanted) for wanted in (False, True))
    assert (comfortable.dense(usual), dense.dense(usual)) == (usual, compact)
    for scale in (0.9, 2.0):
        theme = choose(Appearance.LIGHT, scale, "Noto Sans", compact=True)
        assert theme.row(usual) >= theme.metrics().height() + 9


def test_compact_reaches_the_lists_of_the_window_at_once(world, look, make_window, desk) -> None:
    from dealwatch.ui.inbox_tree import InboxTree
    from dealwatch.ui.views.matrix_table import MatrixTable

    window = make_window(desk)
    heights = {}
    for compact in (False, True):
        world.window.preferences.set_compact(compact)
        window.go("inbox")
        QApplication.processEvents()
        tree = window.findChild(InboxTree)
        first = next(index for index in iter_changes(tree))
        window.go("portfolio/matrix")
        QApplication.processEvents()
        matrix = next(found for found in window.findChildren(MatrixTable) if found.isVisible())
        heights[compact] = (tree.visualRect(first).height(), matrix.rowHeight(0), window.sidebar.sizeHintForRow(0))
    assert all(small < large for small, large in zip(heights[True], heights[False], strict=True)), heights
    world.window.preferences.set_compact(False)


def iter_changes(tree):
    from dealwatch.ui.inbox_tree import CHANGE

    model = tree.model()
    for row in range(model.rowCount()):
        group = model.index(row, 0)
        for place in range(model.rowCount(group)):
            if model.index(place, 0, group).data(CHANGE) is not None:
                yield model.index(place, 0, group)
