"""What the window asks of this computer, over `system`: pages, notifications, starting with it, the demonstration."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from dealwatch.model.errors import DealwatchError
from dealwatch.system import autostart
from dealwatch.watch.ports import Channel, Message

_TEST = Message(
    "CMA: Sample deal – Not reviewable",
    "‘does not qualify for investigation’ · This is a test: nothing has changed.",
    "dealwatch://today",
    ("test",),
    (("open", "Open Dealwatch"),),
)
_SHOWN = {
    "desktop": "The desktop shows a test notification.",
    "tray": "The tray shows a test notification.",
    "window": "This desktop has no notifications, so alerts are shown in this window.",
}


class ThisMachine:
    """`options` are given to a copy that starts with the computer (the data folder the user named)."""

    def __init__(self, channels: Sequence[Channel], options: Sequence[str], demonstrate: Callable[[], None]) -> None:
        self._channels, self._options, self._demonstrate = channels, options, demonstrate

    def open_url(self, url: str) -> None:
        QDesktopServices.openUrl(QUrl(url))

    def send_test_notification(self) -> str:
        """Through the same channels, in the same order, as a real alert."""
        for channel in self._channels:
            if not channel.available():
                continue
            try:
                channel.send(_TEST)
            except DealwatchError:
                continue
            return _SHOWN.get(channel.name, f"Shown by {channel.name}.")
        raise DealwatchError("No notification could be shown.", "Alerts still appear in the inbox and in this window.")

    def starts_with_computer(self) -> bool:
        return autostart.enabled()

    def start_with_computer(self, wanted: bool) -> None:
        if wanted:
            autostart.enable(self._options)
        else:
            autostart.disable()

    def start_demonstration(self) -> None:
        self._demonstrate()
