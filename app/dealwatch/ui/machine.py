"""What the window asks of this computer, over `system`: pages, notifications, starting with it, the demonstration."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from dealwatch.language import _, mark
from dealwatch.model.errors import DealwatchError

if TYPE_CHECKING:
    from dealwatch.watch.ports import Channel, Message

_SHOWN = {
    "desktop": mark("The desktop shows a test notification."),
    "tray": mark("The tray shows a test notification."),
    "window": mark("This desktop has no notifications, so alerts are shown in this window."),
}


def _test() -> Message:
    from dealwatch.model.status import Badge
    from dealwatch.watch.ports import Message

    return Message(
        _("CMA: Sample deal – {status}").format(status=_(Badge.NOT_REVIEWABLE.label)),
        _("‘does not qualify for investigation’ · This is a test: nothing has changed."),
        "dealwatch://today",
        ("test",),
        (("open", _("Open Dealwatch")),),
    )


class ThisMachine:
    """`options` are given to a copy that starts with the computer (the data folder the user named)."""

    def __init__(
        self,
        channels: Sequence[Channel],
        options: Sequence[str],
        demonstrate: Callable[[], None],
        diagnose: Callable[[], str] = str,
    ) -> None:
        self._channels, self._options, self._demonstrate = channels, options, demonstrate
        self._diagnose = diagnose

    def open_url(self, url: str) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        QDesktopServices.openUrl(QUrl(url))

    def send_test_notification(self) -> str:
        """Through the same channels, in the same order, as a real alert."""
        for channel in self._channels:
            if not channel.available():
                continue
            try:
                channel.send(_test())
            except DealwatchError:
                continue
            said = _SHOWN.get(channel.name)
            return _(said) if said else _("Shown by {channels}.").format(channels=channel.name)
        raise DealwatchError(
            _("No notification could be shown."), _("Alerts still appear in the inbox and in this window.")
        )

    def starts_with_computer(self) -> bool:
        from dealwatch.system import autostart

        return autostart.enabled()

    def start_with_computer(self, wanted: bool) -> None:
        from dealwatch.system import autostart

        if wanted:
            autostart.enable(self._options)
        else:
            autostart.disable()

    def diagnostics(self) -> str:
        return self._diagnose()

    def start_demonstration(self) -> None:
        self._demonstrate()
