"""Text as an authority prints it: cleaned for keeping, levelled for comparing, and days read from words.

Must not contain: knowledge of any one authority's page.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"\s+")
_LEVEL = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u00b4`", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"')
    | {"\u2026": "..."}
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(r"(?<!\d)(\d{1,2})\s+([a-z]{3,9})\.?,?\s+(\d{4})(?!\d)", re.IGNORECASE)


def clean(text: str) -> str:
    """The same words on one line: composed characters, single plain spaces, no invisible characters."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def level(text: str) -> str:
    """`clean`, with dashes and quotation marks of one kind: an editor's typography is no change of what is said."""
    return clean(clean(text).translate(_LEVEL))


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ at most in typography and in upper and lower case."""
    return level(one).casefold() == level(other).casefold()


def words_id(*parts: str) -> str:
    """A stable identifier (12 hexadecimal digits) of texts that have no identifier of their own."""
    joined = "\n".join(level(part).casefold() for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:12]


def english_day(text: str) -> date | None:
    """The first day written like `5 September 2025` or `5 Sep 2025` in the text; None where there is none."""
    match = _DAY.search(clean(text))
    if match is None:
        return None
    month = match[2][:3].lower()
    if month not in _MONTHS:
        return None
    try:
        return date(int(match[3]), _MONTHS.index(month) + 1, int(match[1]))
    except ValueError:
        return None
