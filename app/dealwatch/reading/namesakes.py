"""Authorities of two countries that bear one name: which of them a text means. Contains no names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from dealwatch.reading.authorities import Mention, namesakes
from dealwatch.reading.page import Page

_FEWEST = 2
"""Words of a name that another authority's longer name must have for it to be the same name."""


def meant(page: Page) -> Mapping[str, str]:
    """For authorities that a text names only ambiguously the ones it means.

    "L'Autorité de la concurrence" is Belgium's in a text that has "l'Autorité belge de la concurrence", "FTC" is
    Korea's beside "Korea's Fair Trade Commission", "le Conseil de la concurrence" Morocco's in a text about dirhams.
    """
    mentions = [mention for line in page.lines for mention in line.authorities if mention.key]
    return {**_by_signs(page, mentions), **_by_letters(page, mentions), **_by_longer_name(page, mentions)}


def _by_letters(page: Page, mentions: Sequence[Mention]) -> dict[str, str]:
    """Authorities of which a text has only the letters, with the one of another country that it names in full."""
    words = page.tokens.words
    named = {mention.key for mention in mentions}
    in_full = {m.key for m in mentions if words[m.first : m.last + 1] != [m.key.lower()]}
    longer = {key: [other for other in named if other.endswith(key) and other != key] for key in named - in_full}
    return {key: others[0] for key, others in longer.items() if len(others) == 1}


def _by_longer_name(page: Page, mentions: Sequence[Mention]) -> dict[str, str]:
    words = page.tokens.words
    sure: defaultdict[str, list[set[str]]] = defaultdict(list)
    for mention in mentions:
        if not mention.generic and not mention.weak:
            sure[mention.key].append(set(words[mention.first : mention.last + 1]))
    found: dict[str, str] = {}
    for mention in _ambiguous(mentions):
        name = set(words[mention.first : mention.last + 1])
        others = [key for key, forms in sure.items() if any(name < form for form in forms)]
        if len(others) == 1 and len(name) >= _FEWEST:
            found[mention.key] = others[0]
    return found


def _by_signs(page: Page, mentions: Sequence[Mention]) -> dict[str, str]:
    """Authorities whose name another country's bears too, where the text has that country's words."""
    words = page.tokens.words
    found: dict[str, str] = {}
    for mention in _ambiguous(mentions):
        for other in namesakes():
            same = other.namesake == mention.key and other.word in words[mention.first : mention.last + 1]
            if same and not other.signs.isdisjoint(words):
                found[mention.key] = other.key
    return found


def _ambiguous(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions by a name that several bear, of authorities that the text names in no other way."""
    sure = {mention.key for mention in mentions if not mention.generic and not mention.weak}
    return [mention for mention in mentions if mention.generic and mention.key not in sure]
