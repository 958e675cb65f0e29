"""Puts the theme on the application: style, palette, font. The one place that touches QApplication's look."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from dealwatch.ui.theme import Look, Type

ARGUMENTS = ["-style", "Fusion"]


def dress(app: QApplication, look: Look) -> None:
    """Fusion with our palette, now and whenever the look changes."""
    app.setStyle("Fusion")
    colour(app, look)


def colour(app: QApplication, look: Look) -> None:
    """The palette and the font of an application that has begun with `ARGUMENTS`: naming a style later costs more."""

    def put_on() -> None:
        app.setPalette(look.theme.palette())
        app.setFont(look.theme.font(Type.BODY))

    put_on()
    look.changed.connect(put_on)


def system_family() -> str:
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
