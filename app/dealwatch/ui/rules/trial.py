"""A rule tried on the past, made ready to be shown: for a thread beside the window. Must not make a widget."""

from __future__ import annotations

from dataclasses import dataclass

from dealwatch.alerts.rules_replay import Firing, History, replay
from dealwatch.figures.firings import DayTold, Told, by_day
from dealwatch.language import _, n_
from dealwatch.model.rule import Rule
from dealwatch.ui.cells import Cell, Row
from dealwatch.ui.rules.words import SIGNALS
from dealwatch.ui.words import day_text, number_text

LISTED = 200
"""The newest that the table lists; what a rule that tells thousands is good for shows long before."""


@dataclass(frozen=True, slots=True)
class Trial:
    """`count` notifications, all of them in `days`, the newest `LISTED` as rows; a last row counts the rest."""

    count: int
    days: tuple[DayTold, ...]
    rows: tuple[Row, ...]


def try_out(history: History, rule: Rule) -> Trial:
    found = replay(history, rule)
    days = by_day((each.day for each in found), lambda place: _told(found[place]))
    rows = [_row(number, each) for number, each in enumerate(found[:LISTED])]
    if rest := len(found) - len(rows):
        words = n_("and {n} more", "and {n} more", rest).format(n=number_text(rest))
        rows.append(Row("rest", (Cell(), Cell(), Cell(words, "text2"), Cell())))
    return Trial(len(found), days, tuple(rows))


def _told(firing: Firing) -> Told:
    return Told(firing.day, firing.authority, firing.about, _what(firing), firing.badge, firing.target)


def _what(firing: Firing) -> str:
    return _(firing.badge.label) if firing.badge is not None else _(SIGNALS[firing.signal])


def _row(number: int, firing: Firing) -> Row:
    what = Cell(badges=(firing.badge,)) if firing.badge is not None else Cell(_what(firing))
    about = Cell(firing.about)
    return Row(str(number), (Cell(day_text(firing.day)), Cell(firing.authority, bold=True), about, what), firing.target)
