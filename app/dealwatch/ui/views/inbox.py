"""Inbox: every change, grouped by deal; facts old → new first, then the stored text with the proof marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from dealwatch.language import _, n_
from dealwatch.ui.change_reader import ChangeReader
from dealwatch.ui.controls import chip
from dealwatch.ui.flow import Flow
from dealwatch.ui.frame import Split
from dealwatch.ui.inbox_tree import InboxTree
from dealwatch.ui.inline_bar import Act, EmptyPage
from dealwatch.ui.news_list import NewsList
from dealwatch.ui.panes import Ground, Rule, line, stack
from dealwatch.ui.proposal_pane import ProposalPane
from dealwatch.ui.views.view import Stage, View
from dealwatch.ui.words import moment_words, number_text

if TYPE_CHECKING:
    from dealwatch.ui.desk import Change, Desk, News
    from dealwatch.ui.theme import Look


FEW = 20
"""Rows of a filter that leave room for older ones."""


class InboxView(View):
    def __init__(self, look: Look, desk: Desk, stage: Stage) -> None:
        super().__init__(look, desk, stage)
        self.setAccessibleName(_("Inbox"))
        self._filter = "all"
        self._words = {"all": _("All"), "unread": _("Unread"), "flagged": _("Flagged"), "news": _("News")}
        self._chips = {key: chip(look, text) for key, text in self._words.items()}
        for key, button in self._chips.items():
            button.clicked.connect(lambda _=False, key=key: self._show(key))
        self._chips["all"].setChecked(True)
        px = look.theme.px
        bar = Ground(look)
        row = Flow(*self._chips.values(), gap=5)
        room = line(margins=(px(12), px(10), px(6), px(9)))
        room.addLayout(row, 1)
        column = stack()
        column.addLayout(room, 1)
        column.addWidget(Rule(look, strong=True))
        bar.setLayout(column)
        bar.setMinimumHeight(px(42))
        self._tree = InboxTree(look)
        # queued: reading marks as read, which rebuilds the very list whose selection is just changing
        self._tree.chosen.connect(self._chosen, Qt.ConnectionType.QueuedConnection)
        self._tree.end_near.connect(self._reach_back)
        self._tree.opened.connect(lambda change: stage.go(f"event/{change.lead.id}"))
        left = Ground(look)
        self._news = NewsList(look)
        self._news.chosen.connect(self._news_chosen, Qt.ConnectionType.QueuedConnection)
        self._news.opened.connect(lambda news: stage.act(f"news/open/{news.filed.id}"))
        self._lists = QStackedWidget()
        self._lists.addWidget(self._tree)
        self._lists.addWidget(self._news)
        lists = stack(bar)
        lists.addWidget(self._lists, 1)
        left.setLayout(lists)
        left.setMinimumWidth(px(208))
        self._reader = ChangeReader(look, desk, stage)
        self._suggestion = ProposalPane(look, desk, stage)
        self._choose = EmptyPage(look, "newspaper", "", "")
        self._middle = QStackedWidget()
        for widget in (self._reader, self._choose, self._suggestion):
            self._middle.addWidget(widget)
        splitter = Split(look, Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(self._middle)
        splitter.setSizes([px(356), px(540)])
        splitter.setStretchFactor(1, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(splitter)
        self._empty = EmptyPage(
            look, "tray", _("No changes yet"), "", (Act(_("Show coverage"), lambda: stage.go("sources")),)
        )
        self._pages.addWidget(self._empty)
        self.setLayout(stack(self._pages))

    def refresh(self) -> None:
        changes = self.desk.inbox()
        unread = [change for change in changes if change.unread]
        flagged = [change for change in changes if change.flagged]
        news = self.desk.proposals()
        there = self.desk.inbox_count()
        counts = {"all": there.every, "unread": there.unread, "flagged": there.flagged, "news": len(news)}
        self._say_chips(counts)
        self._show_suggestions(news)
        shown = {"unread": unread, "flagged": flagged}.get(self._filter, changes)
        current = self._tree.current()
        if self._filter == "unread" and current is not None and all(change.id != current.id for change in shown):
            # a change that was just read stays until the user moves on; otherwise it would vanish under the eyes
            kept = next((change for change in changes if change.id == current.id), None)
            shown = (*shown, kept) if kept is not None else shown
        self._tree.show_changes(shown)
        if not changes:
            standing, now = self.desk.standing(), self.desk.now()
            last = moment_words(standing.last_check, now)
            checked = n_("{n} source checked, last {moment}.", "{n} sources checked, last {moment}.", standing.sources)
            self._empty.say(
                _("No changes yet"),
                checked.format(n=standing.sources, moment=last) if last else _("Nothing was checked yet."),
            )
        self._pages.setCurrentIndex(0 if changes or news or self._filter == "news" else 1)
        change = self._tree.current()
        if change is None:
            self._reader.show_nothing()
        else:
            self._reader.show_change(change)
        if self._filter in ("unread", "flagged") and len(shown) < FEW:
            self._reach_back()

    def _say_chips(self, counts: dict[str, int]) -> None:
        for key, button in self._chips.items():
            words = self._words[key]
            if counts[key]:
                words += f" {number_text(counts[key])}"
            if button.text() != words:
                button.setText(words)
                button.updateGeometry()

    def _reach_back(self) -> None:
        """The user has come to the end of what is there, or a filter leaves little of it."""
        if self.desk.goes_back():
            self.desk.reach_back()
            self.stage.look_again()

    def _show(self, key: str) -> None:
        self._filter = key
        for name, button in self._chips.items():
            button.setChecked(name == key)
        self.refresh()

    def _show_suggestions(self, news: tuple[News, ...]) -> None:
        self._news.show_news(news)
        self._suggestion.refresh()
        if not news:
            self._choose.say(
                _("Nothing suggested"), _("What an article says of your deals appears here until you decide.")
            )
        else:
            self._choose.say(_("Choose a suggestion"), _("The news proposes; you decide."))
        here = self._filter == "news"
        self._lists.setCurrentIndex(int(here))
        self._middle.setCurrentIndex((1 if self._suggestion.news is None else 2) if here else 0)

    def _news_chosen(self, news: News) -> None:
        self._suggestion.show_news(news)
        self._middle.setCurrentWidget(self._suggestion)
        if news.unread:
            self.desk.mark_read((news.alert,))
            self.stage.desk_changed()

    def show_news(self) -> None:
        """The suggestions of the news instead of the changes."""
        self._show("news")

    def _chosen(self, change: Change) -> None:
        self._reader.show_change(change)
        self.stage.inspect(change)
        if change.unread:
            self.desk.mark_read((change.id,))
            self.stage.desk_changed()

    def go_to(self, event_id: str) -> bool:
        """Show the change that holds an event; False where the inbox does not have it."""
        if self._filter != "all":
            self._show("all")
        return self._tree.go_to(event_id)

    def current(self) -> Change | None:
        return self._tree.current()

    def toggle_read(self) -> None:
        change = self._tree.current()
        if change is not None:
            self.desk.mark_read((change.id,), not change.unread)
            self.stage.desk_changed()

    def step(self, by: int) -> None:
        (self._news if self._filter == "news" else self._tree).step(by)

    def compare(self) -> None:
        """From the stored page to what changed in it, and back."""
        self._reader.compare()

    def step_difference(self, by: int) -> bool:
        return self._reader.step_difference(by)

    def first_focus(self) -> QWidget:
        return self._news if self._filter == "news" else self._tree
