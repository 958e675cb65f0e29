"""Lists of feeds as feed readers exchange them (OPML): read in any state of repair, written plainly. Pure.

Must not contain: feeds themselves, the disk, the store.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from xml.etree import ElementTree as Plain
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException, ElementTree

from dealwatch.sources.feed_entry import normal_link
from dealwatch.sources.feed_text import decode, mended, with_prefixes, without_prolog
from dealwatch.sources.feed_words import plain
from dealwatch.sources.printed import clean
from dealwatch.sources.recognise_urls import web_address

_ROOT = re.compile(r"<opml\b", re.IGNORECASE)
_BEGINNING = 4096
_OUTLINE = re.compile(r"<outline\b((?:\s+[\w:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_FEED_TYPES = ("rss", "atom", "feed", "rdf")


@dataclass(frozen=True, slots=True)
class ListedFeed:
    """One feed of a list. `folder` names the outlines around it, outermost first, joined by ` / `."""

    url: str
    title: str = ""
    folder: str = ""


@dataclass(frozen=True, slots=True)
class FeedList:
    """What a list holds: each feed once. `doubles` and `unusable` count what was left out; `damaged`: it was mended."""

    feeds: tuple[ListedFeed, ...]
    doubles: int = 0
    unusable: int = 0
    damaged: bool = False


def is_opml(body: bytes) -> bool:
    """Whether bytes begin like a list of feeds."""
    return _ROOT.search(decode(body[:_BEGINNING], "")) is not None


def read_opml(body: bytes) -> FeedList | None:
    """The list, None for bytes that are none. Never raises. Feeds that differ in `www.` or a last slash are one."""
    if not is_opml(body):
        return None
    text, entities = without_prolog(decode(body, ""))
    better = with_prefixes(mended(text, entities))
    root = _tree(text)
    damaged = root is None
    root = root if root is not None else _tree(better)
    outlines = _nested(root) if root is not None else _loose(better)
    feeds: dict[str, ListedFeed] = {}
    doubles = unusable = 0
    for attributes, folder in outlines:
        address = _address(attributes)
        if not address:
            continue
        url = web_address(address)
        name = normal_link(url)
        unusable += not url
        doubles += bool(url) and name in feeds
        if url and name not in feeds:
            feeds[name] = ListedFeed(url, _title(attributes), folder)
    return FeedList(tuple(feeds.values()), doubles, unusable, damaged)


def write_opml(feeds: Iterable[ListedFeed], title: str) -> bytes:
    """A list for any feed reader: OPML 2.0 in UTF-8, a folder's feeds together."""
    root = Plain.Element("opml", version="2.0")
    Plain.SubElement(Plain.SubElement(root, "head"), "title").text = _sound(title)
    body = Plain.SubElement(root, "body")
    folders: dict[str, Element] = {}
    for feed in feeds:
        place = body
        if feed.folder:
            if feed.folder not in folders:
                folders[feed.folder] = Plain.SubElement(body, "outline", text=_sound(feed.folder))
            place = folders[feed.folder]
        words = _sound(feed.title or feed.url)
        Plain.SubElement(place, "outline", type="rss", text=words, title=words, xmlUrl=_sound(feed.url))
    Plain.indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + Plain.tostring(root, encoding="unicode").encode() + b"\n"


def _tree(text: str) -> Element | None:
    try:
        found: Element = ElementTree.fromstring(text, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        return None
    return found


def _nested(root: Element) -> Iterator[tuple[Mapping[str, str], str]]:
    """Outlines with the folder they lie in. Without recursion: how deep they nest is not ours."""
    waiting: list[tuple[Element, str]] = [(root, "")]
    while waiting:
        element, folder = waiting.pop()
        inner = folder
        if _local(element.tag) == "outline":
            attributes = {name.lower(): value for name, value in element.items()}
            yield attributes, folder
            if not _address(attributes):
                inner = " / ".join(filter(None, (folder, _title(attributes))))
        waiting += ((child, inner) for child in reversed(element))


def _loose(text: str) -> Iterator[tuple[Mapping[str, str], str]]:
    """Outlines of text that is no XML; where they lie cannot be told."""
    for outline in _OUTLINE.finditer(text):
        yield (
            {name.lower(): unescape(double or single) for name, double, single in _ATTRIBUTE.findall(outline[1])},
            "",
        )


def _address(attributes: Mapping[str, str]) -> str:
    """The feed's address; `url` counts only where the outline says that it is a feed."""
    if attributes.get("xmlurl", "").strip():
        return attributes["xmlurl"].strip()
    return attributes.get("url", "").strip() if attributes.get("type", "").lower() in _FEED_TYPES else ""


def _title(attributes: Mapping[str, str]) -> str:
    return plain(attributes.get("title", "") or attributes.get("text", ""))


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2].lower()


def _sound(text: str) -> str:
    """Without the characters that XML cannot carry."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", clean(text))
