"""The user's alert rules, in the order in which they are asked.

Must not contain: the deciding, storage, Qt, words for the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dealwatch.alerts.rules_decision import Decision
    from dealwatch.alerts.rules_replay import History
    from dealwatch.model.rule import Rule


class RulesDesk(Protocol):
    """Each act is one that `undo` takes back."""

    def alert_rules(self) -> tuple[Rule, ...]:
        """In their order: the first that fits decides."""
        ...

    def save_rule(self, rule: Rule) -> str:
        """Keep a rule as it is, a new one where it has no id, before all others; its id."""
        ...

    def remove_rule(self, rule_id: str) -> None: ...
    def arrange_rules(self, rule_ids: Sequence[str]) -> None: ...
    def decision(self, change_id: str) -> Decision | None:
        """What became of a change and by which rule; None where it raised no alert."""
        ...

    def rule_history(self) -> History:
        """What happened in the last ninety days, for rules to be tried on. Takes long: for a thread beside."""
        ...
