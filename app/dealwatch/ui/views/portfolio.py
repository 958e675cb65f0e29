"""The portfolio, or one list of it, in three modes: table, matrix, lanes; over them chips, on the first day cards.

Must not contain: what a mode paints, what a chip leaves.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import is_
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from dealwatch.language import _
from dealwatch.model.errors import DealwatchError
from dealwatch.ui.bend import Bend
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.desk import Desk, Portfolio, SavedSearch
from dealwatch.ui.filter_bar import FilterBar
from dealwatch.ui.filter_rules import Chosen, kept
from dealwatch.ui.flow import Flow
from dealwatch.ui.inline_bar import Act, EmptyPage
from dealwatch.ui.panes import Ground, Rule, Words, line, stack
from dealwatch.ui.portfolio_data import Prepared, Shown, counts_text, prepare
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.trouble_dialog import TroubleDialog
from dealwatch.ui.views.cards import FirstDay
from dealwatch.ui.views.view import Stage, View

if TYPE_CHECKING:
    from dealwatch.model.deal import Deal
    from dealwatch.ui.views.mode import Mode

MODES = ("lanes", "matrix", "table")
LEAST_ROOM = 90  # px
PATIENCE = 300  # ms before the view says that it is reading


class PortfolioView(View):
    """`list_name` empty is the portfolio. The modes are made when they are first shown."""

    def __init__(self, look: Look, desk: Desk, stage: Stage, list_name: str = "") -> None:
        super().__init__(look, desk, stage)
        self.list_name = list_name
        self.setAccessibleName(list_name or _("Portfolio"))
        self._key = f"list/{list_name}/" if list_name else ""
        self._prepared: Prepared | None = None
        self._reading = self._again = False
        self._read_last: tuple[Portfolio, Prepared] | None = None
        self._filtered: tuple[Prepared, Chosen, str] | None = None
        self._sample = False
        look.changed.connect(self._forget_filtered)
        self._search = ""
        self._modes: dict[str, Mode] = {}
        self._mode = str(stage.settings.value(f"portfolio/{self._key}mode", "table"))
        if self._mode not in MODES:
            self._mode = "table"
        px = look.theme.px
        names = {"lanes": _("Lanes"), "matrix": _("Matrix"), "table": _("Table")}
        self._segments = {mode: Button(look, names[mode], kind=Kind.SEGMENT) for mode in MODES}
        for mode, button in self._segments.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, mode=mode: self._wanted(mode))
        self.bar = FilterBar(look, lists=not list_name)
        self.bar.hide()
        self.bar.changed.connect(self._filter)
        self.bar.save_wanted.connect(self._save_search)
        self.bar.forget_wanted.connect(lambda name: self._write(lambda: desk.forget_search(name)))
        self.bar.search_wanted.connect(lambda name: stage.go(f"saved/{name}"))
        self._title = Words(look, list_name or _("Portfolio"), Type.TITLE if list_name else Type.SECTION)
        self._about = Words(look, "", Type.BODY, "text2", elide=True)
        self._tools = line(gap=px(6))
        self._first_day = FirstDay(look, desk, stage)
        self._pages = QStackedWidget()
        self._pages.setMinimumHeight(px(LEAST_ROOM))  # not the height of the tallest page of all
        self._body = QStackedWidget()
        self._wait = Words(look, "", Type.BODY, "text2")
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(lambda: self._wait.say(_("Reading the portfolio…")))
        self._pages.addWidget(self._waiting())
        self._pages.addWidget(self._body)
        self._pages.addWidget(self._empty())
        self._pages.addWidget(self._nothing_left())
        self.setLayout(stack(self._head(), self._first_day, self._pages))
        layout = self.layout()
        assert layout is not None
        layout.setStretchFactor(self._pages, 1)  # type: ignore[attr-defined]

    # -- parts

    def _head(self) -> QWidget:
        px = self.look.theme.px
        segments = QWidget()
        segments.setLayout(line(*self._segments.values(), gap=0))
        segments.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        tools = QWidget()
        tools.setLayout(self._tools)
        head = Ground(self.look)
        column = stack(gap=px(4), margins=(px(16), px(8), px(16), px(8)))
        if self.list_name:
            column.addWidget(self._title)
            column.addWidget(self._about)
            column.addLayout(line(segments, 1, tools, gap=px(8)))
        else:
            column.addWidget(Bend((self._title, segments), self._about, (tools,), gap=px(12)))
        chips = QWidget()
        chips.setLayout(Flow(*self.bar.parts, gap=px(6)))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        chips.setSizePolicy(policy)
        column.addWidget(chips)
        self._chips = chips
        outer = stack()
        outer.addLayout(column)
        outer.addWidget(Rule(self.look, strong=True))
        head.setLayout(outer)
        return head

    def _waiting(self) -> QWidget:
        page = Ground(self.look)
        px = self.look.theme.px(16)
        page.setLayout(stack(self._wait, 1, margins=(px, px, px, px)))
        return page

    def _empty(self) -> QWidget:
        return EmptyPage(
            self.look,
            "list-bullets",
            _("Nothing watched yet"),
            _("Add a deal by case number or name, or bring back the ready-made list."),
            (
                Act(_("Add…"), lambda: self.stage.act("add"), primary=True),
                Act(_("Show the sample list"), lambda: self.stage.act("sample_on")),
            ),
        )

    def _nothing_left(self) -> QWidget:
        return EmptyPage(
            self.look,
            "funnel",
            _("No deal fits the filter"),
            _("Every deal is still there; the chips above leave none of them."),
            (Act(_("Clear the filter"), self.bar.clear, primary=True),),
        )

    def _made(self, mode: str) -> Mode:
        if mode not in self._modes:
            self._modes[mode] = self._make(mode)
            self._body.addWidget(self._modes[mode])
            self._modes[mode].restore()
        return self._modes[mode]

    def _make(self, mode: str) -> Mode:
        """Late imports: the first paint waits for one mode."""
        if mode == "lanes":
            from dealwatch.ui.views.lanes import LanesMode

            return LanesMode(self.look, self.desk, self.stage)
        if mode == "matrix":
            from dealwatch.ui.views.matrix import MatrixMode

            return MatrixMode(self.look, self.desk, self.stage)
        from dealwatch.ui.views.deals import TableMode

        return TableMode(self.look, self.desk, self.stage, self._key)

    # -- modes

    @property
    def mode(self) -> Mode:
        return self._made(self._mode)

    @property
    def mode_name(self) -> str:
        return self._mode

    def _wanted(self, mode: str) -> None:
        """The portfolio's modes are places of their own, so that Back leads to the last one."""
        if self.list_name or self._search:
            self.show_mode(mode)
            self.refresh()
        else:
            self.stage.go(f"portfolio/{mode}")

    def show_mode(self, mode: str) -> None:
        """`lanes`, `matrix` or `table`; anything else leaves the mode as it was the last time."""
        if mode in MODES:
            self._mode = mode
            self.stage.settings.setValue(f"portfolio/{self._key}mode", mode)

    def leave_search(self) -> None:
        """The chips of a saved search go with it."""
        if self._search:
            self._search = ""
            self.bar.choose(Chosen())

    def show_search(self, name: str) -> None:
        """Take up a saved search; one that is no longer there leaves everything."""
        found = next((saved for saved in self.desk.saved_searches() if saved.name == name), None)
        if name != self._search:
            self._search = name
            self.bar.choose(Chosen.read(found.chosen) if found is not None else Chosen())

    # -- reading

    def refresh(self) -> None:
        """Read anew beside the window's thread; the past is read at once, as its store may be left at any moment."""
        for mode, button in self._segments.items():
            button.setChecked(mode == self._mode)
        self._standing = self.desk.standing()  # of the frame's reading: once the rows come, data may be newer again
        if self._prepared is not None:
            self._filter()
        if self._reading:
            self._again = True
            return
        if self.desk.moment() is not None:
            self._take(self._read())
            return
        self._reading = True
        if self._prepared is None:
            self._patience.start()
        self.stage.tasks.run(self._read).then(self._arrived, self._failed)

    def _read(self) -> Prepared:
        """What was read is made ready once; the same portfolio is the same object."""
        found = self.desk.portfolio()
        if self._read_last is None or self._read_last[0] is not found:
            self._read_last = found, prepare(found, self.list_name)
        return self._read_last[1]

    def _arrived(self, prepared: Prepared) -> None:
        self._reading = False
        self._take(prepared)
        if self._again:
            self._again = False
            self.refresh()

    def _failed(self, error: Exception) -> None:
        self._reading = False
        raise error

    def _take(self, prepared: Prepared) -> None:
        self._patience.stop()
        same, self._prepared = prepared is self._prepared, prepared
        if not same:
            self._sample = any(found.row.deal.sample for found in prepared.rows)
        self._first_day.say(self._standing, self._sample)
        self.bar.say(prepared.rows, self.desk.saved_searches())
        self._filter()

    def _forget_filtered(self) -> None:
        """In another look everything is shown anew."""
        self._filtered = None

    def _filter(self) -> None:
        if self._prepared is None:
            return
        wanted = (self._prepared, self.bar.chosen, self._mode)
        if self._filtered is not None and all(map(is_, wanted, self._filtered)):
            return  # it stands there
        self._filtered = wanted
        rows = kept(self._prepared.rows, self.bar.chosen, self._prepared.texts)
        everything = self._prepared.rows
        summary = counts_text(rows) if everything else ""
        if self.list_name:
            sample = any(found.row.deal.sample for found in everything)
            about = _("A ready-made list, so that you can look around. {counts}.") if sample else "{counts}."
            self._about.say(about.format(counts=summary))
        else:
            self._about.say(summary)
        self._chips.setVisible(bool(everything))
        if not everything:
            self._pages.setCurrentIndex(2)
            return
        if not rows:
            self._pages.setCurrentIndex(3)
            return
        mode = self.mode
        self._body.setCurrentWidget(mode)
        self._pages.setCurrentIndex(1)
        self._put_tools(mode)
        mode.show_rows(Shown(self._prepared, tuple(rows)))

    def _put_tools(self, mode: Mode) -> None:
        for other in self._modes.values():
            for tool in other.tools:
                if self._tools.indexOf(tool) < 0:
                    self._tools.addWidget(tool)
                tool.setVisible(other is mode)

    def chosen_deal(self) -> Deal | None:
        """The deal under the cursor, also one to which nothing happened yet."""
        if self._prepared is None or self._pages.currentIndex() != 1:
            return None
        place = self.mode.chosen_place()
        return next((found.row.deal for found in self._prepared.rows if found.row.place == place), None)

    # -- saved searches

    def _save_search(self, name: str) -> None:
        self._write(lambda: self.desk.save_search(SavedSearch(name, self.bar.chosen.written())))

    def _write(self, act: Callable[[], None]) -> None:
        try:
            act()
        except DealwatchError as error:
            TroubleDialog(self.look, error.title, error.hint, self.window()).show()
            return
        self.stage.desk_changed()

    # -- keyboard

    def step(self, by: int) -> None:
        if self._pages.currentIndex() == 1:
            self.mode.step(by)

    def first_focus(self) -> QWidget:
        return self.mode.first_focus() if self._pages.currentIndex() == 1 else self._segments[self._mode]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._first_day.arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        """What the modes remember is written when the view is left."""
        for mode in self._modes.values():
            mode.save()
        super().hideEvent(event)
