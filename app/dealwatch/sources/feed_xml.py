"""Reads RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0 and CDF out of well-formed XML.

The parser sees no DTD (`feed_text` takes it out, the parser refuses one all the same), so nothing is expanded and
nothing fetched. Must not contain: mending of broken XML (`feed_text`, `feed_loose`).
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import ElementTree

from dealwatch.sources.feed_entry import Channel, Entry
from dealwatch.sources.feed_names import (
    ATOM,
    AUTHORS,
    CONTAINERS,
    IDENTITIES,
    ITEMS,
    PUBLISHED,
    ROOTS,
    RSS,
    SPACES,
    SUMMARIES,
    TITLES,
    UNKNOWN,
    UPDATED,
)
from dealwatch.sources.feed_words import absolute, element_words

_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_DEEPEST = 250
_PAGE_TYPES = ("", "html", "text/html", "application/xhtml+xml")


def read_xml(text: str, base: str) -> Channel | None:
    """The feed, or None for XML of another kind. `base` is the address that links are relative to.

    Raises `xml.etree.ElementTree.ParseError` for text that is not well-formed.
    """
    parser = ElementTree.XMLParser(target=_ShallowTree(), forbid_dtd=True)
    parser.feed(text)
    root: Element = parser.close()
    top = next((element for element in (root, *root) if _local(element) in ROOTS), None)
    return None if top is None else _Reader(top).channel(base)


class _ShallowTree(TreeBuilder):
    """Builds the tree and gives up on nesting no feed has, before it has eaten the memory."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ParseError(f"elements nested more than {_DEEPEST} deep")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2].lower()


class _Reader:
    """Reads one document; the root's own namespace counts as that of its format, whatever its address."""

    def __init__(self, top: Element) -> None:
        self._top = top
        space = top.tag.rpartition("}")[0].lstrip("{").strip().lower()
        own = ATOM if _local(top) == "feed" else RSS
        self._spaces = SPACES if space in SPACES and space else SPACES | {space: own}
        self._names: dict[str, tuple[str, str]] = {}

    def _name(self, element: Element) -> tuple[str, str]:
        """Space and local name, both in lower case."""
        known = self._names.get(element.tag)
        if known is None:
            space, _, local = element.tag.rpartition("}")
            known = (self._spaces.get(space.lstrip("{").strip().lower(), UNKNOWN), local.lower())
            self._names[element.tag] = known
        return known

    def channel(self, base: str) -> Channel:
        """Items wherever containers hold them: RDF has them beside the channel, old software inside of `items`."""
        title = ""
        entries: list[Entry] = []
        waiting = [(self._top, base)]
        while waiting:
            element, outer = waiting.pop()
            space, local = self._name(element)
            inner = _base(element, outer)
            if space != UNKNOWN and local in ITEMS:
                entry = self._entry(element, inner)
                entries.append(entry)
                entry.locator = f"(//*[local-name()='{local}'])[{len(entries)}]"
            elif element is self._top or (space != UNKNOWN and local in CONTAINERS):
                title = title or self._words(self._children(element), TITLES)
                waiting += ((child, inner) for child in reversed(element))
        return Channel(title, entries)

    def _children(self, element: Element) -> dict[str, list[Element]]:
        found: dict[str, list[Element]] = {}
        for child in element:
            space, local = self._name(child)
            found.setdefault(f"{space}:{local}", []).append(child)
        return found

    def _entry(self, element: Element, base: str) -> Entry:
        children = self._children(element)
        about = element.get(_ABOUT, "").strip()
        link = self._link(children, base) or _attribute(element, "href")
        guid = next(_each(children, IDENTITIES), None)
        if not link and guid is not None:
            link = _permanent(guid)
        return Entry(
            identity=self._identity(children, base) or about,
            title=self._words(children, TITLES),
            link=absolute(base, link or (about if "://" in about else "")),
            summary=self._words(children, SUMMARIES),
            dates=self._dates(element, children),
            authors=list(dict.fromkeys(filter(None, map(self._author, _each(children, AUTHORS))))),
        )

    def _identity(self, children: dict[str, list[Element]], base: str) -> str:
        """A guid as printed; an Atom id is an address, so a relative one is completed."""
        for child in _each(children, IDENTITIES):
            text = _text(child)
            if text and self._name(child)[0] == ATOM and "/" in text and not urlsplit(text).scheme:
                return absolute(_base(child, base), text)
            if text:
                return text
        return ""

    def _words(self, children: dict[str, list[Element]], names: tuple[str, ...]) -> str:
        """The first of the names that says something."""
        texts = (element_words(child, atom=self._name(child)[0] == ATOM) for child in _each(children, names))
        return next(filter(None, texts), "")

    def _link(self, children: dict[str, list[Element]], base: str) -> str:
        """The first alternate that is a page, else the first alternate; in RSS, which knows no relations, the last."""
        pages: list[str] = []
        others: list[str] = []
        for child in _each(children, (":link", "atom:link")):
            address = _attribute(child, "href") or _text(child)
            if address and child.get("rel", "alternate").strip() in ("alternate", ""):
                found = pages if child.get("type", "").lower() in _PAGE_TYPES else others
                found.append(absolute(_base(child, base), address))
        best = pages or others or [""]
        return best[-1] if ":link" in children and self._spaces[""] == RSS else best[0]

    def _dates(self, element: Element, children: dict[str, list[Element]]) -> list[str]:
        texts = [_text(child) or _attribute(child, "value") for child in _each(children, (*PUBLISHED, *UPDATED))]
        return [text for text in (*texts, _attribute(element, "lastmod")) if text]

    def _author(self, element: Element) -> str:
        named = [child for child in element if self._name(child)[1] in ("name", "email")]
        named.sort(key=lambda child: self._name(child)[1], reverse=True)
        if named:
            return next(filter(None, map(element_words, named)), "")
        return element_words(element)


def _each(children: dict[str, list[Element]], names: tuple[str, ...]) -> Iterator[Element]:
    for name in names:
        yield from children.get(name, ())


def _text(element: Element) -> str:
    """The text of an identity, address or date; markup inside of it is not meant to be there."""
    return (element.text or "").strip() if not len(element) else element_words(element)


def _attribute(element: Element, name: str) -> str:
    """An attribute, its name in any case (CDF writes `HREF`)."""
    value = element.get(name)
    if value is None:
        value = next((value for key, value in element.items() if key.lower() == name), "")
    return value.strip()


def _base(element: Element, outer: str) -> str:
    own = element.get(_BASE)
    return (absolute(outer, own) or outer) if own else outer


def _permanent(guid: Element) -> str:
    """A guid is the address of its item unless it says no; without saying so it must at least look like one."""
    said, text = _attribute(guid, "ispermalink").lower(), _text(guid)
    if said == "false":
        return ""
    return text if said == "true" or urlsplit(text).scheme in ("http", "https") else ""
