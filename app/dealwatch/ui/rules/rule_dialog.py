"""One alert rule: its name, its sentence, and what it would have told. Nothing is kept before *Save rule*."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dealwatch.language import _
from dealwatch.model.errors import UsageError
from dealwatch.model.rule import Rule
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.form_dialog import FormDialog
from dealwatch.ui.forms import labelled
from dealwatch.ui.panes import Field, Ground, stack
from dealwatch.ui.panes import Rule as Hairline
from dealwatch.ui.rules.sentence import Offer, Sentence
from dealwatch.ui.rules.simulator import Simulator
from dealwatch.ui.rules.words import BEGUN, rule_name
from dealwatch.ui.theme import Look

if TYPE_CHECKING:
    from dealwatch.ui.tasks import Runner


class RuleDialog(FormDialog):
    """`ready` carries the rule, with no id where it is new; `removed` the one that is to go."""

    removed = Signal(object)

    def __init__(self, look: Look, rule: Rule, offer: Offer, tasks: Runner, parent: QWidget | None) -> None:
        super().__init__(look, _("Alert rule"), _("Save rule"), self.collected, 720, parent)
        px = look.theme.px
        self.name = Field(look, _("What this rule is for"))
        self.name.edit.setText(rule_name(rule))
        self.sentence = Sentence(look, rule, offer)
        self.simulator = Simulator(look, tasks)
        box = Ground(look)
        box.setLayout(stack(self.sentence, margins=(px(16), px(12), px(16), px(12))))
        self.put(labelled(look, _("Name"), self.name), box)
        for place, part in enumerate((Hairline(look, strong=True), self.simulator), 1):
            self._scroll.column.insertWidget(place, part)
        self.remove: Button | None = None
        if rule.id:
            self.remove = Button(look, _("Delete rule"), kind=Kind.QUIET)
            self.remove.clicked.connect(lambda: self.removed.emit(rule))
            self.foot.insertWidget(0, self.remove)
        self.sentence.changed.connect(lambda: self.simulator.try_rule(self.sentence.rule))
        self.simulator.try_rule(rule)
        self.name.edit.setFocus()

    def collected(self) -> Rule:
        """UsageError for a rule without a name, or one that speaks of nothing."""
        rule, name = self.sentence.rule, self.name.edit.text().strip()
        if not name:
            raise UsageError(_("The rule has no name."), _("Give it one by which you know it in the list."))
        if not rule.what:
            raise UsageError(_("The rule speaks of nothing yet."), _("Choose what has to happen."))
        return replace(rule, name=BEGUN if name == _(BEGUN) else name)
