"""The calendar: a month of days with what is awaited on them, and the agenda beside it or in its place.

Must not contain: what a day or a line of the agenda paints, which entries a chip leaves.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QStackedWidget, QWidget

from dealwatch.figures.calendar_entries import CalendarEntry, agenda, kept
from dealwatch.figures.calendar_month import Month, month_figure, month_of, span, step
from dealwatch.figures.day_words import month_title
from dealwatch.language import _, n_
from dealwatch.model.errors import DealwatchError
from dealwatch.ui.bend import Bend
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.figure_copy import FigureCopies
from dealwatch.ui.figure_paint import measure
from dealwatch.ui.inline_bar import Act, EmptyPage
from dealwatch.ui.panes import Ground, PaneHeader, Rule, Words, line, present, stack
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.trouble_dialog import TroubleDialog
from dealwatch.ui.views.calendar_agenda import Agenda, deal_place
from dealwatch.ui.views.calendar_chips import CalendarChips
from dealwatch.ui.views.calendar_grid import MonthTable
from dealwatch.ui.views.calendar_quiet import QuietMonth
from dealwatch.ui.views.view import Stage, View
from dealwatch.ui.words import number_text

if TYPE_CHECKING:
    from dealwatch.figures.shapes import Figure
    from dealwatch.ui.desk import Desk
    from dealwatch.ui.desk.calendar import CalendarPage

MONTH, AGENDA = "month", "agenda"
AGENDA_WIDTH, ROOM_FOR_BOTH = 320, 900
PICTURE = 960.0
"""Width of the copied picture, px at 100 %."""


class CalendarView(View):
    """The agenda stands beside the month where there is room for both."""

    def __init__(self, look: Look, desk: Desk, stage: Stage) -> None:
        super().__init__(look, desk, stage)
        self.setAccessibleName(_("Calendar"))
        self._page: CalendarPage | None = None
        self._entries: tuple[CalendarEntry, ...] = ()
        self._reading = self._again = False
        self._day = self._today()
        self._shown = self._day.year, self._day.month
        self._since = self._day  # the agenda begins here
        self._mode = str(stage.settings.value("calendar/mode", MONTH))
        self.month: Month | None = None
        self.copies = FigureCopies(look, self, self.figure)
        self.grid = MonthTable(look, self.copies)
        self.grid.opened.connect(self._open)
        self.grid.entered.connect(lambda entry: stage.go(deal_place(entry)))
        self.grid.moved.connect(self._go_to)
        self.grid.paged.connect(self.turn)
        self.agenda = Agenda(look, self.copies)
        self.agenda.opened.connect(self._open)
        self.agenda.entered.connect(stage.go)
        self.agenda.chosen.connect(lambda entry: self._go_to(entry.day, leads=False))
        self.chips = CalendarChips(look)
        self.chips.changed.connect(self._filter)
        self.quiet = QuietMonth(look)
        self.quiet.wanted.connect(self._go_to)
        self.quiet.past_wanted.connect(self.chips.past.click)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._body())
        self._pages.addWidget(self._empty())
        self.setLayout(stack(self._head(), self._pages))
        layout = self.layout()
        assert layout is not None
        layout.setStretchFactor(self._pages, 1)  # type: ignore[attr-defined]

    def _today(self) -> date:
        return self.desk.now().astimezone().date()

    # -- parts

    def _head(self) -> QWidget:
        look, px = self.look, self.look.theme.px
        self._title = Words(look, "", Type.SECTION)
        before = Button(look, kind=Kind.QUIET, icon="caret-left", say=_("Month before"))
        before.clicked.connect(lambda: self.turn(-1))
        today = Button(look, _("Today"), kind=Kind.QUIET)
        today.clicked.connect(self.go_to_today)
        after = Button(look, kind=Kind.QUIET, icon="caret-right", say=_("Month after"))
        after.clicked.connect(lambda: self.turn(1))
        self._said = Words(look, "", Type.SECONDARY, "text2", elide=True)
        names = {MONTH: _("Month"), AGENDA: _("Agenda")}
        self._segments = {mode: Button(look, name, kind=Kind.SEGMENT) for mode, name in names.items()}
        for mode, button in self._segments.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, mode=mode: self.show_mode(mode))
        segments = QWidget()
        segments.setLayout(line(*self._segments.values(), gap=0))
        segments.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        copy = Button(look, kind=Kind.QUIET, icon="copy", say=_("Copy as picture"))
        copy.clicked.connect(self.copies.everything)
        ics = Button(look, _("ICS…"), icon="export", small=True)
        ics.setToolTip(_("Write the days shown into a calendar file"))
        ics.clicked.connect(self.ask_file)
        row = Bend((self._title, before, today, after), self._said, (segments, copy, ics), gap=px(6))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.chips.setSizePolicy(policy)
        column = stack(gap=px(4), margins=(px(16), px(8), px(16), px(8)))
        column.addWidget(row)
        column.addWidget(self.chips)
        outer = stack()
        outer.addLayout(column)
        outer.addWidget(Rule(look, strong=True))
        head = Ground(look)
        head.setLayout(outer)
        return head

    def _body(self) -> QWidget:
        month = Ground(self.look, "base")
        column = stack(self.quiet, self.grid)
        column.setStretch(1, 1)
        month.setLayout(column)
        self._month_pane = month
        self._agenda_head = PaneHeader(self.look, _("Agenda"))
        side = Ground(self.look, "base")
        inner = stack(self._agenda_head, self.agenda)
        inner.setStretch(1, 1)
        side.setLayout(inner)
        self._agenda_pane = side
        self._between = Rule(self.look, strong=True, upright=True)
        body = Ground(self.look, "base")
        row = line(month, self._between, side, gap=0)
        row.setStretch(0, 1)
        body.setLayout(row)
        return body

    def _empty(self) -> QWidget:
        return EmptyPage(
            self.look,
            "calendar-blank",
            _("No deadline yet"),
            _("A deadline stands here as soon as an authority gives one or the law lets it be calculated."),
            (Act(_("Add…"), lambda: self.stage.act("add"), primary=True),),
        )

    # -- modes

    @property
    def mode(self) -> str:
        return AGENDA if self._mode == AGENDA else MONTH

    def show_mode(self, mode: str) -> None:
        self._mode = mode
        self.stage.settings.setValue("calendar/mode", mode)
        self._fit()

    def _fit(self) -> None:
        """Both where there is room; the agenda alone where it is asked for."""
        both = self.width() >= self.look.theme.px(ROOM_FOR_BOTH) and self.mode == MONTH
        for mode, button in self._segments.items():
            button.setChecked(mode == self.mode)
        present(self._month_pane, self.mode == MONTH)
        present(self._agenda_pane, both or self.mode == AGENDA)
        present(self._between, both)
        wide = self.look.theme.px(AGENDA_WIDTH)
        self._agenda_pane.setMinimumWidth(wide if both else 0)
        self._agenda_pane.setMaximumWidth(wide if both else 16777215)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # -- reading

    def refresh(self) -> None:
        """Read anew beside the window's thread; the past is read at once, as its store may be left at any moment."""
        self._fit()
        if self._reading:
            self._again = True
            return
        if self.desk.moment() is not None:
            self._take(self.desk.calendar())
            return
        self._reading = True
        if self._page is None:
            self._title.say(_("Reading the calendar…"))
        self.stage.tasks.run(self._read).then(self._arrived, self._failed)

    def _read(self) -> CalendarPage:
        """Beside the window's thread; the names of months, which are slow to load, are in memory then, too."""
        page = self.desk.calendar()
        month_title(page.today.month, page.today.year)
        return page

    def _arrived(self, page: CalendarPage) -> None:
        self._reading = False
        self._take(page)
        if self._again:
            self._again = False
            self.refresh()

    def _failed(self, error: Exception) -> None:
        self._reading = False
        raise error

    def _take(self, page: CalendarPage) -> None:
        before = self._page
        self._page = page
        if before is None or before.today != page.today:  # a new day, or a past moment
            self._day = page.today
            self._shown = page.today.year, page.today.month
        self.chips.say(page)
        self._filter()

    def _filter(self) -> None:
        page = self._page
        if page is None:
            return
        choice = self.chips.choice
        self._entries = kept(page.entries, choice, page.today)
        self._pages.setCurrentIndex(0 if page.entries or page.without_clock else 1)
        self._say_month()

    def _say_month(self, *, leads: bool = True) -> None:
        """The page of the month and, where the month `leads`, from it on the agenda."""
        page = self._page
        assert page is not None
        choice = self.chips.choice
        keys = {c for a, c in page.calendars if not choice.authorities or a in choice.authorities}
        first, last = span(*self._shown)
        closed = self.desk.closed_days(first, last, keys)
        near = [entry for entry in self._entries if first <= entry.day <= last]
        self.month = month_of(*self._shown, page.today, near, closed)
        self.grid.show_month(self.month, self._day)
        self._title.say(self.month.title)
        start = date(*self._shown, 1)
        if leads:
            self._since = start if choice.past or start > page.today else page.today
        since = self._since
        clockless = [row for row in page.without_clock if choice.keeps_of(row.authority, row.list_name)]
        self.agenda.show_weeks(agenda(self._entries, since), clockless, page.today)
        ahead = sum(entry.held and entry.day >= max(since, page.today) for entry in self._entries)
        self._agenda_head.count.say(n_("{n} ahead", "{n} ahead", ahead).format(n=number_text(ahead)))
        count = sum((entry.day.year, entry.day.month) == self._shown for entry in page.entries)
        self.quiet.say(self.month, self._entries, count - len(self.month.own), choice)

    # -- moving

    def _go_to(self, day: date, *, leads: bool = True) -> None:
        """The cursor goes to a day, and its month comes into view. The agenda follows where the month `leads`."""
        self._day = day
        if (day.year, day.month) != self._shown:
            self._shown = day.year, day.month
            if self._page is not None:
                self._say_month(leads=leads)
        elif self.month is not None:
            place = self.month.place(day)
            if place is not None and self.grid.day is not None and self.grid.day.day != day:
                self.grid.setCurrentIndex(self.grid.cells.index(*place))
        entry = self.grid.day.entries[0] if self.grid.day is not None and self.grid.day.entries else None
        if entry is not None and leads:
            self.agenda.select(entry.key)

    def turn(self, by: int) -> None:
        """So many months on; the cursor keeps its day of the month where there is such a day."""
        year, month = step(*self._shown, by)
        self._go_to(date(year, month, min(self._day.day, _days_in(year, month))))

    def go_to_today(self) -> None:
        self._go_to(self._page.today if self._page is not None else self._today())

    def _open(self, entry: CalendarEntry) -> None:
        """A deadline shows in the inspector; anything else is a page of its own."""
        if self.agenda.hasFocus() or self._day != entry.day:
            self._go_to(entry.day, leads=False)
        self.agenda.select(entry.key)
        kind, _slash, ref = entry.target.partition("/")
        if kind == "deadline":
            self.stage.inspect_deadline(ref, reveal=True)
        else:
            self.stage.go(entry.target)

    # -- copies and the calendar file

    def figure(self) -> Figure | None:
        return month_figure(self.month, PICTURE, measure=measure(self.look.theme)) if self.month is not None else None

    def ask_file(self) -> None:
        """Where the calendar file is to go; then it is written."""
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Write calendar file"), "dealwatch.ics", _("Calendar (*.ics)")
        )
        if chosen:
            self.write(Path(chosen))

    def write(self, path: Path) -> None:
        """Every day that the chips leave, of all months, so that a calendar has them all."""
        keys = tuple(entry.key for entry in self._entries)
        self._said.say(_("Writing the calendar file…"))
        self.stage.tasks.run(lambda: self.desk.write_calendar(keys, path)).then(
            lambda count: self._said.say(
                n_("{n} day written to {file}.", "{n} days written to {file}.", count).format(
                    n=number_text(count), file=path.name
                )
            ),
            self._not_written,
        )

    def _not_written(self, error: Exception) -> None:
        self._said.say("")
        if not isinstance(error, DealwatchError):
            raise error
        TroubleDialog(self.look, error.title, error.hint, self.window()).show()

    # -- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.copies.key(event):
            super().keyPressEvent(event)

    def step(self, by: int) -> None:
        """J and K go through the agenda."""
        self.agenda.step(by)
        thing = self.agenda.thing(self.agenda.currentIndex())
        if isinstance(thing, CalendarEntry):
            self._go_to(thing.day, leads=False)

    def first_focus(self) -> QWidget:
        return self.grid if self.mode == MONTH else self.agenda


def _days_in(year: int, month: int) -> int:
    following = step(year, month, 1)
    return (date(*following, 1) - date(year, month, 1)).days
