"""The rule of a deadline in words for people: how long, counted how, and why this long."""

from __future__ import annotations

from dealwatch.language import _, mark
from dealwatch.rules.computation import Extension
from dealwatch.rules.procedure import DeadlineRule, RuleKind, Variant

_HOW = {
    RuleKind.WD_AFTER: mark("day 1 is the first working day after the event"),
    RuleKind.WEEKS_INCL: mark("the day of the event is the first day; does not move off weekends"),
    RuleKind.WEEKS_AFTER: mark("counted from the day after the event; does not move off weekends"),
    RuleKind.CAL_AFTER: mark("calendar days from the day after the event; moves to the next working day"),
    RuleKind.MONTHS_AFTER: mark("to the day of the same number; moves to the next working day"),
    RuleKind.MONTHS_PLUS_HOLIDAYS: mark("from the next working day, lengthened by the holidays in the period"),
    RuleKind.WEEKS_PLUS_HOLIDAYS: mark("from the next working day, lengthened by the holidays in the period"),
}
_UNROLLED = {
    RuleKind.CAL_AFTER: mark("calendar days from the day after the event; does not move off days not worked"),
    RuleKind.MONTHS_AFTER: mark("to the day of the same number; does not move off days not worked"),
}


def rule_words(
    rule: DeadlineRule, number: int, variants: tuple[Variant, ...] = (), extensions: tuple[Extension, ...] = ()
) -> str:
    """`35 working days; day 1 is the first working day after the event (commitments offered in Phase 1)`."""
    how = _((_UNROLLED if rule.roll is False else _HOW).get(rule.rule, _HOW[rule.rule]))
    why = "; ".join(_(variant.words) for variant in variants)
    added = _("{length} added, {why}")
    more = "".join(f"; {added.format(length=each.unit.words(each.length), why=_(each.why))}" for each in extensions)
    return f"{rule.rule.unit.words(number)}; {how}" + (f" ({why})" if why else "") + more
