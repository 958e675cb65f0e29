"""The keys of the commands: the usual ones, or the user's own, kept in the window's file under `keys`."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction, QKeySequence

from dealwatch.ui.commands import COMMANDS, Command

FIXED = tuple(f"Ctrl+{number}" for number in range(1, 7))
"""Keys of the places, which are no commands."""
_GROUP, _BETWEEN, _NONE = "keys", " | ", "none"
BY_NAME = {command.name: command for command in COMMANDS}


class Keys:
    """Reads and changes the keys of the window's actions; a change holds at once."""

    def __init__(self, settings: QSettings, actions: Mapping[str, QAction]) -> None:
        self._settings, self._actions = settings, actions

    def apply(self) -> None:
        """Give every action its keys, as they are kept."""
        for name, action in self._actions.items():
            action.setShortcuts([QKeySequence(key) for key in self.of(name)])

    def of(self, name: str) -> tuple[str, ...]:
        """In portable text; the first one is shown in menus."""
        kept = self._settings.value(f"{_GROUP}/{name}")
        if not isinstance(kept, str) or not kept:
            return BY_NAME[name].keys
        if kept == _NONE:
            return ()
        parts = (QKeySequence(part).toString() for part in kept.split(_BETWEEN))
        return tuple(part for part in parts if part)

    def changed(self, name: str) -> bool:
        return self.of(name) != BY_NAME[name].keys

    def set(self, name: str, keys: tuple[str, ...]) -> None:
        place = f"{_GROUP}/{name}"
        if keys == BY_NAME[name].keys:
            self._settings.remove(place)
        else:
            self._settings.setValue(place, _BETWEEN.join(keys) or _NONE)
        self._actions[name].setShortcuts([QKeySequence(key) for key in self.of(name)])

    def reset(self) -> None:
        """The usual keys for every command."""
        self._settings.remove(_GROUP)
        self.apply()

    def owners(self, key: str, leaving_out: str = "") -> tuple[Command | None, ...]:
        """The commands that have this key, or begin with it, or are begun by it; None stands for a place."""
        wanted = QKeySequence(key)
        found: list[Command | None] = [
            command
            for command in COMMANDS
            if command.name != leaving_out and any(_clash(wanted, QKeySequence(own)) for own in self.of(command.name))
        ]
        return (*found, None) if any(_clash(wanted, QKeySequence(own)) for own in FIXED) else tuple(found)

    def take(self, name: str, key: str) -> None:
        """Take a key from a command; its other keys stay."""
        wanted = QKeySequence(key)
        self.set(name, tuple(own for own in self.of(name) if not _clash(wanted, QKeySequence(own))))


def _clash(one: QKeySequence, other: QKeySequence) -> bool:
    none = QKeySequence.SequenceMatch.NoMatch
    return one.matches(other) is not none or other.matches(one) is not none


def native(keys: tuple[str, ...]) -> str:
    """As this platform writes them."""
    return ", ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
