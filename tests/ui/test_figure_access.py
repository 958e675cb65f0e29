"""A figure for a screen reader: its summary, each event in it by name, and nothing of what is gone."""

from __future__ import annotations

import gc

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from dealwatch.ui.figure_view import FigureView


def ribbon(window) -> FigureView:
    window.go("deal/figma")
    QApplication.processEvents()
    return window.views.current().ribbon


def names(view: FigureView) -> list[str]:
    whole = QAccessible.queryAccessibleInterface(view)
    children = [whole.child(at) for at in range(whole.childCount())]
    return [child.text(QAccessible.Text.Name) for child in children]


def test_a_picture_says_what_it_is_and_what_is_in_it(window) -> None:
    view = ribbon(window)
    whole = QAccessible.queryAccessibleInterface(view)
    assert whole.role() == QAccessible.Role.Graphic
    assert whole.text(QAccessible.Text.Name)
    assert whole.text(QAccessible.Text.Description)
    assert names(view) == [mark.name for mark in view.figure.marks]
    assert any(name.startswith("EC, 17 Nov 2023") and "Objections" in name for name in names(view))


def test_the_event_under_the_cursor_is_the_one_in_focus(window, qtbot) -> None:
    view = ribbon(window)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    whole = QAccessible.queryAccessibleInterface(view)
    assert whole.focusChild() is None
    qtbot.keyClick(view, Qt.Key.Key_Right)
    focused = whole.focusChild()
    assert focused.text(QAccessible.Text.Name) == view.figure.marks[0].name
    assert focused.state().focused
    assert whole.indexOfChild(focused) == 0
    assert focused.parent() is whole or focused.parent().text(QAccessible.Text.Name) == view.accessibleName()


def test_an_event_is_found_where_it_is_painted(window) -> None:
    view = ribbon(window)
    whole = QAccessible.queryAccessibleInterface(view)
    place = whole.child(0).rect()
    assert view.rect().contains(view.mapFromGlobal(place.center()))
    met = whole.childAt(place.center().x(), place.center().y())
    assert met.rect().contains(place.center())
    assert whole.childAt(-10, -10) is None


def test_what_is_gone_says_nothing_and_breaks_nothing(make_window, desk) -> None:
    for _ in range(5):
        window = make_window(desk)
        view = ribbon(window)
        whole = QAccessible.queryAccessibleInterface(view)
        kept = [whole.child(at) for at in range(whole.childCount())]
        window.go("deal/runai")
        QApplication.processEvents()
        gc.collect()
        assert len(names(view)) < len(kept)
        assert not kept[-1].isValid()
        assert kept[-1].text(QAccessible.Text.Name) == ""
        assert kept[-1].rect().isEmpty()
        assert whole.child(99) is None
        window.close()
