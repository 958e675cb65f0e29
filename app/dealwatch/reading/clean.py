"""Text made safe and plain before it is read: no control, zero-width or direction characters, one kind of line break.

What remains is not altered, so that a quotation of it is a quotation of the source.
"""

from __future__ import annotations

import re

LONGEST_TEXT = 120_000
"""Characters of a text that are read; no article is longer."""

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
_LINE_BREAK = re.compile(r"\r\n?|\u2028|\u2029|\x85")
_SPACES = re.compile(r"[ \t]{3,}")
_BLANK_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")
_MARKS = re.compile("([\u0300-\u036f]{3})[\u0300-\u036f]+")


def clean(text: str) -> str:
    """The text without invisible characters, runs of blanks and heaps of accents."""
    text = _INVISIBLE.sub("", _LINE_BREAK.sub("\n", text))
    text = _SPACES.sub("  ", text if text.isascii() else _MARKS.sub(r"\1", text))
    return _BLANK_LINES.sub("\n\n", text)


def shorten(text: str, most: int = LONGEST_TEXT) -> tuple[str, bool]:
    """The beginning of a text and whether something was cut off, at a blank where one is near."""
    if len(text) <= most:
        return text, False
    cut = text.rfind(" ", most - 200, most)
    return text[: cut if cut > 0 else most], True
