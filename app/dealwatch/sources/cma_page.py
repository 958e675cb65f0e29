"""Reads a saved GOV.UK page of a CMA case (`www.gov.uk/cma-cases/<slug>`) as if it were the Content API item.

The page holds the same body; state, outcome and sector stand in its links to the case finder, the identity in a meta
element. Every landmark must be there, otherwise it is not such a page. Must not contain: what the values mean.
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from selectolax.lexbor import LexborHTMLParser

from dealwatch.model.facts import CaseFacts, Fact
from dealwatch.model.source import Document
from dealwatch.sources.cma_case import Details, Item, case_facts
from dealwatch.sources.cma_data import TEXT_FIELDS
from dealwatch.sources.cma_days import read_days
from dealwatch.sources.cma_json import layout_problem
from dealwatch.sources.printed import clean

_LOCATORS = (
    (re.compile(r"/details/body#(.+)"), r"#\1"),
    (re.compile(r"/details/metadata/(\w+)_date"), r".gem-c-metadata, .gem-c-important-metadata"),
    (re.compile(r"/details/metadata/(\w+)"), r"a[href*='cma-cases?\1']"),
    (re.compile(r"/title"), "h1"),
    (re.compile(r"/description"), ".gem-c-lead-paragraph"),
    (re.compile(r"/details/body"), ".govspeak"),
)


def page_facts(document: Document) -> CaseFacts:
    """Facts of provider `page`, below the Content API's and never complete: it has no list of files and updates."""
    tree = LexborHTMLParser(document.body)
    facts = case_facts(_item(tree, urlsplit(document.url).path), document)
    return replace(
        facts,
        provider="page",
        facts=tuple(replace(fact, locator=_selector(fact)) for fact in facts.facts),
        precedence=5,
        complete=frozenset(),
    )


def _item(tree: LexborHTMLParser, path: str) -> Item:
    body = tree.css_first(".gem-c-govspeak .govspeak, .govspeak, .gem-c-govspeak")
    heading = tree.css_first("h1")
    identity = _meta(tree, "govuk:content-id")
    canonical = tree.css_first("link[rel='canonical']")
    address = (canonical.attributes.get("href") or "") if canonical is not None else ""
    path = urlsplit(address).path or path
    if body is None or heading is None or not identity or not path.startswith("/cma-cases/"):
        raise layout_problem("not a CMA case page")
    lead = tree.css_first(".gem-c-lead-paragraph")
    return Item(
        content_id=identity,
        base_path=path,
        title=clean(heading.text()),
        document_type="cma_case",
        details=Details(body=body.inner_html or "", metadata=_metadata(tree)),
        description=clean(lead.text()) if lead is not None else _meta(tree, "description"),
        public_updated_at=_meta(tree, "govuk:public-updated-at"),
    )


def _meta(tree: LexborHTMLParser, name: str) -> str:
    node = tree.css_first(f"meta[name='{name}']")
    return (node.attributes.get("content") or "") if node is not None else ""


def _metadata(tree: LexborHTMLParser) -> dict[str, object]:
    found: dict[str, object] = {}
    for link in tree.css("a[href*='/cma-cases?']"):
        for name, value in parse_qsl(urlsplit(link.attributes.get("href") or "").query):
            field = name.removesuffix("[]")
            if field in TEXT_FIELDS:
                found.setdefault(field, value)
    for term in tree.css("dt"):
        label = clean(term.text()).rstrip(":").lower()
        printed = term.next
        while printed is not None and printed.tag != "dd":
            printed = printed.next
        days = read_days(printed.text()) if printed is not None and label in ("opened", "closed") else None
        if days is not None:
            found.setdefault(f"{label}_date", str(days.first))
    return found


def _selector(fact: Fact) -> str:
    for pattern, selector in _LOCATORS:
        match = pattern.fullmatch(fact.locator)
        if match is not None:
            return match.expand(selector)
    return ""
