"""A deadline in the inspector: date, agreement, words, workings, past cases, evidence, versions, the case's others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from dealwatch.figures.elapsed import elapsed_figure
from dealwatch.language import _, mark, n_
from dealwatch.model.event import EventNote
from dealwatch.ui.controls import Button, link
from dealwatch.ui.deadline_words import (
    WorkingLine,
    agreement,
    date_words,
    left_words,
    rule_words,
    working_lines,
    workings_text,
)
from dealwatch.ui.evidence import Section
from dealwatch.ui.figure_access import offer
from dealwatch.ui.figure_paint import measure
from dealwatch.ui.figure_view import FigureView
from dealwatch.ui.flow import Flow
from dealwatch.ui.panes import IconView, Rule, Words, line
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.words import day_text
from dealwatch.watch.deadlines import Deadline, DeadlineState, Version

if TYPE_CHECKING:
    from dealwatch.figures.shapes import Figure
    from dealwatch.rules.deadline import DeadlineResult
    from dealwatch.ui.desk import DeadlineSheet, Desk, Elapsed
    from dealwatch.ui.views.view import Stage

_SPANS = {"first": mark("First stage"), "in_depth": mark("In-depth stage"), "waiver": mark("Application")}


def head_section(look: Look, sheet: DeadlineSheet, stage: Stage) -> Section:
    """Whose deadline, the day large, whether the calculation agrees, what would be if."""
    deadline = sheet.deadline
    caption = " · ".join(part for part in (deadline.case.authority, _(deadline.label), sheet.name) if part)
    content: list[QWidget] = [Words(look, caption, Type.CAPTION, "text2", wrap=True)]
    firm = deadline.published is not None and deadline.state is not DeadlineState.VANISHED
    content.append(Words(look, date_words(deadline), Type.TITLE, "text" if firm else "text2", bold=firm, wrap=True))
    left = left_words(deadline)
    if left:
        late = deadline.state is DeadlineState.PASSED
        near = deadline.left is not None and deadline.left <= 5 and not late
        content.append(Words(look, left, Type.BODY, "bad" if late else "text2", bold=near or late))
    said = agreement(deadline)
    content.append(_marked(look, said.icon, said.role, said.words))
    if said.cause:
        content.append(Words(look, said.cause, Type.SECONDARY, "text2", wrap=True))
    buttons = []
    if deadline.computed is not None:
        buttons.append((_("What if…"), "calculator", f"what_if/{deadline.case.id}"))
    if deadline.last_day is not None:
        buttons.append((_("Calendar file…"), "export", f"calendar_file/{sheet.key}"))
    if buttons:
        row = Flow(gap=look.theme.px(8))
        row.setContentsMargins(0, 0, 0, 0)
        for text, icon, act in buttons:
            button = Button(look, text, icon=icon, small=True)
            button.clicked.connect(lambda _checked=False, act=act: stage.act(act))
            row.addWidget(button)
        host = QWidget()
        host.setLayout(row)
        content.append(host)
    return Section(look, "", "", *content)


def workings_section(look: Look, sheet: DeadlineSheet, say: Callable[[str], None]) -> Section | None:
    """Line by line; None where nothing was computed."""
    computed = sheet.deadline.computed
    if computed is None:
        return None
    section = Section(look, _("Workings"), "calculator", *workings(look, computed))
    copy = link(look, _("Copy"), _("Copy the workings"))

    def copied() -> None:
        QGuiApplication.clipboard().setText(workings_text(sheet.deadline))
        say(_("Workings copied."))

    copy.clicked.connect(copied)
    first = section.column.itemAt(0)
    head = first.layout() if first is not None else None
    assert isinstance(head, QHBoxLayout)
    head.addWidget(copy)
    return section


def workings(look: Look, computed: DeadlineResult) -> list[QWidget]:
    """The rule, the count line by line, the calendar, and what to check."""
    content: list[QWidget] = [Words(look, rule_words(computed), Type.CAPTION, "text2", wrap=True)]
    if computed.reason:
        content.append(Words(look, computed.reason, Type.SECONDARY, wrap=True))
    lines = working_lines(computed)
    if lines:
        content.append(_grid(look, lines))
    content.append(Words(look, f"{computed.calendar}.", Type.CAPTION, "text2", wrap=True))
    content += [_marked(look, "warning", "ochre", warning, Type.CAPTION) for warning in computed.warnings]
    if computed.note:
        content.append(Words(look, computed.note, Type.CAPTION, "text2", wrap=True))
    return content


def _grid(look: Look, lines: Sequence[WorkingLine]) -> QWidget:
    """Sign, words, day; a hairline between two lines."""
    grid = QGridLayout()
    px = look.theme.px
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(8))
    grid.setVerticalSpacing(px(4))
    grid.setColumnMinimumWidth(0, px(24))
    grid.setColumnStretch(1, 1)
    top = Qt.AlignmentFlag.AlignTop
    for place, shown in enumerate(lines):
        sign = Words(look, shown.sign, Type.SECONDARY, "text2")
        grid.addWidget(sign, 2 * place, 0, top | Qt.AlignmentFlag.AlignRight)
        grid.addWidget(Words(look, shown.words, Type.SECONDARY, bold=shown.result, wrap=True), 2 * place, 1, top)
        day = Words(look, shown.day, Type.SECONDARY, bold=True)
        day.setAlignment(Qt.AlignmentFlag.AlignRight)
        grid.addWidget(day, 2 * place, 2, top | Qt.AlignmentFlag.AlignRight)
        if place < len(lines) - 1:
            grid.addWidget(Rule(look), 2 * place + 1, 0, 1, 3)
    host = QWidget()
    host.setLayout(grid)
    return host


def elapsed_section(look: Look, elapsed: Elapsed, parent: QWidget) -> Section:
    """Working days so far beside past cases; the dots have a table twin."""
    offer()
    view = FigureView(look, _("Elapsed working days beside past cases"))

    def make(width: float) -> Figure:
        figure = elapsed_figure(elapsed.rate.elapsed, elapsed.past, width, measure(look.theme))
        assert figure is not None
        return figure

    def twin(figure: Figure) -> None:
        from dealwatch.ui.twin_dialog import TwinDialog

        TwinDialog(look, figure, parent).show()

    view.show_figure(make)
    rate = elapsed.rate
    words = n_(
        "{stage}: {n} working day. The middle half of {past} past cases took {lower:g} to {upper:g}, "
        "the median is {median:g}.",
        "{stage}: {n} working days. The middle half of {past} past cases took {lower:g} to {upper:g}, "
        "the median is {median:g}.",
        rate.elapsed,
    ).format(
        stage=_(_SPANS[rate.span]), n=rate.elapsed, past=rate.n, lower=rate.lower, upper=rate.upper, median=rate.median
    )
    if rate.simplified:
        words += " " + _("Only cases of the simplified procedure are compared.")
    more = link(look, _("Show as table"))
    more.clicked.connect(lambda: twin(make(312)))
    said = Words(look, words, Type.SECONDARY, "text2", wrap=True)
    return Section(look, _("Beside past cases"), "chart-bar-horizontal", said, view, _left(more))


def versions_section(look: Look, deadline: Deadline, stage: Stage) -> Section | None:
    """Every day the authority gave, the present one first; None where it never gave one."""
    if not deadline.versions:
        return None
    grid = QGridLayout()
    px = look.theme.px
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(8))
    grid.setVerticalSpacing(px(4))
    grid.setColumnStretch(1, 1)
    for place, version in enumerate(reversed(deadline.versions)):
        holds = place == 0 and version.value is not None
        kind = Words if holds or version.value is None else Struck
        day = kind(look, _version_words(version), Type.SECONDARY, "text" if holds else "text3", bold=holds)
        grid.addWidget(day, place, 0)
        seen = _("seen {day}").format(day=day_text(version.observed_at.date(), weekday=False))
        if version.event:
            shown = link(look, seen, _("Show this change"))
            _on_click(shown, partial(stage.go, f"event/{version.event}"))
            grid.addWidget(shown, place, 1)
        else:
            grid.addWidget(Words(look, seen, Type.SECONDARY, "text2"), place, 1)
    host = QWidget()
    host.setLayout(grid)
    return Section(look, _("Versions of this deadline"), "clock-counter-clockwise", host)


def _version_words(version: Version) -> str:
    if version.value is None:
        return _("no longer shown")
    words = day_text(version.day, weekday=False) if version.day else version.value
    return _("{day} (taken back)").format(day=words) if version.note is EventNote.ROLLBACK_UNDONE else words


class Struck(Words):
    """A text that holds no more."""

    def _restyle(self) -> None:
        super()._restyle()
        font = QFont(self.font())
        font.setStrikeOut(True)
        self.setFont(font)


def others_section(look: Look, sheet: DeadlineSheet, desk: Desk, stage: Stage) -> Section | None:
    """The other deadlines of the case, to go to."""
    others = [each for each in desk.case_deadlines(sheet.deadline.case.id) if each.key != sheet.key]
    if not others:
        return None
    rows: list[QWidget] = []
    for other in others:
        go = link(look, _(other.deadline.label), _(other.deadline.label))
        go.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # a long name gives way to the day
        _on_click(go, partial(stage.inspect_deadline, other.key))
        day = Words(look, date_words(other.deadline), Type.SECONDARY, "text2")
        host = QWidget()
        row = line(go, day, gap=look.theme.px(8))
        row.setStretch(0, 1)
        host.setLayout(row)
        rows.append(host)
    return Section(look, _("Other deadlines of this case"), "calendar-blank", *rows)


def _marked(look: Look, icon: str, role: str, text: str, use: Type = Type.SECONDARY) -> QWidget:
    host = QWidget()
    row = line(gap=look.theme.px(6))
    row.addWidget(IconView(look, icon, role, 13), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Words(look, text, use, role if role == "ochre" else "text2", wrap=True), 1)
    host.setLayout(row)
    return host


def _on_click(button: Button, act: Callable[[], None]) -> None:
    """Do it when the click is over: it fills the inspector anew, and the button must not go while it still speaks."""
    button.clicked.connect(lambda: QTimer.singleShot(0, act))


def _left(widget: QWidget) -> QWidget:
    host = QWidget()
    host.setLayout(line(widget, 1))
    return host
