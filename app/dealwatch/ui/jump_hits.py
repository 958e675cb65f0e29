"""What the search field offers: places and commands of the window, and what the data has. No widget here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dealwatch.language import _
from dealwatch.ui.desk import Hit
from dealwatch.ui.sidebar import PLACES

if TYPE_CHECKING:
    from dealwatch.ui.main_window import MainWindow


def hits(window: MainWindow, text: str) -> list[Hit]:
    """Places and commands first where the text is one, then what the data has."""
    low, standing = text.casefold(), window.desk.standing()
    places = [Hit("place", _(name), "", place) for place, name, _icon in PLACES]
    lists = [Hit("place", entry.name, "", f"list/{entry.name}") for entry in standing.lists]
    lists += [Hit("place", name, "", f"saved/{name}") for name in standing.searches]
    near = [hit for hit in places + lists if low in hit.title.casefold()]
    if not text:
        return near
    commands = [
        Hit("command", action.text().rstrip("…"), action.shortcut().toString(), f"act/{name}")
        for name, action in window.actions_by_name.items()
        if action.isEnabled() and low in action.text().casefold()
    ]
    return [*near, *window.desk.search(text), *commands]
