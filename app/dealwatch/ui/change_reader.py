"""The change in the middle of the inbox: its facts, then what changed in the page, or the page with its proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from dealwatch.language import _
from dealwatch.ui.bend import Bend
from dealwatch.ui.change_words import facts, headline
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.diff_pane import DiffPane
from dealwatch.ui.fact_pills import FactPills
from dealwatch.ui.inline_bar import EmptyPage
from dealwatch.ui.page_text import find, readable
from dealwatch.ui.panes import Ground, Rule, Words, line, stack
from dealwatch.ui.sent import unsent_words
from dealwatch.ui.text_pane import TextPane
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.words import moment_words

if TYPE_CHECKING:
    from dealwatch.model.event import Event
    from dealwatch.ui.desk import Change, Desk, StoredPage
    from dealwatch.ui.views.view import Stage

PAGE, NOTHING, DIFFERENCE = range(3)


class ChangeReader(Ground):
    def __init__(self, look: Look, desk: Desk, stage: Stage) -> None:
        super().__init__(look)
        self._look, self._desk, self._stage = look, desk, stage
        self._change: Change | None = None
        px = look.theme.px
        self._title = Words(look, "", Type.SECTION, elide=True)
        self._flag = Button(look, kind=Kind.QUIET, icon="flag", say=_("Flag this change"), small=True)
        self._flag.setCheckable(True)
        self._flag.clicked.connect(self._toggle_flag)
        self._open = Button(look, _("Open deal"), small=True)
        self._open.clicked.connect(self._open_deal)
        snooze = Button(look, kind=Kind.QUIET, icon="clock-afternoon", say=_("Snooze until tomorrow (S)"), small=True)
        snooze.clicked.connect(lambda: stage.act("snooze"))
        self._mute = Button(look, kind=Kind.QUIET, icon="bell-slash", say=_("Mute (M)"), small=True)
        self._mute.clicked.connect(lambda: stage.act("mute"))
        head = Bend((), self._title, (self._flag, snooze, self._mute, self._open), gap=px(4), least=px(180))
        self._facts = FactPills(look, [])
        self._unsent = Words(look, "", Type.SECONDARY, "orange", wrap=True)
        top = stack(gap=px(6), margins=(px(18), px(12), px(16), px(10)))
        top.addWidget(head)
        top.addWidget(self._facts)
        top.addWidget(self._unsent)
        self._body = QStackedWidget()
        self._none = EmptyPage(look, "file-text", _("No stored page"), "")
        self.difference = DiffPane(look)
        self.difference.page_wanted.connect(lambda: self._body.setCurrentIndex(PAGE))
        for page in (self._build_page(look), self._none, self.difference):
            self._body.addWidget(page)
        full = Ground(look)
        column = stack()
        column.addLayout(top)
        column.addWidget(Rule(look, strong=True))
        column.addWidget(self._body, 1)
        full.setLayout(column)
        self._pages = QStackedWidget()
        self._pages.addWidget(full)
        self._pages.addWidget(
            EmptyPage(look, "tray", _("Choose a change"), _("J and K go from one to the next, E shows the proof."))
        )
        self.setLayout(stack(self._pages))
        self.show_nothing()

    def _build_page(self, look: Look) -> Ground:
        px = look.theme.px
        self._caption = Words(look, "", Type.SECONDARY, "text2", elide=True)
        self._compare = Button(look, _("Compare"), icon="git-diff", small=True, say=_("What changed in the page (D)"))
        self._compare.clicked.connect(self.compare)
        self._raw = Button(look, _("Snapshot"), icon="eye", small=True, say=_("Show the stored page on its own"))
        self._raw.clicked.connect(lambda: self._stage.act("snapshot"))
        strip = line(self._caption, self._compare, self._raw, gap=px(8), margins=(px(18), px(6), px(12), px(6)))
        strip.setStretch(0, 1)
        self._text = TextPane(look, _("Stored page"))
        page = Ground(look)
        column = stack()
        column.addLayout(strip)
        column.addWidget(Rule(look))
        column.addWidget(self._text, 1)
        page.setLayout(column)
        return page

    def show_nothing(self) -> None:
        self._change = None
        self._pages.setCurrentIndex(1)

    def show_change(self, change: Change) -> None:
        if change is self._change:
            return
        same = self._change is not None and self._change.id == change.id
        self._change = change
        self._pages.setCurrentIndex(0)
        who = change.lead.authority
        self._title.say(f"{who}: {change.name}" if who else change.name)
        self._flag.setChecked(change.flagged)
        muted = change.deal.muted if change.deal is not None else change.case is not None and change.case.muted
        self._mute.set_icon("bell" if muted else "bell-slash")
        self._mute.setToolTip(_("Notify again (M)") if muted else _("Mute (M): changes come to the inbox only"))
        tracked = change.case is not None or change.deal is not None
        self._mute.setVisible(tracked)
        self._open.setVisible(tracked)
        pills = facts(change)
        self._facts.show_facts(pills)
        self._facts.setVisible(bool(pills))
        unsent = unsent_words(change)
        self._unsent.say(unsent)
        self._unsent.setVisible(bool(unsent))
        if not pills:
            self._title.say(f"{self._title._full} – {headline(change)}")
        if not same:
            self._show_page(change)

    def _show_page(self, change: Change) -> None:
        event = _proved(change)
        page = self._desk.stored_page(event.evidence.snapshot) if event.evidence.snapshot else None
        if page is None:
            quote = event.evidence.quote
            self._none.say(
                _("No stored page"),
                _("“{quote}”").format(quote=quote) if quote else _("This was entered, not read from a page."),
            )
            self._body.setCurrentIndex(NOTHING)
            return
        text = readable(page.body, page.content_type)
        if not text.readable:
            self._none.say(_("Stored document"), _("This is no text. Save it from the snapshot window to read it."))
            self._body.setCurrentIndex(NOTHING)
            return
        place = find(text.text, event.evidence.quote)
        found = _("the proof is marked") if place else _("the whole page is the proof")
        stored = moment_words(page.fetched_at, self._desk.now())
        self._caption.say(_("Stored page · {moment} · {proof}").format(moment=stored, proof=found))
        self._text.show_text(text.text, place)
        compared = self._show_difference(event, page, text.text, place)
        self._compare.setVisible(compared)
        self._body.setCurrentIndex(DIFFERENCE if compared else PAGE)

    def _show_difference(self, event: Event, page: StoredPage, text: str, place: tuple[int, int] | None) -> bool:
        """Whether there is an earlier version in which other words stand."""
        before = self._desk.earlier_page(event.id)
        old = readable(before.body, before.content_type) if before is not None else None
        if before is None or old is None or not old.readable or old.text == text:
            return False
        now = self._desk.now()
        caption = _("{before} → {after}").format(
            before=moment_words(before.fetched_at, now), after=moment_words(page.fetched_at, now)
        )
        self.difference.show_versions(old.text, text, caption, place)
        return True

    def compare(self) -> None:
        """From the page to the comparison and back; stays where there is nothing to compare."""
        if self._compare.isVisibleTo(self) or self._body.currentIndex() == DIFFERENCE:
            self._body.setCurrentIndex(PAGE if self._body.currentIndex() == DIFFERENCE else DIFFERENCE)

    def step_difference(self, by: int) -> bool:
        """To the next or the previous change within the page; False where no comparison is shown."""
        if self._body.currentIndex() != DIFFERENCE:
            return False
        self.difference.step(by)
        return True

    def _toggle_flag(self) -> None:
        if self._change is not None:
            self._desk.flag(self._change.id, self._flag.isChecked())
            self._stage.desk_changed()

    def _open_deal(self) -> None:
        if self._change is not None:
            self._stage.go(f"event/{self._change.lead.id}")


def _proved(change: Change) -> Event:
    return next((event for event in change.events if event.evidence.quote and event.evidence.snapshot), change.lead)
