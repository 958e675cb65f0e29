"""What is painted rather than made of widgets, for a screen reader: a whole with its parts, each a leaf with its name.

Qt asks a factory for the accessible side of a widget; `offer` tells it of ours. Must not contain: what a picture shows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget


class PartsAccess(QAccessibleWidget):
    """The whole. Parts are made when they are asked for and stay until the widget shows others.

    A picture's own class says what its parts are: `shown` (the sequence that a part's index counts in; another object
    when other parts are shown), `current`, `place` (px on the screen), `part_at`, and `part` for their names.
    """

    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role, widget.accessibleName())
        self.seen = widget
        self._of: Any = None
        self._parts: dict[int, PartAccess] = {}

    def shown(self) -> Any:
        raise NotImplementedError

    def current(self) -> int:
        raise NotImplementedError

    def place(self, index: int) -> QRect:
        raise NotImplementedError

    def part_at(self, x: int, y: int) -> int:
        raise NotImplementedError

    def part(self, index: int) -> PartAccess:
        raise NotImplementedError

    def childCount(self) -> int:
        return len(self.shown())

    def child(self, index: int) -> Any:
        shown = self.shown()
        if not 0 <= index < len(shown):
            return None
        if self._of is not shown:
            self._of, self._parts = shown, {}
        if index not in self._parts:
            self._parts[index] = self.part(index)
        return self._parts[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.index if isinstance(child, PartAccess) else -1

    def childAt(self, x: int, y: int) -> Any:
        return self.child(self.part_at(x, y))

    def focusChild(self) -> Any:
        return self.child(self.current())

    def text(self, kind: QAccessible.Text) -> str:
        if kind is QAccessible.Text.Name:
            return self.seen.accessibleName()
        return self.seen.accessibleDescription() if kind is QAccessible.Text.Description else ""


class PartAccess(QAccessibleInterface):
    """A leaf, which is no widget; its own class gives `named` and, where it has one, `valued`."""

    def __init__(self, whole: PartsAccess, index: int) -> None:
        super().__init__()
        self._whole, self.index = whole, index

    def named(self) -> str:
        raise NotImplementedError

    def valued(self) -> str:
        return ""

    def isValid(self) -> bool:
        return self.index < len(self._whole.shown())

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
        if not self.isValid():
            return ""
        if kind is QAccessible.Text.Name:
            return self.named()
        return self.valued() if kind is QAccessible.Text.Value else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """What a picture says cannot be changed from outside."""

    def rect(self) -> QRect:
        return self._whole.place(self.index) if self.isValid() else QRect()

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.focusable = state.selectable = 1
        here = self._whole.current() == self.index
        state.selected = int(here)
        state.focused = int(here and self._whole.seen.hasFocus())
        return state


_made: dict[int, PartsAccess] = {}
"""Qt owns what the factory gives it but does not keep the Python side alive."""

_makers: dict[type[QWidget], Callable[[Any], PartsAccess]] = {}


def _factory(name: str, thing: QObject | None) -> QAccessibleInterface | None:
    del name
    make = next((make for kind, make in _makers.items() if isinstance(thing, kind)), None)
    if make is None or thing is None:
        return None
    access = make(thing)
    key = id(thing)
    _made[key] = access
    thing.destroyed.connect(lambda: _made.pop(key, None))
    return access


def offer(kind: type[QWidget], make: Callable[[Any], PartsAccess]) -> None:
    """Tell Qt of the accessible side of a kind of widget; may be repeated."""
    if not _makers:
        QAccessible.installFactory(_factory)
    _makers[kind] = make
