"""The deals as a table, a mode of the portfolio: what stands in its cells, its columns, its legend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from dealwatch.figures.portfolio import runs
from dealwatch.figures.sparkline import sparkline
from dealwatch.language import _, n_
from dealwatch.model.status import Badge
from dealwatch.ui.cells import Cell, Column, Mini, Row
from dealwatch.ui.change_words import day_of, day_words, event_words
from dealwatch.ui.column_memory import ColumnMemory
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.filter_rules import is_decided
from dealwatch.ui.flow import Flow
from dealwatch.ui.glyph_view import GlyphView
from dealwatch.ui.panes import Ground, Rule, Words, clear, line, stack
from dealwatch.ui.table import Table
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.views.mode import Mode
from dealwatch.ui.words import day_text, kind_words, left_words

if TYPE_CHECKING:
    from dealwatch.figures.shapes import Figure
    from dealwatch.ui.desk import Desk, PortfolioRow
    from dealwatch.ui.portfolio_data import Shown
    from dealwatch.ui.views.view import Stage

ACTIVITY = 5
SORTED = (3, Qt.SortOrder.DescendingOrder)


def columns() -> tuple[Column, ...]:
    return (
        Column(_("Deal"), 220, least=150),
        Column(_("Reviews"), 330, least=150),
        Column(_("Latest step"), least=170),
        Column(_("On"), 132, right=True),
        Column(_("Next deadline"), 190, right=True, droppable=True),
        Column(_("Activity, 26 weeks"), 136, droppable=True),
    )


def deal_row(found: PortfolioRow) -> Row:
    row = found.row
    last = row.last
    said = f"{last.authority} · {event_words(last)}" if last and last.authority else event_words(last) if last else ""
    day = day_words(last, weekday=False) if last else ""
    return Row(
        row.place,
        (
            Cell(
                row.deal.name,
                bold=True,
                second=kind_words(row.deal.kind),
                dot=row.unread > 0,
                sort=row.deal.name.casefold(),
            ),
            Cell(minis=tuple(Mini(mark.badges, mark.authority) for mark in row.reviews), sort=len(row.reviews)),
            Cell(said),
            Cell(day, "text2", right=True, sort=str(day_of(last)) if last else ""),
            _next(found),
            _activity(found),
        ),
        found,
    )


def _activity(found: PortfolioRow) -> Cell:
    figure = sparkline(found.weeks, found.row.deal.name)
    return Cell(figure=figure, sort=sum(week.events for week in found.weeks), say=figure.summary)


def _next(found: PortfolioRow) -> Cell:
    row = found.row
    if row.next is not None:
        n = row.next.working
        left = n_("{n} working day left", "{n} working days left", n).format(n=n) if n is not None and n > 0 else ""
        left = left or left_words(row.next.days)
        sign = "" if row.next.published else "≈ "
        words = f"{sign}{day_text(row.next.day, weekday=False)}"
        return Cell(words, right=True, sort=row.next.day.isoformat(), say=f"{words}, {left}")
    decided = bool(row.reviews) and all(is_decided(mark.badges) for mark in row.reviews)
    words = _("none") if decided else _("not known") if any(map(runs, found.reviews)) else _("no clock")
    return Cell(words, "text2", right=True, sort="9")


class TableMode(Mode):
    """The deals as a table whose columns, widths and order the user chooses."""

    def __init__(self, look: Look, desk: Desk, stage: Stage, name: str) -> None:
        super().__init__(look, desk, stage)
        self._rows: dict[int, tuple[PortfolioRow, Row]] = {}
        self.table = Table(look, columns(), _("Deals"), row=50, sortable=SORTED)
        self.table.on_open(lambda row: stage.go(row.key))
        self.table.on_choose(self._choose)
        self.table.copies.before = self.fill_menu
        self.memory = ColumnMemory(self.table, stage.settings, f"portfolio/{name}columns")
        choose = Button(look, "", kind=Kind.QUIET, icon="columns", small=True, say=_("Choose columns"))
        choose.set_menu(self.memory.menu)
        self.tools = [choose]
        self.legend = self._legend = _Legend(look)
        self.setLayout(stack(self.table, self._legend))

    def show_rows(self, shown: Shown) -> None:
        self.shown = shown
        kept = {}
        rows = []
        for found in shown.rows:
            known = self._rows.get(id(found))
            pair = known if known is not None and known[0] is found else (found, deal_row(found))
            kept[id(found)] = pair
            rows.append(pair[1])
        self._rows = {**self._rows, **kept} if len(self._rows) < 3 * len(shown.prepared.rows) + 50 else kept
        self.table.show_rows(rows)
        self._legend.say(shown.prepared.badges)
        self.fit_legend()

    def chosen_place(self) -> str:
        row = self.table.current_row()
        return row.key if row is not None else ""

    def figure(self) -> Figure | None:
        """The activity of the deal under the cursor: the one picture of this mode."""
        row = self.table.current_row()
        return row.cells[ACTIVITY].figure if row is not None else None

    def step(self, by: int) -> None:
        self.table.step(by)

    def first_focus(self) -> QWidget:
        return self.table

    def restore(self) -> None:
        self.memory.restore()

    def save(self) -> None:
        self.memory.save()

    def _choose(self, row: Row) -> None:
        last = row.data.row.last
        change = self.desk.change_of(last.id) if last is not None else None
        if change is not None:
            self.stage.inspect(change)


class _Legend(Ground):
    """Glyph and word for every status that the table shows: a glyph alone is no language yet."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._look = look
        self._shown: frozenset[Badge] = frozenset()
        self._flow = Flow(gap=look.theme.px(16))
        inner = QWidget()
        inner.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        inner.setSizePolicy(policy)
        column = stack(Rule(look, strong=True))
        column.addLayout(stack(inner, margins=(look.theme.px(16), 8, look.theme.px(16), 8)))
        self.setLayout(column)

    def say(self, badges: frozenset[Badge]) -> None:
        if badges == self._shown:
            return
        self._shown = badges
        clear(self._flow)
        for badge in (badge for badge in Badge if badge in badges):
            item = QWidget()
            words = Words(self._look, _(badge.label), Type.SECONDARY, "text2")
            item.setLayout(line(GlyphView(self._look, badge), words, gap=4))
            self._flow.addWidget(item)
