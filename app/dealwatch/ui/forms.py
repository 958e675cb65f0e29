"""What a form is made of: a label over its field, boxes to choose from, days written as people write them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QFocusEvent, QPainter, QPen
from PySide6.QtWidgets import QComboBox, QCompleter, QFrame, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from dealwatch.language import _
from dealwatch.model.dates import PartialDate
from dealwatch.model.errors import UsageError
from dealwatch.ui.panes import Field, Words, stack
from dealwatch.ui.slim_bar import slim
from dealwatch.ui.theme import Look, Type


def labelled(look: Look, label: str, field: QWidget, hint: str = "") -> QVBoxLayout:
    """The label above, what it means below. The field is read aloud by its label."""
    column = stack(gap=look.theme.px(3))
    column.addWidget(Words(look, label, Type.SECONDARY, "text2"))
    column.addWidget(field)
    if hint:
        column.addWidget(Words(look, hint, Type.CAPTION, "text2", wrap=True))
    target = field.edit if isinstance(field, Field) else field
    target.setAccessibleName(label)
    if hint:
        target.setAccessibleDescription(hint)
    return column


def choice(look: Look, name: str, items: Sequence[str] = (), *, editable: bool = False) -> QComboBox:
    """A box to choose from; an editable one takes other texts too and completes the known ones."""
    box = QComboBox()
    box.addItems(list(items))
    box.setEditable(editable)
    if editable:
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = box.completer()
        if completer is not None:
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    box.currentTextChanged.connect(box.setToolTip)  # a long one is elided in the box
    box.setToolTip(box.currentText())
    box.setAccessibleName(name)
    box.setFont(look.theme.font(Type.BODY))
    box.setMinimumHeight(look.theme.px(28))
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box


class DayField(Field):
    """A day, a month or a year, as `2026-03-05`, `2026-03`, `2026`, `5.3.2026` or `5/3/2026`; empty is no day."""

    def __init__(self, look: Look, day: PartialDate | None = None) -> None:
        super().__init__(look, _("YYYY-MM-DD"))
        self.edit.setText(str(day) if day else "")

    def day(self) -> PartialDate | None:
        """UsageError for a text that is no day."""
        text = self.edit.text().strip()
        if not text:
            return None
        parts = [part for part in text.replace("/", ".").split(".") if part]
        if len(parts) == 3 and all(part.isdigit() for part in parts):
            text = f"{parts[2]:0>4}-{parts[1]:0>2}-{parts[0]:0>2}"
        try:
            return PartialDate.parse(text)
        except ValueError as error:
            raise UsageError(
                _("“{text}” is no day.").format(text=text), _("Write it as 2026-03-05, 2026-03 or 2026.")
            ) from error


class TextField(QPlainTextEdit):
    """Several lines to write in, framed as the one-line fields are. Tab moves on, as in every other field."""

    def __init__(self, look: Look, placeholder: str, lines: int = 3) -> None:
        super().__init__()
        self._look = look
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportMargins(4, 4, 4, 4)
        slim(look, self)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder.rstrip("…"))
        self.setTabChangesFocus(True)
        self.setFont(look.theme.font(Type.BODY))
        self.setFixedHeight(round(look.theme.metrics().lineSpacing() * lines + look.theme.px(18)))

    def event(self, event: QEvent) -> bool:
        """The frame is painted by the scroll area itself; the text is the viewport's."""
        if event.type() is not QEvent.Type.Paint:
            return super().event(event)
        theme, focused = self._look.theme, self.hasFocus()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = 1.0 if focused else 0.5
        painter.setPen(QPen(theme.colour("accent" if focused else "edge"), 2 if focused else 1))
        painter.setBrush(theme.colour("base"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 4, 4)
        painter.end()
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
