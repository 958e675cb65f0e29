"""The CMA source on recorded payloads: Content API items, openings of case pages, five snapshots of the register."""

from __future__ import annotations

import importlib.util
import json
import lzma
import os
import re
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

import pytest

from dealwatch.model.facts import CaseFacts
from dealwatch.model.source import Document, Known, Parsed, Request
from dealwatch.sources.cma import Cma
from dealwatch.sources.cma_search import CASE, SEARCH

SHARED = Path(os.environ.get("DEALWATCH_SHARED", Path(__file__).parents[3] / "shared"))
DATA = SHARED / "data" / "uk-cma"
NOW = datetime(2026, 10, 1, tzinfo=UTC)

pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not DATA.is_dir(), reason="the recorded payloads are not here (DEALWATCH_SHARED)"),
]


def parse(body: bytes, url: str, role: str, at: datetime = NOW, memory: dict[str, Any] | None = None) -> Parsed:
    return Cma().parse(
        Document(Request(url, role, "p"), url, body, "application/json", at), Known(at, memory=memory or {})
    )


def read(body: bytes) -> CaseFacts:
    (facts,) = parse(body, "https://www.gov.uk/api/content/cma-cases/x", CASE).cases
    return facts


def values(facts: CaseFacts) -> dict[str, str]:
    return {fact.name: fact.value for fact in facts.facts}


def told(facts: CaseFacts, *names: str) -> list[str]:
    found = values(facts)
    return [found.get(name, "") for name in names]


def test_an_item_of_2025_is_read_whole() -> None:
    facts = read((DATA / "publishing-api.example.cma-cases-with-change-history.json").read_bytes())
    assert facts.number == "819cf951-89d9-435d-b0c8-816ab71c3e71"
    assert facts.url == "https://www.gov.uk/cma-cases/topps-tiles-slash-ctd-tiles-certain-assets-merger-inquiry"
    assert told(facts, "stage", "outcome", "clock", "overlay") == ["notified", "pending", "running", "interim_measures"]
    assert told(facts, "deadline:phase_1", "date:notified", "date:comments_from", "date:comments_until") == [
        "2025-02-17",
        "2024-12-18",
        "2024-12-04",
        "2024-12-18",
    ]
    assert told(facts, "date:initial_enforcement_order", "date:opened") == ["2024-10-03", "2024-10-03"]
    names = list(values(facts))
    assert sum(name.startswith("document:update:") for name in names) == 7
    stage = facts.get("stage")
    assert stage is not None
    assert stage.quote.startswith("18 December 2024: The CMA announced the launch of its merger inquiry")
    notice = facts.get("document:c8b29348-af7e-4206-a337-2279e0a98e63")
    assert notice is not None
    assert (notice.value, str(notice.occurred_on)) == ("Commencement notice (PDF, 90KB)", "2024-12-18")
    sector = facts.get("text:market_sector")
    assert sector is not None
    assert sector.words == "Retail and wholesale"


def test_an_item_whose_page_and_data_disagree_keeps_both() -> None:
    facts = read((DATA / "publishing-api.example.cma-cases.json").read_bytes())
    assert told(facts, "stage", "outcome", "clock") == ["decision", "cleared", "none"]
    assert told(facts, "text:shown_on_page", "deadline:phase_1", "date:closed") == [
        "notified",
        "2015-09-07",
        "2015-08-20",
    ]
    assert told(facts, "date:comments_from", "date:comments_until") == ["2015-07-10", "2015-07-24"]
    assert "text:contradiction" in values(facts)
    assert facts.warnings


def opening(name: str) -> tuple[dict[str, str], str]:
    """Case data and body of a page of which only the beginning, as Markdown, is recorded."""
    text = (DATA / "pages" / f"{name}.opening.md").read_text("utf-8")
    pairs = re.findall(r"/cma-cases\?(\w+)%5B%5D=([\w-]+)\)", text)
    head, _, rest = text.partition("\n## ")
    body = []
    for line in f"## {rest}".splitlines():
        link = re.fullmatch(r"- \[(.+?)\]\((.+?)\)(.*)", line)
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        if line.startswith("#"):
            level, title = line.split(" ", 1)
            body.append(f"<h{len(level)}>{escape(title)}</h{len(level)}>")
        elif link:
            body.append(f"<ul><li><a href='{link[2]}'>{link[1]}</a>{link[3]}</li></ul>")
        elif cells and not set("".join(cells)) <= {"-"}:
            body.append(f"<table><tr><td>{cells[0]}</td><td>{cells[1]}</td></tr></table>")
        elif not cells:
            body.append(f"<p>{escape(line)}</p>")
    assert "merger inquiry" in head
    return dict(pairs), re.sub(r"</table>\n<table>", "", "\n".join(body))


@pytest.mark.parametrize(
    ("name", "status", "days"),
    [
        (
            "adobe-figma",
            ("decision", "withdrawn"),
            {"date:referred": "2023-07-13", "deadline:phase_2": "2024-02-25", "date:cancelled": "2023-12-18"},
        ),
        (
            "amazon-anthropic",
            ("decision", "no_jurisdiction"),
            {"date:decision": "2024-09-27", "date:notified": "2024-08-08", "date:comments_until": "2024-05-09"},
        ),
        (
            "microsoft-activision",
            ("decision", "prohibited"),
            {"date:referred": "2022-09-15", "deadline:phase_2": "2023-04-26"},
        ),
        (
            "nec-capita",
            ("post_decision", "cleared_conditions"),
            {"date:referred": "2022-05-12", "deadline:phase_2": "2022-12-21"},
        ),
    ],
)
def test_the_three_timetable_shapes_of_real_pages(name: str, status: tuple[str, str], days: dict[str, str]) -> None:
    metadata, body = opening(name)
    item = {
        "content_id": "0",
        "base_path": f"/cma-cases/{name}",
        "title": name,
        "document_type": "cma_case",
        "details": {"body": body, "metadata": metadata},
    }
    facts = read(json.dumps(item).encode())
    assert told(facts, "stage", "outcome") == list(status)
    assert told(facts, *days) == list(days.values())


def payloads() -> ModuleType:
    spec = importlib.util.spec_from_file_location("cma_payloads", SHARED / "tools" / "cma_payloads.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def snapshots() -> list[dict[str, Any]]:
    found = [json.loads(lzma.decompress(path.read_bytes())) for path in sorted(DATA.glob("snapshots/*.json.xz"))]
    return sorted(found, key=lambda snapshot: str(snapshot["generatedAt"]))


def test_between_snapshots_changes_what_was_changed_and_nothing_else() -> None:
    made = payloads()
    before: dict[str, tuple[dict[str, Any], dict[str, str]]] = {}
    updates: dict[str, list[str]] = {}
    seen = 0
    for snapshot in snapshots():
        for case in snapshot["cases"]:
            link = case["link"]
            old_case, old = before.get(link, ({}, {}))
            if old_case.get("updatedAt") != case["updatedAt"]:
                updates.setdefault(link, []).append(case["updatedAt"])
            new = values(read(json.dumps(made.content_item(case, updates[link])).encode()))
            before[link] = (case, new)
            if not old:
                continue
            seen += 1
            moved = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
            alike = all(
                old_case[key] == case[key]
                for key in ("updatedAt", "sourceStatus", "stage", "highlights", "closedAt", "title", "description")
            )
            assert not (alike and moved), (link, moved)
            assert ("text:case_state" in moved) == (old_case["sourceStatus"] != case["sourceStatus"])
            assert ("date:closed" in moved) == (old_case["closedAt"] != case["closedAt"])
            deadlines = [[mark for mark in each["highlights"] if "deadline" in mark] for each in (old_case, case)]
            assert any(name.startswith("deadline:") for name in moved) == (deadlines[0] != deadlines[1])
            if "stage" in moved:
                phrase = [re.search(r"seeking|investigat", each["description"]) for each in (old_case, case)]
                words = [match[0] if match else "" for match in phrase]
                closed = old_case["sourceStatus"] != case["sourceStatus"]
                assert closed or old_case["stage"] != case["stage"] or words[0] != words[1], (link, old, new)
    assert seen > 80


def test_the_list_of_a_snapshot_is_read_and_unchanged_cases_are_left_alone() -> None:
    made = payloads()
    first, second = snapshots()[:2]
    memory: dict[str, Any] = {}
    query = (
        "filter_format=cma_case&filter_case_type=mergers&order=-public_timestamp&count=100&start=0&fields=title,link"
    )
    for number, snapshot in enumerate((first, first, second)):
        stored = json.dumps(made.search_documents(snapshot["cases"])).encode()
        fields = Cma().plan(Known(NOW))[0].url
        status, _, body = made.answer_search(stored, urlsplit(fields).query, b"")
        assert status == 200
        parsed = parse(body, f"https://www.gov.uk/api/search.json?{query}", SEARCH, memory=memory)
        followed = [request for request in parsed.follow if request.role == CASE]
        assert len(tuple(parsed.cases)) == len(snapshot["cases"])
        assert not parsed.warnings
        assert (number == 1) == (not followed)
        memory |= parsed.memory
