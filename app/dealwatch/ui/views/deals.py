"""Deals as a table: the portfolio, or one list with its banner and the cards of the first day."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from dealwatch.model.status import Badge, BadgeShape
from dealwatch.ui.cells import Cell, Column, Mini, Row
from dealwatch.ui.change_words import day_of, day_words, event_words
from dealwatch.ui.controls import chip
from dealwatch.ui.desk import DealRow, Desk
from dealwatch.ui.glyph_view import GlyphView
from dealwatch.ui.inline_bar import Act, EmptyPage
from dealwatch.ui.panes import Ground, PaneHeader, Rule, Words, clear, line, stack
from dealwatch.ui.table import Table
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.views.cards import FirstDay
from dealwatch.ui.views.view import Stage, View
from dealwatch.ui.words import count_words, day_text, kind_words, left_words

COLUMNS = (
    Column("Deal", 220, least=150),
    Column("Reviews", 330, least=150),
    Column("Latest step", least=170),
    Column("On", 132, right=True),
    Column("Next deadline", 190, right=True, droppable=True),
)


def deal_row(row: DealRow) -> Row:
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
            _next(row),
        ),
        row,
    )


def _next(row: DealRow) -> Cell:
    if row.next is not None:
        left = f"{row.next.working} WD" if row.next.working is not None else left_words(row.next.days)
        sign = "" if row.next.published else "≈ "
        words = f"{sign}{day_text(row.next.day, weekday=False)}"
        return Cell(words, right=True, note="", sort=row.next.day.isoformat(), say=f"{words}, {left}", second="")
    decided = all(badge_is_decided(mark.badges) for mark in row.reviews)
    return Cell("none" if decided else "no clock", "text2", right=True, sort="9")


def badge_is_decided(badges: tuple[Badge, ...]) -> bool:
    return bool(badges) and badges[0].shape is BadgeShape.OUTCOME


class DealsView(View):
    """`list_name` empty is the portfolio. A sample list has a banner; the first day has its cards."""

    def __init__(self, look: Look, desk: Desk, stage: Stage, list_name: str = "") -> None:
        super().__init__(look, desk, stage)
        self.list_name = list_name
        self.setAccessibleName(list_name or "Portfolio")
        self._unread_only = False
        px = look.theme.px
        self._chips = [chip(look, "All"), chip(look, "Changed"), chip(look, "Clock running")]
        for place, button in enumerate(self._chips):
            button.clicked.connect(lambda _=False, place=place: self._filter(place))
        self._chips[0].setChecked(True)
        self._chosen = 0
        self._first_day = FirstDay(look, desk, stage)
        self._table = Table(
            look, COLUMNS, "Deals", row=50, sortable=None if list_name else (3, Qt.SortOrder.DescendingOrder)
        )
        self._table.on_open(lambda row: stage.go(row.key))
        self._table.on_choose(self._choose)
        self._legend = _Legend(look)
        self._pages = QStackedWidget()
        full = Ground(look)
        full.setLayout(stack(self._table, self._legend))
        empty = EmptyPage(
            look,
            "list-bullets",
            "Nothing watched yet",
            "Add a deal by case number or name, or bring back the ready-made list.",
            (
                Act("Add…", lambda: stage.act("add"), primary=True),
                Act("Show the sample list", lambda: stage.act("sample_on")),
            ),
        )
        self._pages.addWidget(full)
        self._pages.addWidget(empty)
        if list_name:
            self._title = Words(look, list_name, Type.TITLE)
            self._about = Words(look, "", Type.BODY, "text2", elide=True)
            head = Ground(look)
            head.setLayout(stack(self._title, self._about, gap=px(2), margins=(px(16), px(16), px(16), px(14))))
            self.setLayout(stack(head, self._first_day, self._pages))
        else:
            self._head = PaneHeader(look, "Portfolio", *self._chips, height=44)
            self.setLayout(stack(self._head, self._first_day, self._pages))
        layout = self.layout()
        assert layout is not None
        layout.setStretchFactor(self._pages, 1)  # type: ignore[attr-defined]

    def refresh(self) -> None:
        rows = self.desk.deals(self.list_name)
        shown = [row for row in rows if self._chosen == 0 or (row.unread if self._chosen == 1 else row.clock_runs)]
        self._table.show_rows([deal_row(row) for row in shown])
        self._pages.setCurrentIndex(0 if rows else 1)
        reviews = [mark for row in rows for mark in row.reviews]
        authorities = {mark.authority for mark in reviews}
        summary = (
            f"{count_words(len(rows), 'deal', 'deals')}, {count_words(len(reviews), 'review', 'reviews')} at "
            f"{count_words(len(authorities), 'authority', 'authorities')}"
        )
        standing = self.desk.standing()
        if self.list_name:
            sample = any(row.deal.sample for row in rows)
            self._about.say(f"{'A ready-made list, so that you can look around. ' if sample else ''}{summary}.")
        else:
            self._head.count.say(summary if rows else "")
            self._chips[0].setText(f"All {len(rows)}")
            self._chips[1].setText(f"Changed {sum(1 for row in rows if row.unread)}")
            self._chips[2].setText(f"Clock running {sum(1 for row in rows if row.clock_runs)}")
        self._first_day.say(standing, any(row.deal.sample for row in rows))
        self._legend.say({badge for mark in reviews for badge in mark.badges})

    def _filter(self, place: int) -> None:
        self._chosen = place
        for at, button in enumerate(self._chips):
            button.setChecked(at == place)
        self.refresh()

    def _choose(self, row: Row) -> None:
        last = row.data.last
        change = self.desk.change_of(last.id) if last is not None else None
        if change is not None:
            self.stage.inspect(change)

    def step(self, by: int) -> None:
        self._table.step(by)

    def first_focus(self) -> QWidget:
        return self._table


class _Legend(Ground):
    """Glyph and word for every status that the table shows: a glyph alone is no language yet."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._look = look
        self._row = line(gap=look.theme.px(16), margins=(16, 8, 16, 8))
        column = stack(Rule(look, strong=True))
        column.addLayout(self._row)
        self.setLayout(column)

    def say(self, badges: set[Badge]) -> None:
        clear(self._row)
        for badge in (badge for badge in Badge if badge in badges):
            self._row.addWidget(_LegendItem(self._look, badge))
        self._row.addStretch(1)
        self.setVisible(bool(badges))


class _LegendItem(QWidget):
    def __init__(self, look: Look, badge: Badge) -> None:
        super().__init__()
        self.setLayout(line(GlyphView(look, badge), Words(look, badge.label, Type.SECONDARY, "text2"), gap=4))
