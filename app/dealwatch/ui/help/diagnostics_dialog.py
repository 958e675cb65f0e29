"""What would be copied, to be read before it is: nothing is sent, and nobody's name or deal is in it."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from dealwatch.language import _
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.dialog import Dialog
from dealwatch.ui.panes import Words, line, stack
from dealwatch.ui.theme import Look, Type


class DiagnosticsDialog(Dialog):
    def __init__(self, look: Look, text: str, parent: QWidget | None) -> None:
        super().__init__(look, _("Copy diagnostics"), 680, parent)
        px = look.theme.px
        said = _(
            "This is all that is copied. Your name, your folders, this computer's name, keys, deals and cases are left "
            "out. Nothing is sent: paste it where you ask for help."
        )
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(look.theme.font(Type.MONO))
        self.text.setAccessibleName(_("Diagnostics"))
        self.text.setMinimumHeight(px(320))
        self._done = Words(look, "", Type.SECONDARY, "text2")
        close = Button(look, _("Close"))
        close.clicked.connect(self.accept)
        self.do = Button(look, _("Copy"), kind=Kind.PRIMARY, icon="copy")
        self.do.setDefault(True)
        self.do.clicked.connect(self.copy)
        column = stack(gap=px(12), margins=(px(16), px(16), px(16), px(14)))
        column.addWidget(Words(look, said, Type.SECONDARY, "text2", wrap=True))
        column.addWidget(self.text, 1)
        column.addLayout(line(self._done, 1, close, self.do, gap=px(8)))
        self.setLayout(column)
        self.resize(px(680), px(520))

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._done.say(_("Copied."))
