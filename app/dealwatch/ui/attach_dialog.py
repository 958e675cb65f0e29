"""Attach saved page: whose page it is, when it was seen, and what will be recorded, before anything is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QTimer, QTimeZone, Signal
from PySide6.QtWidgets import QDateEdit, QTimeEdit, QWidget

from dealwatch.language import _, n_
from dealwatch.model.errors import DealwatchError
from dealwatch.model.progress import Stopped
from dealwatch.sources.trouble_words import shown_trouble
from dealwatch.ui.attach_rows import record_rows
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.dialog import Dialog
from dealwatch.ui.forms import choice, labelled
from dealwatch.ui.inline_bar import InlineBar
from dealwatch.ui.meter import Meter
from dealwatch.ui.panes import Field, IconView, Rule, Scroll, Words, line, stack
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.work_row import WorkRow

if TYPE_CHECKING:
    from dealwatch.ui.desk import Desk, SavedFile, SavedLook, SavedTaken
    from dealwatch.ui.tasks import Runner

WAIT = 250  # ms after the last key


class AttachDialog(Dialog):
    """`taken` gives the sentence about what was recorded. Each file keeps its own address and time."""

    taken = Signal(str)

    def __init__(
        self, look: Look, desk: Desk, tasks: Runner, files: Sequence[SavedFile], parent: QWidget | None
    ) -> None:
        super().__init__(look, _("Attach saved page"), 720, parent)
        self._desk, self._tasks = desk, tasks
        self.files = list(files)
        self._place, self._asked = 0, 0
        self._work: WorkRow | None = None
        px = look.theme.px
        self.file = choice(look, _("File"), [file.path.name for file in files])
        self.url = Field(look, "https://…", icon="globe", height=30)
        self._state = IconView(look, "question", "text2")
        self._reader = Words(look, "", Type.SECONDARY, "text2", wrap=True)
        self.day, self.time = QDateEdit(), QTimeEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("d MMM yyyy")
        self.time.setDisplayFormat("HH:mm")
        self.day.setAccessibleName(_("Day you saw it"))
        self.time.setAccessibleName(_("Time you saw it"))
        for field in (self.day, self.time):
            field.setFont(look.theme.font(Type.BODY))
            field.setFixedHeight(px(28))
        seen = stack(gap=px(3))
        seen.addWidget(Words(look, _("When you saw it"), Type.SECONDARY, "text2"))
        hint = Words(look, _("The file's own time, until you change it."), Type.CAPTION, "text2", wrap=True)
        when = line(self.day, self.time, hint, gap=px(8))
        when.setStretch(2, 1)
        seen.addLayout(when)
        said = line(self._state, self._reader, gap=px(8))
        said.setStretch(1, 1)
        top = stack(gap=px(10), margins=(px(20), px(16), px(20), px(12)))
        top.addLayout(labelled(look, _("File"), self.file))
        top.addLayout(labelled(look, _("Address of the page"), self.url))
        top.addLayout(said)
        top.addLayout(seen)
        self._found = Scroll(look)
        self._found.setAccessibleName(_("What will be recorded"))
        self._note = InlineBar(look, "", hue="slate", icon="clock-counter-clockwise", single=True)
        self._trouble = InlineBar(look, "", "", hue="orange", icon="warning")
        cancel = Button(look, _("Cancel"))
        cancel.clicked.connect(self.reject)
        self.do = Button(look, _("Attach"), kind=Kind.PRIMARY)
        self.do.setDefault(True)
        self.do.clicked.connect(self.submit)
        column = stack()
        column.addLayout(top)
        column.addWidget(Rule(look, strong=True))
        column.addWidget(self._found, 1)
        column.addWidget(self._note)
        column.addWidget(self._trouble)
        column.addWidget(Rule(look))
        column.addLayout(line(1, cancel, self.do, gap=px(8), margins=(px(20), px(12), px(20), px(12))))
        self.setLayout(column)
        self._column = column
        self.setMinimumHeight(px(380))
        self.resize(px(720), px(560))
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self.look_again)
        self.file.currentIndexChanged.connect(self.show_file)
        self.url.edit.textEdited.connect(lambda: self._wait.start(WAIT))
        for signal in (self.day.dateChanged, self.time.timeChanged):
            signal.connect(lambda _value: self._wait.start(WAIT))
        self.show_file(0)
        (self.url if not self.files[0].url else self.do).setFocus()

    def show_file(self, place: int) -> None:
        """Another of the files; what was entered for the one before is kept."""
        self._keep()
        self._place = place
        file = self.files[place]
        self.url.edit.setText(file.url)
        self.url.edit.setCursorPosition(0)
        local = QDateTime.fromSecsSinceEpoch(int(file.at.timestamp()), QTimeZone.systemTimeZone())
        for field in (self.day, self.time):
            field.blockSignals(True)
        self.day.setDate(local.date())
        self.time.setTime(local.time())
        for field in (self.day, self.time):
            field.blockSignals(False)
        self.look_again()

    def _keep(self) -> None:
        if not self.url.edit.isModified() and not self._wait.isActive():
            return
        local = QDateTime(self.day.date(), self.time.time(), QTimeZone.systemTimeZone())
        at = datetime.fromtimestamp(local.toSecsSinceEpoch(), UTC)
        self.files[self._place] = replace(self.files[self._place], url=self.url.edit.text().strip(), at=at)

    def look_again(self) -> None:
        """What would be recorded of the file that is shown."""
        self._keep()
        self._wait.stop()
        self.url.edit.setModified(False)
        self._asked += 1
        asked, file = self._asked, self.files[self._place]
        self.do.setEnabled(False)
        self._tasks.run(lambda: self._desk.foresee_saved(file)).then(
            lambda found: self._show(found) if asked == self._asked else None, self._failed
        )

    def _show(self, found: SavedLook) -> None:
        url = self.files[self._place].url
        if found.reader:
            words = _("Read by {source}").format(source=found.reader)
            if not found.confirmed:
                words = _("{words} (unconfirmed: no real page of it was seen yet)").format(words=words)
            self._state.show_icon("check", "ok")
        else:
            words = (
                _("No source reads pages of this address. Deal ▸ Attach file… keeps it with a deal.")
                if url
                else _("The file does not say where it is from. Enter the address it was saved from.")
            )
            self._state.show_icon("question", "text2")
        self._reader.say(words)
        self._found.fill(record_rows(self.look, found))
        silent = bool(found.records) and found.silent
        self._note.title.say(_("Shows how things stood when you first looked: nobody is alerted.") if silent else "")
        self._note.setVisible(silent)
        self._say_trouble(found.trouble, found.hint)
        self.do.setEnabled(bool(found.reader) and not found.trouble)

    def _say_trouble(self, title: str, hint: str) -> None:
        self._trouble.title.say(shown_trouble(title))
        self._trouble.text.say(shown_trouble(hint))
        self._trouble.text.setVisible(bool(hint))
        self._trouble.setVisible(bool(title))

    def submit(self) -> None:
        """Take the files in. What cannot be is said; the rest is kept all the same."""
        if self._wait.isActive():
            self.look_again()
        if not self.do.isEnabled():
            return
        self.do.setEnabled(False)
        files = tuple(self.files)
        meter = Meter(_("Attach saved page"))
        self._work = WorkRow(self.look, meter)
        self._column.insertWidget(self._column.count() - 2, self._work)
        meter.step("")
        self._work.begin()
        self._tasks.run_long(lambda progress: self._desk.take_saved(files, progress), meter).then(
            self._done, self._failed
        )

    def _done(self, result: SavedTaken) -> None:
        words = n_("{count} change recorded.", "{count} changes recorded.", result.events).format(count=result.events)
        self.taken.emit(words if result.events else _("Attached. It says what was known already."))
        if not result.failed:
            self.accept()
            return
        names = "\n".join(f"{name}: {reason}" if reason else name for name, reason in result.failed)
        self._say_trouble(_("Not everything could be taken in."), names)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Stopped):
            self.taken.emit(f"{error.title} {error.hint}")
            self.accept()
            return
        if not isinstance(error, DealwatchError):
            raise error
        self._say_trouble(error.title, error.hint)
