"""The manual's window: topics at the left, the page at the right, search, the way back. It follows no link itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from dealwatch.language import _, n_
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.dialog import Dialog
from dealwatch.ui.frame import Split
from dealwatch.ui.help.contents import FIRST
from dealwatch.ui.help.library import Library
from dealwatch.ui.help.page import HelpPage
from dealwatch.ui.help.toc import TopicList
from dealwatch.ui.panes import Field, Ground, Rule, Words, line, stack
from dealwatch.ui.theme import Look, Type

WAIT = 150  # ms after the last key
TOPIC, OWN, WEB = "topic:", "dealwatch:", ("https://", "http://")


@dataclass(slots=True)
class Trail:
    """The topics that were read, and where on the way the reader is."""

    topics: list[str] = field(default_factory=list)
    at: int = -1

    def visit(self, topic: str) -> None:
        if self.topics and self.topics[self.at] == topic:
            return
        self.topics[self.at + 1 :] = [topic]
        self.at = len(self.topics) - 1

    def can(self, by: int) -> bool:
        return 0 <= self.at + by < len(self.topics)

    def move(self, by: int) -> str:
        self.at += by
        return self.topics[self.at]


class HelpWindow(Dialog):
    """`wanted` carries what a link asks of the main window: `act/<command>`, a place, or a web address."""

    wanted = Signal(str)

    def __init__(self, look: Look, library: Callable[[], Library], parent: QWidget | None) -> None:
        super().__init__(look, _("Manual"), 960, parent)
        px = look.theme.px
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self._library = library()
        self._trail = Trail()
        self.topic = ""
        self.list, self.page = TopicList(look), HelpPage(look)
        self.field = Field(look, _("Search the manual…"), icon="magnifying-glass")
        self.back = Button(look, kind=Kind.QUIET, icon="caret-left", say=_("Back"))
        self.forward = Button(look, kind=Kind.QUIET, icon="caret-right", say=_("Forward"))
        self._said = Words(look, "", Type.CAPTION, "text2", wrap=True)
        self._said.setContentsMargins(px(16), px(4), px(12), px(4))
        self._said.hide()
        side = Ground(look)
        column = stack()
        column.addLayout(line(self.field, gap=px(4), margins=(px(16), px(12), px(12), px(8))))
        column.addWidget(self._said)
        column.addWidget(self.list, 1)
        side.setLayout(column)
        main = Ground(look)
        column = stack()
        column.addLayout(line(self.back, self.forward, 1, gap=px(4), margins=(px(16), px(8), px(16), px(4))))
        column.addWidget(Rule(look))
        column.addWidget(self.page, 1)
        main.setLayout(column)
        split = Split(look, Qt.Orientation.Horizontal)
        split.addWidget(side)
        split.addWidget(main)
        split.setStretchFactor(1, 1)
        self._split = split
        self.setLayout(stack(split))
        self.resize(px(960), px(680))
        self._wait = QTimer(self, singleShot=True, interval=WAIT)
        self._wait.timeout.connect(self.search)
        self.field.edit.textEdited.connect(lambda: self._wait.start())
        self.field.edit.returnPressed.connect(self._open_first)
        self.list.chosen.connect(self._choose)
        self.page.followed.connect(self.follow)
        for button in (self.back, self.forward):
            button.setAutoDefault(False)  # or Enter in the search field would press it
        self.back.clicked.connect(lambda: self._move(-1))
        self.forward.clicked.connect(lambda: self._move(1))
        for keys, act in (
            ("Alt+Left", lambda: self._move(-1)),
            ("Alt+Right", lambda: self._move(1)),
            ("Ctrl+F", self.field.edit.setFocus),
            ("F6", self._next_pane),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self._groups()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            side = min(self.look.theme.px(280), self.width() * 2 // 5)
            self._split.setSizes([side, self.width() - side])

    def show_topic(self, topic: str) -> None:
        """Show a topic (the first where there is no such one) and remember the way."""
        name = topic if topic in self._library.topics else FIRST
        self._trail.visit(name)
        self._show(name)

    def search(self) -> None:
        """The topics that hold what is typed; all of them while nothing is."""
        self._wait.stop()
        words = self.field.edit.text().strip()
        if not words:
            self._groups()
            return
        found = self._library.search(words)
        self.list.show_found(found)
        said = n_("{n} topic", "{n} topics", len(found)).format(n=len(found))
        self._said.say(said if found else _("Nothing in the manual has these words. Try one word, or another."))
        self._said.show()

    def follow(self, url: str) -> None:
        if url.startswith(TOPIC):
            self.show_topic(url.removeprefix(TOPIC))
        elif url.startswith(OWN):
            self.wanted.emit(url.removeprefix(OWN))
        elif url.startswith(WEB):
            self.wanted.emit(url)

    def _groups(self) -> None:
        self.list.show_groups(self._library.groups())
        self._said.hide()
        self.list.select(self.topic)

    def _show(self, topic: str) -> None:
        self.topic = topic
        self.page.show_topic(self._library.topics[topic])
        self.list.select(topic)
        self.back.setEnabled(self._trail.can(-1))
        self.forward.setEnabled(self._trail.can(1))

    def _choose(self, topic: str) -> None:
        self.show_topic(topic)
        words = self.field.edit.text().strip()
        if words:
            self.page.find_words(words)

    def _open_first(self) -> None:
        self.search()
        topics = self.list.topics()
        if topics:
            self._choose(topics[0])
            self.page.setFocus()

    def _move(self, by: int) -> None:
        if self._trail.can(by):
            self._show(self._trail.move(by))

    def _next_pane(self) -> None:
        panes = (self.field.edit, self.list, self.page)
        at = next((i for i, pane in enumerate(panes) if pane.hasFocus()), -1)
        panes[(at + 1) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)
