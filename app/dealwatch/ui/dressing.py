"""Puts the theme on the application: style, palette, font. The one place that touches QApplication's look."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QStyleFactory

from dealwatch.ui.theme import Look, Type


def dress(app: QApplication, look: Look) -> None:
    """Fusion with our palette, now and whenever the look changes."""
    app.setStyle(QStyleFactory.create("Fusion"))

    def put_on() -> None:
        app.setPalette(look.theme.palette())
        app.setFont(look.theme.font(Type.BODY))

    put_on()
    look.changed.connect(put_on)


def system_family() -> str:
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
