"""Every example of a watched page (and of what comes in its place) has its expected first reading beside it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dealwatch.model.source import Document, Known, SourceProblem
from dealwatch.sources.page import Page

FOLDER = Path(__file__).parent
EXAMPLES = sorted(path for path in FOLDER.glob("page_*.*") if path.suffix in (".html", ".xml", ".txt"))
ADDRESS = "https://office.northport.test/case"
SEEN = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)


def reading(path: Path, target: dict[str, str]) -> dict[str, Any]:
    source = Page({"url": ADDRESS, **target})
    document = Document(source.plan(Known(SEEN))[0], ADDRESS, path.read_bytes(), "text/html", SEEN)
    try:
        parsed = source.parse(document, Known(SEEN))
    except SourceProblem as problem:
        return {"problem": problem.state.value, "words": problem.title, "detail": problem.detail}
    items = [{"title": item.title, "link": item.link, "place": item.locator} for item in parsed.items]
    return {
        "title": parsed.title,
        "items": [{name: value for name, value in item.items() if value} for item in items],
    }


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 10


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_is_read_as_expected(path: Path) -> None:
    expected = path.with_suffix(".expected.json")
    assert expected.exists(), f"{path.name} has no expected reading beside it"
    told = json.loads(expected.read_text("utf-8"))
    target = told.pop("target")
    assert reading(path, target) == told
