"""Words of a text with their places. Apostrophes and hyphens separate words, so that inflected compounds fall apart.

Contains no knowledge of any language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import accumulate
from operator import itemgetter

from dealwatch.reading.fold import fold

_WORD = re.compile(r"([^\W_]+)")
_STRONG = frozenset(";:()[]–—|•\n")
_LONGEST_GAP = 16
_MOST_GAPS = 1_000
_SPELLING, _CASE = itemgetter(0), itemgetter(1)


class Case(IntEnum):
    """How a word is written."""

    LOWER = 0
    INITIAL = 1  # Activision
    UPPER = 2  # FTC, M6
    MIXED = 3  # iRobot, OpenAI
    NUMBER = 4


class Break(IntEnum):
    """What stands before a word."""

    NONE = 0
    COMMA = 1
    STRONG = 2


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists, one entry a word: folded spelling, start and end in the text, writing, what stands before it."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    cases: list[Case]
    breaks: list[Break]

    def __len__(self) -> int:
        return len(self.words)

    def between(self, i: int) -> str:
        """The characters between word `i` and the next one."""
        return self.text[self.ends[i] : self.starts[i + 1]]

    def surface(self, first: int, last: int) -> str:
        """The text from word `first` to word `last`, both included."""
        return self.text[self.starts[first] : self.ends[last]]


def case_of(word: str) -> Case:
    """How one word is written."""
    if word.islower():
        return Case.LOWER
    if word.isdigit():
        return Case.NUMBER
    if word.isupper():
        return Case.UPPER if len(word) > 1 else Case.INITIAL
    if word[0].isupper() and not any(char.isupper() for char in word[1:]):
        return Case.INITIAL
    return Case.MIXED if any(char.isupper() for char in word) else Case.LOWER


@lru_cache(maxsize=50_000)
def _word(word: str) -> tuple[str, Case]:
    return fold(word), case_of(word)


def tokenize(text: str) -> Tokens:
    """Cut a text into words."""
    pieces = _WORD.split(text)  # gap, word, gap, word, ... gap
    places = list(accumulate(map(len, pieces)))  # where each piece ends
    known = list(map(_word, pieces[1::2]))
    breaks = list(map(_BREAKS.__getitem__, pieces[:-1:2]))
    return Tokens(
        text,
        list(map(_SPELLING, known)),
        places[:-1:2],
        places[1::2],
        list(map(_CASE, known)),
        breaks,
    )


class _Breaks(dict[str, Break]):
    """The mark between two words by what stands there, of a long gap by its beginning. Remembered within a bound."""

    def __missing__(self, gap: str) -> Break:
        if len(gap) > _LONGEST_GAP:
            return self[gap[:_LONGEST_GAP]]
        if len(self) >= _MOST_GAPS:
            self.clear()
        found = Break.COMMA if "," in gap or " - " in gap else Break.NONE
        self[gap] = found = found if _STRONG.isdisjoint(gap) else Break.STRONG
        return found


_BREAKS = _Breaks()
