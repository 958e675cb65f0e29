"""The user's alert rules over the store, each act with a way back. Must not contain Qt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from dealwatch.language import mark
from dealwatch.model.ids import new_id

if TYPE_CHECKING:
    from dealwatch.alerts.rules_decision import Decision
    from dealwatch.alerts.rules_replay import History
    from dealwatch.model.rule import Rule
    from dealwatch.store.connection import Database
    from dealwatch.store.database import Store
    from dealwatch.watch.ports import Clock


class RulesPart:
    """A part of `StoreDesk`, which gives `_store` and `_clock`. Implements `ui.desk.rules.RulesDesk`."""

    _store: Store
    _clock: Clock

    def alert_rules(self) -> tuple[Rule, ...]:
        return self._store.rules.all()

    def save_rule(self, rule: Rule) -> str:
        kept = rule if rule.id else replace(rule, id=new_id())
        title = mark("Changed the rule “{name}”") if rule.id else mark("Made the rule “{name}”")
        with self._act(title, name=rule.name) as database:
            self._store.rules.put(database, kept)
        return kept.id

    def remove_rule(self, rule_id: str) -> None:
        name = next((rule.name for rule in self.alert_rules() if rule.id == rule_id), "")
        with self._act(mark("Removed the rule “{name}”"), name=name) as database:
            self._store.rules.remove(database, rule_id)

    def arrange_rules(self, rule_ids: Sequence[str]) -> None:
        with self._act(mark("Put the rules in another order")) as database:
            self._store.rules.arrange(database, rule_ids)

    def decision(self, change_id: str) -> Decision | None:
        from dealwatch.alerts.rules_decision import decision

        alert = self._store.alerts.get(change_id)
        return decision(self._store, alert, self._clock.now()) if alert is not None else None

    def rule_history(self) -> History:
        from dealwatch.alerts.rules_replay import recall  # late: nothing else in the window asks for it

        return recall(self._store, self._clock.now())

    @contextmanager
    def _act(self, title: str, **fields: str) -> Iterator[Database]:
        now = self._clock.now()
        with self._store.write() as database, self._store.journal.recording(database, title, fields, now):
            yield database
