"""What the commands about alert rules do: the list, one rule, and keeping them with a way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from shiboken6 import isValid

from dealwatch.language import _
from dealwatch.model.errors import DealwatchError
from dealwatch.model.rule import Rule

if TYPE_CHECKING:
    from dealwatch.alerts.rules_replay import History
    from dealwatch.ui.main_window import MainWindow
    from dealwatch.ui.rules.rules_dialog import RulesDialog
    from dealwatch.ui.rules.sentence import Offer
    from dealwatch.ui.tasks import Runner


class RuleActs:
    """`run` does an act on data, says the second argument when it is done and reads everything anew."""

    def __init__(self, window: MainWindow, tasks: Runner, run: Callable[[Callable[[], object], str], None]) -> None:
        self._window, self._tasks, self._run = window, tasks, run

    def show(self) -> None:
        """The list of the rules, which follows the data while it is open."""
        from dealwatch.ui.rules.rules_dialog import RulesDialog

        w = self._window
        dialog = RulesDialog(w.look, w)

        def renew() -> None:
            self._renew(dialog)

        w.refreshed.connect(renew)
        dialog.finished.connect(lambda _code: w.refreshed.disconnect(renew))
        dialog.edited.connect(self.edit)
        dialog.switched.connect(self.switch)
        dialog.removed.connect(
            lambda rule: self._run(lambda: w.desk.remove_rule(rule.id), _("Rule removed. Ctrl+Z takes it back."))
        )
        dialog.arranged.connect(lambda ids: self._run(lambda: w.desk.arrange_rules(ids), ""))
        self._renew(dialog)
        dialog.show()

    def switch(self, rule: Rule) -> None:
        said = _("Rule switched off. Ctrl+Z takes it back.") if rule.enabled else _("Rule switched on.")
        self._run(lambda: self._window.desk.save_rule(replace(rule, enabled=not rule.enabled)), said)

    def edit(self, rule: Rule | None) -> None:
        """In a dialog of its own; what it would have told is looked up beside the window."""
        from dealwatch.ui.rules.rule_dialog import RuleDialog

        w = self._window
        dialog = RuleDialog(w.look, rule or Rule("", ""), self.offer(), w)

        def ready(found: object) -> None:
            assert isinstance(found, Rule)
            try:
                w.desk.save_rule(found)
            except DealwatchError as error:
                dialog.say_trouble(error)
                return
            dialog.accept()
            w.status.remark(_("Kept. Ctrl+Z takes it back."))
            w.desk_changed()

        def known(history: History) -> None:
            if isValid(dialog):  # it may have been closed in the meantime
                dialog.simulator.show_history(history)
                dialog.simulator.try_rule(dialog.sentence.rule)

        def failed(error: Exception) -> None:
            if not isinstance(error, DealwatchError):
                raise error
            if isValid(dialog):
                dialog.simulator.say_trouble(error.title)

        dialog.ready.connect(ready)
        dialog.simulator.opened.connect(lambda target: w.go(target))
        self._tasks.run(w.desk.rule_history).then(known, failed)
        dialog.show()

    def offer(self) -> Offer:
        from dealwatch.ui.rules.sentence import Offer

        desk = self._window.desk
        rows = desk.deals()
        deals = sorted({(row.deal.id, row.deal.name) for row in rows if row.deal.id}, key=lambda deal: deal[1])
        lists = sorted({row.deal.list_name for row in rows} - {""})
        authorities = sorted({review.authority for row in rows for review in row.reviews} - {""})
        return Offer(tuple(deals), tuple(lists), desk.tags(), tuple(authorities))

    def _renew(self, dialog: RulesDialog) -> None:
        dialog.show_rules(self._window.desk.alert_rules(), dict(self.offer().deals))
