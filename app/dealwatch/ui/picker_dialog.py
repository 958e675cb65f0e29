"""Choosing which elements of a web page are watched: what matches is shown while it is typed, nothing is kept yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from dealwatch.language import _, n_
from dealwatch.model.errors import DealwatchError
from dealwatch.sources.page_select import MOST_MATCHES, Choice, Match
from dealwatch.sources.trouble_words import shown_trouble
from dealwatch.ui.attach_rows import match_rows
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.dialog import Dialog
from dealwatch.ui.forms import choice, labelled
from dealwatch.ui.inline_bar import InlineBar
from dealwatch.ui.panes import Field, IconView, Rule, Scroll, Words, line, stack
from dealwatch.ui.theme import Look, Type

if TYPE_CHECKING:
    from dealwatch.ui.desk import Desk
    from dealwatch.ui.tasks import Runner

WAIT = 250  # ms after the last key


class PickerDialog(Dialog):
    """`watched` gives the place where the page can be seen once it is watched."""

    watched = Signal(str)

    def __init__(self, look: Look, desk: Desk, tasks: Runner, url: str, parent: QWidget | None) -> None:
        super().__init__(look, _("Watch part of a page"), 720, parent)
        self._desk, self._tasks = desk, tasks
        self._page: tuple[bytes, str] | None = None
        self._fetched = ""
        px = look.theme.px
        self.url = Field(look, "https://…", icon="globe", height=30)
        self.url.edit.setText(url)
        self.load = Button(look, _("Show page"))
        self.load.clicked.connect(self.fetch)
        self.kind = choice(look, _("Kind"), [_("CSS selector"), _("XPath")])
        self.expression = Field(look, "main .status", height=28)
        self.name = Field(look, _("as it is to be called"), height=28)
        self._state = IconView(look, "info", "text2")
        self._said = Words(look, "", Type.SECONDARY, "text2", wrap=True)
        top = stack(gap=px(10), margins=(px(20), px(16), px(20), px(12)))
        address = line(self.url, self.load, gap=px(8))
        address.setStretch(0, 1)
        above = stack(Words(look, _("Address of the page"), Type.SECONDARY, "text2"), gap=px(3))
        above.addLayout(address)
        top.addLayout(above)
        chosen = line(gap=px(12))
        chosen.addLayout(labelled(look, _("Kind"), self.kind), 2)
        chosen.addLayout(labelled(look, _("Elements to watch"), self.expression), 5)
        chosen.addLayout(labelled(look, _("Name"), self.name), 3)
        top.addLayout(chosen)
        said = line(self._state, self._said, gap=px(8))
        said.setStretch(1, 1)
        top.addLayout(said)
        self._found = Scroll(look)
        self._found.setAccessibleName(_("What matches"))
        self._trouble = InlineBar(look, "", "", hue="orange", icon="warning")
        self._trouble.hide()
        cancel = Button(look, _("Cancel"))
        cancel.clicked.connect(self.reject)
        self.do = Button(look, _("Watch"), kind=Kind.PRIMARY)
        self.do.clicked.connect(self.submit)
        column = stack()
        column.addLayout(top)
        column.addWidget(Rule(look, strong=True))
        column.addWidget(self._found, 1)
        column.addWidget(self._trouble)
        column.addWidget(Rule(look))
        column.addLayout(line(1, cancel, self.do, gap=px(8), margins=(px(20), px(12), px(20), px(12))))
        self.setLayout(column)
        self.setMinimumHeight(px(380))
        self.resize(px(720), px(560))
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self.match)
        self.expression.edit.textEdited.connect(lambda: self._wait.start(WAIT))
        self.kind.currentIndexChanged.connect(self.match)
        self.url.submitted.connect(lambda _text: self.fetch())
        self.url.edit.textEdited.connect(self._judge)
        self._say("info", "text2", _("Show the page first; nothing of it is kept."))
        self._judge()
        self.url.edit.setFocus()

    def chosen(self) -> Choice:
        return Choice(self.expression.edit.text().strip(), xpath=self.kind.currentIndex() == 1)

    def _address(self) -> str:
        return self.url.edit.text().strip()

    def fetch(self) -> None:
        """Ask the site for the page once."""
        url = self._address()
        if not url:
            return
        self.load.setEnabled(False)
        self._trouble.hide()
        self._say("clock", "text2", _("Asking for the page…"))

        def arrived(page: tuple[bytes, str]) -> None:
            self._page, self._fetched = page, url
            self.load.setEnabled(True)
            self.match()
            self.expression.edit.setFocus()

        self._tasks.run(lambda: self._desk.fetch_page(url)).then(arrived, self._failed)

    def match(self) -> None:
        """Show what the expression matches on the page that was shown."""
        self._wait.stop()
        self._found.fill([])
        self._judge()
        chosen, page, url = self.chosen(), self._page, self._fetched
        if page is None:
            return
        if not chosen.expression:
            self._say("info", "text2", _("Say which elements are meant, for example “main h2” or “//table//tr[1]”."))
            return
        try:
            found = self._desk.page_matches(page, chosen, url)
        except DealwatchError as error:
            self._say("warning", "orange", shown_trouble(f"{error.title} {error.hint}"))
            return
        self._show(found)

    def _show(self, found: tuple[Match, ...]) -> None:
        count = len(found)
        if count:
            words = n_("{count} element matches.", "{count} elements match.", count).format(count=count)
            more = _(" Only the first {count} are watched.").format(count=MOST_MATCHES) if count == MOST_MATCHES else ""
            self._say("check", "ok", words + more)
        else:
            self._say("question", "text2", _("Nothing on the page matches, or what matches says nothing."))
        self._found.fill(match_rows(self.look, found))
        self.do.setEnabled(bool(count) and self._address() == self._fetched)

    def _judge(self) -> None:
        self.do.setEnabled(False)

    def _say(self, icon: str, role: str, text: str) -> None:
        self._state.show_icon(icon, role)
        self._said.say(text)

    def submit(self) -> None:
        if self._wait.isActive():
            self.match()
        if not self.do.isEnabled():
            return
        url, chosen, name = self._fetched, self.chosen(), self.name.edit.text().strip()
        self.do.setEnabled(False)

        def done(place: str) -> None:
            self.watched.emit(place)
            self.accept()

        self._tasks.run(lambda: self._desk.watch_page(url, chosen, name)).then(done, self._failed)

    def _failed(self, error: Exception) -> None:
        self.load.setEnabled(True)
        if not isinstance(error, DealwatchError):
            raise error
        self._say("question", "text2", _("The page is not shown."))
        self._trouble.title.say(shown_trouble(error.title))
        self._trouble.text.say(shown_trouble(error.hint))
        self._trouble.text.setVisible(bool(error.hint))
        self._trouble.show()
