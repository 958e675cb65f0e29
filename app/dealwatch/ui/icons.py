"""Icons of the Phosphor font, tinted from the theme. The font is loaded when the first icon is asked for."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPixmap


@lru_cache(maxsize=512)
def _pixmap(name: str, size: int, colour: str, ratio: float) -> QPixmap:
    font = import_module("qtawesome")  # late: reading the font costs more than the first window does
    pixmap = font.icon(f"ph.{name}", color=colour).pixmap(QSize(round(size * ratio), round(size * ratio)), 1.0)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, size: int, colour: QColor, ratio: float = 1.0) -> QPixmap:
    """`name` without its prefix, e.g. `tray`, in px of the design."""
    return _pixmap(name, size, colour.name(), ratio)


def icon(name: str, colour: QColor, size: int = 16) -> QIcon:
    return QIcon(pixmap(name, size * 2, colour))
