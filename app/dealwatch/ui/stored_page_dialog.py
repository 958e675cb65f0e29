"""The stored page in a window of its own: its origin, its fingerprint, its text with the proof marked, its bytes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from dealwatch.language import _
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.dialog import Dialog
from dealwatch.ui.inline_bar import EmptyPage
from dealwatch.ui.page_text import find, readable
from dealwatch.ui.panes import Ground, Rule, Words, line, stack
from dealwatch.ui.text_pane import TextPane
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.words import size_words, utc_words

if TYPE_CHECKING:
    from dealwatch.ui.desk import StoredPage

_SUFFIXES = {"text/html": ".html", "application/json": ".json", "application/pdf": ".pdf", "text/xml": ".xml"}


class StoredPageDialog(Dialog):
    def __init__(self, look: Look, page: StoredPage, quote: str, parent: QWidget | None) -> None:
        super().__init__(look, _("Stored page"), 860, parent)
        self._page = page
        px = look.theme.px
        self.resize(px(860), px(640))
        text = readable(page.body, page.content_type)
        place = find(text.text, quote) if text.readable else None
        size = size_words(len(page.body))
        head = stack(gap=px(3), margins=(px(16), px(12), px(16), px(12)))
        head.addWidget(Words(look, page.url or _("no address"), Type.BODY, bold=True, elide=True))
        kind = page.content_type.split(";")[0] or _("unknown kind")
        place_words = f" · {page.place}" if page.place else ""
        head.addWidget(
            Words(
                look,
                _("Fetched {moment}").format(moment=utc_words(page.fetched_at)) + f" · {kind} · {size}{place_words}",
                Type.SECONDARY,
                "text2",
            )
        )
        head.addWidget(Words(look, f"SHA-256 {page.sha256}", Type.MONO, "text2", selectable=True))
        if quote and text.readable and place is None:
            note = _("The quoted words are not in the visible text; they stand in the page’s data.")
            head.addWidget(Words(look, note, Type.SECONDARY, "ochre", wrap=True))
        self.text = TextPane(look, _("Text of the stored page"))
        self.text.show_text(text.text, place)
        body = QStackedWidget()
        body.addWidget(self.text)
        body.addWidget(
            EmptyPage(look, "file-text", _("This is no text"), _("Save the document to open it in its own program."))
        )
        body.setCurrentIndex(0 if text.readable else 1)
        save = Button(look, _("Save as…"), icon="export", small=True)
        save.clicked.connect(self._save)
        copy = Button(look, _("Copy fingerprint"), icon="fingerprint", small=True)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(page.sha256))
        close = Button(look, _("Close"), kind=Kind.PRIMARY, small=True)
        close.clicked.connect(self.accept)
        middle = Ground(look)
        middle.setLayout(stack(Rule(look, strong=True), body, Rule(look, strong=True)))
        column = stack()
        column.addLayout(head)
        column.addWidget(middle, 1)
        column.addLayout(line(save, copy, 1, close, margins=(px(16), px(10), px(16), px(10))))
        self.setLayout(column)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        kind = self._page.content_type.split(";")[0].strip()
        name = f"{self._page.sha256[:16]}{_SUFFIXES.get(kind, '.bin')}"
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save the stored page"), name)
        if chosen:
            Path(chosen).write_bytes(self._page.body)
