"""Every example of the FTC's feeds and of its interface has its expected reading beside it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dealwatch.model.dates import instant_text
from dealwatch.model.facts import CaseFacts, Fact, FeedItem
from dealwatch.model.source import Document, Known, Parsed, Request, Source, SourceProblem
from dealwatch.sources.ftc import COMPETITION, Ftc
from dealwatch.sources.ftc_hsr import API, API_URL, FEED_URL, FtcHsr
from dealwatch.sources.ftc_hsr import FEED as HSR_FEED

FOLDER = Path(__file__).parent
EXAMPLES = sorted(path for path in FOLDER.glob("ftc_*.*") if not path.name.endswith(".expected.json"))
SEEN = datetime(2031, 3, 5, 1, 0, tzinfo=UTC)


def reading(path: Path) -> dict[str, Any]:
    source, request = asked(path)
    document = Document(request, request.url, path.read_bytes(), "", SEEN)
    try:
        return as_json(source.parse(document, Known(SEEN)))
    except SourceProblem as problem:
        return {"problem": problem.state.value, "title": problem.title, "detail": problem.detail}


def asked(path: Path) -> tuple[Source, Request]:
    if path.name.startswith("ftc_hsr_api"):
        return FtcHsr(), Request(API_URL, API, "example")
    if path.name.startswith("ftc_hsr"):
        return FtcHsr(), Request(FEED_URL, HSR_FEED, "example")
    return Ftc(), Request(COMPETITION, "feed", "example")


def as_json(parsed: Parsed) -> dict[str, Any]:
    return {
        "cases": [case_json(case) for case in parsed.cases],
        "items": [item_json(item) for item in parsed.items],
        "warnings": list(parsed.warnings),
        "memory": dict(parsed.memory),
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
        "authors": list(item.authors),
    }
    return {name: value for name, value in shown.items() if value}


def test_there_are_examples_of_both_sources() -> None:
    assert len([path for path in EXAMPLES if path.name.startswith("ftc_hsr")]) >= 8
    assert len([path for path in EXAMPLES if not path.name.startswith("ftc_hsr")]) >= 4


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_is_read_as_expected(path: Path) -> None:
    expected = path.with_suffix(".expected.json")
    assert expected.exists(), f"{path.name} has no expected reading beside it"
    assert reading(path) == json.loads(expected.read_text("utf-8"))
