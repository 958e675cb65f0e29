"""Stored text to read: line numbers, the evidence passage marked and scrolled to. Read-only."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from dealwatch.ui.slim_bar import slim
from dealwatch.ui.theme import Look, Type


class TextPane(QPlainTextEdit):
    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._passage: tuple[int, int] | None = None
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setCursorWidth(0)
        slim(look, self)
        self._numbers = _Numbers(self)
        self.blockCountChanged.connect(self._fit)
        self.updateRequest.connect(self._scroll_numbers)
        self._restyle()
        look.changed.connect(self._restyle)

    @property
    def passage(self) -> tuple[int, int] | None:
        """(start, end) of the marked passage in the text."""
        return self._passage

    def show_text(self, text: str, passage: tuple[int, int] | None = None) -> None:
        self.setPlainText(text)
        self._passage = passage
        self._mark()
        self._fit()
        if passage is not None:
            cursor = QTextCursor(self.document())
            cursor.setPosition(passage[0])
            self.setTextCursor(cursor)
            self.centerCursor()

    def _restyle(self) -> None:
        theme = self._look.theme
        self.setFont(theme.font(Type.BODY))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Base, theme.colour("base"))
        palette.setColor(QPalette.ColorRole.Text, theme.colour("text"))
        self.setPalette(palette)
        self._mark()
        self._fit()

    def _mark(self) -> None:
        if self._passage is None:
            self.setExtraSelections([])
            return
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._passage[0])
        cursor.setPosition(self._passage[1], QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        style = QTextCharFormat()
        style.setBackground(self._look.theme.colour("mark"))
        style.setForeground(self._look.theme.colour("text"))
        selection.format = style
        self.setExtraSelections([selection])

    def marked_lines(self) -> range:
        """Numbers (from 0) of the lines that hold the passage."""
        if self._passage is None:
            return range(0)
        document = self.document()
        first = document.findBlock(self._passage[0]).blockNumber()
        return range(first, document.findBlock(max(self._passage[1] - 1, 0)).blockNumber() + 1)

    def line_label(self, line: int) -> str:
        """What stands beside a line (from 0)."""
        return str(line + 1)

    # -- the side with the numbers

    def side_width(self) -> int:
        theme = self._look.theme
        digits = max(len(str(self.blockCount())), 2)
        return round(theme.metrics(Type.CAPTION).horizontalAdvance("0" * digits)) + theme.px(24)

    def paint_side(self, painter: QPainter, area: QRect) -> None:
        theme = self._look.theme
        painter.fillRect(area, theme.colour("base"))
        marked = self.marked_lines()
        painter.setFont(theme.font(Type.CAPTION))
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        width = self._numbers.width() - theme.px(12)
        while block.isValid() and top <= area.bottom():
            height = self.blockBoundingRect(block).height()
            if top + height >= area.top():
                box = QRectF(0, top + 1, width, theme.metrics(Type.BODY).height())
                painter.setPen(theme.colour("text3"))
                painter.drawText(
                    box,
                    int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
                    self.line_label(block.blockNumber()),
                )
                if block.blockNumber() in marked:
                    painter.fillRect(QRectF(0, top, 3, height), theme.colour("accent"))
            block = block.next()
            top += height

    def _fit(self) -> None:
        self.setViewportMargins(self.side_width(), self._look.theme.px(8), self._look.theme.px(16), 0)
        self._place_numbers()

    def _place_numbers(self) -> None:
        area = self.contentsRect()
        self._numbers.setGeometry(
            QRect(area.left(), area.top() + self._look.theme.px(8), self.side_width(), area.height())
        )

    def _scroll_numbers(self, area: QRect, by: int) -> None:
        if by:
            self._numbers.scroll(0, by)
        else:
            self._numbers.update(0, area.y(), self._numbers.width(), area.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_numbers()


class _Numbers(QWidget):
    def __init__(self, pane: TextPane) -> None:
        super().__init__(pane)
        self._pane = pane

    def sizeHint(self) -> QSize:
        return QSize(self._pane.side_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._pane.paint_side(painter, event.rect())
        painter.end()
