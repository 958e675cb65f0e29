"""A figure for a screen reader: a picture with its summary, and in it every event one can walk to, each by its name.

Qt asks a factory for the accessible side of a widget; ours answers for figures alone.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from dealwatch.ui.figure_view import FigureView


class FigureAccess(QAccessibleWidget):
    """The whole. Marks are made when they are asked for and stay until the figure is made anew."""

    def __init__(self, view: FigureView) -> None:
        super().__init__(view, QAccessible.Role.Graphic, view.accessibleName())
        self.view = view
        self._of: Any = None
        self._marks: dict[int, MarkAccess] = {}

    def childCount(self) -> int:
        return len(self.view.marks)

    def child(self, index: int) -> Any:
        if not 0 <= index < len(self.view.marks):
            return None
        if self._of is not self.view.marks:
            self._of, self._marks = self.view.marks, {}
        return self._marks.setdefault(index, MarkAccess(self, index))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.index if isinstance(child, MarkAccess) else -1

    def childAt(self, x: int, y: int) -> Any:
        return next((self.child(at) for at in range(len(self.view.marks)) if self.place(at).contains(x, y)), None)

    def focusChild(self) -> Any:
        return self.child(self.view.marked)

    def place(self, index: int) -> QRect:
        """Where a mark is on the screen, in px."""
        box = self.view.box(self.view.marks[index]).toRect()
        return QRect(self.view.mapToGlobal(box.topLeft()), box.size())

    def text(self, kind: QAccessible.Text) -> str:
        if kind is QAccessible.Text.Name:
            return self.view.accessibleName()
        return self.view.accessibleDescription() if kind is QAccessible.Text.Description else ""


class MarkAccess(QAccessibleInterface):
    """An event or a deadline in the picture."""

    def __init__(self, whole: FigureAccess, index: int) -> None:
        super().__init__()
        self._whole, self.index = whole, index

    def isValid(self) -> bool:
        return self.index < len(self._whole.view.marks)

    def object(self) -> Any:
        return None

    def window(self) -> Any:
        return self._whole.window()

    def relations(self, match: Any = None) -> list[Any]:
        del match
        return []

    def parent(self) -> QAccessibleInterface:
        return self._whole

    def child(self, index: int) -> Any:
        del index
        return None

    def childCount(self) -> int:
        return 0

    def childAt(self, x: int, y: int) -> Any:
        del x, y
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        del child
        return -1

    def text(self, kind: QAccessible.Text) -> str:
        return self._whole.view.marks[self.index].name if self.isValid() and kind is QAccessible.Text.Name else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """What a figure says cannot be changed from outside."""

    def rect(self) -> QRect:
        return self._whole.place(self.index) if self.isValid() else QRect()

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.focusable = state.selectable = 1
        here = self._whole.view.marked == self.index
        state.selected = int(here)
        state.focused = int(here and self._whole.view.hasFocus())
        return state


_made: dict[int, FigureAccess] = {}
"""Qt owns what the factory gives it but does not keep the Python side alive."""


def _factory(name: str, thing: QObject | None) -> QAccessibleInterface | None:
    del name
    if not isinstance(thing, FigureView):
        return None
    access = FigureAccess(thing)
    key = id(thing)
    _made[key] = access
    thing.destroyed.connect(lambda: _made.pop(key, None))
    return access


def offer() -> None:
    """Tell Qt of the factory, once."""
    if not _offered:
        _offered.append(True)
        QAccessible.installFactory(_factory)


_offered: list[bool] = []
