"""Every example page of the ACCC register has its expected reading beside it."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from dealwatch.model.facts import CaseFacts, Fact
from dealwatch.model.source import Document, Known, KnownCase, Parsed, Request, SourceProblem
from dealwatch.sources.accc import CASE, LIST, REGISTER, Accc
from dealwatch.sources.printed import clean

FOLDER = Path(__file__).parent
EXAMPLES = sorted(FOLDER.glob("accc_*.html"))
SEEN = datetime(2026, 3, 6, 1, 0, tzinfo=UTC)


def read(path: Path, known: Known | None = None) -> Parsed:
    role = LIST if path.stem.startswith("accc_list") else CASE
    request = Request(REGISTER if role == LIST else f"{REGISTER}/{path.stem}", role, "example")
    document = Document(request, request.url, path.read_bytes(), "text/html", SEEN)
    return Accc().parse(document, known or Known(SEEN))


def as_json(parsed: Parsed) -> dict[str, Any]:
    return {
        "cases": [case_json(case) for case in parsed.cases],
        "follow": [asdict(request)["url"] for request in parsed.follow],
        "warnings": list(parsed.warnings),
    }


def case_json(case: CaseFacts) -> dict[str, Any]:
    return {
        "number": case.number,
        "provider": case.provider,
        "complete": sorted(case.complete),
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


def refused(path: Path) -> bool:
    """Whether the page is expected to be refused as a whole."""
    expected = path.with_suffix(".expected.json")
    return expected.exists() and "problem" in json.loads(expected.read_text("utf-8"))


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 15


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_read_as_expected(path: Path) -> None:
    expected_path = path.with_suffix(".expected.json")
    assert expected_path.exists(), f"{path.name} has no expected reading beside it"
    expected = json.loads(expected_path.read_text("utf-8"))
    try:
        found: dict[str, Any] = as_json(read(path))
    except SourceProblem as problem:
        found = {"problem": problem.state.value, "title": problem.title, "detail": problem.detail}
    assert found == expected


@pytest.mark.parametrize("path", [path for path in EXAMPLES if not refused(path)], ids=lambda path: path.stem)
def test_every_fact_can_be_found_again_in_its_page(path: Path) -> None:
    tree = LexborHTMLParser(path.read_bytes())
    facts = [fact for case in read(path, everything_known()).cases for fact in case.facts]
    assert facts
    for fact in facts:
        nodes = tree.css(fact.locator)
        assert nodes, f"{fact.name}: nothing at {fact.locator}"
        text = clean(" ".join(node.text(separator=" ") for node in nodes))
        quoted = fact.quote.rpartition(": ")[2] if not fact.name.startswith("document:") else fact.words
        for part in quoted.split("; "):
            assert part in text, f"{fact.name}: {part!r} is not at {fact.locator}"


def everything_known() -> Known:
    """Known as far as the list shows it, so that the list itself states its rows."""
    phase = "Phase 1 - initial assessment"
    rows = {
        "MN-12345": ("Harbour Grain – Coastal Silos", "Under assessment", phase, "Notification"),
        "WA-60001": ("Alpine Lifts – Snow School", "Assessment completed", "", "Waiver"),
        "MN-30001": ("Keg Partners - Barrel Pool", "Assessment suspended", phase, "Notification"),
    }
    days = {"MN-12345": {"date:notified": "2026-02-19"}, "WA-60001": {"date:applied": "2026-02-02"}}
    cases = {}
    for number, (title, status, stage, kind) in rows.items():
        facts = {"title": title, "text:status": status, "text:stage": stage, "text:type": kind, **days.get(number, {})}
        cases[number] = KnownCase(number, "", facts, False, False, SEEN)
    return Known(SEEN, cases=cases)


def test_both_templates_tell_the_same() -> None:
    """The register changed its template on 18 November 2025: not one fact may differ for that."""
    newer, older = (
        {fact.name: fact.value for case in read(FOLDER / f"accc_case_{name}.html").cases for fact in case.facts}
        for name in ("running", "old_template")
    )
    assert newer == older
