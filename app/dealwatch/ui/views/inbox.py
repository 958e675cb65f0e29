"""Inbox: every change, grouped by deal; facts old → new first, then the stored text with the proof marked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from dealwatch.ui.change_words import facts, headline
from dealwatch.ui.controls import Button, Kind, chip
from dealwatch.ui.desk import Change, Desk, News
from dealwatch.ui.fact_pills import FactPills
from dealwatch.ui.flow import Flow
from dealwatch.ui.frame import Split
from dealwatch.ui.inbox_tree import InboxTree
from dealwatch.ui.inline_bar import Act, EmptyPage
from dealwatch.ui.news_list import NewsList
from dealwatch.ui.page_text import find, readable
from dealwatch.ui.panes import Ground, Rule, Words, line, stack
from dealwatch.ui.proposal_pane import ProposalPane
from dealwatch.ui.text_pane import TextPane
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.views.view import Stage, View
from dealwatch.ui.words import moment_words


class InboxView(View):
    def __init__(self, look: Look, desk: Desk, stage: Stage) -> None:
        super().__init__(look, desk, stage)
        self.setAccessibleName("Inbox")
        self._filter = "all"
        self._quiet = False
        self._chips = {key: chip(look, key.title()) for key in ("all", "unread", "flagged", "news")}
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
        left.setMinimumWidth(px(230))
        self._reader = _Reader(look, desk, stage)
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
            look, "tray", "No changes yet", "", (Act("Show coverage", lambda: stage.go("sources")),)
        )
        self._pages.addWidget(self._empty)
        self.setLayout(stack(self._pages))

    def refresh(self) -> None:
        changes = self.desk.inbox()
        unread = [change for change in changes if change.unread]
        flagged = [change for change in changes if change.flagged]
        news = self.desk.proposals()
        counts = {"all": len(changes), "unread": len(unread), "flagged": len(flagged), "news": len(news)}
        for key, button in self._chips.items():
            button.setText(f"{key.title()} {counts[key]}" if counts[key] else key.title())
            button.updateGeometry()
        self._show_suggestions(news)
        shown = {"unread": unread, "flagged": flagged}.get(self._filter, changes)
        current = self._tree.current()
        if self._filter == "unread" and current is not None and all(change.id != current.id for change in shown):
            # a change that was just read stays until the user moves on; otherwise it would vanish under the eyes
            kept = next((change for change in changes if change.id == current.id), None)
            shown = (*shown, kept) if kept is not None else shown
        self._quiet = True
        self._tree.show_changes(shown)
        self._quiet = False
        if not changes:
            standing, now = self.desk.standing(), self.desk.now()
            last = moment_words(standing.last_check, now)
            self._empty.say(
                "No changes yet",
                f"{standing.sources} sources checked, last {last}." if last else "Nothing was checked yet.",
            )
        self._pages.setCurrentIndex(0 if changes or news or self._filter == "news" else 1)
        change = self._tree.current()
        if change is None:
            self._reader.show_nothing()
        else:
            self._reader.show_change(change)

    def _show(self, key: str) -> None:
        self._filter = key
        for name, button in self._chips.items():
            button.setChecked(name == key)
        self.refresh()

    def _show_suggestions(self, news: tuple[News, ...]) -> None:
        self._news.show_news(news)
        self._suggestion.refresh()
        if not news:
            self._choose.say("Nothing suggested", "What an article says of your deals appears here until you decide.")
        else:
            self._choose.say("Choose a suggestion", "The news proposes; you decide.")
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
        if self._quiet:
            return
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

    def first_focus(self) -> QWidget:
        return self._news if self._filter == "news" else self._tree


class _Reader(Ground):
    """The change in the middle: its facts, then the stored page at the passage that proves it."""

    def __init__(self, look: Look, desk: Desk, stage: Stage) -> None:
        super().__init__(look)
        self._look, self._desk, self._stage = look, desk, stage
        self._change: Change | None = None
        px = look.theme.px
        self._title = Words(look, "", Type.SECTION, elide=True)
        self._flag = Button(look, kind=Kind.QUIET, icon="flag", say="Flag this change", small=True)
        self._flag.setCheckable(True)
        self._flag.clicked.connect(self._toggle_flag)
        self._open = Button(look, "Open deal", small=True)
        self._open.clicked.connect(self._open_deal)
        head = line(self._title, self._flag, self._open, gap=px(8))
        head.setStretch(0, 1)
        self._facts = FactPills(look, [])
        top = stack(gap=px(6), margins=(px(18), px(12), px(16), px(10)))
        top.addLayout(head)
        top.addWidget(self._facts)
        self._caption = Words(look, "", Type.SECONDARY, "text2", elide=True)
        self._raw = Button(look, "Snapshot", icon="eye", small=True, say="Show the stored page on its own")
        self._raw.clicked.connect(lambda: stage.act("snapshot"))
        strip = line(self._caption, self._raw, margins=(px(18), px(6), px(12), px(6)))
        strip.setStretch(0, 1)
        self._text = TextPane(look, "Stored page")
        self._none = EmptyPage(look, "file-text", "No stored page", "")
        self._choose = EmptyPage(look, "tray", "Choose a change", "J and K go from one to the next, E shows the proof.")
        self._body = QStackedWidget()
        for page in (self._text, self._none):
            self._body.addWidget(page)
        full = Ground(look)
        column = stack()
        column.addLayout(top)
        column.addWidget(Rule(look, strong=True))
        column.addLayout(strip)
        column.addWidget(Rule(look))
        column.addWidget(self._body, 1)
        full.setLayout(column)
        self._pages = QStackedWidget()
        self._pages.addWidget(full)
        self._pages.addWidget(self._choose)
        self.setLayout(stack(self._pages))
        self.show_nothing()

    def show_nothing(self) -> None:
        self._change = None
        self._pages.setCurrentIndex(1)

    def show_change(self, change: Change) -> None:
        same = self._change is not None and self._change.id == change.id
        self._change = change
        self._pages.setCurrentIndex(0)
        who = change.lead.authority
        self._title.say(f"{who}: {change.name}" if who else change.name)
        self._flag.setChecked(change.flagged)
        self._open.setVisible(change.case is not None)
        pills = facts(change)
        self._facts.show_facts(pills)
        self._facts.setVisible(bool(pills))
        if not pills:
            self._title.say(f"{self._title._full} – {headline(change)}")
        if not same:
            self._show_page(change)

    def _show_page(self, change: Change) -> None:
        event = next((e for e in change.events if e.evidence.quote and e.evidence.snapshot), change.lead)
        page = self._desk.stored_page(event.evidence.snapshot) if event.evidence.snapshot else None
        self._raw.setVisible(page is not None)
        if page is None:
            self._caption.say("Nothing is stored for this change")
            quote = event.evidence.quote
            self._none.say("No stored page", f"“{quote}”" if quote else "This was entered, not read from a page.")
            self._body.setCurrentIndex(1)
            return
        stored = moment_words(page.fetched_at, self._desk.now())
        text = readable(page.body, page.content_type)
        place = find(text.text, event.evidence.quote) if text.readable else None
        found = "the proof is marked" if place else "the whole page is the proof"
        self._caption.say(f"Stored page · {stored} · {found}")
        if not text.readable:
            self._none.say("Stored document", "This is no text. Save it from the snapshot window to read it.")
        self._body.setCurrentIndex(0 if text.readable else 1)
        self._text.show_text(text.text, place)

    def _toggle_flag(self) -> None:
        if self._change is not None:
            self._desk.flag(self._change.id, self._flag.isChecked())
            self._stage.desk_changed()

    def _open_deal(self) -> None:
        if self._change is not None:
            self._stage.go(f"event/{self._change.lead.id}")
