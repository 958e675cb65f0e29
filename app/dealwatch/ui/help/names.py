"""What the names in braces of the manual stand for: commands of this window, their keys as they are now, places."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction, QKeySequence

from dealwatch.language import _
from dealwatch.ui.help.library import Names
from dealwatch.ui.sidebar import PLACES


def names_of(actions: Mapping[str, QAction]) -> Names:
    """`actions` are the window's, by command: a key that the user changed is the one the manual tells."""
    places = {place: name for place, name, _icon in PLACES}

    def key(name: str) -> str:
        text = actions[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return text or _("no key")

    return {
        "do": lambda name: actions[name].text().replace("&", "").rstrip("…"),
        "key": key,
        "place": lambda place: _(places[place]),
        "say": lambda text: _(text).rstrip("…"),
    }
