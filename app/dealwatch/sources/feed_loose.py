"""Reads what is left of a broken feed, with feedparser's tolerant parser. Slow, so only for what nothing else reads.

It gets text without any DTD and answers nothing from the network. Must not contain: rules that well-formed feeds
need too.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

import feedparser

from dealwatch.sources.feed_entry import Channel, Entry
from dealwatch.sources.feed_words import absolute, plain, words

_ENTRY_TAG = re.compile(r"<(/?)(?:\w+:)?(?:item|entry)\b", re.IGNORECASE)
_LONGEST = 1_000_000
_MOST_TAGS = 30_000
"""What is read of a broken document: the tolerant parser is slow, and its time grows faster than its input."""


def read_loose(text: str, base: str) -> Channel | None:
    """The feed as far as it can be made out; None where nothing in the text is one."""
    read = _beginning(text)
    found = feedparser.parse(
        read.encode("utf-8", "replace"),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": base},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not found.version and not found.entries:
        return None
    entries = [_entry(entry, base, number) for number, entry in enumerate(found.entries, start=1)]
    warnings = []
    if len(read) < len(text):
        warnings.append(f"Only the first {len(entries)} entries of a damaged feed were read.")
    if len(entries) > 1 and _breaks_off(read):
        warnings.append("The feed breaks off; its last entry was left out.")
        entries.pop()
    return Channel(_words(found.feed, "title"), entries, tuple(warnings))


def _breaks_off(text: str) -> bool:
    """Whether the last entry has no end: half a title would come again whole, as another item."""
    tags = [match[1] for match in _ENTRY_TAG.finditer(text)]
    return bool(tags) and not tags[-1]


def _beginning(text: str) -> str:
    text = text[:_LONGEST]
    tags = re.finditer("<", text)
    last = next(islice(tags, _MOST_TAGS, None), None)
    return text if last is None else text[: last.start()]


def _entry(entry: Any, base: str, number: int) -> Entry:
    contents = [plain(str(_get(content, "value"))) for content in _get(entry, "content") or ()]
    return Entry(
        identity=_get(entry, "id").strip(),
        title=_words(entry, "title"),
        link=absolute(base, _get(entry, "link")),
        summary=next(filter(None, (_words(entry, "summary"), *contents)), ""),
        dates=[date for name in ("published", "created", "updated") if (date := _get(entry, name))],
        authors=[author for each in _get(entry, "authors") or () if (author := words(_get(each, "name")))],
        locator=f"entry {number}",
    )


def _words(entry: Any, name: str) -> str:
    """The words of a title or summary, which feedparser hands on as HTML unless it says that they are plain."""
    detail = _get(entry, f"{name}_detail") or {}
    text = _get(entry, name)
    return words(text) if _get(detail, "type") == "text/plain" else plain(text)


def _get(entry: Any, name: str) -> Any:
    """The value as it stands, "" for none: feedparser's own look-up takes one date for another and warns of it."""
    return dict.get(entry, name) or ""
