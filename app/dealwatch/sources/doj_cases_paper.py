"""Reads the page of one case document, asked for where its address is a bare number and says nothing. Pure and strict.

Nobody has kept a live copy of such a page, so only its heading is believed. Must not contain: the list.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from dealwatch.language import mark
from dealwatch.model.facts import DOCUMENT, CaseFacts, namespace
from dealwatch.model.source import Document, Known
from dealwatch.sources.doj_cases_list import (
    AUTHORITY,
    CASE_PATH,
    DOCUMENT_PATH,
    HOST,
    Paper,
    paper_fact,
    status_facts,
    title_key,
)
from dealwatch.sources.doj_documents import is_numbered, readable
from dealwatch.sources.landmarks import layout_changed
from dealwatch.sources.printed import clean

SITE = mark("the Antitrust Division's page of a case document")


def read_paper(document: Document, known: Known) -> tuple[Paper, CaseFacts]:
    """The document with its title, and what that says of its case: the status where this document proves it."""
    tree = LexborHTMLParser(document.body.decode("utf-8", "replace"))
    match = DOCUMENT_PATH.fullmatch(urlsplit(document.request.url).path.rstrip("/"))
    headings = list(filter(None, (clean(node.text(separator=" ")) for node in tree.css("h1"))))
    if match is None or len(headings) != 1:
        raise layout_changed(SITE, f"{len(headings)} headings")
    number = document.request.case or _case(tree, document.url)
    slug, title = match["slug"], headings[0]
    paper = Paper(slug, title, title, document.request.url, "h1")
    before = known.cases.get(number)
    facts = before.facts if before is not None else {}
    papers = [
        paper if name == f"{DOCUMENT}:{slug}" else _stored(name.partition(":")[2], value, known.memory)
        for name, value in facts.items()
        if namespace(name) == DOCUMENT
    ]
    if paper not in papers:
        papers.append(paper)
    status = status_facts(facts.get("text:case_type", ""), papers)
    return paper, CaseFacts(
        authority=AUTHORITY,
        number=number,
        provider=f"document {slug}",
        facts=(*(fact for fact in status if fact.locator == paper.locator), paper_fact(paper)),
        url=HOST + number,
        as_of=document.fetched_at,
    )


def _case(tree: LexborHTMLParser, base: str) -> str:
    """The one case that a saved page leads to."""
    links = (urlsplit(urljoin(base, link.attributes["href"] or "")).path.rstrip("/") for link in tree.css("a[href]"))
    paths = {path for path in links if CASE_PATH.fullmatch(path)}
    if len(paths) != 1:
        raise layout_changed(SITE, f"leads to {len(paths)} cases")
    return paths.pop()


def _stored(slug: str, value: str, memory: Mapping[str, str]) -> Paper:
    """A document as it is known from the list."""
    told = not is_numbered(slug) or title_key(slug) in memory
    return Paper(slug, value if is_numbered(slug) else readable(slug), value, "", "", told)
