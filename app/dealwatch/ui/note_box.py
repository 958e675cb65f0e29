"""Notes beside what they are about: read as Markdown, written in place, kept with Ctrl+Enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette, QTextDocument
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QTextBrowser, QWidget

from dealwatch.language import _
from dealwatch.ui.controls import Button, Kind, link
from dealwatch.ui.forms import TextField
from dealwatch.ui.panes import Ground, Words, clear, line, stack
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.words import moment_words

if TYPE_CHECKING:
    from dealwatch.model.note import Note


class MarkdownText(QTextBrowser):
    """A note as it reads. HTML in it is shown as text; a link opens in the browser."""

    def __init__(self, look: Look, body: str) -> None:
        super().__init__()
        self._look = look
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenExternalLinks(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(body)
        self.setFont(look.theme.font(Type.BODY))
        self.document().setDocumentMargin(0)
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Text, look.theme.colour("text"))
        palette.setColor(QPalette.ColorRole.Link, look.theme.colour("accent"))
        self.setPalette(palette)
        self.document().setMarkdown(body, QTextDocument.MarkdownFeature.MarkdownNoHTML)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(round(self.document().size().height()) + 4)

    def sizeHint(self) -> QSize:
        return QSize(240, self.height())


class NoteCard(Ground):
    """One note with its time, to be edited or taken away."""

    edited = Signal(object)
    removed = Signal(str)

    def __init__(self, look: Look, note: Note, when: str) -> None:
        super().__init__(look)
        px = look.theme.px
        edit, away = link(look, _("Edit")), link(look, _("Remove"))
        edit.clicked.connect(lambda: self.edited.emit(note))
        away.clicked.connect(lambda: self.removed.emit(note.id))
        head = line(Words(look, when, Type.CAPTION, "text2"), 1, edit, away, gap=px(12))
        column = stack(gap=px(4), margins=(0, px(8), 0, px(8)))
        column.addLayout(head)
        column.addWidget(MarkdownText(look, note.body))
        self.setLayout(column)


class NoteBox(QWidget):
    """`kept` carries the note to keep (with an id where one was edited), `removed` the id of one to take away.

    `about` says what a new note belongs to. What is being written stays when the notes are shown anew.
    """

    kept = Signal(object)
    removed = Signal(str)

    def __init__(self, look: Look, about: Note) -> None:
        super().__init__()
        self._look, self._about, self._editing = look, about, about
        px = look.theme.px
        self.field = TextField(look, _("Add a note…"), 3)
        self.field.installEventFilter(self)
        self._hint = Words(look, _("Markdown · Ctrl+Enter keeps it"), Type.CAPTION, "text2", wrap=True)
        self.keep = Button(look, _("Keep note"), kind=Kind.PRIMARY, small=True)
        self.keep.clicked.connect(self.submit)
        self.leave = Button(look, _("Cancel"), small=True)
        self.leave.clicked.connect(lambda: self._begin(self._about))
        self._cards = stack(gap=0)
        column = stack(gap=px(6))
        column.addWidget(self.field)
        column.addLayout(self._foot(px(8)))
        column.addLayout(self._cards)
        self.setLayout(column)
        self.leave.hide()
        self.field.textChanged.connect(self._judge)
        self._judge()

    def _foot(self, gap: int) -> QHBoxLayout:
        row = line(self._hint, self.leave, self.keep, gap=gap)
        row.setStretch(0, 1)  # it bends where the buttons' words are long
        return row

    def show_notes(self, notes: Sequence[Note], now: datetime) -> None:
        """Newest first; `now` is the present instant, from which their times are told."""
        clear(self._cards)
        for note in sorted(notes, key=lambda note: note.id, reverse=True):
            when = moment_words(note.created_at, now)
            if note.edited_at != note.created_at:
                when = _("{written}, edited {edited}").format(written=when, edited=moment_words(note.edited_at, now))
            card = NoteCard(self._look, note, when)
            card.edited.connect(self._begin)
            card.removed.connect(self.removed)
            self._cards.addWidget(card)

    def about(self, about: Note) -> None:
        """What new notes belong to from now on; one that is being written for something else is dropped."""
        if replace(about, id="") != replace(self._about, id=""):
            self._about = about
            self._begin(about)

    def _begin(self, note: Note) -> None:
        self._editing = note
        self.field.setPlainText(note.body)
        self.leave.setVisible(bool(note.id))
        if note.id:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        body = self.field.toPlainText().strip()
        if body:
            wanted = replace(self._editing, body=body)
            self._begin(self._about)
            self.kept.emit(wanted)

    def _judge(self) -> None:
        self.keep.setEnabled(bool(self.field.toPlainText().strip()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            strong = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if strong and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.submit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.field.clearFocus()  # what is written stays; J, E and the others act again
                return True
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            back = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
            if back and self.field.document().isEmpty():
                event.ignore()  # nothing written to undo: the window's own undo is meant
                return True
        return super().eventFilter(watched, event)
