"""An article to be read: pasted, dropped or from a file. What it suggests is shown before anything is kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from dealwatch.language import _, n_
from dealwatch.model.errors import DealwatchError
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.dialog import Dialog
from dealwatch.ui.evidence import QuoteBlock
from dealwatch.ui.forms import DayField, TextField, labelled
from dealwatch.ui.inline_bar import InlineBar
from dealwatch.ui.panes import Field, Rule, Scroll, Words, line, stack
from dealwatch.ui.reason_words import reason_words
from dealwatch.ui.suggested_badge import SuggestedBadge
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.words import authority_name
from dealwatch.watch.article import Article

if TYPE_CHECKING:
    from dealwatch.model.proposal import Proposal, Reading
    from dealwatch.ui.desk import Desk
    from dealwatch.ui.tasks import Runner

WAIT = 400  # ms after the last key


class ArticleDialog(Dialog):
    """`kept` carries how many suggestions are new in the inbox."""

    kept = Signal(int)

    def __init__(
        self, look: Look, desk: Desk, tasks: Runner, parent: QWidget | None, *, text: str = "", path: Path | None = None
    ) -> None:
        super().__init__(look, _("Read an article"), 760, parent)
        self._desk, self._tasks = desk, tasks
        self._file: tuple[str, bytes] | None = None
        self._reading: Reading | None = None
        self._asked = 0
        px = look.theme.px
        self.resize(px(760), px(620))
        self.text = TextField(look, _("Paste the article here, or choose a file"), 7)
        self.url, self.day = Field(look, "https://…"), DayField(look)
        choose = Button(look, _("Choose file…"), icon="file-text", small=True)
        choose.clicked.connect(self.choose)
        self._named = Words(look, "", Type.SECONDARY, "text2", elide=True)
        about = line(gap=px(12))
        about.addLayout(labelled(look, _("Address, if you know it"), self.url), 2)
        about.addLayout(labelled(look, _("Published"), self.day), 1)
        top = stack(gap=px(10), margins=(px(20), px(16), px(20), px(12)))
        top.addWidget(self.text)
        row = line(choose, self._named, gap=px(8))
        row.setStretch(1, 1)
        top.addLayout(row)
        top.addLayout(about)
        self._found = Scroll(look)
        self._trouble = InlineBar(look, "", "", hue="orange", icon="warning")
        self._trouble.hide()
        cancel = Button(look, _("Cancel"))
        cancel.clicked.connect(self.reject)
        self.do = Button(look, _("Put into the inbox"), kind=Kind.PRIMARY)
        self.do.setDefault(True)
        self.do.clicked.connect(self.keep)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.do.click)  # Enter alone is a new line of the article
        column = stack()
        column.addLayout(top)
        column.addWidget(Rule(look, strong=True))
        column.addWidget(self._found, 1)
        column.addWidget(self._trouble)
        column.addWidget(Rule(look))
        column.addLayout(line(1, cancel, self.do, gap=px(8), margins=(px(20), px(12), px(20), px(12))))
        self.setLayout(column)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self.read)
        self.text.textChanged.connect(self._typed)
        self.day.edit.textEdited.connect(lambda: self._wait.start(WAIT))
        self._say_found(None)
        if path is not None:
            self.take_file(path)
        elif text:
            self.text.setPlainText(text)
            self.read()
        self.text.setFocus()

    # -- what is to be read

    def choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Read an article"), "", _("Articles (*.html *.htm *.txt *.pdf);;All files (*)")
        )
        if name:
            self.take_file(Path(name))

    def take_file(self, path: Path) -> None:
        try:
            self._file = (path.resolve().as_uri(), path.read_bytes())
        except OSError as error:
            self._say_trouble(DealwatchError(_("This file cannot be read."), error.strerror or ""))
            return
        self._named.say(path.name)
        self.text.blockSignals(True)
        self.text.clear()
        self.text.blockSignals(False)
        self.read()

    def _typed(self) -> None:
        self._file = None
        self._named.say("")
        self._wait.start(WAIT)

    def article(self) -> Article | None:
        """UsageError for a day that is none; None while there is nothing to read."""
        published, url = self.day.day(), self.url.edit.text().strip()
        if self._file is not None:
            return Article(self._file[1], "", url or self._file[0], published)
        text = self.text.toPlainText().strip()
        return Article(text.encode(), "text/plain; charset=utf-8", url, published) if text else None

    # -- reading

    def read(self) -> None:
        """Beside the window's thread; an answer that was overtaken is dropped."""
        self._wait.stop()
        self._asked += 1
        asked = self._asked
        try:
            article = self.article()
        except DealwatchError as error:
            self._say_trouble(error)
            return
        if article is None:
            self._say_found(None)
            return

        def arrived(reading: Reading) -> None:
            if asked == self._asked:
                self._say_found(reading)

        self._tasks.run(lambda: self._desk.read_article(article)).then(arrived, self._failed)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, DealwatchError):
            raise error
        self._say_trouble(error)

    def _say_trouble(self, error: DealwatchError) -> None:
        self._trouble.title.say(_(error.title))
        self._trouble.text.say(_(error.hint))
        self._trouble.text.setVisible(bool(error.hint))
        self._trouble.show()
        self.do.setEnabled(False)

    def _say_found(self, reading: Reading | None) -> None:
        self._trouble.hide()
        self._reading = reading
        raised = [proposal for proposal in reading.proposals if proposal.raised] if reading is not None else []
        self.do.setEnabled(bool(raised))
        if reading is None:
            words = _("What it suggests appears here. The news proposes; you decide.")
        elif not raised:
            words = _("It suggests no step of an authority: background at most.")
        else:
            words = n_("It suggests {n} step:", "It suggests {n} steps:", len(raised)).format(n=len(raised))
        self._found.fill([self._plain(words), *(self._suggestion(proposal) for proposal in raised)])

    def _plain(self, words: str) -> QWidget:
        px = self.look.theme.px
        found = Words(self.look, words, Type.SECONDARY, "text2", wrap=True)
        found.setContentsMargins(px(20), px(12), px(20), px(4))
        return found

    def _suggestion(self, proposal: Proposal) -> QWidget:
        px = self.look.theme.px
        host = QWidget()
        name = proposal.deal or " / ".join(proposal.parties)
        title = _("{authority}: {deal}").format(authority=authority_name(proposal.authority), deal=name)
        head = line(SuggestedBadge(self.look, proposal.status), gap=px(8))
        head.addWidget(Words(self.look, title, bold=True, elide=True), 1)
        column = stack(gap=px(6), margins=(px(20), px(8), px(20), px(8)))
        column.addLayout(head)
        column.addWidget(QuoteBlock(self.look, proposal.evidence))
        column.addWidget(Words(self.look, reason_words(proposal.reason), Type.CAPTION, "text2", wrap=True))
        host.setLayout(column)
        return host

    def keep(self) -> None:
        """Into the inbox, as suggestions."""
        reading = self._reading
        article = self.article()
        if reading is None or article is None:
            return

        def done(count: int) -> None:
            self.kept.emit(count)
            self.accept()

        self._tasks.run(lambda: self._desk.keep_article(article, reading)).then(done, self._failed)
