"""Everything by keyboard: each command in a menu, no key meant twice, Tab and F6 into every pane."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from dealwatch.ui.commands import COMMANDS

PLACES = [
    "today",
    "inbox",
    "portfolio/table",
    "portfolio/matrix",
    "portfolio/lanes",
    "calendar",
    "documents",
    "sources",
]
ROUND = 90
"""Steps of Tab after which everything has had its turn."""


def in_menus(menu: QMenu) -> list[QAction]:
    found = []
    for action in menu.actions():
        inner = action.menu()
        found += in_menus(inner) if isinstance(inner, QMenu) else [action]
    return found


def test_every_command_stands_in_a_menu(window) -> None:
    reached = {action for menu in window.menus.values() for action in in_menus(menu)}
    assert {command.name for command in COMMANDS if window.actions_by_name[command.name] not in reached} == set()


def test_no_key_means_two_things(window) -> None:
    keys = Counter(
        key.toString() for action in window.findChildren(QAction) for key in action.shortcuts() if not key.isEmpty()
    )
    assert {key: count for key, count in keys.items() if count > 1} == {}


def test_menus_open_by_letters_of_their_own(window) -> None:
    letters = [action.text()[action.text().index("&") + 1].casefold() for action in window.menuBar().actions()]
    assert all(letters)


@pytest.mark.parametrize("place", PLACES)
def test_f6_goes_round_every_pane_and_comes_back(window, place) -> None:
    window.go(place)
    QApplication.processEvents()
    panes = window.panes()
    met = []
    for _ in panes:
        window.act("next_pane")
        focus = window.focusWidget()
        met.append(next((at for at, pane in enumerate(panes) if pane is focus or pane.isAncestorOf(focus)), -1))
    assert sorted(met) == list(range(len(panes)))


@pytest.mark.parametrize("place", PLACES)
def test_tab_reaches_every_pane_that_is_shown(window, qtbot, place) -> None:
    window.go(place)
    QApplication.processEvents()
    window.toolbar.check.setFocus(Qt.FocusReason.TabFocusReason)
    missing = {"sidebar": window.sidebar, "view": window.views, "toolbar": window.toolbar}
    if window.inspector.isVisible():
        missing["inspector"] = window.inspector
    for _ in range(ROUND):
        focus = window.focusWidget()
        missing = {
            name: pane for name, pane in missing.items() if not (pane is focus or (focus and pane.isAncestorOf(focus)))
        }
        if not missing:
            break
        qtbot.keyClick(focus or window, Qt.Key.Key_Tab)
    assert missing == {}
