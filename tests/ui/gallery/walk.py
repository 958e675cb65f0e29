"""Goes through a window as a screen reader does, from parent to child, and says what has no name or no words.

Must not contain: scenes, expectations about one view.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractItemView, QWidget

Role = QAccessible.Role
TOUCHED = {
    Role.Button,
    Role.ButtonMenu,
    Role.ButtonDropDown,
    Role.CheckBox,
    Role.RadioButton,
    Role.ComboBox,
    Role.EditableText,
    Role.SpinBox,
    Role.MenuItem,
    Role.PageTab,
    Role.Link,
    Role.Slider,
}
"""What one can act on."""
HOLDING = {Role.List, Role.Table, Role.Tree, Role.PageTabList, Role.Dialog, Role.Graphic, Role.Chart, Role.Canvas}
"""What says which things are in it."""
SAYING = {Role.ListItem, Role.TreeItem, Role.Cell, Role.ColumnHeader, Role.RowHeader}
"""What is read aloud row by row."""
TOP = QModelIndex()
SAID = Qt.ItemDataRole.AccessibleTextRole
MOST = 400
"""Children of one list that are gone through."""


def below(interface: QAccessibleInterface, depth: int = 0) -> Iterator[tuple[QAccessibleInterface, int]]:
    """The thing and everything in it that is not hidden."""
    yield interface, depth
    for place in range(min(interface.childCount(), MOST)):
        child = interface.child(place)
        if child is not None and child.isValid() and not child.state().invisible:
            yield from below(child, depth + 1)


def words(interface: QAccessibleInterface) -> str:
    kinds = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
    return " ".join(filter(None, (interface.text(kind).strip() for kind in kinds)))


def faults(root: QWidget) -> list[str]:
    """One line a thing that says nothing, empty where all can be read aloud."""
    interface = QAccessible.queryAccessibleInterface(root)
    assert interface is not None
    found = []
    for each, _depth in below(interface):
        trouble = _trouble(each)
        if trouble:
            found.append(f"{_path(each)}: {trouble}")
    return found


def _trouble(each: QAccessibleInterface) -> str:
    role = each.role()
    name = each.text(QAccessible.Text.Name).strip()
    if role in TOUCHED and not name and not _inner(each):
        return "has no name"
    if role in HOLDING and not name:
        return "does not say what it holds"
    if role in SAYING and not words(each) and role is not Role.Cell:
        return "is a row without words"
    return ""


def rows_without_words(root: QWidget) -> list[str]:
    """Lists and tables of which a whole row says nothing at all."""
    found = []
    for view in root.findChildren(QAbstractItemView):
        model = view.model()
        if not view.isVisible() or model is None:
            continue
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(TOP)
        for row in range(min(model.rowCount(TOP), MOST)):
            cells = [model.index(row, column) for column in range(columns)]
            said = [cell.data(role) for cell in cells for role in (SAID, Qt.ItemDataRole.DisplayRole)]
            if not any(isinstance(text, str) and text.strip() for text in said):
                found.append(f"{view.accessibleName()}: row {row} says nothing")
    return found


def _inner(each: QAccessibleInterface) -> bool:
    """The line within a box or a field of days, which is named after it; what Qt makes within its own widgets."""
    parent = each.parent()
    while parent is not None and parent.isValid():
        if parent.role() in (Role.ComboBox, Role.SpinBox) and parent.text(QAccessible.Text.Name):
            return True
        parent = parent.parent()
    thing = each.object()
    return thing is not None and thing.objectName().startswith("qt_")


def _path(each: QAccessibleInterface) -> str:
    thing = each.object()
    parent = each.parent()
    above = parent.text(QAccessible.Text.Name) if parent is not None and parent.isValid() else ""
    kind = type(thing).__name__ if thing is not None else "–"
    return f"{kind} ({each.role().name}) in “{above}”"
