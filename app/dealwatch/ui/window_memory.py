"""Size, panes and place of the window, remembered from one start to the next.

Written a little after every change of place too: a power cut or a kill must not cost the place. Must not contain: what
is shown there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QTimer

if TYPE_CHECKING:
    from dealwatch.ui.main_window import MainWindow

SETTLED = 3000
"""ms that a place must have stood: one that breaks the window must not break the next start too."""


class WindowMemory(QTimer):
    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setSingleShot(True)
        self.setInterval(SETTLED)
        self.timeout.connect(self.save)

    def save(self) -> None:
        """Remember size, panes and place."""
        window = self._window
        self.stop()
        window.settings.setValue("geometry", window.saveGeometry())
        if not window.filled:
            return
        window.settings.setValue("panes", window.split.saveState())
        window.settings.setValue("inspector", window.inspector_wish)
        window.settings.setValue("place", str(window.views.place))

    def restore(self) -> None:
        """The size it had, or on the first day one that fits the screen."""
        window = self._window
        geometry = window.settings.value("geometry")
        if not isinstance(geometry, QByteArray) or not window.restoreGeometry(geometry):
            room = window.screen().availableSize()  # the frame that the system draws round it has its place, too
            window.resize(min(1440, room.width() - 16), min(900, room.height() - 56))

    def first_place(self) -> str:
        """Where the window was left. On the first day the ready-made list, so that there is something to look at."""
        window = self._window
        place = window.settings.value("place")
        window.settings.remove("place")  # until it has stood: a place that breaks the start must not break the next
        if place:
            return str(place)
        standing = window.desk.standing()
        return f"list/{standing.lists[0].name}" if standing.sample.shown and standing.lists else "today"
