"""The part of Today for suggestions of the news: the step, its sentence, Show sentence and Dismiss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter, QPaintEvent

from dealwatch.language import _, n_
from dealwatch.ui import news_words
from dealwatch.ui.controls import Button, Kind, link
from dealwatch.ui.draw import Pen
from dealwatch.ui.panes import Ground, Rule, Words, clear, line, stack
from dealwatch.ui.suggested_badge import SuggestedBadge
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.words import number_text

if TYPE_CHECKING:
    from dealwatch.ui.desk import News
    from dealwatch.ui.views.view import Stage

SHOWN = 3


class NewsBlock(Ground):
    """The newest few; the rest is in the inbox. Without any it takes no room."""

    def __init__(self, look: Look, stage: Stage) -> None:
        super().__init__(look)
        self._stage = stage
        self._shown: tuple[News, ...] | None = None
        self._column = stack()
        self.setLayout(self._column)
        self.hide()

    def show_news(self, news: tuple[News, ...]) -> None:
        if news == self._shown:
            return  # what has the keyboard keeps it
        self._shown = news
        clear(self._column)
        for row in news[:SHOWN]:
            self._column.addWidget(NewsRow(self._look, row, self._stage))
        if len(news) > SHOWN:
            rest = len(news) - SHOWN
            words = n_("{n} more suggestion of the news", "{n} more suggestions of the news", rest)
            more = link(self._look, words.format(n=number_text(rest)))
            more.clicked.connect(lambda: self._stage.act("news/list/all"))
            px = self._look.theme.px
            self._column.addLayout(line(more, 1, margins=(px(16), px(6), px(16), px(6))))
        self.setVisible(bool(news))


class NewsRow(Ground):
    def __init__(self, look: Look, news: News, stage: Stage) -> None:
        super().__init__(look)
        self._news = news
        filed, px = news.filed, look.theme.px
        self.setAccessibleName(news_words.spoken(news))
        self._lead = Words(look, _("News"), Type.BODY, "text2")
        self._lead.setMinimumWidth(px(48))
        name = Words(look, news_words.short_title(filed), bold=True, elide=True)
        head = line(self._lead, Words(look, _("suggests a step for")), name, gap=px(6))
        head.setStretch(2, 1)
        head.addWidget(Words(look, news_words.articles(filed), Type.BODY, "text2"))
        step = line(SuggestedBadge(look, filed.proposal.status), gap=px(8))
        words = _("No formal step") if filed.proposal.formal is False else ""
        step.addWidget(Words(look, words, Type.SECONDARY, "text2"), 1)
        show = Button(look, _("Show sentence"), small=True)
        show.clicked.connect(lambda: stage.act(f"news/open/{filed.id}"))
        dismiss = Button(look, _("Dismiss"), kind=Kind.QUIET, small=True)
        dismiss.clicked.connect(lambda: stage.act(f"news/dismiss/{filed.id}"))
        column = stack(gap=px(6), margins=(px(16), px(11), px(20), px(12)))
        column.addLayout(head)
        column.addLayout(step)
        column.addWidget(Words(look, news_words.sentence(filed), Type.SECONDARY, elide=True))
        column.addLayout(line(show, dismiss, 1, gap=px(8)))
        outer = stack()
        outer.addLayout(column)
        outer.addWidget(Rule(look))
        self.setLayout(outer)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._news.unread:
            return
        painter = QPainter(self)
        Pen(painter, self._look.theme).dot(self._look.theme.px(4), self._lead.geometry().center().y() + 1)
        painter.end()
