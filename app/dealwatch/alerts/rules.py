"""Which rule decides about what happened, and what it does. Pure: no clock, no store, no words.

The first enabled rule that fits decides about each thing that happened; what fits none stands in the inbox only. Where
several things came at once the loudest decision holds, so that a lesser one never silences a greater one. Muted deals,
kinds that are switched off, quiet hours and snoozing stand above: what they hold back does not come here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from dealwatch.alerts.quiet_hours import QuietHours
from dealwatch.model.rule import Rule, RuleAct, Signal, Whose
from dealwatch.model.status import Badge

_LOUDNESS = tuple(RuleAct)


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened, and to whom. `deals` are ids; `lists` and `tags` those of the deals."""

    signal: Signal
    badge: Badge | None = None
    authority: str = ""
    deals: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is done, and the rule that said so; None where none fits."""

    act: RuleAct
    rule: Rule | None = None

    @property
    def tells(self) -> bool:
        return self.act is not RuleAct.INBOX

    def waits(self, now: datetime) -> bool:
        """Whether the rule has quiet hours of its own at this instant; by this computer's clock and zone."""
        hours = QuietHours.parse(self.rule.hours) if self.rule is not None else None
        return hours is not None and hours.holds(now.astimezone().time())


UNRULED = Verdict(RuleAct.INBOX)


def fits(rule: Rule, happening: Happening) -> bool:
    """Whether the rule, if it is enabled, speaks of this."""
    if not rule.enabled or happening.signal not in rule.what:
        return False
    if rule.authorities and happening.authority not in rule.authorities:
        return False
    if rule.badges and happening.signal is Signal.STATUS and happening.badge not in rule.badges:
        return False
    whose = {Whose.DEAL: happening.deals, Whose.LIST: happening.lists, Whose.TAG: happening.tags}
    return rule.whose is Whose.ALL or rule.ref in whose[rule.whose]


def decide_one(rules: Sequence[Rule], happening: Happening) -> Verdict:
    """By the first rule that fits."""
    found = next((rule for rule in rules if fits(rule, happening)), None)
    return Verdict(found.act, found) if found is not None else UNRULED


def decide(rules: Sequence[Rule], happenings: Iterable[Happening]) -> Verdict:
    """The loudest decision about what came at once; of equally loud ones that about what came first."""
    verdicts = [decide_one(rules, happening) for happening in happenings]
    return max(verdicts, key=lambda verdict: (_LOUDNESS.index(verdict.act), verdict.rule is not None), default=UNRULED)
