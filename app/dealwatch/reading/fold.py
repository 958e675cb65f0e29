"""One spelling for comparison: lower case, without accents, with plain apostrophes, hyphens and spaces.

Contains no knowledge of any language but for the few words that an accent alone tells from words of another meaning.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "þ": "th"})
_LONGEST = 64

_TOLD_BY_ACCENT = {
    "würde": "wuerde",
    "würden": "wuerden",
    "könnte": "koennte",
    "könnten": "koennten",
    "dürfte": "duerfte",
    "dürften": "duerften",
    "hätte": "haette",
    "hätten": "haetten",
    "müsste": "muesste",
    "müssten": "muessten",
    "sí": "sii",
}
"""Words that without their accent would be others: "would" and "was", "would have" and "had", "yes" and "if"."""


@lru_cache(maxsize=100_000)
def _fold(word: str) -> str:
    apart = _TOLD_BY_ACCENT.get(unicodedata.normalize("NFC", word).casefold())
    if apart is not None:
        return apart
    lower = unicodedata.normalize("NFKD", word).casefold().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", lower)
    return "".join(char for char in plain if not unicodedata.combining(char))


def fold(word: str) -> str:
    """The folded spelling of one word. Words longer than any real one are cut, so that a hostile text stays cheap."""
    if word.isascii():
        return word[:_LONGEST].lower()
    return _fold(word[:_LONGEST])[:_LONGEST]
