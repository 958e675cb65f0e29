"""Text, badges, icons and lines on a painter, in the look's own sizes. Shared by every delegate."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from dealwatch.figures.tokens import hue
from dealwatch.language import _
from dealwatch.model.status import Badge, BadgeShape
from dealwatch.ui import icons, vectors
from dealwatch.ui.theme import Theme, Type

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
END, MIDDLE = Qt.TextElideMode.ElideRight, Qt.TextElideMode.ElideMiddle

_HINTS = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing


@cache
def _flags(align: Qt.AlignmentFlag) -> int:
    return int(align) | int(Qt.TextFlag.TextSingleLine)


class Pen:
    """A painter with a theme. Every call returns where the next thing may begin (px)."""

    def __init__(self, painter: QPainter, theme: Theme) -> None:
        self.painter = painter
        self.theme = theme
        painter.setRenderHints(_HINTS)

    @property
    def ratio(self) -> float:
        return self.painter.device().devicePixelRatioF()

    def text(
        self,
        box: QRectF,
        text: str,
        use: Type = Type.BODY,
        role: str = "text",
        *,
        bold: bool | None = None,
        align: Qt.AlignmentFlag = LEFT,
        elide: Qt.TextElideMode = END,
        strike: bool = False,
    ) -> float:
        """One line, elided to the box; returns the right end of what was drawn."""
        if not text or box.width() <= 0:
            return box.left()
        font = self.theme.font(use, bold)
        if strike:
            font = QFont(font)
            font.setStrikeOut(True)
        width = self.theme.width(text, use, bold)
        shown = text
        if width > box.width() + 0.5:  # most texts fit, and eliding is dear
            shown = self.theme.metrics(use, bold).elidedText(text, elide, box.width() + 0.5)
            width = self.theme.width(shown, use, bold)
        self.painter.setFont(font)
        self.painter.setPen(self.theme.colour(role))
        self.painter.drawText(box, _flags(align), shown)
        return box.left() + width

    def width(self, text: str, use: Type = Type.BODY, bold: bool | None = None) -> float:
        return self.theme.width(text, use, bold)

    def badge(self, x: float, middle: float, badge: Badge) -> float:
        """The badge with its shape, glyph and label; `middle` is the height of its centre."""
        return paint_badge(self.painter, self.theme, x, middle, badge)

    def glyph(self, x: float, middle: float, badge: Badge, size: float = 13) -> float:
        px = self.theme.px(size)
        colour = self.theme.colour(hue(badge))
        self.painter.drawPixmap(QPointF(round(x), round(middle - px / 2)), vectors.glyph(badge, px, colour, self.ratio))
        return x + px

    def icon(self, x: float, middle: float, name: str, role: str = "text2", size: float = 16) -> float:
        px = self.theme.px(size)
        pixmap = icons.pixmap(name, px, self.theme.colour(role), self.ratio)
        self.painter.drawPixmap(QPointF(round(x), round(middle - px / 2)), pixmap)
        return x + px

    def dot(self, x: float, middle: float, role: str = "accent", size: float = 7) -> None:
        radius = self.theme.px(size) / 2
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.theme.colour(role))
        self.painter.drawEllipse(QPointF(x + radius, middle), radius, radius)

    def line(self, x1: float, x2: float, y: float, role: str = "line") -> None:
        """A hairline that fills whole device pixels."""
        self.painter.fillRect(QRectF(x1, y, x2 - x1, 1), self.theme.colour(role))

    def ground(self, box: QRectF, *, selected: bool, bar: bool = True, framed: bool = True) -> None:
        """The ground of a selected row: tint, accent bar at its left edge, in high contrast a frame."""
        if not selected:
            return
        self.painter.fillRect(box, self.theme.colour("sel"))
        if self.theme.high_contrast and framed:
            frame(self.painter, self.theme, box.adjusted(1, 1, -1, -1), "accent", 2, 0)
        if bar:
            self.painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), self.theme.colour("accent"))


def frame(painter: QPainter, theme: Theme, box: QRectF, role: str, width: float, radius: float) -> None:
    painter.setPen(QPen(theme.colour(role), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, radius, radius)


def badge_width(theme: Theme, badge: Badge) -> float:
    bold = badge.shape is BadgeShape.OUTCOME
    label = theme.width(_(badge.label), Type.BADGE, bold)
    start = 8 if badge.shape is BadgeShape.OUTCOME else 5
    return round(theme.px(start) + theme.px(13) + theme.px(5) + label + theme.px(8))


def badge_height(theme: Theme) -> int:
    return max(theme.px(20), round(theme.metrics(Type.BADGE).height()) + 2)


def paint_badge(painter: QPainter, theme: Theme, x: float, middle: float, badge: Badge) -> float:
    """Stage: outlined pill. Outcome: filled square with a strong left edge. Overlay: dashed frame. Returns its end."""
    colour = theme.colour(hue(badge))
    width, height = badge_width(theme, badge), badge_height(theme)
    box = QRectF(round(x), round(middle - height / 2), width, height)
    inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(colour, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    start = theme.px(5)
    if badge.shape is BadgeShape.STAGE:
        painter.setBrush(theme.colour("base"))
        painter.drawRoundedRect(inner, height / 2, height / 2)
    elif badge.shape is BadgeShape.OUTCOME:
        start = theme.px(8)
        painter.setPen(QPen(colour, 1) if theme.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"{hue(badge)}_tint"))
        painter.drawRoundedRect(inner if theme.high_contrast else box, 3, 3)
        painter.save()
        painter.setClipRect(QRectF(box.left(), box.top(), 3, height))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(box.left(), box.top(), 12, height), 3, 3)
        painter.restore()
    else:
        pen = QPen(colour, 1)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawRoundedRect(inner, 3, 3)
    size = theme.px(13)
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(QPointF(box.left() + start, round(middle - size / 2)), vectors.glyph(badge, size, colour, ratio))
    font = theme.font(Type.BADGE, badge.shape is BadgeShape.OUTCOME)
    painter.setFont(font)
    painter.setPen(colour)
    label = box.adjusted(start + size + theme.px(5), 0, 0, 0)
    painter.drawText(label, int(LEFT), _(badge.label))
    return box.right()
