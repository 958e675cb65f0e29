"""Cuts elements out of a page as the bytes they are, so that a row can be kept as proof of itself.

A parser writes HTML anew; what is stored must be what was sent. Must not contain: what an element means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser

_HIDDEN = re.compile(rb"<!--.*?(?:-->|\Z)|<(script|style|noscript)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_ROW = re.compile(rb"<tr\b", re.IGNORECASE)
_ROW_END = re.compile(rb"</tr\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Raw:
    """A part of a page: its bytes and where the first of them stands."""

    body: bytes
    start: int

    @property
    def place(self) -> str:
        return f"bytes={self.start}-{self.start + len(self.body) - 1}"

    def tree(self) -> LexborHTMLParser:
        """The part as a tree; a table's row gets the table without which it would be no row."""
        text = self.body.decode("utf-8", "replace")
        return LexborHTMLParser(f"<table>{text}</table>" if _ROW.match(self.body) else text)


def elements(body: bytes, tag: str, opening: str = "") -> Iterator[Raw]:
    """The elements of a name, each whole with what it contains; one inside another of them is its part.

    `opening` is a pattern for the attributes. What stands in comments and scripts is none. An element without its end
    goes to the end of the page.
    """
    plain = _without_hidden(body)
    starts = re.compile(rf"<{tag}\b[^<>]*?{opening}[^<>]*>".encode(), re.IGNORECASE)
    tags = re.compile(rf"<(/?){tag}\b[^<>]*>".encode(), re.IGNORECASE)
    reached = 0
    while (match := starts.search(plain, reached)) is not None:
        depth, reached = 0, len(plain)
        for each in tags.finditer(plain, match.start()):
            depth += -1 if each[1] else 1
            if not depth:
                reached = each.end()
                break
        yield Raw(body[match.start() : reached], match.start())


def table_rows(table: Raw) -> Iterator[Raw]:
    """The rows of a table without tables inside it. A row need not be closed: the next one ends it, too."""
    plain = _without_hidden(table.body)
    starts = [match.start() for match in _ROW.finditer(plain)]
    for start, following in pairwise([*starts, len(plain)]):
        end = _ROW_END.search(plain, start, following)
        stop = end.end() if end else following
        yield Raw(table.body[start:stop], table.start + start)


def _without_hidden(body: bytes) -> bytes:
    """The same with comments and scripts blotted out, every byte in its place."""
    return _HIDDEN.sub(lambda match: b" " * len(match[0]), body)
