"""Paints the shapes of a figure. The one place where a figure meets Qt."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen, QPixmap, QPolygonF, QTransform

from dealwatch.figures.shapes import Anchor, Circle, Figure, Fill, Glyph, Line, Polygon, Rect, Shape, Text
from dealwatch.ui import vectors
from dealwatch.ui.theme import Theme, Type

if TYPE_CHECKING:
    from dealwatch.figures.timescale import Measure

_HINTS = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
_USES = ((8.1, Type.CAPTION), (9.4, Type.SECONDARY), (99.0, Type.BODY))


def paint_figure(painter: QPainter, theme: Theme, figure: Figure, x: float, y: float, scale: float) -> None:
    """Draw the figure with its corner at (x, y), `scale` times its size at 100 %."""
    paint_shapes(painter, theme, figure.shapes, x, y, scale)


def paint_shapes(painter: QPainter, theme: Theme, shapes: Iterable[Shape], x: float, y: float, scale: float) -> None:
    """A part of a figure, for a view that paints only what can be seen of it."""
    painter.save()
    painter.translate(x, y)
    painter.setRenderHints(_HINTS)
    for shape in shapes:
        _paint(painter, theme, shape, scale)
    painter.restore()


def measure(theme: Theme) -> Measure:
    """A `Measure` with the look's own font, in px at 100 %; the same one for the same theme."""
    found = _MEASURES.get(id(theme))
    if found is None or found[0] is not theme:

        def width(text: str, size: float, bold: bool) -> float:
            return theme.width(text, _use(size), bold) / theme.scale

        _MEASURES.clear()
        found = _MEASURES[id(theme)] = theme, width
    return found[1]


_MEASURES: dict[int, tuple[Theme, Measure]] = {}


def still(theme: Theme, figure: Figure, ratio: float) -> QPixmap:
    """The figure as a picture of its own, kept for the next time: for a table that paints the same ones again."""
    key = id(figure), id(theme), ratio
    found = _STILLS.get(key)
    if found is None or found[0] is not figure or found[1] is not theme:
        if len(_STILLS) >= 600:
            _STILLS.clear()
        size = figure.width * theme.scale, figure.height * theme.scale
        pixmap = _clear(size[0] + 1, size[1] + 1, ratio)
        painter = QPainter(pixmap)
        paint_figure(painter, theme, figure, 0, 0, theme.scale)
        painter.end()
        found = figure, theme, pixmap
        _STILLS[key] = found
    return found[2]


_STILLS: dict[tuple[int, int, float], tuple[Figure, Theme, QPixmap]] = {}


def _clear(width: float, height: float, ratio: float) -> QPixmap:
    pixmap = QPixmap(max(math.ceil(width * ratio), 1), max(math.ceil(height * ratio), 1))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


def _use(size: float) -> Type:
    return next(use for limit, use in _USES if size <= limit)


def _paint(painter: QPainter, theme: Theme, shape: Shape, s: float) -> None:
    match shape:
        case Rect():
            _rect(painter, theme, shape, s)
        case Line():
            _line(painter, theme, shape, s)
        case Polygon():
            _fill(painter, theme, shape.fill, shape.colour, shape.stroke, shape.stroke_width, s)
            painter.drawPolygon(QPolygonF([QPointF(px * s, py * s) for px, py in shape.points]))
        case Circle():
            _fill(painter, theme, shape.fill, shape.colour, shape.stroke, shape.stroke_width, s)
            painter.drawEllipse(QPointF(shape.x * s, shape.y * s), shape.radius * s, shape.radius * s)
        case Text():
            _text(painter, theme, shape, s)
        case Glyph():
            size = round(shape.size * s)
            pixmap = vectors.glyph(shape.badge, size, theme.colour(shape.colour), painter.device().devicePixelRatioF())
            painter.drawPixmap(QPointF(shape.x * s, shape.y * s), pixmap)


def _rect(painter: QPainter, theme: Theme, shape: Rect, s: float) -> None:
    box = QRectF(shape.x * s, shape.y * s, shape.width * s, shape.height * s)
    if shape.fill is Fill.SOLID and not shape.stroke and not shape.radius:
        colour = theme.colour(shape.colour)
        painter.setOpacity(shape.opacity)
        # small cells must fall on whole px, or they blur into one another
        painter.fillRect(QRectF(box.toAlignedRect()) if s == 1 and box.width() == round(box.width()) else box, colour)
        painter.setOpacity(1)
        return
    _fill(painter, theme, shape.fill, shape.colour, shape.stroke, shape.stroke_width, s)
    if shape.dashed or (theme.high_contrast and shape.colour.endswith("_tint")):
        pen = painter.pen()
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
    painter.drawRoundedRect(box, shape.radius * s, shape.radius * s)


def _line(painter: QPainter, theme: Theme, shape: Line, s: float) -> None:
    if not shape.dash and shape.width == 1:  # hairlines stay hairlines on whole px
        left, top, right, bottom = (round(value * s) for value in (shape.x1, shape.y1, shape.x2, shape.y2))
        colour = theme.colour(shape.colour)
        painter.fillRect(QRectF(left, top, max(right - left, 1), max(bottom - top, 1)), colour)
        return
    pen = QPen(theme.colour(shape.colour), shape.width * s)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if shape.round_caps else Qt.PenCapStyle.FlatCap)
    if shape.dash:
        pen.setDashPattern([part / shape.width for part in shape.dash])
    painter.setPen(pen)
    x1, x2 = shape.x1 * s, shape.x2 * s
    if shape.dash and shape.y1 == shape.y2:
        x1, x2 = _in_sight(painter, x1, x2, sum(shape.dash) * s)
    painter.drawLine(QPointF(x1, shape.y1 * s), QPointF(x2, shape.y2 * s))


def _in_sight(painter: QPainter, x1: float, x2: float, period: float) -> tuple[float, float]:
    """What can be seen of a level dashed line, its dashes where they were: each is stroked, be it seen or not."""
    if x2 - x1 < 4 * period or not painter.hasClipping():
        return x1, x2
    seen = painter.clipBoundingRect()
    left, right = seen.left() - period, seen.right() + period
    if left > x1:
        x1 += (left - x1) // period * period
    return x1, max(min(x2, right), x1)


def _fill(
    painter: QPainter,
    theme: Theme,
    fill: Fill,
    colour: str,
    stroke: str,
    width: float,
    s: float,
) -> None:
    painter.setPen(QPen(theme.colour(stroke), width * s) if stroke else Qt.PenStyle.NoPen)
    if fill is Fill.NONE:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    elif fill is Fill.HATCH:
        painter.setBrush(_hatch(theme, s))
    else:
        painter.setBrush(theme.colour(colour))


def _hatch(theme: Theme, s: float) -> QBrush:
    size = max(round(6 * s), 4)
    tile = QPixmap(size, size)
    tile.fill(theme.colour("base"))
    painter = QPainter(tile)
    painter.fillRect(0, 0, max(round(2 * s), 1), size, theme.colour("ochre"))
    painter.end()
    brush = QBrush(tile)
    brush.setTransform(QTransform().rotate(45))
    return brush


def _text(painter: QPainter, theme: Theme, shape: Text, s: float) -> None:
    use = _use(shape.size)
    gap = 6 * s
    widths = [theme.width(run.text, use, run.bold) for run in shape.runs]
    total = sum(widths) + gap * (len(widths) - 1)
    x = shape.x * s - {Anchor.START: 0.0, Anchor.MIDDLE: total / 2, Anchor.END: total}[shape.anchor]
    y = shape.baseline * s
    if shape.halo:
        _haloed(painter, theme, shape, x, y, total, use)
        return
    for run, width in zip(shape.runs, widths, strict=True):
        painter.setFont(theme.font(use, run.bold))
        painter.setPen(theme.colour(run.colour))
        painter.drawText(QPointF(x, y), run.text)
        x += width + gap


def _haloed(painter: QPainter, theme: Theme, shape: Text, x: float, y: float, total: float, use: Type) -> None:
    """Text over its own ground. Stroking outlines is dear, so the finished words are kept as a picture."""
    ratio = painter.device().devicePixelRatioF()
    key = shape.runs, shape.size, shape.halo, id(theme), ratio
    found = _WORDS.get(key)
    metrics = theme.metrics(use, True)
    if found is None or found[0] is not theme:
        if len(_WORDS) >= 1500:
            _WORDS.clear()
        pixmap = _clear(total + 2 * _ROOM, metrics.height() + 2 * _ROOM, ratio)
        inner = QPainter(pixmap)
        inner.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        _words(inner, theme, shape, _ROOM, _ROOM + metrics.ascent(), use)
        inner.end()
        found = theme, pixmap
        _WORDS[key] = found
    # on whole px, or the words would blur
    painter.drawPixmap(QPointF(round(x - _ROOM), round(y - _ROOM - metrics.ascent())), found[1])


_ROOM = 4  # px of the halo around the words
_WORDS: dict[tuple[object, ...], tuple[Theme, QPixmap]] = {}


def _words(painter: QPainter, theme: Theme, shape: Text, x: float, y: float, use: Type) -> None:
    gap = 6 * theme.scale
    places = []
    path = QPainterPath()
    for run in shape.runs:
        font = theme.font(use, run.bold)
        path.addText(QPointF(x, y), font, run.text)
        places.append(x)
        x += theme.width(run.text, use, run.bold) + gap
    pen = QPen(theme.colour(shape.halo), 4)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)
    for run, place in zip(shape.runs, places, strict=True):
        painter.setFont(theme.font(use, run.bold))
        painter.setPen(theme.colour(run.colour))
        painter.drawText(QPointF(place, y), run.text)
