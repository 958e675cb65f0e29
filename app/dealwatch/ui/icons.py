"""Icons of the Phosphor font, tinted from the theme. The font is loaded when the first icon is asked for.

The font and its list of characters are those that qtawesome ships. Only the one font is loaded: qtawesome itself would
read a dozen of them before the first icon is there.
"""

from __future__ import annotations

import os
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter, QPixmap

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

_SHARE = 0.875
"""Of the icon's height: the font's own space around its signs makes up the rest."""


@cache
def _signs() -> tuple[str, str]:
    """(family of the font, its list of characters)."""
    found = find_spec("qtawesome")
    assert found is not None
    assert found.origin is not None
    folder = Path(found.origin).parent / "fonts"
    ours = sorted(name for name in os.listdir(folder) if name.startswith("phosphor-"))
    font = next(name for name in ours if name.endswith(".ttf"))
    names = next(name for name in ours if name.startswith("phosphor-charmap-"))
    family = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(folder / font)))[0]
    return family, (folder / names).read_text(encoding="utf-8")


def _sign(name: str) -> str:
    """The character of an icon; KeyError for a name that the font does not have.

    Looked up in the text of the list: reading all of it in as JSON would cost the first paint more than its icons do.
    """
    _before, found, rest = _signs()[1].partition(f'"{name}": "')
    if not found:
        raise KeyError(name)
    return chr(int(rest.partition('"')[0], 16))


@lru_cache(maxsize=512)
def _pixmap(name: str, size: int, colour: str, ratio: float) -> QPixmap:
    family, _names = _signs()
    side = round(size * ratio)
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    font = QFont(family)
    font.setPixelSize(round(_SHARE * side))
    painter = QPainter(pixmap)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(QRectF(0, 0, side, side), Qt.AlignmentFlag.AlignCenter, _sign(name))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, size: int, colour: QColor, ratio: float = 1.0) -> QPixmap:
    """`name` without its prefix, e.g. `tray`, in px of the design."""
    return _pixmap(name, size, colour.name(), ratio)


def icon(name: str, colour: QColor, size: int = 16) -> QIcon:
    from PySide6.QtGui import QIcon  # late: its list of themed icons is long, and no icon of the first paint is one

    return QIcon(pixmap(name, size * 2, colour))
