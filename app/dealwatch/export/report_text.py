"""Text as every file format takes it: no control characters, no halves of a pair, no marks that turn the line round.

Must not contain: a format's own escapes.
"""

from __future__ import annotations

import re

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """`text` without what XML forbids, and without the marks by which a page could make a line read otherwise."""
    return _UNPRINTABLE.sub("", text)


def one_line(text: str) -> str:
    """The same on one line."""
    return " ".join(printable(text).split())
