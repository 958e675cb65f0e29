"""The inspector: the status of what is chosen, the words that prove it, and where they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from dealwatch.language import _, mark, spoken
from dealwatch.model.event import Event, EventKind, EventNote
from dealwatch.model.note import Note
from dealwatch.model.status import Badge
from dealwatch.ui.badge_view import BadgeView
from dealwatch.ui.change_words import badges, caution, day_words, facts, headline, second, summary
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.desk import Change, DeadlineSheet, Desk, SourcePage
from dealwatch.ui.draw import badge_width
from dealwatch.ui.evidence import EvidenceBlock, Section, citation, quote_block
from dealwatch.ui.fact_pills import FactPills
from dealwatch.ui.panes import Ground, Rule, Scroll, Words, line, stack
from dealwatch.ui.source_details import source_sections
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.words import authority_name, authority_spoken, local_today

if TYPE_CHECKING:
    from dealwatch.ui.note_box import NoteBox
    from dealwatch.ui.views.view import Stage

LEAST, MOST = 320, 480
_NOT_OFFICIAL = (EventNote.BY_USER, EventNote.SAMPLE)
"""An article, or a page that the sample quotes, speaks for itself alone."""
_MEANINGS = {
    Badge.NOT_REVIEWABLE: mark(
        "{who} found that it cannot review the deal. This is no clearance: nothing was assessed."
    ),
    Badge.WAITING_PERIOD_OVER: mark("The waiting period ended. This is not an approval: {who} may still act."),
    Badge.JURISDICTION_CHECK: mark("{who} is checking whether it can review the deal. No formal case, no clock."),
    Badge.MONITORING: mark("{who} is observing. There is no case and no clock."),
    Badge.DECIDED: mark("A decision was adopted. Its kind is not known yet and is not guessed."),
    Badge.CLOCK_STOPPED: mark("The clock is stopped, so the deadline cannot be computed."),
    Badge.PRE_NOTIFICATION: mark("Talks before notification. No clock runs."),
}


class Inspector(Ground):
    """Filled by `show_change`, `show_deadline` and `show_source`; empty it says what it is for."""

    snapshot_wanted = Signal(object)
    said = Signal(str)
    closed = Signal()

    def __init__(self, look: Look, desk: Desk, stage: Stage) -> None:
        super().__init__(look, "window")
        self._desk, self._stage = desk, stage
        self.change: Change | None = None
        self.source_key = self.deadline_key = ""
        self._sheet: DeadlineSheet | None = None
        self._source: object = None
        self.setAccessibleName(_("Inspector"))
        self._head = _Head(look)
        self._head.close_button.clicked.connect(self.closed)
        self._scroll = Scroll(look, "window")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setLayout(stack(self._head, self._scroll))
        self.setMinimumWidth(round(LEAST * (1 + max(look.theme.scale - 1, 0) * 0.4)))
        self.setMaximumWidth(round(MOST * max(look.theme.scale, 1)))
        self.show_nothing()

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        return QSize(344 if theme.scale < 1.3 else round(267 * theme.scale), 400)

    def first_focus(self) -> QWidget:
        """What the keyboard enters at."""
        inner = [w for w in self._scroll.body.findChildren(Button) if w.isVisible()]
        return inner[0] if inner else self._head.close_button

    def show_nothing(self) -> None:
        self._forget()
        self._head.say(_("Inspector"))
        words = _("Choose a change to see the sentence it rests on, the stored page and its fingerprint.")
        self._scroll.fill([Section(self._look, "", "", Words(self._look, words, Type.SECONDARY, "text2", wrap=True))])

    def _forget(self) -> None:
        self.change, self.source_key, self.deadline_key = None, "", ""
        self.notes: NoteBox | None = None

    def show_change(self, change: Change) -> None:
        if change.lead.kind is EventKind.DEADLINE and change.case is not None:
            sheet = self._desk.deadline(f"{change.case.id}/{change.lead.field}")
            if sheet is not None:
                self.show_deadline(sheet, change)
                return
        self._forget()
        self.change = change
        lead = _proof(change)
        titles = {EventKind.DEADLINE: _("Deadline"), EventKind.DOCUMENT: _("Document")}
        stop = change.reminder is not None and change.case is None
        self._head.say(_("Long-stop date") if stop else titles.get(change.lead.kind, _("Status")))
        sections = [self._status(change)]
        page = self._desk.stored_page(lead.evidence.snapshot) if lead.evidence.snapshot else None
        quote = quote_block(self._look, lead, page)
        if quote is not None:
            official = lead.authority and lead.note not in _NOT_OFFICIAL
            who = authority_spoken(lead.authority) if official else _("the source")
            sections.append(Section(self._look, _("In the words of {who}").format(who=who), "quotes", quote))
        if change.reminder is None or lead.evidence.url or lead.evidence.snapshot:
            sections.append(self._evidence(change, lead))
        sections += self._told(change)
        sections += self._notes(change)
        self._scroll.fill(sections)

    def show_deadline(self, sheet: DeadlineSheet, change: Change | None = None) -> None:
        """A deadline with its workings; `change` is the one it was reached by, which then gives the proof."""
        from dealwatch.ui import deadline_sections as parts  # late: it brings the law with it
        from dealwatch.ui.deadline_words import as_event

        deadline = sheet.deadline
        lead = change.lead if change is not None and change.reminder is None else as_event(deadline)
        self._forget()
        self.deadline_key, self._sheet = sheet.key, sheet
        self.change = change or Change(lead.id, (lead,), deadline.case, None, sheet.source_title)
        self._head.say(_("Deadline"))
        sections: list[QWidget | None] = [parts.head_section(self._look, sheet, self._stage)]
        page = self._desk.stored_page(lead.evidence.snapshot) if lead.evidence.snapshot else None
        quote = quote_block(self._look, lead, page)
        if quote is not None:
            who = authority_spoken(lead.authority)
            sections.append(Section(self._look, _("In the words of {who}").format(who=who), "quotes", quote))
        sections.append(parts.workings_section(self._look, sheet, self.said.emit))
        elapsed = self._desk.elapsed(deadline.case.id)
        if elapsed is not None and deadline.last_day is not None:
            sections.append(parts.elapsed_section(self._look, elapsed, self))
        if lead.evidence.url or lead.evidence.snapshot:
            sections.append(self._evidence(self.change, lead))
        sections.append(parts.versions_section(self._look, deadline, self._stage))
        sections.append(parts.others_section(self._look, sheet, self._desk, self._stage))
        sections += self._told(self.change)
        sections += self._notes(self.change)
        self._scroll.fill([section for section in sections if section is not None])

    def renew(self) -> None:
        """The data changed: the deadline and the notes that are shown are read anew. What says the same stays."""
        if self.notes is not None:
            self._show_notes()
        if not self.deadline_key:
            return
        sheet = self._desk.deadline(self.deadline_key)
        if sheet is not None and sheet != self._sheet:
            self.show_deadline(sheet, self.change)

    def _told(self, change: Change) -> list[QWidget]:
        from dealwatch.ui.rules.told import told_section  # late, as the notes

        found = told_section(self._look, self._desk, change, self._stage.act)
        return [found] if found is not None else []

    def _notes(self, change: Change) -> list[QWidget]:
        """A place to write beside the change, with what was written there before. Only where a case or deal is."""
        deal_id = change.deal.id if change.deal is not None else ""
        case_id = change.case.id if change.case is not None else ""
        if not deal_id and not case_id:
            return []
        from dealwatch.ui.note_box import NoteBox  # late: the first inspector waits for what it shows

        self._about = Note("", "", deal_id, case_id, change.lead.id)
        self.notes = NoteBox(self._look, self._about)
        self.notes.kept.connect(self._stage.keep_note)
        self.notes.removed.connect(lambda note_id: self._stage.act(f"note_away/{note_id}"))
        self._show_notes()
        return [Section(self._look, _("Note"), "note-pencil", self.notes, rule=False)]

    def _show_notes(self) -> None:
        assert self.notes is not None
        about = self._about
        kept = self._desk.notes(about.deal_id, about.case_id)
        self.notes.show_notes([note for note in kept if note.event_id == about.event_id], self._desk.now())

    def _status(self, change: Change) -> QWidget:
        look = self._look
        before, new = badges(change)
        zone_day = day_words(change.lead)
        who = change.lead.authority
        content: list[QWidget] = [
            Words(look, f"{who} · {change.name}" if who else change.name, Type.CAPTION, "text2", wrap=True)
        ]
        if new is not None:
            badge = BadgeView(look, (new,), before if _fits(look, before, new) else None)
            content.append(line_of(badge))
            meaning = _MEANINGS.get(new)
            if meaning:
                spoken = authority_spoken(who)
                text = _(meaning).format(who=spoken[:1].upper() + spoken[1:])
                content.append(Words(look, text, Type.SECONDARY, "text2", wrap=True))
        else:
            content.append(Words(look, headline(change), Type.SECTION, wrap=True))
        content.append(Words(look, zone_day, Type.BODY))
        longer = summary(change.lead)
        if longer and longer.strip(" .") != change.lead.evidence.quote.strip(" ."):
            content.append(Words(look, longer, Type.SECONDARY, wrap=True))
        warned = next((words for event in change.events if (words := caution(event))), "")
        if warned:
            content.append(Words(look, warned, Type.SECONDARY, "ochre", wrap=True))
        others = [pill for pill in facts(change) if pill.new_badge is None]
        if change.reminder is not None:
            content.append(Words(look, second(change), Type.SECONDARY, "text2", wrap=True))
        elif others:
            content.append(FactPills(look, others, narrow=True))
        return Section(look, "", "", *content)

    def _evidence(self, change: Change, event: Event) -> QWidget:
        name = change.name
        if change.case is not None and change.case.printed_number:
            name = f"{change.case.printed_number} {name}"
        text = citation(event, authority_name(event.authority), name, day_words(event, weekday=False))
        block = EvidenceBlock(self._look, event, change.source_title or event.source, text)
        block.page_wanted.connect(self._stage.open_url)
        block.snapshot_wanted.connect(self.snapshot_wanted)
        block.compare_wanted.connect(lambda: self._stage.act("diff"))
        block.said.connect(self.said)
        title = _("Evidence") if event.evidence.snapshot else _("Evidence (no stored page)")
        return Section(self._look, title, "file-text", block)

    def show_source(self, page: SourcePage) -> None:
        state = (page, local_today(self._desk.now()), spoken(), self._look.theme)
        if self.source_key and state == self._source:  # what says the same stays
            return
        self._forget()
        self.source_key, self._source = page.line.key, state
        self._head.say(page.line.authority or page.line.title)
        self._scroll.fill(source_sections(self._look, page, self._stage, self._desk.now()))


def _proof(change: Change) -> Event:
    """The event whose evidence is shown: the leading one, unless only another has a quote."""
    if change.lead.evidence.quote:
        return change.lead
    return next((event for event in change.events if event.evidence.quote), change.lead)


def _fits(look: Look, old: Badge | None, new: Badge) -> bool:
    room = round(LEAST * max(look.theme.scale, 1) * (0.75 if look.theme.scale > 1.2 else 1))
    return old is not None and badge_width(look.theme, old) + badge_width(look.theme, new) < room - look.theme.px(60)


def line_of(widget: QWidget) -> QWidget:
    """A widget at the left of its row."""
    host = QWidget()
    host.setLayout(line(widget, 1))
    return host


class _Head(Ground):
    def __init__(self, look: Look) -> None:
        super().__init__(look, "window")
        self._title = Words(look, "", Type.BODY, bold=True, elide=True)
        self.close_button = Button(look, kind=Kind.QUIET, icon="x", say=_("Close the inspector"))
        px = look.theme.px
        row = line(self._title, self.close_button, margins=(px(16), 0, px(8), 0))
        row.setStretch(0, 1)
        outer = stack()
        outer.addLayout(row, 1)
        outer.addWidget(Rule(look))
        self.setLayout(outer)
        self._fit()
        look.changed.connect(self._fit)

    def say(self, title: str) -> None:
        self._title.say(title)

    def _fit(self) -> None:
        self.setFixedHeight(self._look.theme.px(36))
