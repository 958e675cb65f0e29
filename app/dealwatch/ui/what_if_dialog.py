"""What if: things that have not happened are supposed, and the deadlines that would follow stand beside those of now.

The case itself is never touched. Must not contain: the counting.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QSizePolicy, QSpinBox, QWidget

from dealwatch.language import _
from dealwatch.model.errors import DealwatchError
from dealwatch.rules.computation import Unit
from dealwatch.ui.cells import Cell, Column, Row
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.deadline_sections import workings
from dealwatch.ui.dialog import Dialog
from dealwatch.ui.evidence import Section
from dealwatch.ui.inline_bar import InlineBar
from dealwatch.ui.panes import Rule, Scroll, Words, line, stack
from dealwatch.ui.table import Table
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.words import day_text
from dealwatch.watch.what_if import Consequence, Supposed, Supposition

if TYPE_CHECKING:
    from dealwatch.rules.deadline import DeadlineResult
    from dealwatch.ui.desk import Desk, Hypothesis

LONGEST = 400
"""Days or weeks that an event may add; a slip of the finger adds more."""


class WhatIfDialog(Dialog):
    def __init__(self, look: Look, desk: Desk, case_id: str, hypothesis: Hypothesis, parent: QWidget | None) -> None:
        super().__init__(look, _("What if…"), 860, parent)
        self._desk, self._case_id, self._hypothesis = desk, case_id, hypothesis
        self._found: tuple[Consequence, ...] = ()
        self.rows: list[SupposedRow] = []
        px = look.theme.px
        top = stack(gap=px(6), margins=(px(16), px(14), px(16), px(10)))
        top.addWidget(Words(look, hypothesis.name, Type.SECTION, elide=True))
        text = _(
            "Suppose that something happens, and see which deadlines would follow. The case itself stays as it is."
        )
        top.addWidget(Words(look, text, Type.SECONDARY, "text2", wrap=True))
        self._list = stack(gap=px(6))
        top.addLayout(self._list)
        more = Button(look, _("Suppose more"), kind=Kind.QUIET, icon="plus", small=True)
        more.clicked.connect(self.add_row)
        top.addLayout(line(more, 1))
        self._trouble = InlineBar(look, "", "", hue="orange", icon="warning")
        self._trouble.hide()
        columns = (
            Column(_("Deadline"), least=200),
            Column(_("Published"), 140, least=136),
            Column(_("Calculated now"), 150, least=140),
            Column(_("What if"), 160, least=140),
            Column(_("Difference"), 92, least=88),
        )
        self.table = Table(look, columns, _("Deadlines now and then"), row=30)
        self.table.setMinimumHeight(px(90))
        self.table.on_choose(self._chosen)
        self._workings = Scroll(look)
        self._workings.setMinimumHeight(px(80))
        close = Button(look, _("Close"), kind=Kind.PRIMARY)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column = stack()
        column.addLayout(top)
        column.addWidget(Rule(look, strong=True))
        column.addWidget(self._trouble)
        column.addWidget(self.table, 2)
        column.addWidget(Rule(look, strong=True))
        column.addWidget(self._workings, 3)
        column.addWidget(Rule(look))
        column.addLayout(line(1, close, margins=(px(16), px(12), px(16), px(12))))
        self.setLayout(column)
        self.resize(px(860), px(640))
        self.add_row()
        self.rows[0].kind.setFocus()

    def add_row(self) -> None:
        row = SupposedRow(self.look, self._hypothesis)
        row.changed.connect(self.show_consequences)
        row.removed.connect(self._remove)
        self.rows.append(row)
        self._list.addWidget(row)
        self.show_consequences()

    def _remove(self, row: QWidget) -> None:
        self.rows = [each for each in self.rows if each is not row]
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()  # its own button is still speaking
        self.show_consequences()

    def supposed(self) -> tuple[Supposed, ...]:
        return tuple(row.supposed() for row in self.rows)

    def show_consequences(self) -> None:
        """Count anew with what is supposed now; what cannot be supposed is said, the last result stays."""
        try:
            self._found = self._desk.what_if(self._case_id, self.supposed())
        except DealwatchError as error:
            self._trouble.title.say(error.title)
            self._trouble.text.say(error.hint)
            self._trouble.show()
            return
        self._trouble.hide()
        self.table.show_rows([_row(each) for each in self._found])
        if self.table.current_row() is None:
            moved = next((each.name for each in self._found if each.moved or each.now is None), "")
            self.table.go_to(moved or (self._found[0].name if self._found else ""))
        chosen = self.table.current_row()
        self._show_workings(chosen.data if chosen is not None else None)

    def _chosen(self, row: Row) -> None:
        self._show_workings(row.data)

    def _show_workings(self, chosen: Consequence | None) -> None:
        if chosen is None:
            words = _("No deadline follows from what is known of this case.")
            self._workings.fill(
                [Section(self.look, "", "", Words(self.look, words, Type.SECONDARY, "text2", wrap=True))]
            )
            return
        result = chosen.then or chosen.now
        assert result is not None
        title = _("Workings: {deadline}").format(deadline=_(chosen.label))
        self._workings.fill([Section(self.look, title, "calculator", *workings(self.look, result), rule=False)])


class SupposedRow(QWidget):
    """One supposition: what, when, and its end or its number where it has one."""

    changed = Signal()
    removed = Signal(QWidget)

    def __init__(self, look: Look, hypothesis: Hypothesis) -> None:
        super().__init__()
        self._choices = hypothesis.choices
        px = look.theme.px
        self.kind = QComboBox()
        self.kind.currentTextChanged.connect(self.kind.setToolTip)  # a long rule is elided in the box
        self.kind.setAccessibleName(_("What happens"))
        self.kind.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for choice in self._choices:
            self.kind.addItem(_name(choice))
        self.day = _day_field(_("Day"), hypothesis.today)
        self._to = Words(look, _("to"), Type.BODY, "text2")
        self.until = _day_field(_("Last day"), hypothesis.today)
        self.amount = QSpinBox()
        self.amount.setRange(1, LONGEST)
        self.amount.setValue(10)
        self.amount.setAccessibleName(_("How much is added"))
        self._unit = Words(look, "", Type.BODY, "text2")
        remove = Button(look, kind=Kind.QUIET, icon="x", say=_("Suppose this no longer"), small=True)
        remove.clicked.connect(lambda: self.removed.emit(self))
        for field in (self.kind, self.day, self.until, self.amount):
            field.setFont(look.theme.font(Type.BODY))
            field.setMinimumHeight(px(28))
        row = line(self.kind, self.day, self._to, self.until, self.amount, self._unit, remove, gap=px(8))
        row.setStretch(0, 1)
        self.setLayout(row)
        self._fit()
        self.kind.currentIndexChanged.connect(self._renewed)
        self.day.dateChanged.connect(self._renewed)
        self.until.dateChanged.connect(self.changed)
        self.amount.valueChanged.connect(self.changed)

    def choice(self) -> Supposition:
        return self._choices[self.kind.currentIndex()]

    def choose(self, key: str) -> None:
        self.kind.setCurrentIndex(next(place for place, each in enumerate(self._choices) if each.key == key))

    def supposed(self) -> Supposed:
        choice = self.choice()
        until = _date(self.until) if choice.lasts else None
        return Supposed(choice.key, _date(self.day), until, self.amount.value() if choice.takes is not None else None)

    def _renewed(self) -> None:
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        choice = self.choice()
        for widget in (self._to, self.until):
            widget.setVisible(choice.lasts)
        for field in (self.amount, self._unit):
            field.setVisible(choice.takes is not None)
        if choice.takes is not None:
            self._unit.say(_unit(choice.takes))
        self.until.blockSignals(True)  # moving the beginning moves the end with it; that is one change
        self.until.setMinimumDate(self.day.date())
        self.until.blockSignals(False)


def _name(choice: Supposition) -> str:
    if choice.key.startswith("stop:"):
        return _("Clock stopped: {why}").format(why=_(choice.label))
    return _(choice.label)


def _unit(unit: Unit) -> str:
    return {
        Unit.WORKING_DAYS: _("working days"), Unit.DAYS: _("days"), Unit.WEEKS: _("weeks"), Unit.MONTHS: _("months"),
    }[unit]  # fmt: skip


def _day_field(name: str, day: date) -> QDateEdit:
    field = QDateEdit(QDate(day.year, day.month, day.day))
    field.setCalendarPopup(True)
    field.setDisplayFormat("d MMM yyyy")
    field.setAccessibleName(name)
    return field


def _date(field: QDateEdit) -> date:
    day = field.date()
    return date(day.year(), day.month(), day.day())


def _row(found: Consequence) -> Row:
    now, then = _day(found.now), _day(found.then)
    published = day_text(found.published) if found.published is not None else ""
    if found.then is not None and found.then.ended_on is not None:
        then = _("settled on {day}").format(day=day_text(found.then.ended_on, weekday=False))
    changed = bool(found.moved) or now != then
    difference = ""
    if found.moved:
        difference = _("{n:+d} WD").format(n=found.moved)
    elif found.moved == 0 and not changed:
        difference = _("the same")
    cells = (
        Cell(_(found.label), say=_(found.label)),
        Cell(published, say=published or _("not published")),
        Cell(now, "text2", say=now or _("does not run")),
        Cell(then, bold=changed and bool(then), say=then or _("would not run")),
        Cell(difference, "text2" if not found.moved else "text"),
    )
    return Row(found.name, cells, found)


def _day(result: DeadlineResult | None) -> str:
    if result is None:
        return ""
    return f"≈ {day_text(result.day)}" if result.day else _("not computable")
