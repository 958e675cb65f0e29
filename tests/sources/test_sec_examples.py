"""Every example of EDGAR's answers and of the SEC's notices has its expected reading beside it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dealwatch.model.dates import instant_text
from dealwatch.model.facts import FeedItem
from dealwatch.model.source import Document, Known, Parsed, Request, SourceProblem
from dealwatch.sources.sec import ATOM, FEED, FILINGS, FOUND, NAMES, SEARCH, Sec
from dealwatch.sources.sec_search import search_request

FOLDER = Path(__file__).parent
EXAMPLES = sorted(path for path in FOLDER.glob("sec_*.*") if not path.name.endswith(".expected.json"))
SEEN = datetime(2031, 3, 6, 3, 0, tzinfo=UTC)
COMPANIES = ("Harbour Grain", "Meta", "Twin", "OpenAI")


def reading(path: Path) -> dict[str, Any]:
    request = asked(path)
    document = Document(request, request.url, path.read_bytes(), "", SEEN)
    try:
        return as_json(Sec().parse(document, Known(SEEN, companies=COMPANIES)))
    except SourceProblem as problem:
        return {"problem": problem.state.value, "title": problem.title, "detail": problem.detail}


def asked(path: Path) -> Request:
    if path.name.startswith("sec_search_too_many"):
        return Request("https://efts.sec.gov/LATEST/search-index?q=grain", FOUND, "example")
    if path.name.startswith("sec_search"):
        return search_request("Harbour Grain", f"{SEARCH} Harbour Grain", SEEN.date(), SEEN.date())
    if path.name.startswith("sec_submissions"):
        return Request("https://data.sec.gov/submissions/CIK0000123456.json", f"{FILINGS} 0000123456", "example")
    role = {"sec_names": NAMES, "sec_atom": ATOM, "sec_feed": FEED}["_".join(path.name.split(".")[0].split("_")[:2])]
    return Request("https://www.sec.gov/example", role, "example")


def as_json(read: Parsed) -> dict[str, Any]:
    return {
        "items": [item_json(item) for item in read.items],
        "follow": [[request.url, request.role] for request in read.follow],
        "warnings": list(read.warnings),
        "memory": dict(read.memory),
        "cases": list(read.cases),
    }


def item_json(item: FeedItem) -> dict[str, Any]:
    shown = {
        "key": item.key,
        "title": item.title,
        "link": item.link,
        "summary": item.summary,
        "published": instant_text(item.published) if item.published else "",
        "printed": item.published_words,
        "place": item.locator,
    }
    return {name: value for name, value in shown.items() if value}


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 18


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_is_read_as_expected(path: Path) -> None:
    expected = path.with_suffix(".expected.json")
    assert expected.exists(), f"{path.name} has no expected reading beside it"
    assert reading(path) == json.loads(expected.read_text("utf-8"))
