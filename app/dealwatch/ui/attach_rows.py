"""What a saved page would record, and what a choice matches on a page, as rows to read. Nothing here acts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from dealwatch.language import _, n_
from dealwatch.ui.change_words import event_words
from dealwatch.ui.panes import Ground, Rule, Words, line, stack
from dealwatch.ui.theme import Look, Type

if TYPE_CHECKING:
    from dealwatch.model.event import Event
    from dealwatch.sources.page_select import Match
    from dealwatch.ui.desk import SavedLook

SHOWN = 60
"""Rows; more are counted. A page of a register may bring hundreds."""


def record_rows(look: Look, found: SavedLook) -> list[QWidget]:
    """A heading and a row for each event, by case."""
    px = look.theme.px
    if not found.reader or found.trouble:
        return []
    count = len(found.records)
    if not count:
        text = _("Nothing new: what this page says is known already, or it was changed later.")
        words = Words(look, text, Type.SECONDARY, "text2", wrap=True)
        words.setContentsMargins(px(20), px(12), px(20), px(12))
        return [words]
    title = n_("Will be recorded: {count} change", "Will be recorded: {count} changes", count)
    rows: list[QWidget] = [_head(look, title.format(count=count))]
    before = ""
    for name, event in found.records[:SHOWN]:
        rows.append(_record(look, name if name != before else "", event))
        before = name
    return rows + _rest(look, count)


def match_rows(look: Look, matches: Sequence[Match]) -> list[QWidget]:
    """The elements that a choice matches, in the order of the page."""
    rows: list[QWidget] = []
    for number, match in enumerate(matches[:SHOWN], 1):
        row = Ground(look)
        place = Words(look, str(number), Type.SECONDARY, "text2")
        place.setFixedWidth(look.theme.px(28))
        text = Words(look, match.text, wrap=True)
        px = look.theme.px
        words = stack(text, gap=px(1))
        if match.link:
            words.addWidget(Words(look, match.link, Type.SECONDARY, "text2", elide=True))
        content = line(place, gap=px(8), margins=(px(20), px(7), px(20), px(7)))
        content.addLayout(words, 1)
        column = stack(gap=0)
        column.addLayout(content)
        column.addWidget(Rule(look))
        row.setLayout(column)
        rows.append(row)
    return rows + _rest(look, len(matches))


def _head(look: Look, text: str) -> QWidget:
    px = look.theme.px
    head = Words(look, text, Type.CAPTION, "text2", bold=True)
    head.setContentsMargins(px(20), px(9), px(20), px(4))
    return head


def _rest(look: Look, count: int) -> list[QWidget]:
    more = count - SHOWN
    return [_head(look, n_("and {count} more", "and {count} more", more).format(count=more))] if more > 0 else []


def _record(look: Look, name: str, event: Event) -> QWidget:
    px = look.theme.px
    row = Ground(look)
    words = stack(gap=px(1), margins=(px(20), px(7), px(20), px(7)))
    if name:
        words.addWidget(Words(look, name, bold=True, wrap=True))
    words.addWidget(Words(look, event_words(event), Type.SECONDARY, wrap=True))
    column = stack(gap=0)
    column.addLayout(words)
    column.addWidget(Rule(look))
    row.setLayout(column)
    row.setAccessibleName(f"{name} {event_words(event)}".strip())
    return row
