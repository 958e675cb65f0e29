"""The alert rules in their order, with what can be done to them. Must not contain: how one is edited or kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QSizePolicy, QWidget

from dealwatch.language import _
from dealwatch.model.rule import Rule
from dealwatch.ui.cells import Cell, Row
from dealwatch.ui.controls import Button
from dealwatch.ui.flow import Flow
from dealwatch.ui.inline_bar import Act, EmptyPage
from dealwatch.ui.panes import present, stack
from dealwatch.ui.rules.rule_rows import RuleRows
from dealwatch.ui.rules.words import rule_name, short_sentence
from dealwatch.ui.theme import Look

MOST = 6
"""Rules before a list on a page scrolls."""
EMPTY = 190  # px


class RuleList(QWidget):
    """`edited` carries a rule or None for a new one, `switched` and `removed` a rule, `arranged` all ids in order.

    The buttons are `acts`, for the owner to place; with `apart` that for a new rule (`new`) is none of them, and the
    list is as high as its rules up to `MOST`.
    """

    edited = Signal(object)
    switched = Signal(object)
    removed = Signal(object)
    arranged = Signal(tuple)

    def __init__(self, look: Look, *, apart: bool = False) -> None:
        super().__init__()
        self._look, self._apart = look, apart
        px = look.theme.px
        self.rules: tuple[Rule, ...] = ()
        self.table = RuleRows(look)
        self.table.on_open(lambda row: self.edited.emit(row.data))
        self.table.on_choose(lambda _row: self._fit())
        new = Act(_("New rule…"), lambda: self.edited.emit(None))
        text = _("Without one nothing is told; everything stands in the inbox.")
        self.empty = EmptyPage(look, "bell", _("There is no rule"), text, (new,))
        self.new = Button(look, _("New rule…"), icon="plus")
        self.edit, self.switch = Button(look, _("Edit…")), Button(look, _("Switch off"))
        self.earlier, self.later = Button(look, _("Move up")), Button(look, _("Move down"))
        self.remove = Button(look, _("Remove"))
        self.new.clicked.connect(lambda: self.edited.emit(None))
        for button, signal in ((self.edit, self.edited), (self.switch, self.switched), (self.remove, self.removed)):
            button.clicked.connect(lambda _=False, signal=signal: self._send(signal))
        self.earlier.clicked.connect(lambda: self._move(-1))
        self.later.clicked.connect(lambda: self._move(1))
        self.acts = QWidget()
        first = () if apart else (self.new,)
        self.acts.setLayout(Flow(*first, self.edit, self.switch, self.earlier, self.later, self.remove, gap=px(8)))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.acts.setSizePolicy(policy)
        if apart:
            self.table.fitted.connect(self._fit_height)
        column = stack()
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        self.setLayout(column)

    def show_rules(self, rules: Sequence[Rule], deals: Mapping[str, str]) -> None:
        """`deals` are names by id."""
        self.rules = tuple(rules)
        self.table.show_rows([_row(rule, deals) for rule in rules])
        self.table.fit_rows()
        if self.table.current_row() is None:
            self.table.step(1)
        present(self.table, bool(rules))
        present(self.empty, not rules)
        self._fit()

    def chosen(self) -> Rule | None:
        row = self.table.current_row()
        return row.data if row is not None else None

    def _fit(self) -> None:
        rule = self.chosen()
        place = self.rules.index(rule) if rule in self.rules else -1
        for button in (self.edit, self.switch, self.remove):
            button.setEnabled(rule is not None)
        self.earlier.setEnabled(place > 0)
        self.later.setEnabled(0 <= place < len(self.rules) - 1)
        words = _("Switch on") if rule is not None and not rule.enabled else _("Switch off")
        if self.switch.text() != words:
            self.switch.setText(words)
            self.switch.updateGeometry()

    def _fit_height(self) -> None:
        """Of a list on a page that scrolls itself."""
        self.table.setFixedHeight(self.table.height_of(MOST))
        self.empty.setFixedHeight(self._look.theme.px(EMPTY))
        present(self.acts, bool(self.rules))

    def _send(self, signal: SignalInstance) -> None:
        rule = self.chosen()
        if rule is not None:
            signal.emit(rule)

    def _move(self, by: int) -> None:
        rule = self.chosen()
        ids = [each.id for each in self.rules]
        if rule is not None and 0 <= ids.index(rule.id) + by < len(ids):
            place = ids.index(rule.id)
            ids.insert(place + by, ids.pop(place))
            self.arranged.emit(tuple(ids))


def _row(rule: Rule, deals: Mapping[str, str]) -> Row:
    name, said = rule_name(rule), short_sentence(rule, deals)
    if not rule.enabled:
        said = _("Switched off. {rest}").format(rest=said)
    return Row(
        rule.id, (Cell(name, "text" if rule.enabled else "text2", True, second=said, say=f"{name}: {said}"),), rule
    )
