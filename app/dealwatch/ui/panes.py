"""The plain parts that every pane is made of: words in a type and colour, hairlines, headers, fields, scroll areas."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from dealwatch.ui import icons
from dealwatch.ui.slim_bar import slim
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.wash import wash


class Words(QLabel):
    """A text in one use of type and one colour role; follows the look. Selectable where it is worth copying."""

    def __init__(
        self,
        look: Look,
        text: str = "",
        use: Type = Type.BODY,
        role: str = "text",
        *,
        bold: bool | None = None,
        wrap: bool = False,
        selectable: bool = False,
        elide: bool = False,
    ) -> None:
        super().__init__()
        self._look = look
        self._use, self._role, self._bold = use, role, bold
        self._elide = elide
        self._full = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self._restyle()
        look.changed.connect(self._restyle)

    def say(self, text: str) -> None:
        if text != self._full:
            self._full = text
            self._show()

    def set_role(self, role: str) -> None:
        self._role = role
        self._restyle()

    def set_use(self, *, bold: bool, role: str) -> None:
        self._bold, self._role = bold, role
        self._restyle()

    def _restyle(self) -> None:
        self.setFont(self._look.theme.font(self._use, self._bold))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, self._look.theme.colour(self._role))
        self.setPalette(palette)
        self._show()

    def _show(self) -> None:
        if not self._elide:
            self.setText(self._full)
            return
        shown = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, max(self.width(), 20))
        self.setText(shown)
        self.setToolTip(self._full if shown != self._full else "")
        self.setAccessibleName(self._full)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._elide:
            self._show()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(20, hint.height()) if self._elide else hint

    def sizeHint(self) -> QSize:
        if not self._elide:
            return super().sizeHint()
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._full) + 2, metrics.height())


class Rule(QWidget):
    """A hairline; `strong` between panes, else inside one."""

    def __init__(self, look: Look, *, strong: bool = False, upright: bool = False) -> None:
        super().__init__()
        self._look, self._role = look, "line2" if strong else "line"
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        wash(painter, self.rect(), self._look.theme.colour(self._role))
        painter.end()


class Ground(QWidget):
    """A pane that fills itself with one colour role, optionally with a coloured left edge."""

    def __init__(self, look: Look, role: str = "base", edge: str = "") -> None:
        super().__init__()
        self._look, self._role, self._edge = look, role, edge

    def set_roles(self, role: str, edge: str = "") -> None:
        self._role, self._edge = role, edge
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        theme = self._look.theme
        wash(painter, self.rect(), theme.colour(self._role))
        if self._edge:
            if theme.high_contrast:
                painter.setPen(QPen(theme.colour(self._edge), 1))
                painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
            painter.fillRect(0, 0, 3, self.height(), theme.colour(self._edge))
        painter.end()


class IconView(QWidget):
    """A small picture from the icon font; decoration, so it has no name."""

    def __init__(self, look: Look, name: str, role: str = "text2", size: int = 16) -> None:
        super().__init__()
        self._look, self._name, self._role, self._size = look, name, role, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, role: str) -> None:
        self._name, self._role = name, role
        self.update()

    def sizeHint(self) -> QSize:
        px = self._look.theme.px(self._size)
        return QSize(px, px + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = self._look.theme
        px = theme.px(self._size)
        painter = QPainter(self)
        ink = theme.colour(self._role)
        painter.drawPixmap(0, (self.height() - px) // 2, icons.pixmap(self._name, px, ink, self.devicePixelRatioF()))
        painter.end()


class PaneHeader(Ground):
    """The header of a pane: title, count, and what is at its right. Follows the 16 px edge."""

    def __init__(self, look: Look, title: str, *right: QWidget, count: str = "", height: int = 38) -> None:
        super().__init__(look)
        self._token = height
        self.title = Words(look, title, Type.SECTION)
        self.count = Words(look, count, Type.BODY, "text2", elide=True)
        row = line(self.title, self.count, gap=8)
        row.setStretch(1, 1)
        for widget in right:
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.setContentsMargins(look.theme.px(16), 0, look.theme.px(20), 0)
        outer = stack(gap=0)
        outer.addLayout(row, 1)
        outer.addWidget(Rule(look, strong=True))
        self.setLayout(outer)
        self._fit()
        look.changed.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedHeight(self._look.theme.px(self._token))


class FieldEdit(QLineEdit):
    """Its field is drawn another way while it has the keyboard."""

    def __init__(self, field: QWidget) -> None:
        super().__init__()
        self._field = field

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._field.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._field.update()


class Field(QWidget):
    """A line to write in, with an icon at its left and a hint of its key at its right."""

    submitted = Signal(str)

    def __init__(self, look: Look, placeholder: str, *, icon: str = "", key: str = "", height: int = 28) -> None:
        super().__init__()
        self._look, self._icon, self._key, self._token = look, icon, key, height
        self.edit = FieldEdit(self)
        self.edit.setFrame(False)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(placeholder.rstrip("…"))
        self.edit.returnPressed.connect(lambda: self.submitted.emit(self.edit.text()))
        self.setFocusProxy(self.edit)
        self._row = line(self.edit, gap=0)
        self.setLayout(self._row)
        self._fit()
        look.changed.connect(self._fit)

    def show_key(self, key: str) -> None:
        """The hint of its key, empty for none."""
        if key != self._key:
            self._key = key
            self._fit()

    def _fit(self) -> None:
        theme = self._look.theme
        palette = QPalette(self.edit.palette())
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Window):
            palette.setColor(role, Qt.GlobalColor.transparent)
        self.edit.setPalette(palette)
        self.edit.setFont(theme.font(Type.BODY))
        key = theme.metrics(Type.KEY).horizontalAdvance(self._key) + theme.px(22) if self._key else theme.px(6)
        self._row.setContentsMargins(theme.px(31 if self._icon else 6), 1, round(key), 1)
        self.setFixedHeight(theme.px(self._token))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.edit.hasFocus()
        inset = 1.0 if focused else 0.5
        painter.setPen(QPen(theme.colour("accent" if focused else "edge"), 2 if focused else 1))
        painter.setBrush(theme.colour("base"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 4, 4)
        middle = self.height() / 2
        if self._icon:
            px = theme.px(16)
            ink = theme.colour("text3")
            pixmap = icons.pixmap(self._icon, px, ink, self.devicePixelRatioF())
            painter.drawPixmap(theme.px(9), round(middle - px / 2), pixmap)
        if self._key and not self.edit.text():
            width = theme.metrics(Type.KEY).horizontalAdvance(self._key) + theme.px(10)
            box = QRectF(self.width() - width - theme.px(8), middle - theme.px(8), width, theme.px(16))
            painter.setPen(QPen(theme.colour("line2"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            painter.setPen(theme.colour("text3"))
            painter.setFont(theme.font(Type.KEY))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._key)
        painter.end()


class Scroll(QScrollArea):
    """A vertical scroll area without a frame around one column of widgets."""

    def __init__(self, look: Look, role: str = "base") -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        slim(look, self, role)
        self.body = Ground(look, role)
        self.column = stack(gap=0)
        self.column.addStretch(1)
        self.body.setLayout(self.column)
        self.setWidget(self.body)

    def fill(self, widgets: Sequence[QWidget]) -> None:
        """Replace what is in the column."""
        clear(self.column)
        for widget in widgets:
            self.column.addWidget(widget)
        self.column.addStretch(1)


def line(*widgets: QWidget | int, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """A row; an int is a stretch."""
    layout = QHBoxLayout()
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    _put(layout, widgets)
    return layout


def stack(*widgets: QWidget | int, gap: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """A column; an int is a stretch."""
    layout = QVBoxLayout()
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    _put(layout, widgets)
    return layout


def _put(layout: QHBoxLayout | QVBoxLayout, widgets: Sequence[QWidget | int]) -> None:
    for widget in widgets:
        if isinstance(widget, int):
            layout.addStretch(widget)
        elif isinstance(layout, QHBoxLayout) and widget.sizePolicy().verticalPolicy() is QSizePolicy.Policy.Fixed:
            # aligned, or one widget of fixed height would hold the whole row to its own height
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            layout.addWidget(widget)


def present(widget: QWidget, wanted: bool) -> None:
    """Show or hide. One that has no place yet is never shown: it would flash up as a window and take the focus."""
    if wanted and widget.parentWidget() is None:
        return
    widget.setVisible(wanted)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go.

    What is taken out lives on until the event that is being handled is over: it may be the very button whose click this
    is.
    """
    gone: list[QWidget] = []
    _take(layout, gone)
    if gone:
        QTimer.singleShot(0, gone.clear)


def _take(layout: QLayout, gone: list[QWidget]) -> None:
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
            gone.append(widget)
        elif inner is not None:
            _take(inner, gone)
