"""A deal: header, one ribbon per review, chronology and documents. Also a case that belongs to no deal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from dealwatch.figures.ribbon import ribbon
from dealwatch.language import _, mark, spoken
from dealwatch.model.event import Event, EventKind, EventNote
from dealwatch.ui.cells import Cell, Column, Row, translated
from dealwatch.ui.change_words import change_words, event_words, summary
from dealwatch.ui.chronology import Step, steps
from dealwatch.ui.controls import chip
from dealwatch.ui.figure_access import offer
from dealwatch.ui.figure_paint import measure
from dealwatch.ui.figure_view import FigureView
from dealwatch.ui.inline_bar import EmptyPage
from dealwatch.ui.news_list import NewsList
from dealwatch.ui.panes import Ground, Rule, clear, line, stack
from dealwatch.ui.table import Table
from dealwatch.ui.tabs import Tabs
from dealwatch.ui.views.deal_deadlines import columns, deadline_rows
from dealwatch.ui.views.deal_head import DealHead, RibbonArea
from dealwatch.ui.views.deal_notes import DealNotes
from dealwatch.ui.views.deal_overview import DealOverview
from dealwatch.ui.views.view import Stage, View
from dealwatch.ui.words import local_today, partial_text

if TYPE_CHECKING:
    from datetime import date

    from dealwatch.ui.desk import DealPage, Desk, DocumentRow
    from dealwatch.ui.theme import Look

CHRONOLOGY = (
    Column(mark("Date"), 160),
    Column(mark("By"), 64),
    Column(mark("Event"), least=220),
    Column(mark("Change"), 196, droppable=True),
    Column(mark("Source"), 140, droppable=True),
)
DOCUMENT_COLUMNS = (
    Column(mark("Date"), 160),
    Column(mark("By"), 64),
    Column(mark("Document"), least=240),
    Column(mark("Kept"), 120, droppable=True),
)

OVERVIEW, CHRONOLOGY_TAB, DEADLINES, DOCUMENTS, NEWS, NOTES = range(6)
NO_DEADLINE, NO_DOCUMENT, NO_NEWS = range(6, 9)


class DealView(View):
    def __init__(self, look: Look, desk: Desk, stage: Stage) -> None:
        super().__init__(look, desk, stage)
        self._deal_id = self._case_id = ""
        self._page: DealPage | None = None
        self._authority = ""
        self._steps: list[Step] = []  # those that are shown
        self._whole: list[Step] = []
        self._listed: tuple[object, ...] = ()
        self._drawn: tuple[object, ...] = ()
        self._beside: tuple[object, ...] = ()
        self._quiet = self._several = self._newest_wanted = False
        px = look.theme.px
        self._head = DealHead(look, stage)
        offer()
        self.ribbon = FigureView(look, _("Course of the reviews"))
        self.ribbon.opened.connect(lambda target: stage.go(target.removeprefix("dealwatch://")))
        self._ribbon_area = RibbonArea(look, self.ribbon)
        self.tabs = Tabs(look, _("Overview"), _("Chronology"), _("Deadlines"), _("Documents"), _("News"), _("Notes"))
        self.tabs.setAccessibleName(_("Parts of the deal"))
        self.tabs.currentChanged.connect(self._tab)
        self._chips = Ground(look)
        self._chip_row = line(gap=px(8), margins=(px(16), px(7), px(16), px(7)))
        self._chips.setLayout(self._chip_row)
        self.table = Table(look, translated(CHRONOLOGY), _("Chronology"), row=32)
        self.table.on_choose(self._chosen)
        self.table.on_open(lambda _row: stage.act("evidence"))
        self._documents = Table(look, translated(DOCUMENT_COLUMNS), _("Documents"), row=32)
        self._documents.on_open(lambda row: stage.open_url(row.data.link))
        self._documents.on_choose(self._document_chosen)
        self._deadlines = Table(look, columns(), _("Deadlines"), row=32)
        self._deadlines.on_choose(lambda row: stage.inspect_deadline(row.key))
        self._deadlines.on_open(lambda row: stage.inspect_deadline(row.key, reveal=True))
        no_deadlines = EmptyPage(
            look,
            "calendar-blank",
            _("No deadline"),
            _("No clock runs, or none is known. A published day appears here."),
        )
        no_documents = EmptyPage(
            look, "files", _("No documents yet"), _("Documents that an authority publishes appear here.")
        )
        no_news = EmptyPage(
            look, "newspaper", _("No news yet"), _("What articles say of this deal appears here until you decide.")
        )
        self.overview = DealOverview(look, stage.act, self._show_authority)
        self.news = NewsList(look)
        self.news.opened.connect(lambda news: stage.act(f"news/open/{news.filed.id}"))
        self.notes = DealNotes(look, desk)
        self.notes.wanted.connect(stage.act)
        self.notes.box.kept.connect(lambda note: stage.keep_note(note))
        self.notes.box.removed.connect(lambda note_id: stage.act(f"note_away/{note_id}"))
        self.notes.dropped.connect(self._files_dropped)
        self._bodies = QStackedWidget()
        self._bodies.setMinimumHeight(px(100))  # not the height of the tallest body of all
        for body in (
            self.overview, self.table, self._deadlines, self._documents, self.news, self.notes,
            no_deadlines, no_documents, no_news,
        ):  # fmt: skip
            self._bodies.addWidget(body)
        below = Ground(look)
        below.setLayout(stack(self.tabs, self._chips, self._bodies))
        below.setMinimumHeight(px(150))
        missing = EmptyPage(look, "list-bullets", _("This deal is not there any more"), _("It may have been removed."))
        full = Ground(look)
        column = stack(self._head, Rule(look), self._ribbon_area, Rule(look, strong=True))
        column.addWidget(below, 1)
        full.setLayout(column)
        self._pages = QStackedWidget()
        self._pages.addWidget(full)
        self._pages.addWidget(missing)
        self.setLayout(stack(self._pages))

    # -- what is shown

    @property
    def page(self) -> DealPage | None:
        return self._page

    def show_deal(self, deal_id: str = "", case_id: str = "") -> None:
        if (deal_id, case_id) != (self._deal_id, self._case_id):
            self._deal_id, self._case_id, self._authority = deal_id, case_id, ""
            self.tabs.setCurrentIndex(CHRONOLOGY_TAB)
            self.table.setCurrentIndex(QModelIndex())
            self._newest_wanted = True
        self.refresh()
        self.show_newest()

    def show_newest(self) -> None:
        """The newest step and its proof are what one comes for; of a case just added they come after the page."""
        if self._newest_wanted and self.table.cells.rowCount():
            self._newest_wanted = False
            self.table.step(1)

    def refresh(self) -> None:
        page = self.desk.page(self._deal_id, self._case_id)
        self._page = page
        self._pages.setCurrentIndex(0 if page is not None else 1)
        if page is None:
            return
        today = local_today(self.desk.now())
        cases = tuple(replace(case, checked_at=None) for case in page.cases)  # when it was checked is not told here
        state = (replace(page, cases=cases), today, spoken(), self.look.theme)
        if (*state, self._authority) != self._drawn:  # a check that brings nothing for this deal leaves it as it is
            self._show_page(page, today)
            self._drawn = (*state, self._authority)
        self._show_beside(page, state)

    def _show_page(self, page: DealPage, today: date) -> None:
        self.setAccessibleName(page.name)
        self._head.show_page(page)
        self.ribbon.show_figure(lambda width: ribbon(page.reviews, today, width, measure(self.look.theme)))
        self._ribbon_area.updateGeometry()
        self._whole = steps(page.events, dict(page.zones))
        self._show_chips()
        self._show_rows(page)

    def _show_chips(self) -> None:
        clear(self._chip_row)
        counts: dict[str, int] = {}
        for step in self._whole:
            counts[step.lead.authority] = counts.get(step.lead.authority, 0) + 1
        if self._authority and self._authority not in counts:
            self._authority = ""
        choices = [("", _("All authorities")), *((key, f"{key} {counts[key]}") for key in sorted(counts) if key)]
        for key, text in choices:
            button = chip(self.look, text)
            button.setChecked(key == self._authority)
            button.clicked.connect(lambda _=False, key=key: self._filter(key))
            self._chip_row.addWidget(button)
        self._chip_row.addStretch(1)
        self._several = len(choices) > 2

    def _filter(self, authority: str) -> None:
        self._authority, self._drawn = authority, ()  # the chips anew, too, one of which was pressed
        self.refresh()

    def _show_rows(self, page: DealPage) -> None:
        titles, zones = dict(page.event_sources), dict(page.zones)
        own = [event for event in page.events if event.authority == self._authority]
        self._steps = steps(own, zones) if self._authority else self._whole
        listed = (self._steps, titles, page.deal, self._authority, spoken())
        if listed != self._listed:
            self._listed = listed
            rows = [_step_row(step, titles.get(step.lead.id, step.lead.source)) for step in self._steps]
            if page.deal is not None and page.deal.announced is not None and not self._authority:
                rows.append(_announced_row(page))
            self._quiet = True
            self.table.show_rows(rows)
            self._quiet = False
        documents = [d for d in page.documents if not self._authority or d.authority == self._authority]
        self._documents.show_rows([_document_row(document, place) for place, document in enumerate(documents)])
        self.overview.show_page(page)
        self.tabs.say_count(CHRONOLOGY_TAB, len(self.table.cells.rows))
        self.tabs.say_count(DOCUMENTS, len(documents))

    def _show_beside(self, page: DealPage, state: tuple[object, ...]) -> None:
        """What is no part of the page: deadlines, news, notes."""
        cases = [case.id for case in page.cases if not self._authority or case.authority == self._authority]
        sheets = [sheet for case_id in cases for sheet in self.desk.case_deadlines(case_id)]
        news = self.desk.deal_news(page.deal.id) if page.deal is not None else ()
        notes, files = self.notes.kept(page)
        shown = (*state, sheets, news, notes, files)
        if shown != self._beside:
            self._beside = shown
            self._deadlines.show_rows(deadline_rows(sheets))
            self.news.show_news(news)
            self.notes.show_page(page, notes, files)
            self.tabs.say_count(DEADLINES, len(sheets))
            self.tabs.say_count(NEWS, len(news))
            self.tabs.say_count(NOTES, len(notes) + len(files))
        self._tab(self.tabs.currentIndex())

    def _tab(self, place: int) -> None:
        lists = {DEADLINES: self._deadlines, DOCUMENTS: self._documents, NEWS: self.news}
        instead = {DEADLINES: NO_DEADLINE, DOCUMENTS: NO_DOCUMENT, NEWS: NO_NEWS}
        model = lists[place].model() if place in lists else None
        self._bodies.setCurrentIndex(instead[place] if model is not None and not model.rowCount() else place)
        something = self._bodies.currentIndex() == place or bool(self._authority)  # what leaves nothing must be seen
        self._chips.setVisible(self._several and something and place in (CHRONOLOGY_TAB, DEADLINES, DOCUMENTS))

    # -- choosing

    def go_to(self, event_id: str) -> bool:
        """Select an event of the chronology."""
        self.tabs.setCurrentIndex(CHRONOLOGY_TAB)
        if self._authority:
            self._filter("")
        step = next((step for step in self._steps if any(event.id == event_id for event in step.events)), None)
        return step is not None and self.table.go_to(step.lead.id)

    def show_overview(self) -> None:
        self.tabs.setCurrentIndex(OVERVIEW)

    def show_deadline(self, key: str) -> None:
        """Select a deadline of the table."""
        self.tabs.setCurrentIndex(DEADLINES)
        if self._authority:
            self._filter("")
        self._deadlines.go_to(key)

    def current_event(self) -> Event | None:
        row = self.table.current_row()
        return row.data if row is not None else None

    def inspect_chosen(self) -> bool:
        """Show the chosen step in the inspector again; False where none is chosen."""
        row = self.table.current_row()
        if row is None or row.data is None:
            return False
        self._chosen(row)
        return True

    def _chosen(self, row: Row) -> None:
        if self._quiet or row.data is None:
            return
        change = self.desk.change_of(row.data.id)
        if change is not None:
            # one review may be of several deals (a study): here it is shown as one of this deal
            deal = self._page.deal if self._page is not None and self._page.deal is not None else change.deal
            self.stage.inspect(replace(change, deal=deal))

    def _document_chosen(self, row: Row) -> None:
        change = self.desk.change_of(row.data.event_id) if row.data.event_id else None
        if change is not None:
            self.stage.inspect(change)

    def step(self, by: int) -> None:
        place = self.tabs.currentIndex()
        if place == NEWS:
            self.news.step(by)
        else:
            {DEADLINES: self._deadlines, DOCUMENTS: self._documents}.get(place, self.table).step(by)

    def write_note(self) -> None:
        """Go to the notes and begin one."""
        self.tabs.setCurrentIndex(NOTES)
        self.notes.box.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_authority(self, authority: str) -> None:
        """The chronology of one review."""
        self.tabs.setCurrentIndex(CHRONOLOGY_TAB)
        self._filter(authority)

    def _files_dropped(self, paths: list[Path]) -> None:
        if self._page is not None and self._page.deal is not None:
            self.stage.attach_files(self._page.deal.id, paths)

    def first_focus(self) -> QWidget:
        """The list that is shown; in the other parts the tabs, so that single letters still act."""
        shown = self._bodies.currentWidget()
        return shown if shown in (self.table, self._deadlines, self._documents, self.news) else self.tabs


def _step_row(step: Step, source: str) -> Row:
    event = step.lead
    quiet = event.kind in (EventKind.TEXT, EventKind.FIRST_SEEN) and event.note in (EventNote.NONE, EventNote.BASELINE)
    words = event_words(event)
    return Row(
        event.id,
        (
            Cell(partial_text(step.day)),
            Cell(event.authority, bold=True),
            Cell(words, "text2" if quiet else "text", say=summary(event) or words),
            Cell(change_words(event), "text2"),
            Cell(source, "text2", say=source),
        ),
        event,
    )


def _announced_row(page: DealPage) -> Row:
    assert page.deal is not None
    assert page.deal.announced is not None
    value = f", {page.deal.value}" if page.deal.value else ""
    cells = (
        Cell(partial_text(page.deal.announced)),
        Cell("—", bold=True),
        Cell(_("Deal announced") + value),
        Cell(),
        Cell(),
    )
    return Row("announced", cells)


def _document_row(document: DocumentRow, place: int) -> Row:
    day = partial_text(document.day) if document.day else ""
    cells = (
        Cell(day),
        Cell(document.authority, bold=True),
        Cell(document.title, icon="file-text"),
        Cell(_("open on site") if document.link else "", "text2"),
    )
    return Row(f"{place}", cells, document)
