"""Icons of the Phosphor font, tinted from the theme. The font is loaded when the first icon is asked for.

The font and its list of characters are those that qtawesome ships. Only the one font is loaded: qtawesome itself would
read a dozen of them before the first icon is there.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPixmap

_SHARE = 0.875
"""Of the icon's height: the font's own space around its signs makes up the rest."""


@cache
def _signs() -> tuple[str, dict[str, str]]:
    """(family of the font, name → code point in hexadecimal)."""
    found = find_spec("qtawesome")
    assert found is not None
    assert found.origin is not None
    folder = Path(found.origin).parent / "fonts"
    font = QFontDatabase.addApplicationFont(str(next(folder.glob("phosphor-[0-9]*.ttf"))))
    names = json.loads(next(folder.glob("phosphor-charmap-*.json")).read_text(encoding="utf-8"))
    return QFontDatabase.applicationFontFamilies(font)[0], names


@lru_cache(maxsize=512)
def _pixmap(name: str, size: int, colour: str, ratio: float) -> QPixmap:
    family, names = _signs()
    side = round(size * ratio)
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    font = QFont(family)
    font.setPixelSize(round(_SHARE * side))
    painter = QPainter(pixmap)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(QRectF(0, 0, side, side), Qt.AlignmentFlag.AlignCenter, chr(int(names[name], 16)))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, size: int, colour: QColor, ratio: float = 1.0) -> QPixmap:
    """`name` without its prefix, e.g. `tray`, in px of the design."""
    return _pixmap(name, size, colour.name(), ratio)


def icon(name: str, colour: QColor, size: int = 16) -> QIcon:
    return QIcon(pixmap(name, size * 2, colour))
