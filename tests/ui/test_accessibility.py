"""Nothing without a name: every control and every picture can be read aloud, in every view."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from sample_desk import SampleDesk

from dealwatch.ui.figure_view import FigureView, StripView

ROLES = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.List,
    QAccessible.Role.Table,
    QAccessible.Role.Tree,
    QAccessible.Role.PageTabList,
    QAccessible.Role.ButtonMenu,
}
PLACES = [
    "today",
    "inbox",
    "portfolio",
    "portfolio/matrix",
    "portfolio/lanes",
    "calendar",
    "sources",
    "deal/figma",
    "list/AI partnerships",
    "source/bkarta",
]


def unnamed(root: QWidget) -> list[str]:
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not widget.isVisible() or interface.role() not in ROLES:
            continue
        if not interface.text(QAccessible.Text.Name) and not _is_part(widget):
            found.append(f"{type(widget).__name__} ({interface.role().name})")
    return found


def _is_part(widget: QWidget) -> bool:
    """The line within an editable box, whose name is that of the box; the button of the system in a scroll area."""
    parent = widget.parentWidget()
    return parent is not None and bool(parent.accessibleName()) and type(parent).__name__ == "QComboBox"


@pytest.mark.parametrize("place", PLACES)
def test_every_control_has_a_name(window, place) -> None:
    window.go(place)
    window.act("next")
    for _ in range(3):
        QApplication.processEvents()
    assert unnamed(window) == []


@pytest.mark.parametrize("place", PLACES)
def test_every_picture_has_name_and_description(window, place) -> None:
    window.go(place)
    for kind in (FigureView, StripView):
        for picture in window.findChildren(kind):
            assert picture.accessibleName()
            assert picture.accessibleDescription()


@pytest.mark.parametrize("command", ["add", "shortcuts", "about", "snapshot"])
def test_dialogs_have_names_too(window, command) -> None:
    window.go("inbox")
    window.act("next")
    QApplication.processEvents()
    window.act(command)
    for dialog in [d for d in window.findChildren(QDialog) if d.isVisible()]:
        assert dialog.accessibleName()
        assert unnamed(dialog) == []
        dialog.close()


def test_tab_reaches_every_kind_of_pane(window, qtbot) -> None:
    window.go("sources")
    window.toolbar.check.setFocus(Qt.FocusReason.TabFocusReason)
    seen = set()
    for _ in range(60):
        focus = window.focusWidget()
        if focus is not None:
            seen.add(type(focus).__name__)
        qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
    assert {"Button", "Table", "Sidebar", "FieldEdit"} <= seen


def test_rows_say_more_than_their_cells_show(make_window) -> None:
    window = make_window(SampleDesk())
    row = window.views.current().first_focus().model().index(0, 0)
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Unread. CMA Alphabet / Anthropic: Not reviewable, was Phase 1, 19 Nov 2024 (Tue)"
    )
