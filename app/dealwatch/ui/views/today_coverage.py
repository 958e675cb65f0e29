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
        self._grid_host = QWidget()
        self._last: list[Words] = []
        head = line(self._icon, self._words, gap=px(8), margins=(px(16), px(14), px(20), 0))
        head.setStretch(1, 1)
        head.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        self._caption = Words(look, "", Type.CAPTION, "text3")
        self._more = link(look, "")
        self._more.clicked.connect(lambda: stage.go("sources"))
        foot = line(self._caption, self._more, 1, gap=px(14), margins=(px(38), px(6), px(20), px(16)))
        outer = stack()
        outer.addLayout(head)
        outer.addWidget(self._grid_host)
        outer.addLayout(foot)
        self.setLayout(outer)

    def say(self, today: Today, desk: Desk) -> None:
        now = desk.now()
        self._words.say(_sentence(today, now))
        self._icon.show_icon("check" if not today.gaps else "warning", "ok" if not today.gaps else "orange")
        self._fill(today.coverage[:SHOWN_SOURCES], now)
        more = len(today.coverage) - SHOWN_SOURCES
        self._more.setText(count_words(max(more, 0), "more source", "more sources"))
        self._more.updateGeometry()
        self._more.setVisible(more > 0)
        self._caption.say(_span(today.coverage))

    def _fill(self, rows: tuple[CoverageRow, ...], now: datetime) -> None:
        host = QWidget()
        px = self._look.theme.px
        grid = QGridLayout()
        grid.setContentsMargins(px(38), px(12), px(20), 0)
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(8))
        self._last = []
        for place, row in enumerate(rows):
            name = Words(self._look, row.title, Type.SECONDARY, elide=True)
            name.setMinimumWidth(px(150))
            name.setMaximumWidth(px(176))
            name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            grid.addWidget(name, place, 0)
            grid.addWidget(StripView(self._look, coverage_figure(row.title, row.strip, cell=4, height=6)), place, 1)
            last = Words(self._look, _last(row, now), Type.SECONDARY, "text2", elide=True)
            self._last.append(last)
            grid.addWidget(last, place, 2)
        grid.setColumnStretch(2, 1)
        host.setLayout(grid)
        layout = self.layout()
        assert layout is not None
        layout.replaceWidget(self._grid_host, host)
        self._grid_host.hide()
        self._grid_host.deleteLater()
        self._grid_host = host
        self._fit()

    def _fit(self) -> None:
        """The strip gives way before the words do: its oldest cells go, what was checked lately stays."""
        room = self.width() - self._look.theme.px(BESIDE)
        for last in self._last:
            last.setMinimumWidth(max(min(last.sizeHint().width(), room), self._look.theme.px(48)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)


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
