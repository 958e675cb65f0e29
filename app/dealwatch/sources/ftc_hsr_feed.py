"""Reads the FTC's feed of early-termination notices. Pure and strict: nobody has kept a live copy of it.

An item's description is HTML (once or twice escaped) whose fields have names of their own. Must not contain: what a
notice means (`ftc_hsr_notice`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple
from xml.etree.ElementTree import Element

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dealwatch.model.facts import CaseFacts
from dealwatch.model.source import Document, SourceProblem
from dealwatch.sources.ftc_hsr_notice import NUMBER, SITE, Field, Notice, notice_facts
from dealwatch.sources.landmarks import layout_changed
from dealwatch.sources.official_feed import read_channel, read_elements
from dealwatch.sources.official_urls import address
from dealwatch.sources.printed import clean

PROVIDER = "feed"
PRECEDENCE = 5

_LINK = re.compile(r"/legal-library/browse/early-termination-notices/(?P<number>\d{8})/?")
_FIELDS = {
    "number": "unique-identifier",
    "day": "date",
    "acquirer": "acquiring-party",
    "target": "acquired-party",
    "entities": "other-entities",
    "granting": "granting-status",
}


class _Shown(NamedTuple):
    """The values of one field, in their order, and the field's selector."""

    values: tuple[str, ...]
    selector: str


def read_notices(document: Document) -> tuple[tuple[CaseFacts, ...], tuple[str, ...]]:
    """The notices and what could not be read.

    SourceProblem for anything that is no feed, and for a feed of which not one notice can be read.
    """
    read_channel(document, SITE)
    cases: dict[str, CaseFacts] = {}
    warnings: list[str] = []
    for place, item in enumerate(read_elements(document, SITE, "item"), start=1):
        try:
            facts = _facts(item, place, document)
        except SourceProblem as problem:
            warnings.append(f"item {place}: {problem.detail}")
        else:
            cases.setdefault(facts.number, facts)
    if not cases:
        raise layout_changed(SITE, warnings[0] if warnings else "no items as in RSS 2.0")
    return tuple(cases.values()), tuple(warnings)


def _facts(item: Element, place: int, document: Document) -> CaseFacts:
    link = (item.findtext("link") or "").strip()
    match = _LINK.fullmatch(address(link).path)
    if match is None:
        raise layout_changed(SITE, f"leads to {link or 'nothing'}")
    markup = item.findtext("description") or ""
    shown = dict(_shown(markup)) or dict(_shown(unescape(markup)))
    where = f"(//item)[{place}]/description"

    def field(name: str) -> Field | None:
        found = shown.get(name)
        return Field(found.values[0], f"{where} {found.selector}") if found else None

    number = field("number") or Field(match["number"], f"(//item)[{place}]/link")
    acquirer, target, day = field("acquirer"), field("target"), field("day")
    if number.words != match["number"] or NUMBER.fullmatch(number.words) is None:
        raise layout_changed(SITE, f"transaction number {number.words} at {link}")
    if acquirer is None or target is None or day is None:
        raise layout_changed(SITE, f"{number.words} lacks a party or the day")
    entities = shown.get("entities")
    notice = Notice(
        number=number,
        acquirer=acquirer,
        target=target,
        day=day,
        entities=entities.values if entities else (),
        entities_locator=f"{where} {entities.selector}" if entities else "",
        grant=Field("early-termination-notices", f"(//item)[{place}]/link"),
        granting=field("granting"),
    )
    return notice_facts(notice, provider=PROVIDER, precedence=PRECEDENCE, url=link, seen_at=document.fetched_at)


def _shown(markup: str) -> Iterator[tuple[str, _Shown]]:
    tree = LexborHTMLParser(markup)
    for name, field in _FIELDS.items():
        selector = f".field--name-field-{field}"
        nodes = tree.css(selector)
        if nodes and (values := tuple(_values(nodes[0]))):
            yield name, _Shown(values, selector)


def _values(node: LexborNode) -> Iterator[str]:
    """The values of a field, without its label. A day stamped in the page is taken from what is printed."""
    items = [found for found in node.css(".field__item") if found.mem_id != node.mem_id]
    if items:
        yield from filter(None, (clean(item.text(separator=" ")) for item in items))
        return
    for label in node.css(".field__label"):
        label.decompose()
    words = clean(node.text(separator=" "))
    if words:
        yield words
