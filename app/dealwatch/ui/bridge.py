"""Where results of the engine and answers of the desktop cross to the window: frozen values, queued signals.

Every `tell_*` may be called from any thread. Must not contain: decisions about what is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from dealwatch.watch.ports import Message


@dataclass(frozen=True, slots=True)
class Answer:
    """The user answered a notification or followed a link. `token` is an XDG activation token."""

    target: str
    action: str = "open"
    alert_ids: tuple[str, ...] = ()
    token: str = ""


class Bridge(QObject):
    data_changed = Signal()
    answered = Signal(object)
    message = Signal(object)
    demo_wanted = Signal()
    crashed = Signal(str)

    _told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def tell(self, value: Answer | Message | None) -> None:
        """Hand a result over; None says only that data changed."""
        self._told.emit(value)

    @Slot(object)
    def _pass_on(self, value: object) -> None:
        """What is none of these is a `Message`: its class is not loaded before there is one."""
        match value:
            case Answer():
                self.answered.emit(value)
            case None:
                self.data_changed.emit()
            case _:
                self.message.emit(value)


class WindowChannel:
    """The last channel: a banner in the window. It cannot fail while the window is there."""

    name = "window"

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge

    def available(self) -> bool:
        return True

    def send(self, message: Message) -> None:
        self._bridge.tell(message)
