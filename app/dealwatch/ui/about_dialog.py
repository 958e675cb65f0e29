"""What this is, which version, under which licence, and the licences of everything that is shipped with it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dealwatch import __version__
from dealwatch.language import _, mark
from dealwatch.ui import vectors
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.dialog import Dialog
from dealwatch.ui.panes import Words, line, stack
from dealwatch.ui.theme import Look, Type

TEXT = mark(
    "Tells you, with proof, when a competition authority moves on a deal you track. Nothing leaves this computer but "
    "the page requests, and the messages to channels of your own, that the network ledger lists."
)
NO_ADVICE = mark("Dealwatch helps you to watch; it gives no legal advice.")
LICENCE = "Apache License 2.0. Icons: Phosphor (MIT). Windows: Qt for Python (LGPL)."


class AboutDialog(Dialog):
    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, _("About Dealwatch"), 440, parent)
        px = look.theme.px
        close = Button(look, _("Close"), kind=Kind.PRIMARY)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self.licences = Button(look, _("Licences…"))
        self.licences.clicked.connect(self.show_licences)
        words = stack(gap=px(4))
        words.addWidget(
            Words(look, _("Dealwatch {version}").format(version=__version__), Type.SECTION, selectable=True)
        )
        words.addWidget(Words(look, _(TEXT), Type.SECONDARY, wrap=True))
        words.addWidget(Words(look, _(NO_ADVICE), Type.SECONDARY, wrap=True))
        words.addWidget(Words(look, LICENCE, Type.CAPTION, "text2", wrap=True))
        head = line(_AppIcon(look), gap=px(16))
        head.addLayout(words, 1)
        column = stack(gap=px(14), margins=(px(20), px(18), px(20), px(14)))
        column.addLayout(head)
        column.addLayout(line(self.licences, 1, close))
        self.setLayout(column)

    def show_licences(self) -> None:
        from dealwatch.ui.help.licences_dialog import LicencesDialog

        LicencesDialog(self.look, self).show()


class _AppIcon(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(64), self._look.theme.px(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.drawPixmap(0, 0, vectors.drawing("dealwatch", self.width(), ratio=self.devicePixelRatioF()))
        painter.end()
