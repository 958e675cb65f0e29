"""What was checked, source by source: "no news" is a statement only with this beside it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from dealwatch.figures.coverage import coverage_figure
from dealwatch.language import _, n_, spoken
from dealwatch.model.source import SourceState
from dealwatch.ui.controls import link
from dealwatch.ui.figure_view import StripView
from dealwatch.ui.panes import Ground, IconView, Words, line, stack
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.words import count_words, day_text, lowered, moment_words, number_text, since_words, state_words

if TYPE_CHECKING:
    from dealwatch.figures.shapes import Figure
    from dealwatch.ui.desk import CoverageRow, Desk, Today
    from dealwatch.ui.views.view import Stage

SHOWN_SOURCES = 7
BESIDE = 304  # px of margins, name and the shortest strip


class CoverageBlock(Ground):
    """What was checked: "no news" is a statement only with this beside it."""

    def __init__(self, look: Look, stage: Stage) -> None:
        super().__init__(look)
        self._look, self._stage = look, stage
        self._icon = IconView(look, "check", "ok")
        self._words = Words(look, "", Type.SECONDARY, "text2", wrap=True)
        px = look.theme.px
        self._rows: list[_Row] = []
        host = QWidget()
        self._grid = QGridLayout(host)
        self._grid.setContentsMargins(px(38), px(12), px(20), 0)
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(8))
        self._grid.setColumnStretch(2, 1)
        head = line(self._icon, self._words, gap=px(8), margins=(px(16), px(14), px(20), 0))
        head.setStretch(1, 1)
        head.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        self._caption = Words(look, "", Type.CAPTION, "text3")
        self._more = link(look, "")
        self._more.clicked.connect(lambda: stage.go("sources"))
        foot = line(self._caption, self._more, 1, gap=px(14), margins=(px(38), px(6), px(20), px(16)))
        outer = stack()
        outer.addLayout(head)
        outer.addWidget(host)
        outer.addLayout(foot)
        self.setLayout(outer)

    def say(self, today: Today, desk: Desk) -> None:
        now = desk.now()
        self._words.say(_sentence(today, now))
        self._icon.show_icon("check" if not today.gaps else "warning", "ok" if not today.gaps else "orange")
        self._fill(today.coverage[:SHOWN_SOURCES], now)
        more = len(today.coverage) - SHOWN_SOURCES
        words = count_words(max(more, 0), "more source", "more sources")
        if words != self._more.text():
            self._more.setText(words)
            self._more.updateGeometry()
        self._more.setVisible(more > 0)
        self._caption.say(_span(today.coverage))

    def _fill(self, rows: tuple[CoverageRow, ...], now: datetime) -> None:
        """Rows stay where they are and say what is new: this is told hundreds of times during a check."""
        for row in rows[len(self._rows) :]:
            self._rows.append(_Row(self._look, self._grid, len(self._rows), row))
        while len(self._rows) > len(rows):
            self._rows.pop().leave(self._grid)
        for shown, row in zip(self._rows, rows, strict=True):
            shown.say(row, now)
        self._fit()

    def _fit(self) -> None:
        """The strip gives way before the words do: its oldest cells go, what was checked lately stays."""
        room = self.width() - self._look.theme.px(BESIDE)
        for row in self._rows:
            row.last.setMinimumWidth(max(min(row.last.sizeHint().width(), room), self._look.theme.px(48)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)


class _Row:
    """A source in the grid: name, strip, when it was read last."""

    def __init__(self, look: Look, grid: QGridLayout, place: int, row: CoverageRow) -> None:
        px = look.theme.px
        self._shown = (row.title, row.strip)
        self._name = Words(look, row.title, Type.SECONDARY, elide=True)
        self._name.setMinimumWidth(px(150))
        self._name.setMaximumWidth(px(176))
        self._name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._strip = StripView(look, _figure(row))
        self.last = Words(look, "", Type.SECONDARY, "text2", elide=True)
        for column, widget in enumerate((self._name, self._strip, self.last)):
            grid.addWidget(widget, place, column)

    def say(self, row: CoverageRow, now: datetime) -> None:
        if (row.title, row.strip) != self._shown:
            self._shown = (row.title, row.strip)
            self._name.say(row.title)
            self._strip.show_figure(_figure(row))
        self.last.say(_last(row, now))

    def leave(self, grid: QGridLayout) -> None:
        for widget in (self._name, self._strip, self.last):
            grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()


def _figure(row: CoverageRow) -> Figure:
    return coverage_figure(row.title, row.strip, cell=4, height=6)


def _sentence(today: Today, now: datetime) -> str:
    """What did not change, and how much was asked for to know it."""
    if not today.sources:
        return _("No source is read yet. Add a case, a register or a feed, and what changes there appears here.")
    rest = _("No change in the other deals.") if today.changes else _("No change in any deal.")
    if today.changes and today.other_deals:
        words = n_("No change in the other {n} deal.", "No change in the other {n} deals.", today.other_deals)
        rest = words.format(n=number_text(today.other_deals))
    since = since_words(today.since, now) if today.since else ""
    if not today.requests:
        words = _("Nothing was asked for since {moment}: {rest}") if since else _("Nothing was asked for: {rest}")
        return words.format(moment=since, rest=lowered(rest))
    gaps = n_("{n} source has a gap", "{n} sources have a gap", today.gaps).format(n=number_text(today.gaps))
    words = _("{rest} {sources}, {requests} since {moment}; {gaps}.") if since else _(
        "{rest} {sources}, {requests}; {gaps}."
    )  # fmt: skip
    return words.format(
        rest=rest,
        sources=count_words(today.sources, "source", "sources"),
        requests=count_words(today.requests, "request", "requests"),
        moment=since,
        gaps=gaps if today.gaps else _("no gaps"),
    )


def _last(row: CoverageRow, now: datetime) -> str:
    last = moment_words(row.last_ok, now, never=_("not read yet"))
    if row.state is SourceState.OK or row.since is None or row.state is SourceState.NEVER_CHECKED:
        return last
    return _("{last}, {state} since {moment}").format(
        last=last, state=lowered(state_words(row.state)), moment=moment_words(row.since, now)
    )


def _span(rows: tuple[CoverageRow, ...]) -> str:
    if not rows:
        return ""
    strip = rows[0].strip
    first = strip.start.astimezone().date()
    last = (strip.start + strip.step * len(strip.cells)).astimezone().date()
    same = first.month == last.month and first.year == last.year
    start = str(first.day) if same and spoken() == "en" else day_text(first, weekday=False, year=False)
    hours = strip.step.total_seconds() / 3600
    each = _("one cell per {n} hours").format(n=f"{hours:g}") if hours != 1 else _("one cell per hour")
    return f"{start} – {day_text(last, weekday=False, year=False)}, {each}"
