"""The part of the desk in memory for alert rules: it keeps them in a list, and knows no past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sample_facts import NOW

from dealwatch.alerts.rules import Happening
from dealwatch.alerts.rules_decision import Decision, Why
from dealwatch.alerts.rules_replay import History, Occasion
from dealwatch.model.rule import Rule, Signal
from dealwatch.model.status import Badge

_PAST = (
    (80, "NVIDIA / Run:ai", "EC", Badge.PRE_NOTIFICATION),
    (52, "Alphabet / Anthropic", "CMA", Badge.PHASE_1),
    (19, "NVIDIA / Run:ai", "EC", Badge.PHASE_1),
    (2, "Alphabet / Anthropic", "CMA", Badge.NOT_REVIEWABLE),
)


class SampleRules:
    own_rules: tuple[Rule, ...] = (Rule("everything", "Everything watched"),)

    def alert_rules(self) -> tuple[Rule, ...]:
        return self.own_rules

    def save_rule(self, rule: Rule) -> str:
        kept = rule if rule.id else replace(rule, id=f"rule{len(self.own_rules)}")
        known = {each.id for each in self.own_rules}
        others = tuple(kept if each.id == kept.id else each for each in self.own_rules)
        self.own_rules = others if kept.id in known else (kept, *others)
        return kept.id

    def remove_rule(self, rule_id: str) -> None:
        self.own_rules = tuple(rule for rule in self.own_rules if rule.id != rule_id)

    def arrange_rules(self, rule_ids: Sequence[str]) -> None:
        self.own_rules = tuple(sorted(self.own_rules, key=lambda rule: list(rule_ids).index(rule.id)))

    def decision(self, change_id: str) -> Decision | None:
        """Everything was told by the rule that each data file begins with."""
        return Decision(Why.TOLD, "Everything watched", "everything") if change_id else None

    def rule_history(self) -> History:
        found = tuple(
            Occasion(
                NOW - timedelta(days=days), about, authority, (Happening(Signal.STATUS, badge, authority),), ("today",)
            )
            for days, about, authority, badge in _PAST
        )
        return History((NOW - timedelta(days=90)).date(), NOW.date(), found)
