"""Our own drawings as pixmaps: status glyphs, tray and application icon, in any colour and size. Cached."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from dealwatch.figures.glyphs import glyph_svg, icon_svg

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

    from dealwatch.model.status import Badge


@lru_cache(maxsize=512)
def _pixmap(svg: str, size: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # late: the first paint draws none

    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def glyph(badge: Badge, size: int, colour: QColor, ratio: float = 1.0) -> QPixmap:
    return _pixmap(glyph_svg(badge).replace("currentColor", colour.name()), size, ratio)


def drawing(name: str, size: int, colour: QColor | None = None, ratio: float = 1.0) -> QPixmap:
    svg = icon_svg(name)
    return _pixmap(svg.replace("currentColor", colour.name()) if colour else svg, size, ratio)


def icon(name: str, colour: QColor | None = None) -> QIcon:
    """An icon with the sizes a desktop asks for. Pixmaps, because trays do not all know SVG masks."""
    from PySide6.QtGui import QIcon

    found = QIcon()
    for size in (16, 22, 24, 32, 48, 64, 128, 256):
        found.addPixmap(drawing(name, size, colour))
    return found
