"""Takes the HTML body of a CMA case page apart: sections under headings, their paragraphs, tables and document links.

Must not contain: what a heading, a row or a paragraph means for the case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dealwatch.model.dates import PartialDate
from dealwatch.sources.cma_days import read_days
from dealwatch.sources.printed import clean

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LINE = "\u2028"
"""Stands for a line break of the page, so that line breaks of the source text can be told from it."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_DATED = re.compile(r"(\d{1,2} \w+ \d{4})\s*[:\u2013-]\s*(?=\S)")
_MEDIA = re.compile(r"https?://assets\.[^/]+/(?:government/uploads/.*?|media)/([^/?#]+)")
_BRACKET = re.compile(r"\((\d{1,2}\.\d{1,2}\.\d{2,4})\)")
_SPAN_ID = "attachment_"

Table = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A document of the case. `key` is the attachment's id where the page tells it, else that of the file."""

    key: str
    title: str
    url: str
    day: PartialDate | None


@dataclass(slots=True)
class Section:
    """What stands between two headings. `path` are the titles of the headings above it, outermost first.

    `lines` are paragraphs and list items, a line break of the page splitting one.
    """

    title: str = ""
    anchor: str = ""
    path: tuple[str, ...] = ()
    lines: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    @property
    def dated(self) -> Iterator[tuple[PartialDate, str]]:
        """Paragraphs that begin with their day ("18 December 2023: The CMA has …"), the whole paragraph with it."""
        for line in self.lines:
            match = _DATED.match(line)
            days = read_days(match[1]) if match else None
            if days is not None:
                yield days.first, line


def sections(body: str) -> list[Section]:
    """The sections in the order of the page. Text before the first heading has a section without a title."""
    tree = LexborHTMLParser(_BREAK.sub(_LINE, body))
    found = [Section()]
    above: list[tuple[int, str]] = []
    for node in tree.css("h1, h2, h3, h4, h5, h6, p, li, table"):
        tag = node.tag or ""
        if tag in _HEADINGS:
            level = int(tag[1])
            above = [item for item in above if item[0] < level]
            title = clean(node.text())
            found.append(Section(title, node.attributes.get("id") or "", tuple(name for _, name in above)))
            above.append((level, title))
        elif tag == "table":
            found[-1].tables.append(_table(node))
        elif not _inside(node, "table"):
            found[-1].links.extend(_links(node))
            if not _inside(node, "li"):
                found[-1].lines.extend(filter(None, map(clean, node.text().split(_LINE))))
    return found


def _table(node: LexborNode) -> Table:
    return tuple(tuple(clean(cell.text().replace(_LINE, " ")) for cell in row.css("th, td")) for row in node.css("tr"))


def _inside(node: LexborNode, tag: str) -> bool:
    above = node.parent
    while above is not None:
        if above.tag == tag:
            return True
        above = above.parent
    return False


def _links(node: LexborNode) -> Iterator[Link]:
    """Links to files in a paragraph or list item (not in one nested in it), each with the day in brackets after it."""
    text = node.text().replace(_LINE, " ")
    anchors = [anchor for anchor in node.css("a[href]") if _block(anchor) == node]
    position = 0
    for number, anchor in enumerate(anchors):
        printed = anchor.text()
        start = max(text.find(printed, position), 0) + len(printed)
        following = text.find(anchors[number + 1].text(), start) if number + 1 < len(anchors) else len(text)
        position = start
        href = anchor.attributes.get("href") or ""
        media = _MEDIA.match(href)
        if media is None:
            continue
        bracket = _BRACKET.search(text[start:following])
        days = read_days(bracket[1]) if bracket else None
        yield Link(_attachment_id(anchor) or f"media:{media[1]}", clean(printed), href, days.first if days else None)


def _block(anchor: LexborNode) -> LexborNode | None:
    above = anchor.parent
    while above is not None and above.tag not in ("p", "li"):
        above = above.parent
    return above


def _attachment_id(anchor: LexborNode) -> str:
    above = anchor.parent
    name = (above.attributes.get("id") or "") if above is not None else ""
    return name.removeprefix(_SPAN_ID) if name.startswith(_SPAN_ID) else ""
