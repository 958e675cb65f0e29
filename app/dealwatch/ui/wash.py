"""One colour over a rectangle, for the parts that the first paint shows.

`QPainter.fillRect` would do as well, but its first call makes PySide build every preset of `QGradient`.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter


def wash(painter: QPainter, box: QRect, colour: QColor) -> None:
    """Leaves the painter without a pen."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(box)
