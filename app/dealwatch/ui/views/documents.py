"""Documents: everything that authorities have published in watched cases, and the user's own files, in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from dealwatch.language import _, n_
from dealwatch.model.errors import DealwatchError
from dealwatch.ui.cells import Cell, Column, Row
from dealwatch.ui.controls import Button, chip
from dealwatch.ui.flow import Flow
from dealwatch.ui.inline_bar import Act, EmptyPage
from dealwatch.ui.panes import Field, Ground, Rule, Words, clear, line, stack
from dealwatch.ui.table import Table
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.trouble_dialog import TroubleDialog
from dealwatch.ui.views.view import Stage, View
from dealwatch.ui.words import day_text, partial_text

if TYPE_CHECKING:
    from dealwatch.ui.desk import Desk, PaperRow

WAIT = 200  # ms after the last key
OWN = "own"


class DocumentsView(View):
    def __init__(self, look: Look, desk: Desk, stage: Stage) -> None:
        super().__init__(look, desk, stage)
        self.setAccessibleName(_("Documents"))
        self._rows: tuple[PaperRow, ...] = ()
        self._authority = ""
        self._asked = 0
        self._buttons: dict[str, Button] = {}
        px = look.theme.px
        self._about = Words(look, "", Type.BODY, "text2", elide=True)
        self.field = Field(look, _("Words of the title"), icon="magnifying-glass")
        self.field.setMaximumWidth(px(300))
        head = line(Words(look, _("Documents"), Type.SECTION), self._about, self.field, gap=px(12))
        head.setStretch(1, 1)
        head.setStretch(2, 1)
        self._chips = Flow(gap=px(6))
        chips = QWidget()
        chips.setLayout(self._chips)
        column = stack(gap=px(8), margins=(px(16), px(8), px(16), px(8)))
        column.addLayout(head)
        column.addWidget(chips)
        top = Ground(look)
        outer = stack()
        outer.addLayout(column)
        outer.addWidget(Rule(look, strong=True))
        top.setLayout(outer)
        columns = (
            Column(_("Date"), 160),
            Column(_("By"), 96),
            Column(_("Document"), least=260),
            Column(_("Deal"), 320, droppable=True, least=180),
            Column(_("Where"), 120, droppable=True),
        )
        self.table = Table(look, columns, _("Documents"), row=32)
        self.table.on_choose(self._chosen)
        self.table.on_open(self._open)
        self._none = EmptyPage(
            look,
            "files",
            _("No documents yet"),
            _("What authorities publish in the cases you watch appears here, and the files you attach."),
            (Act(_("Add…"), lambda: stage.act("add"), primary=True),),
        )
        self._nothing = EmptyPage(
            look,
            "funnel",
            _("No document fits"),
            _("Every document is still there; the words and chips above leave none of them."),
            (Act(_("Show all"), self.show_all, primary=True),),
        )
        self._pages = QStackedWidget()
        for page in (self.table, self._none, self._nothing):
            self._pages.addWidget(page)
        layout = stack(top)
        layout.addWidget(self._pages, 1)
        self.setLayout(layout)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self.refresh)
        self.field.edit.textEdited.connect(lambda: self._wait.start(WAIT))

    # -- reading

    def refresh(self) -> None:
        """Read beside the window's thread; an answer that was overtaken by another question is dropped."""
        self._asked += 1
        asked, words = self._asked, self.field.edit.text().strip()
        desk = self.desk
        if desk.moment() is not None:  # the past may be left at any moment: it is read at once
            self._show(desk.papers(words))
            return

        def arrived(rows: tuple[PaperRow, ...]) -> None:
            if asked == self._asked:
                self._show(rows)

        self.stage.tasks.run(lambda: desk.papers(words)).then(arrived, self._failed)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, DealwatchError):
            raise error
        TroubleDialog(self.look, error.title, error.hint, self).show()

    def _show(self, rows: tuple[PaperRow, ...]) -> None:
        self._rows = rows
        self._show_chips()
        self._filter(self._authority)

    def _show_chips(self) -> None:
        """One chip an authority, with how many papers it has; the choice stays as long as there is something in it."""
        clear(self._chips)
        self._buttons = {}
        counts: dict[str, int] = {}
        for row in self._rows:
            key = OWN if row.attachment else row.authority
            counts[key] = counts.get(key, 0) + 1
        if self._authority not in counts:
            self._authority = ""
        own = [OWN] if OWN in counts else []
        for key in ("", *sorted(counts.keys() - {OWN}), *own):
            name = _("All") if not key else _("Your files") if key == OWN else key
            button = chip(self.look, f"{name} {counts[key]}" if key else name)
            button.clicked.connect(lambda _checked=False, key=key: self._filter(key))
            self._buttons[key] = button
            self._chips.addWidget(button)

    def _filter(self, authority: str) -> None:
        self._authority = authority
        for key, button in self._buttons.items():
            button.setChecked(key == authority)
        shown = [
            row
            for row in self._rows
            if not authority or (row.attachment if authority == OWN else row.authority == authority)
        ]
        self.table.show_rows([_row(row, place) for place, row in enumerate(shown)])
        self._about.say(n_("{n} document", "{n} documents", len(shown)).format(n=f"{len(shown):,}"))
        self._pages.setCurrentIndex(0 if shown else 2 if self.field.edit.text().strip() or authority else 1)

    def show_all(self) -> None:
        self.field.edit.clear()
        self._authority = ""
        self.refresh()

    # -- choosing

    def _chosen(self, row: Row) -> None:
        change = self.desk.change_of(row.data.event_id) if row.data.event_id else None
        if change is not None:
            self.stage.inspect(change)

    def _open(self, row: Row) -> None:
        """The paper itself where there is an address, the stored file where it is the user's own, else its deal."""
        paper: PaperRow = row.data
        if paper.attachment:
            self.stage.act(f"attachment/{paper.attachment}")
        elif paper.link:
            self.stage.open_url(paper.link)
        else:
            self.stage.go(paper.place)

    def step(self, by: int) -> None:
        self.table.step(by)

    def first_focus(self) -> QWidget:
        return self.table if self._pages.currentIndex() == 0 else self.field.edit


def _row(paper: PaperRow, place: int) -> Row:
    day = partial_text(paper.day) if paper.day else ""
    if not day and paper.attachment and paper.known is not None:
        day = day_text(paper.known.astimezone().date())
    where = _("your file") if paper.attachment else _("open on site") if paper.link else ""
    cells = (
        Cell(day),
        Cell(paper.authority or _("you"), bold=True),
        Cell(paper.title, icon="paperclip" if paper.attachment else "file-text"),
        Cell(paper.name, "text2"),
        Cell(where, "text2"),
    )
    return Row(f"{place} {paper.place} {paper.title}", cells, paper)
