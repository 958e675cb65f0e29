"""What the search field offers: places and commands of the window, and what the data has. No widget here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from dealwatch.language import _
from dealwatch.ui.desk import Hit
from dealwatch.ui.sidebar import PLACES

if TYPE_CHECKING:
    from dealwatch.ui.main_window import MainWindow


def seek(window: MainWindow, text: str, wanted: Callable[[], bool], show: Callable[[Sequence[Hit]], None]) -> None:
    """Places and commands first where the text is one, then what the data has. The data are searched beside the
    window's thread, unless the text is no longer `wanted` when its turn comes.
    """
    near = _places(window, text)
    if not text:
        show(near)
        return
    commands = _commands(window, text)

    def shown(found: Sequence[Hit]) -> None:
        show([*near, *found, *commands])

    act = window.desk.find(text)
    if window.desk.moment() is not None:  # the past may be left at any moment, and its data closed
        shown(act())
        return
    window.tasks.run(lambda: act() if wanted() else ()).then(shown, _failed)


def _failed(error: Exception) -> None:
    raise error


def _places(window: MainWindow, text: str) -> list[Hit]:
    low, standing = text.casefold(), window.desk.standing()
    places = [Hit("place", _(name), "", place) for place, name, _icon in PLACES]
    lists = [Hit("place", entry.name, "", f"list/{entry.name}") for entry in standing.lists]
    lists += [Hit("place", name, "", f"saved/{name}") for name in standing.searches]
    return [hit for hit in places + lists if low in hit.title.casefold()]


def _commands(window: MainWindow, text: str) -> list[Hit]:
    low = text.casefold()
    return [
        Hit("command", action.text().rstrip("…"), action.shortcut().toString(), f"act/{name}")
        for name, action in window.actions_by_name.items()
        if action.isEnabled() and low in action.text().casefold()
    ]
