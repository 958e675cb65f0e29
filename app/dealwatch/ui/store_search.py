"""Full-text hits with the place each opens. In the past only what was there then. Must not contain Qt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dealwatch.ui.desk import Hit

if TYPE_CHECKING:
    from dealwatch.model.deal import Deal
    from dealwatch.store.database import Store
    from dealwatch.store.search import Hit as Found

SHORT, LONG = 30, 300


def hits(store: Store, deals: dict[str, Deal], text: str, limit: int = SHORT) -> tuple[Hit, ...]:
    """Deals whose name or parties have the text first, then what the full text has, best first."""
    return (*_named(deals, text), *_full(store, text, limit))


def _named(deals: dict[str, Deal], text: str) -> Iterator[Hit]:
    low = text.strip().casefold()
    for deal in deals.values():
        names = (deal.name, *(name for party in deal.parties for name in (party.name, *party.aliases)), *deal.tags)
        if low and low in " ".join(names).casefold():
            yield Hit("deal", deal.name, "", f"deal/{deal.id}")


def _full(store: Store, text: str, limit: int) -> Iterator[Hit]:
    for found in store.search.query(text, limit):
        place = _place(store, found)
        if place:
            yield Hit(found.kind, found.title, found.snippet, place)


def _place(store: Store, found: Found) -> str:
    """Empty where the thing is not there (any more, or not yet)."""
    match found.kind:
        case "note":
            note = store.notes.get(found.ref)
            if note is None:
                return ""
            return f"deal/{note.deal_id}" if note.deal_id else f"case/{note.case_id}"
        case "item" | "event":
            return f"event/{found.ref}" if store.events.get(found.ref) is not None else ""
        case "deal":
            return f"deal/{found.ref}" if store.deals.get(found.ref) is not None else ""
        case _:
            return f"case/{found.case_id}" if store.cases.get(found.case_id) is not None else ""
