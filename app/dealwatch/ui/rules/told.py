"""Whether the user was told of a change, by which rule, or why not: a quiet part of the inspector."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from dealwatch.alerts.rules_decision import Decision, Why
from dealwatch.language import _, mark
from dealwatch.ui.controls import link
from dealwatch.ui.evidence import Section
from dealwatch.ui.panes import Words
from dealwatch.ui.rules.words import name_words
from dealwatch.ui.sent import sent_parts
from dealwatch.ui.theme import Look, Type

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from dealwatch.ui.desk import Change, Desk

_REASONS = {
    Why.KEPT: mark("A rule keeps it in the inbox."),
    Why.UNRULED: mark("No rule told of it."),
    Why.OFF: mark("Notifications of this kind are switched off."),
    Why.MUTED: mark("It is muted: its changes come to the inbox only."),
    Why.SLIGHT: mark("It is too slight for a notification."),
    Why.NIGHT: mark("It waits for the end of your quiet hours."),
    Why.HOURS: mark("It waits for the hours of its rule."),
}
_ELSEWHERE = {
    Why.UNRULED: (mark("Alert rules…"), "rules"),
    Why.OFF: (mark("Settings…"), "settings/notifications"),
    Why.NIGHT: (mark("Settings…"), "settings/notifications"),
}
_WAITING = (Why.NIGHT, Why.HOURS)


def told_section(look: Look, desk: Desk, change: Change, act: Callable[[str], None]) -> Section | None:
    """None for what was read in silence, and for what is told with the next message."""
    decision = desk.decision(change.id)
    if change.told:
        shown = Words(
            look, _("Shown by {channels}").format(channels=", ".join(change.told)), Type.SECONDARY, "text2", wrap=True
        )
        by = _rule(look, decision, act) if decision is not None else None
        sent = sent_parts(look, change, act)
        return Section(look, _("Told to you"), "bell", shown, *sent, *([by] if by is not None else []))
    if decision is None or decision.why not in _REASONS:
        return None
    title = _("Not told to you yet") if decision.why in _WAITING else _("Not told to you")
    words = Words(look, _(_REASONS[decision.why]), Type.SECONDARY, "text2", wrap=True)
    way = _rule(look, decision, act) or _elsewhere(look, decision.why, act)
    return Section(look, title, "bell-slash", *([words, way] if way is not None else [words]))


def _rule(look: Look, decision: Decision, act: Callable[[str], None]) -> QWidget | None:
    """Leads to the rule as long as one is called so."""
    if not decision.rule:
        return None
    words = _("Rule “{name}”").format(name=name_words(decision.rule))
    if not decision.rule_id:
        return Words(look, words, Type.SECONDARY, "text2", wrap=True)
    return _linked(look, words, act, f"rule/{decision.rule_id}")


def _elsewhere(look: Look, why: Why, act: Callable[[str], None]) -> QWidget | None:
    words, name = _ELSEWHERE.get(why, ("", ""))
    return _linked(look, _(words), act, name) if words else None


def _linked(look: Look, words: str, act: Callable[[str], None], name: str) -> QWidget:
    button = link(look, words)
    button.clicked.connect(partial(act, name))
    return button
