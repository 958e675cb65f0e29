"""Every example of the CMA's documents has its expected reading beside it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dealwatch.model.facts import CaseFacts, Fact
from dealwatch.model.source import Document, Known, Parsed, Request, SourceProblem
from dealwatch.sources.cma import Cma
from dealwatch.sources.cma_search import CASE, SEARCH, SURVEYED

FOLDER = Path(__file__).parent
EXAMPLES = sorted(path for path in FOLDER.glob("cma_*.*") if not path.name.endswith(".expected.json"))
SEEN = datetime(2026, 2, 5, 8, 0, tzinfo=UTC)


def reading(path: Path) -> dict[str, Any]:
    kind = path.stem.split("_")[1]
    url = f"https://www.gov.uk/{kind}"
    request = Request(url, SEARCH if kind == "search" else CASE, "example")
    document = Document(request, url, path.read_bytes(), "application/json", SEEN, saved=kind == "page")
    try:
        memory = {} if "_whole_" in path.stem else {SURVEYED: "2026-01-01T00:00:00Z"}
        return as_json(Cma().parse(document, Known(SEEN, memory=memory)))
    except SourceProblem as problem:
        return {"problem": problem.state.value, "title": problem.title}


def as_json(parsed: Parsed) -> dict[str, Any]:
    return {
        "cases": [case_json(case) for case in parsed.cases],
        "follow": [f"{request.role} {request.url}" for request in parsed.follow],
        "memory": dict(parsed.memory),
        "warnings": list(parsed.warnings),
    }


def case_json(case: CaseFacts) -> dict[str, Any]:
    return {
        "number": case.number,
        "provider": case.provider,
        "procedure": case.procedure,
        "url": case.url,
        "complete": sorted(case.complete),
        "precedence": case.precedence,
        "facts": {fact.name: fact_json(fact) for fact in case.facts},
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


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 20


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_is_read_as_expected(path: Path) -> None:
    expected = path.with_suffix(".expected.json")
    assert expected.exists(), f"{path.name} has no expected reading beside it"
    assert reading(path) == json.loads(expected.read_text("utf-8"))
