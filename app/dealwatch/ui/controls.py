"""Buttons, chips and links, painted from the look: hairline frames, one primary, a ring only for keyboard focus."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from dealwatch.ui import icons
from dealwatch.ui.theme import Look, Type

KEYBOARD = frozenset(
    {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
)


class Kind(Enum):
    PLAIN = "plain"
    PRIMARY = "primary"
    QUIET = "quiet"
    CHIP = "chip"
    LINK = "link"
    SEGMENT = "segment"


class Button(QPushButton):
    """A button. With a menu it opens it; with `split` the body clicks and the caret (or Alt+Down) opens the menu.

    `say` is the accessible name where there is no text, and the tooltip.
    """

    def __init__(
        self,
        look: Look,
        text: str = "",
        *,
        kind: Kind = Kind.PLAIN,
        icon: str = "",
        say: str = "",
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._look = look
        self._kind = kind
        self._icon = icon
        self._small = small
        self._menu: QMenu | None = None
        self._split = False
        self._ring = False
        self._key_hint = ""
        if say or not text:
            self.setAccessibleName(say or text)
            self.setToolTip(say)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if kind is Kind.LINK:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self.updateGeometry)

    def set_icon(self, name: str) -> None:
        self._icon = name
        self.update()

    def set_kind(self, kind: Kind) -> None:
        self._kind = kind
        self.update()

    def set_menu(self, menu: QMenu, *, split: bool = False) -> None:
        self._menu = menu
        self._split = split
        if not split:
            self.clicked.connect(self.open_menu)
        self.updateGeometry()

    def open_menu(self) -> None:
        if self._menu is not None:
            self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 1)))

    # -- size

    def _use(self) -> Type:
        if self._kind is Kind.CHIP:
            return Type.BADGE
        return Type.SECONDARY if self._small or self._kind is Kind.LINK else Type.CONTROL

    def _padding(self) -> int:
        if self._kind is Kind.LINK:
            return 0
        if self._kind is Kind.CHIP:
            return self._look.theme.px(9)
        return self._look.theme.px(6 if not self.text() else 10)

    def _bold(self) -> bool:
        return self._kind is Kind.PRIMARY

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        width = 2.0 * self._padding()
        if self.text():
            width += theme.metrics(self._use(), self._bold()).horizontalAdvance(self.text())
        if self._icon:
            width += self._icon_size() + (theme.px(6) if self.text() else 0)
        if self._menu is not None:
            width += theme.px(12) + theme.px(6)
        token = {Kind.CHIP: 22, Kind.LINK: 20, Kind.SEGMENT: 24}.get(self._kind, 25 if self._small else 28)
        height = max(theme.px(token), round(theme.metrics(self._use()).height()) + 4)
        return QSize(round(width) + 1, height)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(24, hint.height()) if self._kind is Kind.LINK else hint

    def _icon_size(self) -> int:
        return self._look.theme.px(12 if self._kind is Kind.CHIP else 16)

    # -- paint

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = box.height() / 2 if self._kind is Kind.CHIP else 4
        ground, edge, ink = self._colours()
        if ground is not None or edge is not None:
            painter.setPen(QPen(edge, 1) if edge is not None else Qt.PenStyle.NoPen)
            painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, radius, radius)
        if self._ring and self.hasFocus():
            painter.setPen(QPen(theme.colour("text" if self._kind is Kind.PRIMARY else "accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        if not self.isEnabled():
            ink = QColor(theme.colour("text3"))
            painter.setOpacity(0.55)
        x = float(self._padding())
        middle = self.height() / 2
        if self._icon:
            size = self._icon_size()
            pixmap = icons.pixmap(self._icon, size, self._icon_ink(ink), self.devicePixelRatioF())
            painter.drawPixmap(round(x), round(middle - size / 2), pixmap)
            x += size + theme.px(6)
        if self.text():
            painter.setFont(theme.font(self._use(), self._bold()))
            painter.setPen(ink)
            words = self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
            if self._kind is Kind.LINK:
                words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, self.width())
            painter.drawText(
                QRectF(x, 0, self.width() - x, self.height()),
                int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
                words,
            )
        if self._menu is not None:
            self._caret(painter, ink)
        painter.end()

    def _caret(self, painter: QPainter, ink: QColor) -> None:
        half = self._look.theme.px(4)
        x, y = self.width() - self._padding() - half, self.height() / 2
        painter.setPen(QPen(ink, 1.25, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline(
            [QPoint(x - half, round(y) - 2), QPoint(x, round(y) + half - 2), QPoint(x + half, round(y) - 2)]
        )

    def _icon_ink(self, ink: QColor) -> QColor:
        plain = self._kind in (Kind.PLAIN, Kind.QUIET) and not self.isChecked()
        return self._look.theme.colour("text") if plain and self.isEnabled() else ink

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        """(ground, edge, ink) in the present state."""
        c = self._look.theme.colour
        hot = self.underMouse() and self.isEnabled()
        down = self.isDown()
        if self._kind is Kind.LINK:
            return None, None, c("accent")
        if self._kind is Kind.PRIMARY and not self.isEnabled():
            return c("raised"), c("line2"), c("text3")
        if self._kind is Kind.PRIMARY:
            return c("accent"), c("accent"), c("on_accent")
        if self.isChecked():
            return c("soft"), c("accent"), c("accent")
        if self._kind is Kind.QUIET:
            return (c("sel") if down else c("line") if hot else None), None, c("text")
        if self._kind in (Kind.CHIP, Kind.SEGMENT):
            return (c("sel") if down else c("alt") if hot else c("base")), c("line2"), c("text2")
        return (c("sel") if down else c("alt") if hot else c("raised")), c("line2"), c("text")

    # -- events

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in KEYBOARD
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._menu is not None and event.key() == Qt.Key.Key_Down:
            self.open_menu()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        caret = self.width() - self._padding() - self._look.theme.px(16)
        if self._split and event.button() is Qt.MouseButton.LeftButton and event.position().x() >= caret:
            self.open_menu()
            return
        super().mousePressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.EnabledChange, QEvent.Type.PaletteChange):
            self.update()
        super().changeEvent(event)


def link(look: Look, text: str, say: str = "") -> Button:
    return Button(look, text, kind=Kind.LINK, say=say)


def chip(look: Look, text: str, icon: str = "") -> Button:
    """A filter that can be on or off."""
    button = Button(look, text, kind=Kind.CHIP, icon=icon)
    button.setCheckable(True)
    return button
