"""Which tracked deals and watched companies a case in a register is about. Pure.

Names are compared as whole words, letter case and accents set aside: `OpenAI` is not in `Opendoor`, `Meta` not in
`Metalworks`. A deal is meant where every one of its parties is named; a single common party would join strangers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from dealwatch.model.deal import Deal, Party

_WORD = re.compile(r"[^\W_]+")
_FORMS = frozenset(
    (
        *("inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "plc", "llc", "lp", "llp"),
        *(
            "ag",
            "gmbh",
            "kg",
            "kgaa",
            "se",
            "sa",
            "sas",
            "sarl",
            "spa",
            "srl",
            "bv",
            "nv",
            "ab",
            "as",
            "oy",
            "oyj",
            "pty",
        ),
        *("holding", "holdings", "group", "groupe", "gruppe"),
    )
)
"""Legal forms and the like at the end of a name: registers write them or not."""


def words(text: str) -> tuple[str, ...]:
    """The words of a text, folded: `Société Générale` → `societe`, `generale`."""
    folded = "".join(
        character
        for character in unicodedata.normalize("NFKD", text.casefold())
        if not unicodedata.combining(character)
    )
    return tuple(_WORD.findall(folded))


def name_words(name: str) -> tuple[str, ...]:
    """The words that make a company's name, without its legal form (unless nothing else is left)."""
    found = words(name)
    while len(found) > 1 and found[-1] in _FORMS:
        found = found[:-1]
    return found


def names(text: tuple[str, ...], name: str) -> bool:
    """Whether the words of a name stand together in the text."""
    wanted = name_words(name)
    return bool(wanted) and any(
        text[place : place + len(wanted)] == wanted for place in range(len(text) - len(wanted) + 1)
    )


def names_party(text: tuple[str, ...], party: Party) -> bool:
    return any(names(text, name) for name in (party.name, *party.aliases))


def deals_meant(text: str, deals: Iterable[Deal]) -> list[Deal]:
    """The deals all of whose parties (at least two) are named in the text."""
    said = words(text)
    return [deal for deal in deals if len(deal.parties) > 1 and all(names_party(said, party) for party in deal.parties)]


def companies_meant(text: str, companies: Iterable[str]) -> list[str]:
    """The watched companies named in the text."""
    said = words(text)
    return [company for company in companies if names(said, company)]
