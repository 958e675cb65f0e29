"""A rule in words: its name, its parts, and the sentence they stand in. Must not contain Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dealwatch.language import _, mark
from dealwatch.model.rule import Rule, RuleAct, Signal, Whose
from dealwatch.model.status import Badge
from dealwatch.ui.words import authority_name

BEGUN = mark("Everything watched")
"""The name of the rule every data file begins with, as long as nobody gave it another."""
SIGNALS = {
    Signal.STATUS: mark("a status change"),
    Signal.NEW_CASE: mark("a new case"),
    Signal.DEADLINE: mark("a deadline moved"),
    Signal.NEAR: mark("a deadline that comes near"),
    Signal.DOCUMENT: mark("a new document"),
    Signal.PARTY: mark("a change of parties"),
    Signal.REMOVED: mark("something gone from a page"),
    Signal.OTHER: mark("another change"),
    Signal.ITEM: mark("a new item of a feed or a page"),
    Signal.HEALTH: mark("trouble with a source"),
}
ACTS = {
    RuleAct.TELL: mark("tell me at once"),
    RuleAct.SILENT: mark("tell me without a sound"),
    RuleAct.INBOX: mark("keep it in the inbox only"),
}
PARTS = ("whose", "what", "where", "act", "hours")


def order_words() -> str:
    """How the rules stand to each other, and what stands above them."""
    return _(
        "The first rule that fits decides about what happened. What fits none stands in the inbox only. Muted"
        " deals, quiet hours and kinds that are switched off come before all rules."
    )


def pattern() -> str:
    """The sentence with a field for each of `PARTS`; a language may put them in another order."""
    return _("When {whose} has {what} at {where}, {act}, {hours}.")


def parts(rule: Rule, deals: Mapping[str, str]) -> dict[str, str]:
    """The words of each part; `deals` are names by id."""
    return {
        "whose": whose_words(rule, deals),
        "what": what_words(rule, short=True),
        "where": either([authority_name(key) for key in sorted(rule.authorities)]) or _("any authority"),
        "act": _(ACTS[rule.act]),
        "hours": hours_words(rule.hours),
    }


def short_sentence(rule: Rule, deals: Mapping[str, str]) -> str:
    """For a list: without the parts that narrow nothing down."""
    words = parts(rule, deals)
    if rule.authorities and rule.hours:
        return pattern().format(**words)
    if rule.authorities:
        return _("When {whose} has {what} at {where}, {act}.").format(**words)
    if rule.hours:
        return _("When {whose} has {what}, {act}, {hours}.").format(**words)
    return _("When {whose} has {what}, {act}.").format(**words)


def rule_name(rule: Rule) -> str:
    return name_words(rule.name)


def name_words(name: str) -> str:
    """A rule's name as it is shown: the one it began with in the language spoken."""
    return _(BEGUN) if name == BEGUN else name


def whose_words(rule: Rule, deals: Mapping[str, str]) -> str:
    match rule.whose:
        case Whose.ALL:
            return _("anything watched")
        case Whose.DEAL:
            return deals.get(rule.ref) or _("a deal that is no longer tracked")
        case Whose.LIST:
            return _("a deal of the list “{name}”").format(name=rule.ref)
        case Whose.TAG:
            return _("a deal tagged “{name}”").format(name=rule.ref)


def what_words(rule: Rule, *, short: bool = False) -> str:
    """Everything that may happen; `short` names the first where there are more than two."""
    found = []
    for signal, words in SIGNALS.items():
        if signal in rule.what:
            badges = [_(badge.label) for badge in badges_in_order(rule.badges)] if signal is Signal.STATUS else []
            narrowed = _("a status change to {statuses}").format(statuses=either(badges))
            found.append(narrowed if badges else _(words))
    if short and len(found) > 2:
        return _("{first} or {count} other things").format(first=found[0], count=len(found) - 1)
    return either(found) or _("nothing yet")


def hours_words(hours: str) -> str:
    start, dash, end = hours.partition("-")
    return _("but not {start} – {end}").format(start=start, end=end) if dash else _("at any hour")


def badges_in_order(badges: frozenset[Badge]) -> list[Badge]:
    return [badge for badge in Badge if badge in badges]


def either(words: Sequence[str]) -> str:
    """`a`, `a or b`, `a, b or c`; empty for none."""
    if len(words) < 2:
        return "".join(words)
    return _("{first} or {last}").format(first=", ".join(words[:-1]), last=words[-1])
