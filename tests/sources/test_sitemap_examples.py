"""Every example of a sitemap (and of what comes in its place) has its expected reading beside it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dealwatch.model.source import Document, Known, SourceProblem
from dealwatch.sources.sitemap import Sitemap

FOLDER = Path(__file__).parent
EXAMPLES = sorted(path for path in FOLDER.glob("sitemap_*.*") if not path.name.endswith(".expected.json"))
ADDRESS = "https://office.northport.test/sitemap.xml"
SEEN = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)


def reading(path: Path, target: dict[str, str]) -> dict[str, Any]:
    source = Sitemap({"url": ADDRESS, **target})
    document = Document(source.plan(Known(SEEN))[0], ADDRESS, path.read_bytes(), "application/xml", SEEN)
    try:
        parsed = source.parse(document, Known(SEEN))
    except SourceProblem as problem:
        return {"problem": problem.state.value, "detail": problem.detail}
    items = [{"title": item.title, "link": item.link, "printed": item.published_words} for item in parsed.items]
    shown = {
        "follow": [request.url for request in parsed.follow],
        "warnings": list(parsed.warnings),
    }
    return {
        "items": [{name: value for name, value in item.items() if value} for item in items],
        **{name: value for name, value in shown.items() if value},
    }


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 8


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_is_read_as_expected(path: Path) -> None:
    expected = path.with_name(f"{path.name.partition('.')[0]}.expected.json")
    assert expected.exists(), f"{path.name} has no expected reading beside it"
    told = json.loads(expected.read_text("utf-8"))
    target = told.pop("target", {})
    assert reading(path, target) == told
