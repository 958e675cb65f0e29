"""The look of the window as one frozen value: colours by role, fonts by use, one unit of space. No widget state.

Widgets hold a `Look` and ask it when they paint; nothing outside this file makes a colour, a font or a px of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPalette

from dealwatch.figures.tokens import DARK, HIGH_CONTRAST, LIGHT, Tokens

BODY_POINTS = 10.0
SMALLEST, LARGEST = 0.8, 2.0
_COMPACT = {58: 52, 54: 46, 50: 44, 32: 28, 30: 28, 28: 26}
"""Row heights where the user wants more of them on the screen, by the usual height."""


REMEMBERED = 20_000
"""Texts whose width is remembered."""


class Appearance(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


class Type(StrEnum):
    """Uses of type; sizes in points at 100 % are in `_POINTS`."""

    TITLE = "title"
    SECTION = "section"
    BODY = "body"
    CONTROL = "control"
    SECONDARY = "secondary"
    BADGE = "badge"
    CAPTION = "caption"
    KEY = "key"
    MONO = "mono"


_POINTS = {
    Type.TITLE: 15.0,
    Type.SECTION: 11.25,
    Type.BODY: BODY_POINTS,
    Type.CONTROL: 9.5,
    Type.SECONDARY: 9.0,
    Type.BADGE: 8.75,
    Type.CAPTION: 8.25,
    Type.KEY: 7.8,
    Type.MONO: 8.0,
}
_FIXED = ["Noto Sans Mono", "DejaVu Sans Mono", "Consolas", "Menlo", "monospace"]
"""For platforms that name no fixed-pitch font."""
_BOLD = frozenset({Type.TITLE, Type.SECTION})


@dataclass(frozen=True)
class Theme:
    """`scale` is the text size, 1.0 = 100 % = 10 pt; `compact` draws rows closer together."""

    tokens: Tokens
    dark: bool = False
    high_contrast: bool = False
    scale: float = 1.0
    family: str = ""
    compact: bool = False

    def colour(self, role: str) -> QColor:
        return self._colours[role]

    @cached_property
    def _colours(self) -> dict[str, QColor]:
        return {role: QColor(self.tokens.colour(role)) for role in Tokens.__dataclass_fields__}

    def px(self, length: float) -> int:
        """A length of the design at 100 % in px of this text size."""
        return round(length * self.scale)

    @property
    def u(self) -> int:
        return self.px(8)

    def font(self, use: Type = Type.BODY, bold: bool | None = None) -> QFont:
        """The font of a use; shared, so never change it."""
        wanted = use in _BOLD if bold is None else bold
        found = self._fonts.get((use, wanted))
        if found is None:
            found = self._fonts[use, wanted] = self._font(use, wanted)
        return found

    @cached_property
    def _fonts(self) -> dict[tuple[Type, bool], QFont]:
        return {}

    def _font(self, use: Type, bold: bool) -> QFont:
        font = QFont()
        font.setFamilies(_fixed() if use is Type.MONO else [self.family])
        font.setPointSizeF(_POINTS[use] * self.scale)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        if use is not Type.MONO:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def metrics(self, use: Type = Type.BODY, bold: bool | None = None) -> QFontMetricsF:
        """Shared, as the font is."""
        wanted = use in _BOLD if bold is None else bold
        found = self._metrics.get((use, wanted))
        if found is None:
            found = self._metrics[use, wanted] = QFontMetricsF(self.font(use, wanted))
        return found

    def width(self, text: str, use: Type = Type.BODY, bold: bool | None = None) -> float:
        """px of a line; asked again and again for the same words whenever something is painted."""
        key = text, use, bold
        found = self._widths.get(key)
        if found is None:
            if len(self._widths) >= REMEMBERED:
                self._widths.clear()
            found = self._widths[key] = self.metrics(use, bold).horizontalAdvance(text)
        return found

    @cached_property
    def _widths(self) -> dict[tuple[str, Type, bool | None], float]:
        return {}

    @cached_property
    def _metrics(self) -> dict[tuple[Type, bool], QFontMetricsF]:
        return {}

    def row(self, height: float) -> int:
        """The height of a one-line row: the usual height or its compact twin, but never less than the text needs."""
        return max(self.px(self.dense(height)), round(self.metrics().height()) + 10)

    def dense(self, height: float) -> float:
        """A usual height of rows (at 100 %) in the density the user wants."""
        return _COMPACT.get(round(height), height) if self.compact else height

    def palette(self) -> QPalette:
        """Every role of QPalette that has a token; what has none follows from these."""
        palette = QPalette()
        role = QPalette.ColorRole
        pairs = {
            role.Window: "window",
            role.Button: "raised",
            role.Base: "base",
            role.ToolTipBase: "base",
            role.AlternateBase: "alt",
            role.WindowText: "text",
            role.Text: "text",
            role.ButtonText: "text",
            role.ToolTipText: "text",
            role.PlaceholderText: "text3",
            role.Light: "base",
            role.Midlight: "line",
            role.Mid: "line2",
            role.Dark: "edge",
            role.Shadow: "line2",
            role.Highlight: "accent",
            role.Accent: "accent",
            role.Link: "accent",
            role.LinkVisited: "accent",
            role.HighlightedText: "on_accent",
            role.BrightText: "on_accent",
        }
        for where, token in pairs.items():
            palette.setColor(where, self.colour(token))
        faint = QColor(self.colour("text3"))
        faint.setAlphaF(0.55)
        for where in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, where, faint)
        return palette


def _fixed() -> list[str]:
    """Families of equal width; asking for one is dear, so it is done when the first is written."""
    mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    return [mono] if QFontDatabase.isFixedPitch(mono) else _FIXED


def choose(appearance: Appearance, scale: float, family: str, *, compact: bool = False) -> Theme:
    """The theme for a wish; `SYSTEM` follows the desktop's colour scheme and its wish for contrast."""
    scale = min(max(scale, SMALLEST), LARGEST)
    wanted = appearance
    if wanted is Appearance.SYSTEM:
        wanted = Appearance.HIGH_CONTRAST if _wants_contrast() else Appearance.DARK if _is_dark() else Appearance.LIGHT
    if wanted is Appearance.HIGH_CONTRAST:
        return Theme(HIGH_CONTRAST, dark=True, high_contrast=True, scale=scale, family=family, compact=compact)
    if wanted is Appearance.DARK:
        return Theme(DARK, dark=True, scale=scale, family=family, compact=compact)
    return Theme(LIGHT, scale=scale, family=family, compact=compact)


def _is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def _wants_contrast() -> bool:
    accessibility = getattr(QGuiApplication.styleHints(), "accessibility", None)  # Qt 6.10 and later
    if accessibility is None:
        return False
    return accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


class Look(QObject):
    """The theme in force. Widgets keep a reference, ask `look.theme` when they paint, and hear `changed`."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    @property
    def theme(self) -> Theme:
        return self._theme

    def use(self, theme: Theme) -> None:
        if theme != self._theme:
            self._theme = theme
            self.changed.emit()
