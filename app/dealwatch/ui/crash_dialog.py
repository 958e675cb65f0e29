"""A programming error that reached the window: said plainly, with details that can be copied. Nothing is sent."""

from __future__ import annotations

import platform
import sys
import traceback
from types import TracebackType

import PySide6
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from dealwatch import __version__
from dealwatch.language import _
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.dialog import Dialog
from dealwatch.ui.panes import IconView, Words, line, stack
from dealwatch.ui.theme import Look, Type


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """The details, with the versions that matter."""
    head = (
        f"Dealwatch {__version__}, Python {sys.version.split()[0]}, Qt {PySide6.__version__}, "
        f"{platform.system()} {platform.release()}"
    )
    return f"{head}\n\n{''.join(traceback.format_exception(kind, error, trace))}"


class CrashDialog(Dialog):
    def __init__(self, look: Look, details: str, parent: QWidget | None = None) -> None:
        super().__init__(look, "Dealwatch", 640, parent)
        px = look.theme.px
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setFont(look.theme.font(Type.MONO))
        self.details.setAccessibleName(_("Details of the error"))
        self.details.setMinimumHeight(px(200))
        copy = Button(look, _("Copy details"), icon="copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        close = Button(look, _("Continue"), kind=Kind.PRIMARY)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        text = _("What is stored is safe. You can go on; if it happens again, restart. Nothing was sent to anybody.")
        words = stack(gap=px(4))
        words.addWidget(Words(look, _("Something in Dealwatch went wrong."), Type.SECTION))
        words.addWidget(Words(look, text, Type.SECONDARY, "text2", wrap=True))
        head = line(IconView(look, "warning", "orange", 22), gap=px(12))
        head.addLayout(words, 1)
        column = stack(gap=px(12), margins=(px(20), px(16), px(20), px(14)))
        column.addLayout(head)
        column.addWidget(self.details, 1)
        column.addLayout(line(copy, 1, close))
        self.setLayout(column)
