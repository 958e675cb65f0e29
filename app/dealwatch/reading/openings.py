"""What stands before a report's first word: "BRUSSELS, 3 May (Reuters) -", "NEW DELHI:". Knows no names of places."""

from __future__ import annotations

import re

_LONGEST = 70
_FORM = re.compile(r"([^():;/\n–—]{2,40}?)\s?(\([^()\n]{2,40}\))?\s?\.?\s?(--?|[–—:])\s")
_MOST_LETTERS = 3  # small letters beside the capitals of "MÉXICO, D.F." or "NUEVA YORK, 3 may"


def dateline_ends(text: str, start: int, end: int) -> int:
    """Where the report itself begins in the sentence `start` to `end`: `start` where it has no dateline.

    A dateline is of several words in capitals before a colon or a dash, or of any words where an agency stands in
    brackets before a dash.
    """
    found = _FORM.match(text, start, min(end, start + _LONGEST))
    if found is None:
        return start
    place, agency, mark = found.groups()
    if agency is not None and mark != ":":
        return found.end()
    words = [word for word in re.split(r"[ ,]+", place) if word and not word[0].isdigit()]
    loud = [word for word in words if word.isupper()]
    small = sum(len(word) for word in words if not word.isupper())
    return found.end() if len(loud) > 1 and small <= _MOST_LETTERS else start
