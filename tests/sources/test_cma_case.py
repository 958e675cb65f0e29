"""Case pages beyond the examples: numbers, files, labels, moves and silent edits."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dealwatch.model.facts import CaseFacts, Fact
from dealwatch.model.source import Document, Known, Request
from dealwatch.sources.cma import Cma

NOW = datetime(2026, 2, 5, 8, 0, tzinfo=UTC)
ITEM: dict[str, Any] = json.loads((Path(__file__).parent / "cma_case_phase_1.json").read_text("utf-8"))


def read(item: dict[str, Any]) -> CaseFacts:
    body = json.dumps(item).encode()
    document = Document(Request("u", "case", "p"), "https://www.gov.uk/x", body, "application/json", NOW)
    (facts,) = Cma().parse(document, Known(NOW)).cases
    return facts


def changed(**details: Any) -> dict[str, Any]:
    item = copy.deepcopy(ITEM)
    item["details"] |= details
    return item


def values(facts: CaseFacts) -> dict[str, str]:
    return {fact.name: fact.value for fact in facts.facts}


def difference(item: dict[str, Any]) -> set[str]:
    before, after = values(read(ITEM)), values(read(item))
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def test_re_indexing_is_no_news() -> None:
    assert difference(ITEM | {"updated_at": "2026-03-01T00:00:00Z", "publishing_request_id": "9"}) == set()


def test_a_moved_page_stays_the_same_case() -> None:
    moved = read(ITEM | {"base_path": "/cma-cases/new-name"})
    assert moved.number == read(ITEM).number
    assert moved.url == "https://www.gov.uk/cma-cases/new-name"
    assert difference(ITEM | {"base_path": "/cma-cases/new-name"}) == set()


def test_a_silently_moved_deadline_shows() -> None:
    body = ITEM["details"]["body"].replace("2 April 2026", "16 April 2026")
    assert difference(changed(body=body)) == {"deadline:phase_1"}


def test_a_silently_closed_case_shows() -> None:
    metadata = ITEM["details"]["metadata"] | {"case_state": "closed", "outcome_type": "mergers-phase-1-clearance"}
    assert difference(changed(metadata=metadata)) == {
        "stage",
        "outcome",
        "clock",
        "overlay",
        "text:case_state",
        "text:outcome",
        "text:contradiction",
    }


def test_a_silently_added_file_shows() -> None:
    file = ITEM["details"]["attachments"][0] | {"content_id": None, "id": "new", "url": "https://assets.test/n.pdf"}
    assert difference(changed(attachments=[*ITEM["details"]["attachments"], file])) == {"document:new"}
    bare = file | {"id": None}
    assert difference(changed(attachments=[*ITEM["details"]["attachments"], bare])) == {
        "document:https://assets.test/n.pdf"
    }


def test_an_invitation_that_closes_changes_nothing() -> None:
    closing = "Invitation to comment: closes 3 February 2026"
    body = ITEM["details"]["body"].replace("Invitation to comment: Closed", closing)
    assert difference(changed(body=body)) == set()


def test_a_replaced_file_is_the_same_document() -> None:
    files = copy.deepcopy(ITEM["details"]["attachments"])
    files[0]["url"] = "https://assets.publishing.service.gov.uk/media/other/IEO_2.pdf"
    assert difference(changed(attachments=files)) == set()


def test_updates_without_note_or_time() -> None:
    history = [
        {"note": None, "public_timestamp": "2026-01-05T23:30:00Z"},
        {"note": "x", "public_timestamp": "soon"},
        {"note": "Summer time", "public_timestamp": "2026-07-01T23:30:00.123+00:00"},
    ]
    facts = {fact.name: fact for fact in read(changed(change_history=history)).facts if "update" in fact.name}
    assert [(fact.value, str(fact.occurred_on)) for fact in facts.values()] == [
        ("Updated", "2026-01-05"),
        ("Summer time", "2026-07-02"),
    ]


def number_of(item: dict[str, Any]) -> Fact | None:
    return read(item).get("text:number")


@pytest.mark.parametrize(
    ("title", "description", "number"),
    [
        ("Decision ME 7100/24 (PDF)", "", "ME/7100/24"),
        ("Decision ME/7100/24, see ME/6000/20", "ME/7100/24 is the case", "ME/7100/24"),
        ("Decision", "CMA merger case MER-12345", "MER-12345"),
        ("Decision", "Nothing", ""),
    ],
)
def test_the_printed_number(title: str, description: str, number: str) -> None:
    files = [ITEM["details"]["attachments"][0] | {"title": title}]
    found = number_of(changed(attachments=files, body="<p>Text</p>") | {"description": description})
    assert (found.value if found else "") == number


def test_labels_come_from_the_finder_and_may_be_missing() -> None:
    assert read(ITEM).get("text:case_state") == Fact(
        "text:case_state", "open", "Open", "/details/metadata/case_state", "open"
    )
    for links in ({}, {"finder": [{"details": 7}]}):
        found = read(ITEM | {"links": links}).get("text:case_state")
        assert found is not None
        assert found.words == "open"


def test_values_of_any_shape_are_kept_or_left_out() -> None:
    metadata = {"case_type": {"value": "mergers"}, "case_state": "open", "market_sector": [{"value": "x"}, "y", 7]}
    found = values(read(changed(metadata=metadata)))
    assert found["text:market_sector"] == "x, y"
    assert "date:opened" not in found


def test_titles_that_name_no_two_parties() -> None:
    for title in ("Monitoring of commitments", "A / B and C / D merger inquiries"):
        assert read(ITEM | {"title": title}).get("party:merging") is None
    found = read(ITEM | {"title": "A / B partnership merger inquiry"}).get("party:merging")
    assert found is not None
    assert found.value == "A\nB"


def test_links_on_the_page_that_the_data_do_not_list() -> None:
    media = "https://assets.publishing.service.gov.uk/media"
    body = (
        f"<p>See <a href='{media}/aa/one.pdf'>One</a> (1.2.26) and <a href='{media}/bb/two.pdf'>Two</a>, "
        f"<a href='https://elsewhere.test/x'>elsewhere</a>, <a href='{media}/aa/one.pdf'>One</a></p>"
        f"<ul><li><p><a href='{media}/cc/three.pdf'>Three</a><br>(3.2.26)</p><ul><li>"
        f"<a href='{media}/dd/four.pdf'>Four</a></li></ul></li></ul>"
        f"<table><tr><td><p>3 March 2026</p></td><td><p><a href='{media}/ee/five.pdf'>Five</a></p></td></tr></table>"
    )
    found = {fact.name: fact for fact in read(changed(body=body, attachments=[])).facts if "media:" in fact.name}
    assert {name: (fact.value, str(fact.occurred_on or "")) for name, fact in found.items()} == {
        "document:media:aa": ("One", "2026-02-01"),
        "document:media:bb": ("Two", ""),
        "document:media:cc": ("Three", "2026-02-03"),
        "document:media:dd": ("Four", ""),
    }


def test_tables_that_are_no_timetables_are_passed_over() -> None:
    body = (
        "<h2>Sites</h2><table><tr><td>Site 1</td><td>3 March 2026</td></tr></table><table></table>"
        "<h2>More</h2><table><tr><th>Event</th><th>Date</th></tr>"
        "<tr><td>Hearing (moved from 2 March 2026)</td><td></td><td>x</td></tr>"
        "<tr><td>Only one cell</td></tr><tr><td>Hearing on 5 May 2026</td><td>Room 1</td></tr></table>"
        "<h2>Timetable</h2><p>Case officer: Clerk</p><p>Deadline for remedies: soon</p><p>Deadline: 7 March 2026</p>"
    )
    found = values(read(changed(body=body, attachments=[])))
    told = ("date:x", "date:room", "deadline", "text:time")
    assert {name: value for name, value in found.items() if name.startswith(told)} == {
        "date:x": "2026-03-02",
        "date:room_1": "2026-05-05",
        "deadline:deadline": "2026-03-07",
        "text:timetable_remedies": "soon",
    }


def test_an_invitation_of_one_day_and_a_dated_paragraph_without_heading() -> None:
    body = "<p>3 March 2026: Something.</p><h2>Timetable</h2><p>Invitation to comment: 4 March 2026</p>"
    found = values(read(changed(body=body, attachments=[])))
    assert {name: value for name, value in found.items() if name.startswith(("date:c", "document:step"))} == {
        "date:comments_from": "2026-03-04"
    }
