"""Finds the feed in the bytes of an answer, from the strictest reader to the most tolerant.

Pure. Must not contain: the formats themselves.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import ParseError

import msgspec
from defusedxml import DefusedXmlException

from dealwatch.sources.feed_entry import Channel
from dealwatch.sources.feed_json import read_json_feed
from dealwatch.sources.feed_loose import read_loose
from dealwatch.sources.feed_text import decode, mended, with_prefixes, without_prolog
from dealwatch.sources.feed_xml import read_xml
from dealwatch.sources.landmarks import is_html

_FEED_TAG = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf|channel|item|entry)\b", re.IGNORECASE)
_UNREADABLE = (ParseError, DefusedXmlException)


def read_feed(body: bytes, content_type: str, base: str) -> Channel | None:
    """The feed, None where there is none. `base` is the address that relative links are relative to. Never raises.

    A later step is taken only when the earlier could not read the text: JSON Feed; well-formed XML; the same with
    references and namespaces mended; the tolerant parser. HTML is never a feed.
    """
    if is_html(body):
        return None
    text = decode(body, content_type)
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        try:
            return read_json_feed(text.lstrip("\ufeff"), base)
        except (msgspec.DecodeError, RecursionError):
            return None
    plain, entities = without_prolog(text)
    try:
        return read_xml(plain, base)
    except _UNREADABLE:
        pass
    better = mended(plain, entities)
    try:
        return read_xml(with_prefixes(better), base)
    except _UNREADABLE:
        return read_loose(better, base) if _FEED_TAG.search(better) else None
