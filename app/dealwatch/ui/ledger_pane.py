"""The network ledger: every request of this computer, and what each host saw of it today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from dealwatch.language import _, mark, spoken
from dealwatch.ui.cells import Cell, Column, Row, translated
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.draw import MIDDLE
from dealwatch.ui.panes import Ground, Words, line, stack
from dealwatch.ui.table import Table
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.words import count_words, moment_words, number_text, size_words

if TYPE_CHECKING:
    from dealwatch.ui.desk import Desk, HostRow, LedgerRow

LEDGER = (
    Column(mark("When"), 96),
    Column(mark("Host"), 236, least=150),
    Column(mark("Path"), least=110),
    Column(mark("Answer"), 76, right=True),
    Column(mark("Size"), 72, right=True, droppable=True),
    Column(mark("Took"), 92, right=True, droppable=True),
)
HOSTS = (
    Column(mark("Host"), 300, least=180),
    Column(mark("Today"), 110, right=True),
    Column(mark("At most a day"), 130, right=True),
    Column(mark("For"), least=160, droppable=True),
)

_ABOUT = (mark("Decisions of {what}"), mark("Filings that contain “{what}”"))


def purpose_words(purpose: str) -> str:
    """What a request was for, in the language spoken: the ledger keeps it in English."""
    if (words := _(purpose)) != purpose:
        return words
    for pattern in _ABOUT:
        before, after = pattern.split("{what}")
        if purpose.startswith(before) and purpose.endswith(after):
            return _(pattern).format(what=purpose[len(before) : len(purpose) - len(after)])
    return purpose


def ledger_row(row: LedgerRow, place: int, now: datetime) -> Row:
    good = row.status.isdigit() and int(row.status) < 400
    clock = row.at.astimezone()
    when = f"{clock:%H:%M:%S}" if clock.date() == now.astimezone().date() else moment_words(row.at, now)
    return Row(
        str(place),
        (
            Cell(when, "text2", use=Type.MONO, sort=row.at),
            Cell(row.host, use=Type.SECONDARY),
            _path(row),
            Cell(row.status, "text" if good else "orange", bold=not good, use=Type.SECONDARY, right=True),
            Cell(size_words(row.bytes), "text2", use=Type.SECONDARY, right=True, sort=row.bytes),
            Cell(f"{row.milliseconds} ms", "text2", use=Type.SECONDARY, right=True, sort=row.milliseconds),
        ),
    )


def _path(row: LedgerRow) -> Cell:
    """Of a channel the path is not kept, since a token may stand in it: then what the request was for."""
    purpose = purpose_words(row.purpose)
    if not row.path:
        return Cell(purpose, "text2", use=Type.SECONDARY)
    said = _("{path}, for {purpose}").format(path=row.path, purpose=purpose)
    return Cell(row.path, "text2", use=Type.MONO, elide=MIDDLE, say=said)


def host_row(row: HostRow) -> Row:
    full = row.requests >= row.budget
    cells = (
        Cell(row.host, use=Type.SECONDARY),
        Cell(number_text(row.requests), "orange" if full else "text", bold=full, use=Type.SECONDARY, right=True,
             sort=row.requests),
        Cell(number_text(row.budget), "text2", use=Type.SECONDARY, right=True, sort=row.budget),
        Cell(", ".join(row.sources), "text2", use=Type.SECONDARY),
    )  # fmt: skip
    return Row(row.host, cells, row)


class LedgerPane(Ground):
    """Two tables, one at a time: requests, and hosts with what they may see at most."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        px = look.theme.px
        self._words = Words(look, "", Type.SECONDARY, "text2", elide=True)
        self._segments = (
            Button(look, _("Requests"), kind=Kind.SEGMENT, small=True),
            Button(look, _("Hosts"), kind=Kind.SEGMENT, small=True),
        )
        head = line(Words(look, _("Network ledger"), bold=True), self._words, *self._segments, gap=px(8))
        head.setStretch(1, 1)
        head.setContentsMargins(px(16), px(8), px(16), px(8))
        self._table = Table(look, translated(LEDGER), _("Network ledger"), row=26)
        self._hosts = Table(look, translated(HOSTS), _("Hosts"), row=26)
        self._pages = QStackedWidget()
        for place, (button, table) in enumerate(zip(self._segments, (self._table, self._hosts), strict=True)):
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, place=place: self.show_mode(place))
            self._pages.addWidget(table)
        column = stack()
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        self.setLayout(column)
        self._made: dict[tuple[LedgerRow, date, str], Row] = {}
        self.show_mode(0)

    def show_mode(self, place: int) -> None:
        """0 requests, 1 hosts."""
        self._pages.setCurrentIndex(place)
        for number, button in enumerate(self._segments):
            button.setChecked(number == place)

    def refresh(self, desk: Desk) -> None:
        page, now = desk.ledger(), desk.now()
        if page.requests:
            sums = _("Today {requests} to {hosts}, {size}; nothing else left the machine.").format(
                requests=count_words(page.requests, "request", "requests"),
                hosts=count_words(page.hosts, "host", "hosts"),
                size=size_words(page.bytes),
            )
        else:
            sums = _("Today nothing has left this computer.")
        self._words.say(_("Everything this computer asked for. {sums}").format(sums=sums))
        today, language = now.astimezone().date(), spoken()
        known, self._made = self._made, {}
        rows = []
        for place, row in enumerate(page.rows):  # most of them were there the last time, further up
            state = (row, today, language)
            made = self._made[state] = known.get(state) or ledger_row(row, place, now)
            rows.append(replace(made, key=str(place)))
        self._table.show_rows(rows)
        self._hosts.show_rows([host_row(row) for row in page.by_host])
