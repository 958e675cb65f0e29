"""Every example of the registers, open data, press and feeds beside the big registers has its expected reading.

An example is named `<source>_<role>[_<what>]`; its expected reading stands beside it.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from dealwatch.model.facts import CaseFacts, Fact, FeedItem
from dealwatch.model.source import Document, Known, Parsed, Source, SourceProblem
from dealwatch.sources.printed import clean
from dealwatch.sources.registry import official

FOLDER = Path(__file__).parent
SEEN = datetime(2026, 9, 10, 8, 0, tzinfo=UTC)
SEEN_BEFORE = {"read_at": "2026-09-09T08:00:00Z"}
SEARCH = "https://api.tech.ec.europa.eu/search-api/prod/rest/search?pageNumber=1&apiKey=CLIENT_KEY#"
FILES = "https://compcases-open-data-portal-files-prod.s3.eu-west-1.amazonaws.com/case-data-"
PRESS = "https://ec.europa.eu/commission/presscorner/api/"
FRENCH = "decisions-publiees-par-lautorite-de-la-concurrence-depuis-1988"

ADDRESSES = {
    "nz_list": "https://www.comcom.govt.nz/case-register/?q=&size=999&filters%5Bcase_category%5D=Merger+application",
    "nz_case": "https://www.comcom.govt.nz/case-register/case-register-entries/example/",
    "ec-press_search": f"{PRESS}search?language=en&pagesize=100&pagenumber=1",
    "ec-press_release": f"{PRESS}documents?reference=IP/26/9001&language=en",
    "ec-press_news": "https://competition-policy.ec.europa.eu/node/38/rss_en",
    "ec-oj_notifications": "https://publications.europa.eu/webapi/rdf/sparql?query=ANNOUNC",
    "ec-oj_clearances": "https://publications.europa.eu/webapi/rdf/sparql?query=non-opposition_concentration_notified",
    "ec-oj_feed": "https://eur-lex.europa.eu/EN/display-feed.rss?rssId=221",
    "ec-at_bulk": f"{FILES}AT.json",
    "ec-fs_bulk": f"{FILES}FS.json",
    "ec-at_search": f"{SEARCH}cases=AT.49001",
    "ec-dma_search": f"{SEARCH}all",
    "ec-dma_cases": f"{SEARCH}cases=DMA.109001",
    "ec-sa_search": f"{SEARCH}cases=SA.109001,SA.109002",
    "adlc_feed": "https://www.autoritedelaconcurrence.fr/fr/rss.xml",
    "bkarta-press_feed": (
        "https://www.bundeskartellamt.de/SiteGlobals/Functions/RSSFeed/DE/RSSNewsfeed_Pressemitteilungen.xml"
    ),
    "acm_feed": "https://www.acm.nl/nl/nieuws/rss",
    "agcm_feed": "https://www.agcm.it/rss/atom-feed",
    "cnmc_feed": "https://www.cnmc.es/rss.xml",
    "kftc_feed": "https://www.korea.kr/rss/dept_ftc.xml",
    "cade_feed": "https://www.gov.br/cade/pt-br/assuntos/noticias/RSS",
    "ccpc_posts": "https://www.ccpc.ie/business/wp-json/wp/v2/posts?per_page=50&page=1",
    "adlc-decisions_entry": f"https://www.data.gouv.fr/api/1/datasets/{FRENCH}/",
    "adlc-decisions_decisions": f"https://static.data.gouv.fr/resources/{FRENCH}/20260901-080000/decisions.json",
    "bkarta_list": (
        "https://www.bundeskartellamt.de/SiteGlobals/Forms/Suche/LaufendeVerfahren/LaufendeVerfahren_Formular.html"
        "?resultsPerPage=50"
    ),
    "canada_report": "https://competition-bureau.canada.ca/en/mergers-and-acquisitions/report-concluded-merger-reviews",
    "canada_archive": "https://competition-bureau.canada.ca/en/mergers-and-acquisitions/archived-report-merger-reviews",
    "cci_orders": "https://www.cci.gov.in/combination/orders-section31?draw=1&start=0&length=200",
    "comesa_list": "https://comesacompetition.org/mergers-and-acquisitions/case-registry/",
}
EXAMPLES = sorted(
    path
    for path in FOLDER.glob("*_*.*")
    if not path.name.endswith(".expected.json") and "_".join(path.stem.split("_")[:2]) in ADDRESSES
)
LATER = {"bkarta_list_odd", "adlc-decisions_decisions"}
"""Examples that are read as by somebody who has read the source before."""


def source_of(path: Path) -> Source:
    return official()[path.stem.partition("_")[0]]


def document(path: Path, *, saved: bool = False) -> Document:
    url = ADDRESSES["_".join(path.stem.split("_")[:2])]
    request = source_of(path).owns(url)
    assert request is not None, f"{url} is not an address of {path.stem}"
    kind = {".html": "text/html", ".json": "application/json", ".xml": "application/xml"}.get(path.suffix, "text/plain")
    return Document(request, url.partition("#")[0], path.read_bytes(), kind, SEEN, saved=saved)


def read(path: Path) -> Parsed:
    known = Known(SEEN, memory=SEEN_BEFORE if path.stem in LATER else {})
    parsed = source_of(path).parse(document(path), known)
    return Parsed(
        tuple(parsed.cases), parsed.items, parsed.follow, parsed.listed, parsed.memory, parsed.title, parsed.warnings
    )


def as_json(parsed: Parsed) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "cases": [case_json(case) for case in parsed.cases],
        "items": [item_json(item) for item in parsed.items],
        "follow": [f"{request.role} {request.url}" for request in parsed.follow],
        "listed": sorted(parsed.listed) if parsed.listed is not None else [],
        "warnings": list(parsed.warnings),
    }
    return {name: value for name, value in shown.items() if value}


def case_json(case: CaseFacts) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "number": case.number,
        "authority": case.authority,
        "provider": case.provider,
        "procedure": case.procedure,
        "url": case.url,
        "complete": sorted(case.complete),
        "place": case.record_locator,
        "warnings": list(case.warnings),
        "facts": {fact.name: fact_json(fact) for fact in case.facts},
    }
    return {name: value for name, value in shown.items() if value}


def fact_json(fact: Fact) -> dict[str, str]:
    shown = {
        "value": fact.value,
        "words": fact.words,
        "quote": fact.quote,
        "locator": fact.locator,
        "on": str(fact.occurred_on or ""),
        "link": fact.link,
    }
    return {name: value for name, value in shown.items() if value}


def item_json(item: FeedItem) -> dict[str, str]:
    shown = {
        "key": item.key,
        "title": item.title,
        "link": item.link,
        "summary": item.summary,
        "published": item.published.isoformat() if item.published else "",
        "printed": item.published_words,
        "locator": item.locator,
    }
    return {name: value for name, value in shown.items() if value}


def expected(path: Path) -> dict[str, Any]:
    beside = path.with_suffix(".expected.json")
    assert beside.exists(), f"{path.name} has no expected reading beside it"
    found: dict[str, Any] = json.loads(beside.read_text("utf-8"))
    return found


READABLE = [
    path for path in EXAMPLES if '"problem"' not in path.with_suffix(".expected.json").read_text("utf-8")
]  # fmt: skip


def test_every_source_here_has_an_example_that_is_read() -> None:
    keys = {name.partition("_")[0] for name in ADDRESSES}
    assert keys <= {path.stem.partition("_")[0] for path in READABLE}


def test_every_kind_of_document_has_an_example() -> None:
    assert {"_".join(path.stem.split("_")[:2]) for path in EXAMPLES} == set(ADDRESSES)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_read_as_expected(path: Path) -> None:
    try:
        found = as_json(read(path))
    except SourceProblem as problem:
        found = {"problem": problem.state.value, "title": problem.title, "detail": problem.detail}
    assert found == expected(path)


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.stem)
def test_every_fact_can_be_found_again_in_its_document(path: Path) -> None:
    shown = document(path)
    for case in read(path).cases:
        body = shown.body if case.record is None else case.record
        for fact in case.facts:
            assert fact.quote or not fact.locator, f"{case.number} {fact.name} points at nothing"
            if fact.quote:
                assert clean(fact.quote) in place(body, fact.locator), f"{case.number} {fact.name}"


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.stem)
def test_every_record_is_in_its_document(path: Path) -> None:
    body = document(path).body
    for case in read(path).cases:
        _, found, place = case.record_locator.rpartition("bytes=")
        if found:
            first, last = map(int, place.split("-"))
            assert body[first : last + 1] == case.record, case.number
        elif case.record is not None:
            assert case.record in body, case.number


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.stem)
def test_links_are_whole_addresses(path: Path) -> None:
    parsed = read(path)
    links = [item.link for item in parsed.items]
    links += [link for case in parsed.cases for link in (case.url, *(fact.link for fact in case.facts)) if link]
    assert all(urlsplit(link).scheme == "https" and urlsplit(link).hostname for link in links)


def place(body: bytes, locator: str) -> str:
    """The words at a JSON pointer, at a CSS selector, or at a pointer inside the attribute a selector leads to."""
    if locator.startswith("/"):
        return clean(str(at(json.loads(body), locator)))
    text = body.decode()
    tree = LexborHTMLParser(f"<table>{text}</table>" if text.startswith("<tr") else text)
    selector, _, pointer = locator.partition(" /")
    nodes = tree.css(selector)
    assert nodes, f"nothing at {selector}"
    if pointer:
        return clean(str(at(json.loads(nodes[0].attributes["project"] or ""), f"/{pointer}")).replace("&amp;", "&"))
    data = " ".join(node.attributes.get("data-filter") or "" for node in nodes)
    classes = (tree.css_first("tr").attributes.get("class") or "") if tree.css_first("tr") else ""
    return clean(" ".join([*(node.text(separator=" ") for node in nodes), data, classes.replace("-", " ")]))


def at(content: Any, pointer: str) -> Any:
    for part in pointer.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        content = content[int(name) if isinstance(content, list) else name]
    return content
