"""Words of a text with their places. Apostrophes and hyphens separate words, so that inflected compounds fall apart.

Contains no knowledge of any language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from dealwatch.reading.fold import fold

_WORD = re.compile(r"[^\W_]+")
_STRONG = frozenset(";:()[]–—|•\n")
_LIGHT = frozenset((" ", "", "-", "'", "’"))
_LONGEST_GAP = 16


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
    spans = [match.span() for match in _WORD.finditer(text)]
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    known = list(map(_word, _WORD.findall(text)))
    gaps = [text[before:start] for before, start in zip([0, *ends], starts, strict=False)]
    return Tokens(text, [word for word, _ in known], starts, ends, [case for _, case in known], list(map(_break, gaps)))


def _break(gap: str) -> Break:
    """The mark between two words, of a long gap the beginning."""
    return Break.NONE if gap in _LIGHT else _heavy_break(gap[:_LONGEST_GAP])


@lru_cache(maxsize=1_000)
def _heavy_break(gap: str) -> Break:
    if not _STRONG.isdisjoint(gap):
        return Break.STRONG
    return Break.COMMA if "," in gap or " - " in gap else Break.NONE
