"""Today: changed since you last looked, the next deadlines, what needs attention. Never empty of words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from dealwatch.language import _, n_
from dealwatch.ui.change_list import ChangeList
from dealwatch.ui.controls import link
from dealwatch.ui.frame import Split
from dealwatch.ui.kept_column import KeptColumn, Part
from dealwatch.ui.panes import Ground, PaneHeader, Scroll, line, stack
from dealwatch.ui.views.today_coverage import CoverageBlock
from dealwatch.ui.views.today_deadlines import DeadlineLine, lines
from dealwatch.ui.views.today_news import NewsBlock
from dealwatch.ui.views.today_side import AttentionRow, QuietLine
from dealwatch.ui.views.view import Stage, View
from dealwatch.ui.words import number_text, since_words

if TYPE_CHECKING:
    from dealwatch.ui.desk import Change, Desk, Today
    from dealwatch.ui.theme import Look

SHOWN_CHANGES, SHOWN_DEADLINES = 60, 12
ROOM_FOR_TWO = 640  # px


class TodayView(View):
    def __init__(self, look: Look, desk: Desk, stage: Stage) -> None:
        super().__init__(look, desk, stage)
        self.setAccessibleName(_("Today"))
        self._mark = link(look, _("Mark all as read"))
        self._mark.clicked.connect(self._mark_all)
        self._head = PaneHeader(look, "", self._mark)
        self._list = ChangeList(look, desk.now())
        self._list.opened.connect(self._open)
        self._list.chosen.connect(lambda change: stage.inspect(change))
        self._more = _Foot(look)
        self._news = NewsBlock(look, stage)
        self._coverage = CoverageBlock(look, stage)
        self._left = Scroll(look)
        self._left.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._left.fill([self._list, self._more, self._news, self._coverage])
        self._right = KeptColumn(look)
        self._right.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._split = splitter = Split(look, Qt.Orientation.Horizontal)
        left = Ground(look)
        left.setLayout(stack(self._head, self._left))
        splitter.addWidget(left)
        splitter.addWidget(self._right)
        splitter.setStretchFactor(0, 724)
        splitter.setStretchFactor(1, 508)
        splitter.setSizes([724, 508])
        self.setLayout(stack(splitter))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room for both, else one above the other."""
        super().resizeEvent(event)
        wide = event.size().width() >= self.look.theme.px(ROOM_FOR_TWO)
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._split.orientation() is not wanted:
            self._split.setOrientation(wanted)
            self._split.setSizes([724, 508])

    def refresh(self) -> None:
        today, now = self.desk.today(), self.desk.now()
        changes = today.changes
        since = since_words(today.since, now) if today.since else ""
        if changes:
            title = _("Changed since {since}").format(since=since) if since else _("What changed")
        else:
            title = _("Nothing changed since {since}").format(since=since) if since else _("Nothing changed yet")
        self._head.title.say(title)
        self._head.count.say(str(len(changes)) if changes else "")
        news = self.desk.proposals()
        self._mark.setVisible(any(change.unread for change in changes) or any(row.unread for row in news))
        self._list.show_changes(changes[:SHOWN_CHANGES], now)
        self._more.say(len(changes) - SHOWN_CHANGES, self.stage)
        self._news.show_news(news)
        self._coverage.say(today, self.desk)
        self._right.show_parts(self._side(today))

    def _side(self, today: Today) -> list[Part]:
        shown = lines(today.deadlines, today.long_stops)
        found = [self._header(_("Next deadlines"), len(shown))]
        found += [(said, partial(DeadlineLine, self.look, said, self.stage)) for said in shown[:SHOWN_DEADLINES]]
        more = len(shown) - SHOWN_DEADLINES
        if more > 0:
            words = n_("{n} more within fourteen days", "{n} more within fourteen days", more).format(n=more)
            found.append(self._quiet(words))
        if not shown:
            found.append(self._quiet(_("No deadline ahead.")))
        if today.without_clock:
            n = today.without_clock
            words = n_("{n} case has no statutory clock", "{n} cases have no statutory clock", n)
            found.append(self._quiet(words.format(n=number_text(n))))
        found.append(self._header(_("Needs attention"), len(today.attention)))
        found += [(item, partial(AttentionRow, self.look, item, self.stage)) for item in today.attention]
        if not today.attention:
            found.append(self._quiet(_("Nothing needs you.")))
        return found

    def _header(self, title: str, count: int) -> Part:
        said = str(count) if count else ""
        return (title, said), partial(PaneHeader, self.look, title, count=said)

    def _quiet(self, words: str) -> Part:
        return words, partial(QuietLine, self.look, words)

    def _mark_all(self) -> None:
        read = [change.id for change in self.desk.today().changes]
        read += [news.alert for news in self.desk.proposals() if news.unread]
        self.desk.mark_read(tuple(read))
        self.desk.mark_looked()
        self.stage.desk_changed()

    def _open(self, change: Change) -> None:
        self.stage.go(f"event/{change.lead.id}")

    def step(self, by: int) -> None:
        self._list.step(by)

    def first_focus(self) -> QWidget:
        return self._list if self._list.height() else self._mark


class _Foot(Ground):
    """`n more in the inbox`, where there are more changes than fit here."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._link = link(look, "")
        self._stage: Stage | None = None
        self._link.clicked.connect(lambda: self._stage.go("inbox") if self._stage else None)
        px = look.theme.px
        self.setLayout(line(self._link, 1, margins=(px(14), px(6), px(16), px(6))))
        self.hide()

    def say(self, more: int, stage: Stage) -> None:
        self._stage = stage
        words = n_("{n} more change in the inbox", "{n} more changes in the inbox", more)
        text = words.format(n=number_text(more))
        if text != self._link.text():
            self._link.setText(text)
            self._link.updateGeometry()
        self.setVisible(more > 0)
