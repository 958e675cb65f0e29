"""Reads JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/).

Must not contain: other JSON. A member of the wrong type costs that member, not the feed.
"""

from __future__ import annotations

from typing import Any

import msgspec

from dealwatch.sources.feed_entry import Channel, Entry
from dealwatch.sources.feed_words import absolute, plain, words

_VERSION = "jsonfeed.org/version/"


class _Document(msgspec.Struct):
    version: Any = None
    title: Any = None
    items: Any = None


def read_json_feed(text: str, base: str) -> Channel | None:
    """The feed, or None for JSON that is none: it must name its version, or at least have a list of items.

    Raises `msgspec.DecodeError` for text that is not a JSON object.
    """
    document = msgspec.json.decode(text, type=_Document)
    if not isinstance(document.items, list):
        return Channel(_text(document.title), []) if _VERSION in _text(document.version) else None
    items = [item for item in document.items if isinstance(item, dict)]
    if _VERSION not in _text(document.version) and not any("id" in item for item in items):
        return None
    entries = [_entry(item, base, number) for number, item in enumerate(items)]
    return Channel(words(_text(document.title)), entries)


def _entry(item: dict[str, Any], base: str, number: int) -> Entry:
    summary = words(_text(item.get("summary"))) or words(_text(item.get("content_text")))
    return Entry(
        identity=_text(item.get("id")).strip(),
        title=words(_text(item.get("title"))),
        link=absolute(base, _text(item.get("url")) or _text(item.get("external_url"))),
        summary=summary or plain(_text(item.get("content_html"))),
        dates=[date for name in ("date_published", "date_modified") if (date := _text(item.get(name)))],
        authors=_authors(item),
        locator=f"/items/{number}",
    )


def _authors(item: dict[str, Any]) -> list[str]:
    """`authors` since version 1.1, one `author` before."""
    listed = item.get("authors")
    people = [*(listed if isinstance(listed, list) else ()), item.get("author")]
    names = (words(_text(person.get("name"))) for person in people if isinstance(person, dict))
    return list(dict.fromkeys(filter(None, names)))


def _text(value: Any) -> str:
    """A text; a number as it is written (identities come as numbers); nothing for anything else."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
