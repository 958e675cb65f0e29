"""What every native notifier shares: the answer to a notification, and text that any of them can show."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dealwatch.watch.ports import Message

APPLICATION = "Dealwatch"
DESKTOP_ENTRY = "dealwatch"

# Control characters have no place in a notification, and a NUL ends the whole D-Bus connection.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The user answered a notification. `action` is the key of the message's own action ("open", "evidence", ...).

    A click on the notification itself gives its first action. `token` lets the window take the focus (XDG activation
    token, empty where the desktop gives none).
    """

    action: str
    target: str
    alert_ids: tuple[str, ...]
    token: str = ""


OnChosen = Callable[[Chosen], None]


def first_action(message: Message) -> str:
    """What a click on the notification itself means."""
    return message.actions[0][0] if message.actions else "open"


def showable(text: str) -> str:
    """The text without control characters and lone surrogates, which no notification service takes."""
    return _CONTROL.sub(" ", text).encode("utf-8", "replace").decode("utf-8")
