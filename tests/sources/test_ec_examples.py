"""Every example of the Commission's files and answers has its expected reading beside it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dealwatch.model.facts import CaseFacts, Fact
from dealwatch.model.source import Document, Known, Parsed, Request, SourceProblem
from dealwatch.sources.ec import Ec
from dealwatch.sources.ec_requests import BULK, CONFIG, SEARCH

FOLDER = Path(__file__).parent
EXAMPLES = sorted(path for path in FOLDER.glob("ec_*.json") if not path.name.endswith(".expected.json"))
READABLE = [path for path in EXAMPLES if '"cases"' in path.with_suffix(".expected.json").read_text("utf-8")]
SEEN = datetime(2026, 9, 10, 8, 0, tzinfo=UTC)
QUESTIONS = {"cases": "cases=M.20002,M.20009,M.29999", "in-phase": "in-phase", "latest": "latest", "saved": ""}


def document(path: Path) -> Document:
    _, role, *rest = path.stem.split("_")
    name = QUESTIONS.get("_".join(rest), "open")
    address = {"bulk": BULK, "config": CONFIG}.get(role, f"{SEARCH}?pageNumber=1&apiKey=CLIENT_KEY#{name}")
    request = Request(address, role, "example")
    return Document(request, address.partition("#")[0], path.read_bytes(), "application/json", SEEN)


def as_json(parsed: Parsed) -> dict[str, Any]:
    return {
        "cases": [case_json(case) for case in parsed.cases],
        "follow": [request.url.partition("#")[2] for request in parsed.follow],
        "listed": None if parsed.listed is None else sorted(parsed.listed),
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
        "place": case.record_locator,
        "warnings": list(case.warnings),
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
    assert len(EXAMPLES) >= 14


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_read_as_expected(path: Path) -> None:
    expected_path = path.with_suffix(".expected.json")
    assert expected_path.exists(), f"{path.name} has no expected reading beside it"
    try:
        found: dict[str, Any] = as_json(Ec().parse(document(path), Known(SEEN)))
    except SourceProblem as problem:
        found = {"problem": problem.state.value, "title": problem.title, "detail": problem.detail}
    assert found == json.loads(expected_path.read_text("utf-8"))


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.stem)
def test_every_fact_can_be_found_again_at_its_place(path: Path) -> None:
    shown = document(path)
    cases = list(Ec().parse(shown, Known(SEEN)).cases)
    for case in cases:
        content = json.loads(shown.body if case.record is None else case.record)
        for fact in case.facts:
            if fact.locator:
                assert fact.quote in at(content, fact.locator), fact.name
                assert fact.quote, fact.name
            if fact.name in ("stage", "outcome", "title") or fact.name.startswith(("deadline:", "date:", "document:")):
                assert fact.locator, fact.name


@pytest.mark.parametrize("path", [path for path in EXAMPLES if "bulk" in path.name], ids=lambda path: path.stem)
def test_a_record_is_the_bytes_of_the_file_at_its_place(path: Path) -> None:
    shown = document(path)
    content = json.loads(shown.body)
    for case in Ec().parse(shown, Known(SEEN)).cases:
        pointer, _, byte_range = case.record_locator.partition(" bytes=")
        first, last = map(int, byte_range.split("-"))
        assert shown.body[first : last + 1] == case.record
        assert at(content, pointer) == json.loads(case.record or b"")


def at(content: Any, pointer: str) -> Any:
    for part in pointer.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        content = content[int(name) if isinstance(content, list) else name]
    return content
