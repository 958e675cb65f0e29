"""Search over everything: deals, cases, events, documents, news and notes, with the words around each find."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from dealwatch.language import _, mark, n_
from dealwatch.ui.cells import Cell, Column, Row
from dealwatch.ui.controls import Button, chip
from dealwatch.ui.flow import Flow
from dealwatch.ui.inline_bar import EmptyPage
from dealwatch.ui.panes import Field, Ground, Rule, Words, clear, line, stack
from dealwatch.ui.table import Table
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.views.view import Stage, View

if TYPE_CHECKING:
    from dealwatch.ui.desk import Desk, Hit

WAIT = 60  # ms after the last key
KINDS = {
    "deal": (mark("Deal"), "list-bullets"),
    "case": (mark("Case"), "broadcast"),
    "event": (mark("Event"), "clock-counter-clockwise"),
    "document": (mark("Document"), "file-text"),
    "item": (mark("News"), "newspaper"),
    "note": (mark("Note"), "note-pencil"),
}


class SearchView(View):
    def __init__(self, look: Look, desk: Desk, stage: Stage) -> None:
        super().__init__(look, desk, stage)
        self.setAccessibleName(_("Search"))
        self._hits: tuple[Hit, ...] = ()
        self._asked: str | None = None
        self._entered = False
        self._kind = ""
        self._buttons: dict[str, Button] = {}
        px = look.theme.px
        self.field = Field(
            look, _("Words in deals, cases, documents, news and notes"), icon="magnifying-glass", height=34
        )
        self._about = Words(look, "", Type.SECONDARY, "text2")
        self._chips = Flow(gap=px(6))
        chips = QWidget()
        chips.setLayout(self._chips)
        column = stack(gap=px(8), margins=(px(16), px(12), px(16), px(8)))
        column.addWidget(self.field)
        row = line(chips, self._about, gap=px(12))
        row.setStretch(0, 1)
        column.addLayout(row)
        top = Ground(look)
        outer = stack()
        outer.addLayout(column)
        outer.addWidget(Rule(look, strong=True))
        top.setLayout(outer)
        columns = (
            Column(_("Kind"), 120),
            Column(_("What"), 320, least=220),
            Column(_("Words"), least=240, droppable=True),
        )
        self.table = Table(look, columns, _("What was found"), row=32)
        self.table.on_open(lambda row: stage.go(row.data.target))
        self._begin = EmptyPage(
            look, "magnifying-glass", _("Search everything"), _("Accents and letter case do not matter. Enter opens.")
        )
        self._none = EmptyPage(look, "magnifying-glass", _("Nothing found"), _("All words must occur in one place."))
        self._pages = QStackedWidget()
        for page in (self._begin, self.table, self._none):
            self._pages.addWidget(page)
        layout = stack(top)
        layout.addWidget(self._pages, 1)
        self.setLayout(layout)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self.refresh)
        self.field.edit.textEdited.connect(lambda: self._wait.start(WAIT))
        self.field.submitted.connect(lambda _text: self._enter())

    def search(self, text: str) -> None:
        """Look for a text that was written elsewhere."""
        self.field.edit.setText(text)
        self.refresh()

    def refresh(self) -> None:
        """Look for the text beside the window's thread; only the last one that was typed is shown."""
        text = self.field.edit.text().strip()
        self._asked = text
        if not text:
            self._found(text, ())
            return
        act = self.desk.find(text, many=True)
        if self.desk.moment() is not None:  # the past may be left at any moment, and its data closed
            self._found(text, act())
            return
        self.stage.tasks.run(lambda: act() if self._asked == text else ()).then(partial(self._found, text), _failed)

    def _found(self, text: str, hits: tuple[Hit, ...]) -> None:
        if self._asked != text:
            return
        self._asked = None
        if hits != self._hits or not hits:
            self._hits = hits
            self._show_chips()
            self._filter(self._kind)
        if self._entered:
            self._entered = False
            self._go_to_first()

    def _enter(self) -> None:
        self._wait.stop()
        self._entered = True
        self.refresh()

    def _go_to_first(self) -> None:
        if self._hits:
            self.table.step(1)
            self.table.setFocus()

    def _show_chips(self) -> None:
        clear(self._chips)
        self._buttons = {}
        counts: dict[str, int] = {}
        for hit in self._hits:
            counts[hit.kind] = counts.get(hit.kind, 0) + 1
        if self._kind not in counts:
            self._kind = ""
        for kind in ("", *(kind for kind in KINDS if kind in counts)) if self._hits else ():
            name = f"{_(KINDS[kind][0])} {counts[kind]}" if kind else _("All")
            button = chip(self.look, name)
            button.clicked.connect(lambda _checked=False, kind=kind: self._filter(kind))
            self._buttons[kind] = button
            self._chips.addWidget(button)

    def _filter(self, kind: str) -> None:
        self._kind = kind
        for key, button in self._buttons.items():
            button.setChecked(key == kind)
        shown = [hit for hit in self._hits if not kind or hit.kind == kind]
        self.table.show_rows([_row(hit, place) for place, hit in enumerate(shown)])
        self._about.say(n_("{n} place", "{n} places", len(shown)).format(n=len(shown)) if shown else "")
        self._pages.setCurrentIndex(1 if shown else 2 if self.field.edit.text().strip() else 0)

    def step(self, by: int) -> None:
        self.table.step(by)

    def first_focus(self) -> QWidget:
        return self.field.edit


def _failed(error: Exception) -> None:
    raise error


def _row(hit: Hit, place: int) -> Row:
    kind, icon = KINDS.get(hit.kind, (hit.kind, "file-text"))
    cells = (Cell(_(kind), "text2", icon=icon), Cell(hit.title, bold=True), Cell(hit.snippet, "text2"))
    return Row(f"{place} {hit.target}", cells, hit)
