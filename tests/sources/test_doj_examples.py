"""Every example of the Antitrust Division's feed, interface and pages has its expected reading beside it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from dealwatch.model.dates import instant_text
from dealwatch.model.facts import CaseFacts, Fact, FeedItem
from dealwatch.model.source import Document, Known, Parsed, Request, Source, SourceProblem
from dealwatch.sources.doj import API, FEED, FEED_URL, Doj
from dealwatch.sources.doj_api import NEWEST, page_request
from dealwatch.sources.doj_cases import LIST, LIST_URL, PAPER, DojCases
from dealwatch.sources.printed import clean

FOLDER = Path(__file__).parent
EXAMPLES = sorted(path for path in FOLDER.glob("doj_*.*") if not path.name.endswith(".expected.json"))
SEEN = datetime(2031, 3, 6, 1, 0, tzinfo=UTC)
PAPER_URL = "https://www.justice.gov/atr/case-document/413613"


def reading(path: Path) -> dict[str, Any]:
    try:
        return as_json(parsed(path))
    except SourceProblem as problem:
        return {"problem": problem.state.value, "title": problem.title, "detail": problem.detail}


def parsed(path: Path) -> Parsed:
    source, request = asked(path)
    return source.parse(Document(request, request.url, path.read_bytes(), "", SEEN), Known(SEEN))


def asked(path: Path) -> tuple[Source, Request]:
    if path.name.startswith("doj_cases_paper"):
        return DojCases(), Request(PAPER_URL, PAPER, "example")
    if path.name.startswith("doj_cases"):
        return DojCases(), Request(LIST_URL, LIST, "example")
    if path.name.startswith("doj_api"):
        return Doj(), Request(page_request(NEWEST).url, API, "example")
    return Doj(), Request(FEED_URL, FEED, "example")


def as_json(read: Parsed) -> dict[str, Any]:
    return {
        "cases": [case_json(case) for case in read.cases],
        "items": [item_json(item) for item in read.items],
        "follow": [[request.url, request.case, request.role] for request in read.follow],
        "warnings": list(read.warnings),
        "memory": dict(read.memory),
    }


def case_json(case: CaseFacts) -> dict[str, Any]:
    return {
        "number": case.number,
        "provider": case.provider,
        "procedure": case.procedure,
        "url": case.url,
        "complete": sorted(case.complete),
        "facts": {fact.name: fact_json(fact) for fact in case.facts},
        "warnings": list(case.warnings),
    }


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


def item_json(item: FeedItem) -> dict[str, Any]:
    shown = {
        "key": item.key,
        "title": item.title,
        "link": item.link,
        "summary": item.summary,
        "published": instant_text(item.published) if item.published else "",
        "printed": item.published_words,
    }
    return {name: value for name, value in shown.items() if value}


def test_there_are_examples_of_both_sources() -> None:
    assert len([path for path in EXAMPLES if path.name.startswith("doj_cases")]) >= 8
    assert len([path for path in EXAMPLES if not path.name.startswith("doj_cases")]) >= 7


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_is_read_as_expected(path: Path) -> None:
    expected = path.with_suffix(".expected.json")
    assert expected.exists(), f"{path.name} has no expected reading beside it"
    assert reading(path) == json.loads(expected.read_text("utf-8"))


@pytest.mark.parametrize("name", ["doj_cases_list", "doj_cases_paper"])
def test_every_fact_can_be_found_again_in_its_page(name: str) -> None:
    path = FOLDER / f"{name}.html"
    tree = LexborHTMLParser(path.read_bytes())
    facts = [fact for case in parsed(path).cases for fact in case.facts]
    assert facts
    for fact in facts:
        nodes = tree.css(fact.locator)
        assert nodes, f"{fact.name}: nothing at {fact.locator}"
        shown = clean(nodes[0].text(separator=" ")) + (nodes[0].attributes.get("href") or "")
        assert fact.quote in shown, f"{fact.name} is not at {fact.locator}"
