"""Every example of a feed (and of what comes in its place) has its expected reading beside it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dealwatch.model.dates import instant_text
from dealwatch.model.source import Document, Known, Parsed, SourceProblem
from dealwatch.sources.feed import Feed

FOLDER = Path(__file__).parent
EXAMPLES = sorted(path for path in FOLDER.glob("feed_*.*") if not path.name.endswith(".expected.json"))
ADDRESS = "https://office.northport.test/feeds/news.xml"
SEEN = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)


def reading(path: Path) -> dict[str, Any]:
    source = Feed(ADDRESS)
    request = source.plan(Known(SEEN))[0]
    document = Document(request, ADDRESS, path.read_bytes(), "application/xml", SEEN)
    try:
        return as_json(source.parse(document, Known(SEEN)))
    except SourceProblem as problem:
        return {"problem": problem.state.value, "title": problem.title, "detail": problem.detail}


def as_json(parsed: Parsed) -> dict[str, Any]:
    items = []
    for item in parsed.items:
        shown = {
            "key": item.key,
            "title": item.title,
            "link": item.link,
            "summary": item.summary,
            "published": instant_text(item.published) if item.published else "",
            "printed": item.published_words,
            "authors": list(item.authors),
            "place": item.locator,
        }
        items.append({name: value for name, value in shown.items() if value})
    return {"title": parsed.title, "items": items, "warnings": list(parsed.warnings)}


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 20


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_is_read_as_expected(path: Path) -> None:
    expected = path.with_suffix(".expected.json")
    assert expected.exists(), f"{path.name} has no expected reading beside it"
    assert reading(path) == json.loads(expected.read_text("utf-8"))
