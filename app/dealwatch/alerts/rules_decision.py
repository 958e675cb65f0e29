"""What became of an alert and by which rule: told, kept in the inbox, or waiting. Read from the store.

Must not contain: the deciding (`rules`), delivery (`outbox`), words for people.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from dealwatch.alerts.rules import decide
from dealwatch.alerts.rules_context import happenings
from dealwatch.alerts.telling import UNTOLD, telling_of
from dealwatch.model.alert import Alert, AlertLevel
from dealwatch.store.database import Store


class Why(Enum):
    """`TOLD`, or why not: a rule keeps it in the inbox (`KEPT`), none speaks of it (`UNRULED`), its kind is switched
    off (`OFF`), it is muted, or too slight to be told at all (`SLIGHT`). What waits does so for the end of the quiet
    hours (`NIGHT`), for the hours of its rule (`HOURS`) or for the next message (`NEXT`).
    """

    TOLD = auto()
    KEPT = auto()
    UNRULED = auto()
    OFF = auto()
    MUTED = auto()
    SLIGHT = auto()
    NIGHT = auto()
    HOURS = auto()
    NEXT = auto()


@dataclass(frozen=True, slots=True)
class Decision:
    """`rule` is the name of the rule that decided, as it was then; `rule_id` empty where none is called so now."""

    why: Why
    rule: str = ""
    rule_id: str = ""


def decision(store: Store, alert: Alert, now: datetime) -> Decision:
    """What is settled is told as it was settled. For what is not, the rules and settings that hold now speak."""
    telling, rules = telling_of(store), store.rules.all()
    if alert.delivered:
        known = next((rule.id for rule in rules if rule.name == alert.rule), "")
        if any(channel != UNTOLD for channel in alert.delivered):
            return Decision(Why.TOLD, alert.rule, known)
        if alert.rule:
            return Decision(Why.KEPT, alert.rule, known)
        return Decision(Why.OFF if alert.subject in telling.off else Why.UNRULED)
    happened = happenings(store, alert)
    verdict = decide(rules, happened)
    name, rule_id = (verdict.rule.name, verdict.rule.id) if verdict.rule is not None else ("", "")
    if alert.level is AlertLevel.QUIET:
        case = store.cases.get(alert.case_id) if alert.case_id else None
        deal = store.deals.get(alert.deal_id) if case is None and alert.deal_id else None
        about = case or deal
        if about is not None and about.muted:
            return Decision(Why.MUTED)
        if name and not verdict.tells:
            return Decision(Why.KEPT, name, rule_id)
        return Decision(Why.UNRULED if happened else Why.SLIGHT)
    if telling.waits(now):
        return Decision(Why.NIGHT)
    return Decision(Why.HOURS if verdict.waits(now) else Why.NEXT, name, rule_id)
