"""One suggestion of the news in full: its sentence, who said so, where it was read, and what the user may decide.

Decides nothing: every button asks the stage for an act. Must not contain storage.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from dealwatch.language import _, mark, n_
from dealwatch.model.proposal import ProposalState
from dealwatch.ui import news_words
from dealwatch.ui.controls import Button, Kind, link
from dealwatch.ui.evidence import QuoteBlock
from dealwatch.ui.flow import Flow
from dealwatch.ui.inline_bar import Act, InlineBar
from dealwatch.ui.panes import Ground, IconView, Rule, Scroll, Words, line, stack
from dealwatch.ui.suggested_badge import SuggestedBadge
from dealwatch.ui.theme import Look, Type

if TYPE_CHECKING:
    from dealwatch.ui.desk import Desk, News
    from dealwatch.ui.views.view import Stage

SHOWN_OUTLETS = 6
_VERBS = ((mark("Apply"), "apply"), (mark("Not this deal"), "not_this_deal"), (mark("Not a step"), "not_a_step"))
_UNDECIDED = (ProposalState.OPEN, ProposalState.REPEATS)


class ProposalPane(Ground):
    """`show_news` fills it, `refresh` reads the same suggestion anew. `close` stands at the right of its foot."""

    def __init__(self, look: Look, desk: Desk, stage: Stage, close: Button | None = None) -> None:
        super().__init__(look)
        self._desk, self._stage = desk, stage
        self.news: News | None = None
        self.setAccessibleName(_("What the news suggests"))
        self.sheet = Scroll(look)
        self.sheet.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        px = look.theme.px
        self._foot = Ground(look, "window")
        self._buttons = Flow(gap=px(8))
        self._buttons.setContentsMargins(0, 0, 0, 0)
        self._acts: list[Button] = []
        row = line(gap=px(8), margins=(px(18), px(10), px(16), px(10)))
        row.addLayout(self._buttons, 1)
        if close is not None:
            row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._foot.setLayout(row)
        self.setLayout(stack(self.sheet, Rule(look, strong=True), self._foot))

    def show_news(self, news: News) -> None:
        before, self.news = self.news, news
        if before is not None and replace(before, unread=news.unread) == news:
            return  # it was only read: nothing on the sheet moves
        held = self.window().focusWidget() in self._acts
        self.sheet.fill([self._sheet(news)])
        self._fill_foot(news)
        if held:
            self._acts[0].setFocus(Qt.FocusReason.OtherFocusReason)  # what had the keyboard is gone

    def refresh(self) -> None:
        news = self._desk.proposal(self.news.filed.id) if self.news is not None else None
        if news is not None:
            self.show_news(news)

    def first_focus(self) -> QWidget:
        return self._acts[0] if self._acts else self.sheet

    # -- parts

    def _sheet(self, news: News) -> QWidget:
        look, px, filed = self._look, self._look.theme.px, news.filed
        column = stack(gap=px(9), margins=(px(18), px(14), px(18), px(14)))
        head = line(IconView(look, "newspaper"), gap=px(7))
        alone = _("News suggests; no official source has said so")
        words = _("News suggests") if news.official is not None else alone
        head.addWidget(Words(look, words, Type.CAPTION, "text2", wrap=True), 1)
        column.addLayout(head)
        column.addWidget(Words(look, news_words.title(filed), Type.SECTION, wrap=True))
        step = line(SuggestedBadge(look, filed.proposal.status), gap=px(10))
        plain = filed.proposal.formal is False
        step.addWidget(
            Words(
                look,
                news_words.formal_words(filed),
                Type.SECONDARY,
                "text" if plain else "text2",
                bold=plain,
                wrap=True,
            ),
            1,
        )
        column.addLayout(step)
        for bar in self._bars(news):
            column.addWidget(bar)
        column.addSpacing(px(2))
        column.addWidget(QuoteBlock(look, filed.proposal.evidence))
        column.addSpacing(px(2))
        column.addLayout(self._grid(news))
        whole = _Sheet()
        whole.setLayout(column)
        return whole

    def _bars(self, news: News) -> list[InlineBar]:
        found = []
        official = news.official
        if official is not None:
            good = bool(news.filed.confirmed)
            show = Act(_("Show"), lambda: self._stage.go(f"event/{official.id}"))
            hue, icon = ("slate", "check") if good else ("orange", "warning")
            found.append(
                InlineBar(self._look, news_words.official_words(news), hue=hue, icon=icon, acts=(show,), single=True)
            )
        said = news_words.state_words(news.filed)
        if said:
            found.append(InlineBar(self._look, said, icon="info", single=True))
        for bar in found:
            bar.setSizePolicy(_as_high_as_its_words())
        return found

    def _grid(self, news: News) -> QGridLayout:
        look, px = self._look, self._look.theme.px
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(px(5))
        grid.setColumnMinimumWidth(0, px(70))
        grid.setColumnStretch(1, 1)
        rows: list[tuple[str, QWidget]] = [
            (label, Words(look, words, Type.SECONDARY, wrap=True, selectable=True))
            for label, words in news_words.details(news.filed)
        ]
        outlets = stack(gap=px(2))
        shown = [self._outlet(outlet.url, outlet.title) for outlet in news.filed.outlets[:SHOWN_OUTLETS]]
        outlets.addWidget(shown[0])
        more = news_words.more_outlets(news.filed)
        if more:
            outlets.addWidget(Words(look, more, Type.CAPTION, "text2"))
        for widget in shown[1:]:
            outlets.addWidget(widget)
        rest = len(news.filed.outlets) - SHOWN_OUTLETS
        if rest > 0:
            words = n_("and {n} more", "and {n} more", rest).format(n=rest)
            outlets.addWidget(Words(look, words, Type.SECONDARY, "text2"))
        places = QWidget()
        places.setLayout(outlets)
        rows.append((_("Read at"), places))
        for at, (label, widget) in enumerate(rows):
            grid.addWidget(Words(look, label, Type.SECONDARY, "text2"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(widget, at, 1)
        return grid

    def _outlet(self, url: str, title: str) -> QWidget:
        if not url.startswith(("https://", "http://")):
            return Words(self._look, title or url, Type.SECONDARY, wrap=True)
        host = url.partition("://")[2].partition("/")[0].removeprefix("www.")
        button = link(
            self._look, f"{host} · {title}" if title else host, say=_("Open {text}").format(text=title or url)
        )
        button.setToolTip(url)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self._stage.open_url(url))
        return button

    def _fill_foot(self, news: News) -> None:
        for button in self._acts:
            self._buttons.removeWidget(button)
            button.hide()
            button.deleteLater()
        filed = news.filed
        if filed.state in _UNDECIDED:
            wanted = [(_(words), f"news/{verb}/{filed.id}") for words, verb in _VERBS]
        else:
            wanted = [(_("Undo"), f"news/undo/{filed.id}")]
            if filed.state is ProposalState.APPLIED and filed.proposal.deal_id:
                wanted.append((_("Open deal"), f"go/deal/{filed.proposal.deal_id}"))
        self._acts = []
        for words, act in wanted:
            kind = Kind.PRIMARY if act.startswith("news/apply/") else Kind.PLAIN
            button = Button(self._look, words, kind=kind, small=True)
            button.clicked.connect(lambda _=False, act=act: self._do(act))
            self._buttons.addWidget(button)
            button.show()  # at once, not with the next event: it may be given the keyboard now
            self._acts.append(button)

    def _do(self, act: str) -> None:
        verb, place = act.split("/", 1)
        if verb == "go":
            self._stage.go(place)
        else:
            self._stage.act(act)


class _Sheet(QWidget):
    """As high as its words are at the width it has: the least height, that of a narrow column, would be too much."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


def _as_high_as_its_words() -> QSizePolicy:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy
