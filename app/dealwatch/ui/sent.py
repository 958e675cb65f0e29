"""How a change fared with the channels beyond this computer: which took it, which has not and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dealwatch.alerts.channel_words import trouble_words
from dealwatch.language import _
from dealwatch.ui.controls import link
from dealwatch.ui.panes import Words
from dealwatch.ui.theme import Look, Type

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from dealwatch.ui.desk import Change


def unsent_words(change: Change) -> str:
    """A line for each channel that has not taken it; empty where all have."""
    return "\n".join(
        _("Not sent to {channel} yet. {why}").format(channel=posted.channel, why=trouble_words(posted.trouble)[0])
        for posted in change.posted
        if posted.trouble is not None
    )


def sent_parts(look: Look, change: Change, act: Callable[[str], None]) -> list[QWidget]:
    """For the inspector, with a way to the channels where one fails."""
    found: list[QWidget] = []
    sent = [posted.channel for posted in change.posted if posted.sent]
    if sent:
        words = _("Sent to {channels}").format(channels=", ".join(sent))
        found.append(Words(look, words, Type.SECONDARY, "text2", wrap=True))
    if failing := unsent_words(change):
        found.append(Words(look, failing, Type.SECONDARY, "orange", wrap=True))
        way = link(look, _("Channels…"))
        way.clicked.connect(lambda: act("settings/channels"))
        found.append(way)
    return found
