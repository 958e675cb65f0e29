"""A source in the inspector: what its state means, the tries of today, what depends on it, how to read the strip."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from dealwatch.figures.coverage import WORDS, Cell, Strip, coverage_figure
from dealwatch.language import _
from dealwatch.model.source import SourceState
from dealwatch.ui.controls import Button, link
from dealwatch.ui.evidence import Section
from dealwatch.ui.figure_view import StripView
from dealwatch.ui.flow import Flow
from dealwatch.ui.inline_bar import InlineBar
from dealwatch.ui.panes import Words, line, stack
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.words import STATE_ICONS, count_words, lowered, moment_words, state_hint, state_title, state_words

if TYPE_CHECKING:
    from dealwatch.ui.desk import SourcePage
    from dealwatch.ui.views.view import Stage


def source_sections(look: Look, page: SourcePage, stage: Stage, now: datetime) -> list[QWidget]:
    state = page.line.state
    name = page.line.authority or page.line.title
    found: list[QWidget] = []
    hue = "orange" if state.trouble else "slate"
    words = state_words(state)
    if page.line.since and state.trouble:
        words = _("{state} since {moment}").format(state=words, moment=moment_words(page.line.since, now))
    found.append(InlineBar(look, words, hue=hue, icon=STATE_ICONS[state], single=False))
    found.append(_meaning(look, page, stage, name, now))
    if page.attempts:
        found.append(_attempts(look, page, now))
    if page.cases:
        found.append(_cases(look, page, stage))
    if page.terms or page.tells:
        lines = [Words(look, text, Type.SECONDARY, "text2", wrap=True) for text in (page.tells, page.terms) if text]
        found.append(Section(look, _("About this source"), "globe", *lines))
    found.append(_legend(look))
    return found


def _meaning(look: Look, page: SourcePage, stage: Stage, name: str, now: datetime) -> QWidget:
    state = page.line.state
    due = moment_words(page.line.next_due, now)
    following = _("Next try {moment}.").format(moment=due) if due else ""
    if state.trouble:
        first, then = state_title(state, name), state_hint(state)
        following = "" if state is SourceState.RATE_LIMITED else following
    elif state is SourceState.OK:
        first, then = _("Read {moment}.").format(moment=moment_words(page.line.last_ok, now, never=_("not yet"))), ""
        following = _("Next {moment}.").format(moment=due) if due else ""
    else:
        first, then = f"{state_words(state)}.", state_hint(state)
    parts: list[QWidget] = [Words(look, f"{first} {following}".strip(), Type.BODY, wrap=True)]
    if then:
        parts.append(Words(look, then, Type.SECONDARY, "text2", wrap=True))
    if page.line.detail and state.trouble:
        parts.append(Words(look, page.line.detail, Type.MONO, "text2", wrap=True, selectable=True))
    buttons = Flow(gap=look.theme.px(8))
    if page.line.homepage:
        open_page = Button(look, _("Open page"), icon="arrow-square-out", small=True)
        open_page.clicked.connect(lambda: stage.open_url(page.line.homepage))
        buttons.addWidget(open_page)
    check = Button(look, _("Check now"), icon="arrows-clockwise", small=True)
    check.clicked.connect(lambda: stage.act(f"check/{page.line.key}"))
    pause = Button(look, _("Resume") if page.line.paused else _("Pause"), small=True)
    pause.clicked.connect(lambda: stage.act(f"{'resume' if page.line.paused else 'pause'}/{page.line.key}"))
    for button in (check, pause):
        buttons.addWidget(button)
    row = QWidget()
    row.setLayout(buttons)
    return Section(look, "", "", *parts, row)


def _attempts(look: Look, page: SourcePage, now: datetime) -> QWidget:
    host = QWidget()
    column = stack(gap=look.theme.px(3))
    for attempt in page.attempts[:12]:
        row = line(gap=look.theme.px(16))
        clock = Words(look, moment_words(attempt.at, now), Type.SECONDARY, "text2")
        clock.setMinimumWidth(look.theme.px(48))
        row.addWidget(clock)
        if attempt.state is SourceState.OK:
            changed = count_words(attempt.events, "change", "changes") if attempt.events else _("no change")
            words = _("read, {changes}").format(changes=changed)
        else:
            words = lowered(state_words(attempt.state)) + (f" ({attempt.detail})" if attempt.detail else "")
        row.addWidget(Words(look, words, Type.SECONDARY, elide=True), 1)
        column.addLayout(row)
    host.setLayout(column)
    return Section(look, _("Latest tries"), "clock-counter-clockwise", host)


def _cases(look: Look, page: SourcePage, stage: Stage) -> QWidget:
    host = QWidget()
    column = stack(gap=0)
    for name, case_id in page.cases[:10]:
        button = link(look, name)
        button.clicked.connect(lambda _=False, case_id=case_id: stage.go(f"case/{case_id}"))
        column.addLayout(line(button, 1))
    host.setLayout(column)
    return Section(look, _("Cases that depend on it"), "list-bullets", host)


def _legend(look: Look) -> QWidget:
    host = QWidget()
    column = stack(gap=look.theme.px(2))
    start = datetime(2000, 1, 1, tzinfo=UTC)
    for cell in (Cell.CHECKED, Cell.CHANGED, Cell.NOT_TRIED, Cell.FAILED):
        figure = coverage_figure(_(WORDS[cell]), Strip(start, timedelta(hours=1), (cell,)), cell=4, height=8)
        words = _("this computer was off: not checked") if cell is Cell.NOT_TRIED else _(WORDS[cell])
        column.addLayout(line(StripView(look, figure), Words(look, words, Type.SECONDARY), 1, gap=look.theme.px(12)))
    host.setLayout(column)
    return Section(look, _("Reading the strip"), "", host, rule=False)
