"""Reads a sitemap, or an index of sitemaps, out of the bytes of an answer: XML, packed or not, in any state of repair.

No DTD reaches the parser, and no packed file grows beyond what the format allows. Pure. Must not contain: what is new.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from html import unescape
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException, ElementTree

from dealwatch.sources.feed_text import decode, mended, with_prefixes, without_prolog
from dealwatch.sources.printed import clean
from dealwatch.sources.recognise_urls import web_address

MOST_BYTES = 50 * 2**20
MOST_ENTRIES = 50_000
"""Both as sitemaps.org, the protocol, has them for one file."""

_GZIP = b"\x1f\x8b"
_ROOT = re.compile(r"<(?:[\w-]+:)?(urlset|sitemapindex)\b", re.IGNORECASE)
_BEGINNING = 4096
_LOOSE = re.compile(
    r"<loc\b[^>]*>\s*(?:<!\[CDATA\[)?\s*([^<\]]+?)\s*(?:\]\]>)?\s*</loc>"
    r"(?:\s*<lastmod\b[^>]*>\s*([^<]{4,40}?)\s*</lastmod>)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """One entry: a page, or a part of an index. `changed` is the printed `lastmod`; `title` a news sitemap's own."""

    url: str
    changed: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a sitemap lists. `index`: its entries are sitemaps themselves. `warnings` say what was not read."""

    index: bool
    places: tuple[Place, ...]
    warnings: tuple[str, ...] = ()


class TooMuch(Exception):
    """A packed sitemap is larger than a sitemap may be, or is damaged."""


def unpacked(body: bytes) -> bytes:
    """The sitemap's own bytes. Raises `TooMuch`."""
    if not body.startswith(_GZIP):
        return body
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        plain = unpacker.decompress(body, MOST_BYTES)
    except zlib.error as error:
        raise TooMuch(str(error)) from error
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise TooMuch("larger than 50 MB, or cut off")
    return plain


def is_sitemap(body: bytes) -> bool:
    """Whether unpacked bytes begin like a sitemap or an index."""
    return _ROOT.search(decode(body[:_BEGINNING], "")) is not None


def read_sitemap(body: bytes, content_type: str) -> Listing | None:
    """What unpacked bytes list, None where they are no sitemap. Never raises.

    Only web addresses count, each once. Broken XML is read as far as its entries can be made out, with a warning.
    """
    text = decode(body, content_type)
    root = _ROOT.search(text[:_BEGINNING])
    if root is None:
        return None
    index = root[1].lower() == "sitemapindex"
    plain, entities = without_prolog(text)
    warnings: list[str] = []
    found = _strict(plain)
    if found is None:
        found = _strict(with_prefixes(mended(plain, entities)))
    if found is None:
        found = [Place(unescape(address), changed or "") for address, changed in _LOOSE.findall(plain)]
        warnings.append("The sitemap is damaged; it was read as far as its entries can be made out.")
    places = {url: Place(url, place.changed, place.title) for place in found if (url := web_address(place.url))}
    if len(places) > MOST_ENTRIES:
        warnings.append(f"Only the first {MOST_ENTRIES} of {len(places)} entries were read.")
    return Listing(index, tuple(places.values())[:MOST_ENTRIES], tuple(warnings))


def _strict(text: str) -> list[Place] | None:
    """The entries of well-formed XML, None for any other."""
    try:
        root: Element = ElementTree.fromstring(text, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        return None
    return [place for entry in root if (place := _place(entry)).url]


def _place(entry: Element) -> Place:
    """An entry's own address, never that of an image or a translation in it."""
    own = {_local(child): clean(child.text or "") for child in reversed(list(entry))}
    news = next((child for child in entry if _local(child) == "news"), None)
    title = next((clean(child.text or "") for child in news or () if _local(child) == "title"), "")
    return Place(own.get("loc", ""), own.get("lastmod", ""), title)


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()
