"""Main text, title, date and language of a web page.

A page that no browser would have been given (nested a thousandfold, all tags) is read as a plain stream of text.
"""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass

import trafilatura

from dealwatch.model.dates import PartialDate
from dealwatch.reading.clean import clean, shorten

LONGEST_PAGE = 1_500_000
"""Characters of a page that are looked at."""

_LONGEST_MARKUP = 600_000
_DEEPEST = 200
_MOST_TAGS = 12_000
_DROPPED = ("script", "style", "svg", "noscript", "template")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_CLOSED_BY_NEXT = frozenset(("p", "option"))
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_ANY_TAG = re.compile(r"<[^<>]*>")
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{1,500})", re.IGNORECASE)
_BLOCK = re.compile(r"<(?:/?(?:p|div|h[1-6]|li|tr|article|section|blockquote)|br)\b[^<>]*>", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html[^<>]{0,500}\blang=[\"']?([a-zA-Z]{2})\b", re.IGNORECASE)
_SITE = re.compile(r"\s+[|–—»]\s+[^|–—»]{2,40}$")


@dataclass(frozen=True, slots=True)
class Extract:
    """What was found in a page. `language` is the page's own claim."""

    title: str
    text: str
    published: PartialDate | None
    language: str
    truncated: bool


def extract(page: str) -> Extract:
    """Read a page. Never fails: at worst the text is empty."""
    page, truncated = shorten(page, LONGEST_PAGE)
    claimed = _LANGUAGE.search(page)
    bare = _without_programs(page)
    bare, cut = shorten(bare, _LONGEST_MARKUP)
    language = claimed[1].lower() if claimed else ""
    parts = {} if _unreasonable(bare) else _parts(bare)
    if not parts.get("text", "").strip():
        return Extract(_title(bare), clean(_stream(bare)).strip(), None, language, truncated or cut)
    title = clean(parts["title"] or _title(bare)).strip()
    return Extract(title, clean(parts["text"]), _day(parts["date"]), language, truncated or cut)


def _parts(page: str) -> dict[str, str]:
    """Title, main text and date as the extractor finds them, empty where it finds none."""
    found = trafilatura.bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    return {name: str(getattr(found, name, None) or "") for name in ("title", "text", "date")}


def _without_programs(page: str) -> str:
    """The page without scripts, styles and drawings; what is never closed ends the page."""
    lowered = page.lower()
    kept, position = [], 0
    upcoming = {tag: lowered.find(f"<{tag}") for tag in _DROPPED}
    while True:
        for tag, place in upcoming.items():
            if 0 <= place < position:
                upcoming[tag] = lowered.find(f"<{tag}", position)
        start, name = min(((place, tag) for tag, place in upcoming.items() if place >= 0), default=(-1, ""))
        if start < 0:
            kept.append(page[position:])
            return "".join(kept)
        kept.append(page[position:start])
        end = lowered.find(f"</{name}", start)
        close = lowered.find(">", end) if end >= 0 else -1
        if close < 0:
            return "".join(kept)
        position = close + 1


def _unreasonable(page: str) -> bool:
    """Whether a page nests too deeply or is all tags, so that parsers of trees would choke on it."""
    depth = 0
    for count, match in enumerate(_TAG.finditer(page)):
        name = match[2].lower()
        if count > _MOST_TAGS or depth > _DEEPEST:
            return True
        if name not in _VOID and name not in _CLOSED_BY_NEXT:
            depth += -1 if match[1] else 1
    return depth > _DEEPEST


def _stream(page: str) -> str:
    """All text of a page, a line break for every block."""
    return entities.unescape(_ANY_TAG.sub(" ", _BLOCK.sub("\n", page)))


def _title(page: str) -> str:
    match = _TITLE.search(page)
    return _SITE.sub("", " ".join(clean(entities.unescape(match[1])).split())) if match else ""


def _day(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None
