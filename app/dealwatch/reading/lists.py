"""Firms that stand in a list: which two of it make a deal, and who is only the owner of another. Knows no words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from dealwatch.reading.lexicon import Lexicon
from dealwatch.reading.runs import Name
from dealwatch.reading.tokens import Tokens

if TYPE_CHECKING:
    from dealwatch.reading.page import Line, Page

_FEWEST = 4  # names of which a list of pairs consists


class Link(Enum):
    """What joins a name to the next one."""

    AND = "and"
    COMMA = "comma"  # alone, or with an "and" after it
    OTHER = "other"


def links(tokens: Tokens, lexicon: Lexicon, names: Sequence[Name]) -> list[Link]:
    """What stands between each name and the next: nothing but an "and" or a comma, or anything else."""
    joins, little = lexicon.words("deal", "joins"), lexicon.words("authority", "little")
    found: list[Link] = []
    for left, right in pairwise(names):
        words = [tokens.words[i] for i in range(left.last + 1, right.first)]
        gap = tokens.text[tokens.ends[left.last] : tokens.starts[right.first]]
        rest = [word for word in words if word not in joins and word not in little]
        if rest or not gap.strip():
            found.append(Link.OTHER)
        elif "," in gap or ";" in gap:
            found.append(Link.COMMA)
        else:
            found.append(Link.AND if any(word in joins for word in words) else Link.OTHER)
    return found


def listed_pairs(page: Page, line: Line) -> list[tuple[Name, Name]]:
    """The deals of a list of pairs: "agreements between A and B, C and D, and E and F"."""
    names = line.names
    if len(names) < _FEWEST or not line.tells_deal:
        return []
    found = links(page.tokens, page.words, names)
    for first, last in _stretches(found):
        count = last - first + 2  # names of the stretch
        inner, outer = found[first : last + 1 : 2], found[first + 1 : last + 1 : 2]
        paired = all(link is Link.AND for link in inner) and Link.COMMA in outer
        if count >= _FEWEST and count % 2 == 0 and paired:
            return [(names[k], names[k + 1]) for k in range(first, last + 2, 2)]
    return []


def _stretches(found: Sequence[Link]) -> Iterator[tuple[int, int]]:
    """The first and last link of every run of "and" and commas."""
    first = 0
    for i in range(len(found) + 1):
        if i == len(found) or found[i] is Link.OTHER:
            if i > first:
                yield first, i - 1
            first = i + 1
