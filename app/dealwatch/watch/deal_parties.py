"""The parties that a register names become those of a deal that was made from its case.

A deal follows only as long as its parties are exactly what the register had last said (nothing, while the case awaits
its first reading): what a person has typed, or taken away, stands. Must not contain: who is meant by a name (`radar`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from dealwatch.language import mark
from dealwatch.model.deal import Party
from dealwatch.model.facts import PARTY, Fact
from dealwatch.store.connection import Database
from dealwatch.store.database import Store
from dealwatch.watch.radar import words

ROLES = {
    "acquirer": mark("acquirer"),
    "target": mark("target"),
    "notifying": mark("notifying party"),
    "defendant": mark("defendant"),
    "merging": "",
    "parties": "",
    "other": mark("third party"),
}
"""What a register calls those involved, most telling first; no role where it does not say who buys whom.

Roles left out are no parties of the deal: the companies that an acquired person brings along, for one.
"""
_BETWEEN = re.compile(r"\s+[/–—]\s+|\s*;\s+")
"""Between the names where a register prints all in one line; a comma or an ampersand may belong to a name."""


def parties_of(facts: Mapping[str, Fact]) -> tuple[Party, ...]:
    """Those involved in a case, each once, under the most telling role that its register gives; names as printed."""
    found: dict[tuple[str, ...], Party] = {}
    for role, shown in ROLES.items():
        fact = facts.get(f"{PARTY}:{role}")
        for name in _names(fact) if fact is not None else ():
            found.setdefault(words(name), Party(name, shown))
    return tuple(found.values())


def take_over(
    store: Store, database: Database, deal_ids: Iterable[str], before: Mapping[str, Fact], facts: Mapping[str, Fact]
) -> None:
    """Let deals that have what the case said `before` have what it says now."""
    had, has = parties_of(before), parties_of(facts)
    if not has or had == has:
        return
    for deal_id in deal_ids:
        deal = store.deals.get(deal_id, database)
        assert deal is not None
        if deal.parties == had:
            store.deals.update(database, replace(deal, parties=has))


def _names(fact: Fact) -> list[str]:
    """The names of a fact, in the letters of the page where those are the same names; one line may hold several."""
    values, printed = _lines(fact.value), _lines(fact.words)
    if sorted(map(words, values)) == sorted(map(words, printed)):
        values = printed
    lines = _BETWEEN.split(values[0]) if len(values) == 1 else values
    return [name for name in map(str.strip, lines) if words(name)]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
