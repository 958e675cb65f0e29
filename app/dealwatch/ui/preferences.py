"""How the user wants the window: look, size of text, density, language, tray, keys. Kept in the window's own file.

Each is applied when it is set. Must not contain: settings of the data (`desk.settings`), widgets.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSettings

from dealwatch.ui.dressing import system_family
from dealwatch.ui.spoken import SETTING
from dealwatch.ui.theme import LARGEST, Appearance, Look, Theme, choose

LEAST_SIZE, STEP = 0.9, 0.1
"""The smallest text that can be chosen; how far one step of *Larger text* goes."""
_LOOK, _SIZE, _DENSE, _TRAY = "appearance", "text_size", "compact", "close_to_tray"


def theme_of(settings: QSettings) -> Theme:
    """The theme as the settings have it; what is no value of ours counts as the usual one."""
    return choose(_appearance(settings), _size(settings), system_family(), compact=_on(settings, _DENSE))


def _appearance(settings: QSettings) -> Appearance:
    found = str(settings.value(_LOOK, ""))
    return Appearance(found) if found in set(Appearance) else Appearance.SYSTEM


def _size(settings: QSettings) -> float:
    try:
        return min(max(float(str(settings.value(_SIZE, 1.0))), LEAST_SIZE), LARGEST)
    except ValueError:
        return 1.0


def _on(settings: QSettings, name: str) -> bool:
    return str(settings.value(name, "")).lower() == "true"


class Preferences:
    """`speak` and `quit` are the application's; without one (a demonstration, a test) a language is only kept."""

    def __init__(self, settings: QSettings, look: Look) -> None:
        self.settings, self._look = settings, look
        self.speak: Callable[[str], None] = lambda code: self.settings.setValue(SETTING, code)
        self.tray_changed: Callable[[], None] = lambda: None
        self.tray_available: Callable[[], bool] = lambda: False

    @property
    def appearance(self) -> Appearance:
        return _appearance(self.settings)

    def appear(self, appearance: str) -> None:
        self._put(_LOOK, Appearance(appearance).value)

    @property
    def size(self) -> float:
        return _size(self.settings)

    def resize(self, size: float) -> None:
        self._put(_SIZE, round(min(max(size, LEAST_SIZE), LARGEST), 2))

    def step_size(self, step: int) -> None:
        """+1 larger, -1 smaller, 0 the usual size."""
        self.resize(1.0 if step == 0 else self.size + step * STEP)

    @property
    def compact(self) -> bool:
        return _on(self.settings, _DENSE)

    def set_compact(self, compact: bool) -> None:
        self._put(_DENSE, compact)

    @property
    def language(self) -> str:
        """A code, or empty for the system's."""
        return str(self.settings.value(SETTING, "") or "")

    @property
    def closes_to_tray(self) -> bool:
        return bool(self.settings.value(_TRAY, True, type=bool))

    def close_to_tray(self, wanted: bool) -> None:
        self.settings.setValue(_TRAY, wanted)
        self.tray_changed()

    def _put(self, name: str, value: object) -> None:
        self.settings.setValue(name, value)
        self._look.use(theme_of(self.settings))
