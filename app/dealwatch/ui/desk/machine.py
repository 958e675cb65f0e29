"""What the window asks of this computer.

Must not contain: storage, Qt, words for the screen.
"""

from __future__ import annotations

from typing import Protocol


class Machine(Protocol):
    """What the window asks of this computer. Implemented in the composition root over `system`."""

    def open_url(self, url: str) -> None: ...
    def send_test_notification(self) -> str:
        """Returns a sentence that says where it was shown."""
        ...

    def starts_with_computer(self) -> bool: ...
    def start_with_computer(self, wanted: bool) -> None: ...
    def start_demonstration(self) -> None: ...
    def diagnostics(self) -> str:
        """What may be shown to who helps: nobody's name, nothing that is watched. Slow."""
        ...
