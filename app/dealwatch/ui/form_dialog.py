"""A dialog that asks, tries, and says what is wrong in its own place without losing what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLayout, QWidget

from dealwatch.language import _
from dealwatch.model.errors import DealwatchError
from dealwatch.sources.trouble_words import shown_trouble
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.dialog import Dialog
from dealwatch.ui.inline_bar import InlineBar
from dealwatch.ui.panes import Rule, Scroll, line, stack

if TYPE_CHECKING:
    from dealwatch.ui.theme import Look


class FormDialog(Dialog):
    """`ready` carries what `collect` made of the fields; the dialog closes once `done` is called. `foot` has the
    buttons: what a form can do besides stands at its left.
    """

    ready = Signal(object)

    def __init__(
        self, look: Look, title: str, verb: str, collect: Callable[[], object], width: int, parent: QWidget | None
    ) -> None:
        super().__init__(look, title, width, parent)
        self._collect = collect
        px = look.theme.px
        self._trouble = InlineBar(look, "", "", hue="orange", icon="warning")
        self._trouble.hide()
        cancel = Button(look, _("Cancel"))
        cancel.clicked.connect(self.reject)
        self.do = Button(look, verb, kind=Kind.PRIMARY)
        self.do.setDefault(True)
        self.do.clicked.connect(self.submit)
        self.body = stack(gap=px(12), margins=(px(20), px(16), px(20), px(14)))
        self._scroll = Scroll(look, "window")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.column.insertLayout(0, self.body, 1)
        column = stack()
        column.addWidget(self._scroll, 1)
        column.addWidget(self._trouble)
        column.addWidget(Rule(look))
        self.foot = line(1, cancel, self.do, gap=px(8), margins=(px(20), px(12), px(20), px(12)))
        column.addLayout(self.foot)
        self.setLayout(column)

    def showEvent(self, event: QShowEvent) -> None:
        if not event.spontaneous():
            self.fit()
        super().showEvent(event)

    def fit(self) -> None:
        """As high as the form, where the screen has room for it; else it scrolls."""
        inner = self._scroll.body
        inner.ensurePolished()
        least = inner.minimumSizeHint().height()  # below it the scroll area scrolls, whatever the width gives
        room = self.width() - self._scroll.verticalScrollBar().sizeHint().width()  # beside a bar words wrap sooner
        form = max(self._scroll.column.totalHeightForWidth(room), inner.sizeHint().height(), least) + 2
        self.resize(
            self.width(), max(self.height(), form + self.sizeHint().height() - self._scroll.sizeHint().height())
        )

    def put(self, *parts: QLayout | QWidget) -> None:
        for part in parts:
            if isinstance(part, QWidget):
                self.body.addWidget(part)
            else:
                self.body.addLayout(part)

    def submit(self) -> None:
        """What cannot be taken is said here; otherwise `ready`."""
        try:
            found = self._collect()
        except DealwatchError as error:
            self.say_trouble(error)
            return
        self._trouble.hide()
        self.ready.emit(found)

    def say_trouble(self, error: DealwatchError) -> None:
        self._trouble.title.say(shown_trouble(error.title))
        self._trouble.text.say(shown_trouble(error.hint))
        self._trouble.text.setVisible(bool(error.hint))
        self._trouble.show()
