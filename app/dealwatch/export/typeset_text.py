"""Text made fit for print: what cannot be shown is named, what would reorder or hide text is taken out.

The data file and the stored copies keep the original. Must not contain: layout.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from dealwatch.export.typeset_glyphs import printable

BREAK, OPEN, CLOSE = "\u200b", "\x02", "\x03"
"""Marks for the template (`theme.typ` takes them out): a place where an over-long word may break, and the ends of what
must not break. A rule of typst's own for either would fail at 512 places in one text.
"""

_LONG = re.compile(r"\S{27,}")
_AFTER = re.compile(r"(?<=[/?&=_.,;:#%+@|])(?=[^\s/])|(?<=-)(?=\S)")
_WHOLE = re.compile(
    r"\b\d{1,2} [^\W\d_]+\.? \d{4}\b(?:†| \([^\W\d_]+\.?\))?"  # a day
    r"|\b\d+\(\d+\)(?:\([a-z]\))?"  # an article
    r"|\b[A-Z]{1,4}[./]\d[\d./]*\d|\b\d:\d{2}-cv-\d+"  # a case or docket number
)
_PIECE = 20
_AS_IT_IS = frozenset(
    {
        "app", "schema", "lang", "region", "iso", "first", "utc", "day", "link", "path", "mime", "sha256", "of_file",
        "glyph", "kind", "unit", "start", "end", "today", "a", "b", "days", "id", "missing", "captured",
    }
)  # fmt: skip
"""Keys whose values are no words for a reader, or of a form that never breaks."""

_CELLS = frozenset({"matrix", "current", "ribbon"})
"""Parts that the template takes apart itself: clean, but without marks."""


def printed(value: Any, key: str = "", *, marks: bool = True) -> Any:
    """A copy of JSON data with every text for readers cleaned and marked; keys, numbers, technical values stay."""
    if isinstance(value, dict):
        return {name: printed(item, name, marks=marks and name not in _CELLS) for name, item in value.items()}
    if isinstance(value, list):
        return [printed(item, key, marks=marks) for item in value]
    if isinstance(value, str) and key not in _AS_IT_IS:
        return marked(clean(value)) if marks else clean(value)
    return value


def clean(text: str) -> str:
    """Control, formatting and unassigned characters go; what has no glyph is printed as `[U+1F44D]`,
    several of them with blanks between.

    White space of every kind is one blank; line breaks within a text are blanks too, so that no row can be faked.
    """
    shown = printable()
    found = []
    for character in text:
        point = ord(character)
        if character.isspace():
            found.append(" ")
        elif unicodedata.category(character) in ("Cc", "Cf") or point in _SELECTORS:
            continue
        elif point in shown:
            found.append(character)
        else:
            found.append(f"{' ' if found and found[-1].endswith(']') else ''}[U+{point:04X}]")
    return re.sub(" {2,}", " ", "".join(found)).strip()


_SELECTORS = frozenset((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x034F))


def marked(text: str) -> str:
    """A clean text with the marks for the template."""
    whole = _WHOLE.sub(lambda match: f"{OPEN}{match[0]}{CLOSE}", text)
    return _LONG.sub(lambda match: BREAK.join(_pieces(match[0])), whole)


def _pieces(word: str) -> list[str]:
    """Where a word that would run off the page may break: after separators, else every twenty characters."""
    if OPEN in word or CLOSE in word:
        return [word]
    found = []
    for part in _AFTER.split(word):
        found += [part[at : at + _PIECE] for at in range(0, len(part), _PIECE)]
    return found


def shortened(text: str, length: int) -> str:
    """Cut at a word where possible, with an ellipsis, to at most `length` characters."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    at_word = cut.rpartition(" ")[0]
    return (at_word if len(at_word) > length // 2 else cut).rstrip(" ,;–-") + "…"
