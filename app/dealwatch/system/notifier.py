"""Which native notifier this machine has. The tray's message and the banner in the window come after it, elsewhere."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from dealwatch.system.notification import OnChosen
    from dealwatch.watch.ports import Message


class NativeChannel(Protocol):
    """A `watch.ports.Channel` with a connection that ends with the program."""

    name: str

    def available(self) -> bool: ...

    def send(self, message: Message) -> None: ...

    def close(self) -> None: ...


def native_channels(on_chosen: OnChosen, platform: str = sys.platform) -> tuple[NativeChannel, ...]:
    """The candidates of this platform, best first. Each tells in `available` whether it works now."""
    # Imported here: neither library is needed, nor always installed, on the other's platform.
    if platform in ("win32", "darwin"):
        from dealwatch.system.notifier_native import NativeNotifications

        return (NativeNotifications(on_chosen),)
    from dealwatch.system.notifier_linux import DesktopNotifications

    return (DesktopNotifications(on_chosen),)
