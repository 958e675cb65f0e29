"""Sources: how healthy each one is, when it was read and will be; below, everything this computer asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from dealwatch.figures.coverage import coverage_figure
from dealwatch.language import _, mark, n_
from dealwatch.model.source import SourceState
from dealwatch.ui.cells import Cell, Column, Row, translated
from dealwatch.ui.controls import Button
from dealwatch.ui.frame import Split
from dealwatch.ui.inline_bar import Act, EmptyPage
from dealwatch.ui.ledger_pane import LedgerPane
from dealwatch.ui.panes import PaneHeader, stack
from dealwatch.ui.table import Table
from dealwatch.ui.views.view import Stage, View
from dealwatch.ui.words import STATE_ICONS, moment_words, number_text, state_words

if TYPE_CHECKING:
    from dealwatch.ui.desk import Desk, SourceLine
    from dealwatch.ui.theme import Look

STRIP_TITLE = mark("28 days, one cell per 8 hours")
COLUMNS = (
    Column(mark("Source"), least=180),
    Column(mark("State"), 200),
    Column(mark("28 days, one cell per 8 hours"), 268, droppable=True),
    Column(mark("Last good"), 112, right=True),
    Column(mark("Next"), 96, right=True, least=90),
)


def _kind(line_: SourceLine) -> str:
    """What is read of the authority, marked while nobody has seen a real answer of it."""
    return line_.kind if line_.confirmed else _("{kind} · unconfirmed").format(kind=line_.kind).removeprefix(" · ")


def source_row(line_: SourceLine, now: datetime) -> Row:
    state = line_.state
    bold = state.trouble
    ink = "orange" if state.trouble else "text2"
    words = state_words(state)
    if state.trouble and line_.since:
        words = _("{state} since {moment}").format(state=words, moment=moment_words(line_.since, now))
    icon_ink = "orange" if state.trouble else "ok"
    name = line_.authority or line_.title
    return Row(
        line_.key,
        (
            Cell(name, bold=bold, note=_kind(line_), sort=f"{name} {line_.kind}".casefold()),
            Cell(
                words,
                ink,
                bold=bold,
                icon=STATE_ICONS[state],
                icon_role=icon_ink,
                sort=(state is SourceState.OK, words),
            ),
            Cell(figure=coverage_figure(line_.title, line_.strip)),
            Cell(moment_words(line_.last_ok, now, never=_("never")), right=True, sort=str(line_.last_ok or "")),
            Cell(
                _("paused") if line_.paused else moment_words(line_.next_due, now),
                "text2",
                right=True,
                sort=str(line_.next_due),
            ),
        ),
        line_,
    )


class SourcesView(View):
    def __init__(self, look: Look, desk: Desk, stage: Stage) -> None:
        super().__init__(look, desk, stage)
        self.setAccessibleName(_("Sources"))
        self._pause = Button(look, _("Pause checking"), icon="pause", small=True)
        self._pause.clicked.connect(lambda: stage.act("pause"))
        add = Button(look, _("Add source…"), icon="plus", small=True)
        add.clicked.connect(lambda: stage.act("add"))
        self._head = PaneHeader(look, _("Sources"), self._pause, add, height=44)
        self._table = Table(look, translated(COLUMNS), _("Sources"), row=28)
        self._table.on_choose(self._chosen)
        self._table.on_open(lambda row: stage.open_url(row.data.homepage))
        self._ledger = LedgerPane(look)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._table)
        empty = EmptyPage(
            look,
            "broadcast",
            _("No source is read yet"),
            _("Add a case, a register or a feed, and the source it needs appears here."),
            (Act(_("Add…"), lambda: stage.act("add"), primary=True),),
        )
        self._pages.addWidget(empty)
        self._splitter = Split(look, Qt.Orientation.Vertical)
        self._splitter.addWidget(self._pages)
        self._splitter.addWidget(self._ledger)
        self._splitter.setStretchFactor(0, 3)
        self._splitter.setStretchFactor(1, 2)
        self.setLayout(stack(self._head, self._splitter))
        self._sized = self._quiet = False

    def refresh(self) -> None:
        for show in self.parts():
            show()

    def parts(self) -> Sequence[Callable[[], None]]:
        return (self._show_sources, lambda: self._ledger.refresh(self.desk))

    def _chosen(self, row: Row) -> None:
        if not self._quiet:  # what stays chosen while the rows come anew is shown by the window
            self.stage.inspect_source(row.key)

    def _show_sources(self) -> None:
        rows, now = self.desk.sources(), self.desk.now()
        troubled = sum(1 for row in rows if row.state.trouble)
        counted = number_text(len(rows))
        if troubled:
            words = n_("{sources}, one needs a look", "{sources}, {n} need a look", troubled)
            counted = words.format(sources=counted, n=troubled)
        self._head.count.say(counted if rows else "")
        paused = self.desk.standing().paused
        self._pause.setText(_("Resume checking") if paused else _("Pause checking"))
        self._pause.set_icon("play" if paused else "pause")
        self._pause.updateGeometry()
        self._quiet = True
        self._table.show_rows([source_row(row, now) for row in rows])
        self._quiet = False
        self._pages.setCurrentIndex(0 if rows else 1)
        if not self._sized and rows and self.height() > 200:
            self._sized = True
            wanted = min(self._table.content_height() + 2, self._splitter.height() * 2 // 3)
            self._splitter.setSizes([wanted, self._splitter.height() - wanted])

    def step(self, by: int) -> None:
        self._table.step(by)

    def go_to(self, key: str) -> None:
        self._table.go_to(key)

    def first_focus(self) -> QWidget:
        return self._table
