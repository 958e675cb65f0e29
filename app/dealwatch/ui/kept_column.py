"""A scrolling column whose rows are known by what they say: a row that says the same stays the widget it was.

Must not contain: what the rows are.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from dealwatch.ui.panes import Scroll
from dealwatch.ui.theme import Look

Part = tuple[Hashable, Callable[[], QWidget]]
"""What a row says, all of it, and how it is made where no row says that yet."""


class KeptColumn(Scroll):
    """What has the keyboard keeps it, and what did not change costs nothing, however often the column is shown."""

    def __init__(self, look: Look, role: str = "base") -> None:
        super().__init__(look, role)
        self._shown: list[tuple[Hashable, QWidget]] = []

    def show_parts(self, parts: Sequence[Part]) -> None:
        if [key for key, _make in parts] == [key for key, _widget in self._shown]:
            return
        spare = list(self._shown)
        self._shown = []
        for key, make in parts:
            known = next((place for place, (said, _widget) in enumerate(spare) if said == key), None)
            self._shown.append(spare.pop(known) if known is not None else (key, make()))
        gone = [widget for _key, widget in spare]
        for widget in gone:
            self.column.removeWidget(widget)
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        if gone:
            QTimer.singleShot(0, gone.clear)  # one of them may be the very button whose click this is
        for place, (_key, widget) in enumerate(self._shown):
            if self.column.indexOf(widget) != place:
                self.column.removeWidget(widget)
                self.column.insertWidget(place, widget)
        tabbed = [stop for _key, widget in self._shown for stop in _stops(widget)]
        for one, other in pairwise(tabbed):  # the keyboard goes through the rows as they stand, not as they were made
            QWidget.setTabOrder(one, other)


def _stops(widget: QWidget) -> list[QWidget]:
    """Where the keyboard stops in a row."""
    found = (widget, *widget.findChildren(QWidget))
    return [each for each in found if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
