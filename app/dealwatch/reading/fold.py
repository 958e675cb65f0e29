"""One spelling for comparison: lower case, without accents, with plain apostrophes, hyphens and spaces.

Contains no knowledge of any language.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "þ": "th"})
_LONGEST = 64


@lru_cache(maxsize=100_000)
def _fold(word: str) -> str:
    lower = unicodedata.normalize("NFKD", word).casefold().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", lower)
    return "".join(char for char in plain if not unicodedata.combining(char))


def fold(word: str) -> str:
    """The folded spelling of one word. Words longer than any real one are cut, so that a hostile text stays cheap."""
    if word.isascii():
        return word[:_LONGEST].lower()
    return _fold(word[:_LONGEST])[:_LONGEST]
