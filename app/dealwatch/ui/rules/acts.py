"""What the commands about alert rules do: the list, one rule, and keeping them with a way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from shiboken6 import isValid

from dealwatch.language import _
from dealwatch.model.errors import DealwatchError
from dealwatch.model.rule import Rule, Signal, Whose
from dealwatch.ui.tasks import AtOnce

if TYPE_CHECKING:
    from dealwatch.alerts.rules_replay import History
    from dealwatch.model.deal import Deal
    from dealwatch.ui.main_window import MainWindow
    from dealwatch.ui.rules.rule_dialog import RuleDialog
    from dealwatch.ui.rules.rule_list import RuleList
    from dealwatch.ui.rules.sentence import Offer
    from dealwatch.ui.tasks import Runner

OF_A_DEAL = frozenset({Signal.STATUS, Signal.NEW_CASE, Signal.DEADLINE, Signal.NEAR, Signal.DOCUMENT})
"""What a rule about one deal begins with: what is told anyhow, and the documents."""


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
            self.renew(dialog.list)

        w.refreshed.connect(renew)
        dialog.finished.connect(lambda _code: w.refreshed.disconnect(renew))
        self.serve(dialog.list)
        renew()
        dialog.show()

    def serve(self, shown: RuleList) -> None:
        """Do what a list of the rules asks for. To `renew` it when the data changed is its owner's part."""
        shown.edited.connect(self.edit)
        shown.switched.connect(self.switch)
        shown.removed.connect(self.remove)
        shown.arranged.connect(lambda ids: self._run(lambda: self._window.desk.arrange_rules(ids), ""))

    def renew(self, shown: RuleList) -> None:
        shown.show_rules(self._window.desk.alert_rules(), dict(self.offer().deals))

    def switch(self, rule: Rule) -> None:
        said = _("Rule switched off. Ctrl+Z takes it back.") if rule.enabled else _("Rule switched on.")
        self._run(lambda: self._window.desk.save_rule(replace(rule, enabled=not rule.enabled)), said)

    def remove(self, rule: Rule) -> None:
        self._run(lambda: self._window.desk.remove_rule(rule.id), _("Rule removed. Ctrl+Z takes it back."))

    def open(self, rule_id: str) -> None:
        """The rule of that id, or the list where it is not there any more."""
        found = next((rule for rule in self._window.desk.alert_rules() if rule.id == rule_id), None)
        if found is None:
            self.show()
        else:
            self.edit(found)

    def alert_me(self, deal: Deal) -> None:
        """A new rule that begins with this deal."""
        self.edit(Rule("", deal.name, OF_A_DEAL, Whose.DEAL, deal.id))

    def edit(self, rule: Rule | None) -> None:
        """In a dialog of its own; what it would have told is looked up beside the window."""
        from dealwatch.ui.rules.rule_dialog import RuleDialog

        w = self._window
        dialog = RuleDialog(w.look, rule or Rule("", ""), self.offer(), self._tasks, w)

        def known(history: History) -> None:
            if isValid(dialog):  # it may have been closed in the meantime
                dialog.simulator.show_history(history)

        def failed(error: Exception) -> None:
            if not isinstance(error, DealwatchError):
                raise error
            if isValid(dialog):
                dialog.simulator.say_trouble(error.title)

        dialog.ready.connect(lambda found: self._keep(dialog, found))
        dialog.removed.connect(self.remove)
        dialog.removed.connect(dialog.accept)
        dialog.simulator.opened.connect(lambda target: w.go(target))
        past = w.desk.moment() is not None  # it may be left at any moment, and its data closed
        (AtOnce() if past else self._tasks).run(w.desk.rule_history).then(known, failed)
        dialog.show()

    def _keep(self, dialog: RuleDialog, rule: Rule) -> None:
        w = self._window
        try:
            w.desk.save_rule(rule)
        except DealwatchError as error:
            dialog.say_trouble(error)
            return
        dialog.accept()
        w.status.remark(_("Kept. Ctrl+Z takes it back."))
        w.desk_changed()

    def offer(self) -> Offer:
        from dealwatch.ui.rules.sentence import Offer

        desk = self._window.desk
        rows = desk.deals()
        deals = sorted({(row.deal.id, row.deal.name) for row in rows if row.deal.id}, key=lambda deal: deal[1])
        lists = sorted({row.deal.list_name for row in rows} - {""})
        authorities = sorted({review.authority for row in rows for review in row.reviews} - {""})
        return Offer(tuple(deals), tuple(lists), desk.tags(), tuple(authorities))
