"""Which tracked deals and watched companies a case in a register is about. Pure.

Names are compared as whole words, accents set aside: `OpenAI` is not in `Opendoor`, `Meta` not in `Metalworks`. Letter
case is set aside too, but `Apple` is no apple: a name that could be an everyday word counts only where it begins large.
A deal is meant where every one of its parties is named (third parties aside); a single common party would join
strangers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from dealwatch.model.deal import Deal, Party

_WORD = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"(?<![^\W_])([^\W_])\.(?=[^\W_](?![^\W_]))")
_INNER_CAPITAL = re.compile(r"[^\W\d_][^\W_]*(?<=[a-z\u00df-\u00ff])[A-Z]")
_LINE = "\n"
THIRD = "third party"
"""The role of those who are concerned by a deal and do not make it."""
_JOINABLE = 5
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
    """The words of a text, folded: `Société Générale` → `societe`, `generale`; initials are one word (`S.p.A.`)."""
    folded = "".join(
        character
        for character in unicodedata.normalize("NFKD", text.casefold())
        if not unicodedata.combining(character)
    )
    return tuple(_WORD.findall(_INITIALS.sub(r"\1", folded)))


def name_words(name: str) -> tuple[str, ...]:
    """The words that make a company's name, without its legal form (unless nothing else is left)."""
    found = words(name)
    while len(found) > 1 and found[-1] in _FORMS:
        found = found[:-1]
    return found


def names(text: tuple[str, ...], name: str) -> bool:
    """Whether the words of a name stand together in the text, written together or apart (`Open AI`, `OpenAI`).

    A short name counts only as it is written: apart, its pieces are everyday words. A name of one word counts only
    where the text writes it with a capital (`Orange`, not `orange juice`), unless capitals inside make it a name
    wherever it stands (`OpenAI`). The text is what `_lines` gives, which marks its small words.
    """
    wanted = name_words(name)
    if not wanted:
        return False
    plain = len(wanted) == 1 and not _INNER_CAPITAL.search(name)
    for place in range(len(text) - len(wanted) + 1):
        if text[place : place + len(wanted)] == wanted and not (plain and isinstance(text[place], _Small)):
            return True
    joined = "".join(wanted)
    return len(joined) >= _JOINABLE and any(
        _reads(text, place, joined) for place in range(len(text)) if not (plain and isinstance(text[place], _Small))
    )


def _reads(text: tuple[str, ...], place: int, joined: str) -> bool:
    """Whether the words from a place on, run together, are the joined name."""
    read = ""
    while place < len(text) and len(read) < len(joined):
        read += text[place]
        place += 1
    return read == joined


def names_party(text: tuple[str, ...], party: Party) -> bool:
    return any(names(text, name) for name in (party.name, *party.aliases))


def deals_meant(text: str, deals: Iterable[Deal]) -> list[Deal]:
    """The deals all of whose parties (at least two) are named in the text; a third party need not be."""
    said = _lines(text)
    return [deal for deal in deals if _all_named(said, [party for party in deal.parties if party.role != THIRD])]


def _all_named(said: tuple[str, ...], parties: Sequence[Party]) -> bool:
    return len(parties) > 1 and all(names_party(said, party) for party in parties)


def companies_meant(text: str, companies: Iterable[Party]) -> list[Party]:
    """The watched companies named in the text, under whichever of their names."""
    said = _lines(text)
    return [company for company in companies if names_party(said, company)]


def with_aliases(companies: Iterable[str], deals: Iterable[Deal]) -> list[Party]:
    """The watched companies with every other name that the parties of deals are known by."""
    parties = [party for deal in deals for party in deal.parties]
    return [Party(company, aliases=tuple(dict.fromkeys(_other_names(company, parties)))) for company in companies]


def _other_names(company: str, parties: Iterable[Party]) -> Iterator[str]:
    wanted = name_words(company)
    for party in parties:
        known = (party.name, *party.aliases)
        if any(name_words(name) == wanted for name in known):
            yield from (name for name in known if name != company)


class _Small(str):
    """A folded word that the text writes in small letters throughout."""

    __slots__ = ()


def _lines(text: str) -> tuple[str, ...]:
    """The words of all lines; a mark between lines keeps the end of one and the beginning of the next apart."""
    return tuple(word for line in text.splitlines() for word in (*_words_as_written(line), _LINE))


def _words_as_written(line: str) -> Iterator[str]:
    """The folded words of a line, small ones marked; nothing is small where letters have no case."""
    for written in line.split():
        small = written.islower()
        yield from (_Small(word) if small else word for word in words(written))
