"""The rule of a deadline in words for people: how long, counted how, and why this long."""

from __future__ import annotations

from dealwatch.rules.computation import Extension
from dealwatch.rules.procedure import DeadlineRule, RuleKind, Variant

_HOW = {
    RuleKind.WD_AFTER: "day 1 is the first working day after the event",
    RuleKind.WEEKS_INCL: "the day of the event is the first day; does not move off weekends",
    RuleKind.WEEKS_AFTER: "counted from the day after the event; does not move off weekends",
    RuleKind.CAL_AFTER: "calendar days from the day after the event; moves to the next working day",
    RuleKind.MONTHS_AFTER: "to the day of the same number; moves to the next working day",
    RuleKind.MONTHS_PLUS_HOLIDAYS: "from the next working day, lengthened by the holidays in the period",
    RuleKind.WEEKS_PLUS_HOLIDAYS: "from the next working day, lengthened by the holidays in the period",
}


def rule_words(
    rule: DeadlineRule, number: int, variants: tuple[Variant, ...] = (), extensions: tuple[Extension, ...] = ()
) -> str:
    """`35 working days; day 1 is the first working day after the event (commitments offered in Phase 1)`."""
    how = _HOW[rule.rule]
    if rule.roll is False:
        how = how.replace("moves to the next working day", "does not move off days not worked")
    why = "; ".join(variant.words for variant in variants)
    more = "".join(f"; {each.unit.words(each.length)} added, {each.why}" for each in extensions)
    return f"{rule.rule.unit.words(number)}; {how}" + (f" ({why})" if why else "") + more
