"""The notes of a deal, and the files that were put with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from dealwatch.language import _
from dealwatch.model.note import Attachment, Note
from dealwatch.ui.controls import Button, link
from dealwatch.ui.note_box import NoteBox
from dealwatch.ui.panes import IconView, Rule, Scroll, Words, clear, line, stack
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.words import moment_words, size_words

if TYPE_CHECKING:
    from dealwatch.ui.desk import DealPage, Desk


class DealNotes(Scroll):
    """`wanted` carries a command: `attach`, `attachment/<id>`, `detach/<id>`; `dropped` files that were let go here."""

    wanted = Signal(str)
    dropped = Signal(object)

    def __init__(self, look: Look, desk: Desk) -> None:
        super().__init__(look)
        self._look, self._desk = look, desk
        self.setAcceptDrops(True)
        px = look.theme.px
        self.box = NoteBox(look, Note("", ""))
        self._attach = Button(look, _("Attach file…"), icon="paperclip", small=True)
        self._attach.clicked.connect(lambda: self.wanted.emit("attach"))
        self._files = stack(gap=0)
        self._none = Words(look, _("Drop a file here to keep it with the deal."), Type.SECONDARY, "text2", wrap=True)
        host = QWidget()
        column = stack(gap=px(10), margins=(px(16), px(12), px(16), px(16)))
        column.addWidget(self.box)
        column.addWidget(Rule(look))
        column.addLayout(line(Words(look, _("Files"), Type.SECTION), 1, self._attach))
        column.addWidget(self._none)
        column.addLayout(self._files)
        host.setLayout(column)
        self.fill([host])

    def kept(self, page: DealPage) -> tuple[Sequence[Note], Sequence[Attachment]]:
        """The notes and files of a deal, or the notes of a case that belongs to none."""
        if page.deal is None:
            return self._desk.notes("", page.cases[0].id), ()
        return self._desk.notes(page.deal.id, ""), self._desk.attachments(page.deal.id)

    def show_page(self, page: DealPage, notes: Sequence[Note], files: Sequence[Attachment]) -> None:
        deal_id = page.deal.id if page.deal is not None else ""
        case_id = "" if page.deal is not None else page.cases[0].id
        self.box.about(Note("", "", deal_id, case_id))
        self.box.show_notes(notes, self._desk.now())
        self._attach.setVisible(bool(deal_id))
        self._none.setVisible(bool(deal_id) and not files)
        clear(self._files)
        for kept in files:
            self._files.addWidget(self._row(kept))

    def _row(self, kept: Attachment) -> QWidget:
        px = self._look.theme.px
        row = QWidget()
        name = link(self._look, kept.name, say=_("Show {name}").format(name=kept.name))
        name.clicked.connect(lambda: self.wanted.emit(f"attachment/{kept.id}"))
        when = moment_words(kept.added_at, self._desk.now())
        about = Words(self._look, f"{size_words(kept.size)} · {when}", Type.SECONDARY, "text2")
        away = link(self._look, _("Remove"), say=_("Remove {name}").format(name=kept.name))
        away.clicked.connect(lambda: self.wanted.emit(f"detach/{kept.id}"))
        row.setLayout(
            line(IconView(self._look, "paperclip"), name, about, 1, away, gap=px(8), margins=(0, px(4), 0, px(4)))
        )
        return row

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._attach.isVisibleTo(self) and event.mimeData().hasUrls():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        files = [path for path in paths if path.is_file()]
        if files:
            event.acceptProposedAction()
            self.dropped.emit(files)
