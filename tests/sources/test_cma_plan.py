"""What the CMA source asks for, follows and owns."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from dealwatch.model.source import Document, Known, KnownCase, Parsed, Request, SourceProblem, SourceState
from dealwatch.sources.cma import Cma
from dealwatch.sources.cma_search import CASE, SEARCH, SURVEYED, search_request
from dealwatch.watch.ports import Source

NOW = datetime(2026, 2, 5, 8, 0, tzinfo=UTC)
IDS = [f"c0000000-0000-4000-8000-{number:012}" for number in range(200)]


def case(
    number: int, *, state: str = "", watched: bool = False, decided: bool = False, url: str = "/cma-cases/x"
) -> KnownCase:
    facts = {"text:case_state": state} if state else {}
    return KnownCase(IDS[number], f"https://www.gov.uk{url}-{number}", facts, watched, decided, NOW)


def known(*cases: KnownCase, forced: bool = False, memory: dict[str, Any] | None = None) -> Known:
    return Known(NOW, forced, {one.number: one for one in cases}, {SURVEYED: "2026-01-01T00:00:00Z"} | (memory or {}))


def result(number: int, **changes: Any) -> dict[str, Any]:
    plain = {
        "title": f"Case {number}",
        "link": f"/cma-cases/x-{number}",
        "content_id": IDS[number],
        "case_type": "mergers",
        "case_state": "open",
        "public_timestamp": "2026-02-04T09:00:00Z",
        "updated_at": "2026-02-04T09:00:00Z",
    }
    return plain | changes


def search(results: list[dict[str, Any]], state: Known, total: int = 0, start: int = 0) -> Parsed:
    body = json.dumps({"results": results, "total": total or len(results), "start": start}).encode()
    request = search_request(start)
    return Cma().parse(Document(request, request.url, body, "application/json", NOW), state)


def follows(parsed: Parsed) -> list[str]:
    return [request.url.rpartition("/")[2] for request in parsed.follow if request.role == CASE]


def test_every_pass_begins_with_the_newest_and_the_first_goes_on_to_the_end() -> None:
    source: Source = Cma()
    assert source.plan(Known(NOW)) == source.plan(known()) == [search_request()]
    begun = search([result(1)], Known(NOW), total=3)
    assert begun.follow[-1] == search_request(1, whole=True)
    assert parse_qs(urlsplit(begun.follow[-1].url).query)["count"] == ["1500"]
    assert SURVEYED not in begun.memory
    ended = search([result(2), result(3)], Known(NOW), total=3, start=1)
    assert ended.memory[SURVEYED] == "2026-02-05T08:00:00Z"
    assert SURVEYED not in search([result(1)], known()).memory


def test_watched_and_open_cases_are_asked_for_in_every_pass() -> None:
    cases = [
        case(1, state="open", decided=True),
        case(2, state="closed", watched=True),
        case(3, state="closed"),
        case(4),
        case(5, decided=True),
        case(6, watched=True, url="/elsewhere/x"),
    ]
    planned = Cma().plan(known(*cases))[1:]
    assert [request.url for request in planned] == [
        f"https://www.gov.uk/api/content/cma-cases/x-{number}" for number in (1, 2, 4)
    ]
    assert [request.case for request in planned] == [IDS[1], IDS[2], IDS[4]]


def test_a_check_by_hand_asks_for_every_page_read_before() -> None:
    cases = (case(3, state="closed"), case(5, state="closed"))
    memory = {f"read:{IDS[3]}": "2026-01-01T00:00:00Z"}
    assert len(Cma().plan(known(*cases, memory=memory))) == 1
    assert [request.case for request in Cma().plan(known(*cases, forced=True, memory=memory))[1:]] == [IDS[3]]


def test_pages_of_new_and_moved_cases_are_followed() -> None:
    before = search([result(1), result(2), result(3)], known())
    memory = dict(before.memory)
    again = search([result(1), result(2, updated_at="2026-02-05T00:00:00Z"), result(3)], known(memory=memory))
    assert follows(before) == ["x-1", "x-2", "x-3"]
    assert follows(again) == ["x-2"]
    assert all(request.fresh for request in again.follow)
    assert memory[f"listed:{IDS[1]}"] == "2026-02-04T09:00:00Z|2026-02-04T09:00:00Z"


def test_a_full_page_of_moved_cases_asks_for_the_next() -> None:
    moved = [result(number) for number in range(100)]
    assert parse_qs(urlsplit(search(moved, known(), total=300).follow[-1].url).query)["start"] == ["100"]
    memory = {f"listed:{IDS[99]}": "2026-02-04T09:00:00Z|2026-02-04T09:00:00Z"}
    assert all(request.role == CASE for request in search(moved, known(memory=memory), total=300).follow)
    assert all(request.role == CASE for request in search(moved, known(), total=9999, start=950).follow)


def test_of_other_types_only_watched_cases_are_read() -> None:
    study = result(1, case_type="markets")
    assert search([study], known()).cases == ()
    (facts,) = search([study], known(case(1, watched=True))).cases
    assert facts.procedure == ""
    assert facts.get("stage") is None


def test_a_watched_old_case_is_read_at_the_first_pass() -> None:
    old = result(1, case_state="closed", public_timestamp="2015-01-01T00:00:00Z")
    assert follows(search([old], Known(NOW))) == []
    watched = Known(NOW, cases={IDS[1]: case(1, watched=True)})
    assert follows(search([old], watched)) == ["x-1"]


def test_a_result_without_identity_is_known_by_its_page() -> None:
    (facts,) = search([result(1, content_id=None), result(2)], known(case(1))).cases[:1]
    assert facts.number == IDS[1]


def test_results_that_are_no_case_pages_are_named() -> None:
    parsed = search([result(1), result(2, link="https://elsewhere.test/x")], known())
    assert parsed.warnings == ("Result 2 has no identity: Case 2",)


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://www.gov.uk/cma-cases/a-slash-b", "https://www.gov.uk/api/content/cma-cases/a-slash-b"),
        ("https://gov.uk/cma-cases/a-slash-b/", "https://www.gov.uk/api/content/cma-cases/a-slash-b"),
        ("https://www.gov.uk/api/content/cma-cases/a", "https://www.gov.uk/api/content/cma-cases/a"),
        ("https://www.gov.uk/api/search.json?filter_format=cma_case&count=5", ""),
    ],
)
def test_it_owns_list_item_and_page(url: str, asked: str) -> None:
    request = Cma().owns(url)
    assert request is not None
    assert request.url == (asked or url)
    assert request.role == (CASE if asked else SEARCH)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.gov.uk/api/search.json?filter_format=other",
        "https://www.gov.uk/api/search.json",
        "https://www.gov.uk/cma-cases",
        "https://www.gov.uk/cma-cases/a/b",
        "https://www.gov.uk/government/news/x",
        "https://elsewhere.test/cma-cases/a",
    ],
)
def test_it_owns_nothing_else(url: str) -> None:
    assert Cma().owns(url) is None


def test_a_page_in_place_of_the_item_is_only_read_when_it_was_saved() -> None:
    body = b"<!DOCTYPE html><html><head><title>x</title></head><body><h1>x</h1></body></html>"
    document = Document(Request("u", CASE, "p"), "https://www.gov.uk/cma-cases/x", body, "text/html", NOW)
    with pytest.raises(SourceProblem) as caught:
        Cma().parse(document, known())
    assert caught.value.state is SourceState.LAYOUT_CHANGED


def test_it_says_what_it_is() -> None:
    info = Cma().info
    assert (info.key, info.authority, info.zone, info.confirmed) == ("cma", "CMA", "Europe/London", True)
