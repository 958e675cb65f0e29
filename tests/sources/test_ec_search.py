"""Answers of the case search: what is read at once, what is asked for again, what is refused."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from dealwatch.model.facts import CaseFacts
from dealwatch.model.source import Document, Known, KnownCase, Parsed, Request, SourceProblem, SourceState
from dealwatch.sources import ec_requests
from dealwatch.sources.ec import Ec

SEEN = datetime(2026, 9, 10, 8, 0, tzinfo=UTC)
OPEN, IN_PHASE, LATEST = ec_requests.lists("KEY")


def case(number: str, **fields: str) -> dict[str, Any]:
    metadata = {"metadataType": ["METADATA_CASE"], "caseNumber": [number], "caseTitle": [f"T {number}"]}
    return {"reference": number, "metadata": metadata | {name: [value] for name, value in fields.items()}}


def decision(number: str, day: str, code: str = "") -> dict[str, Any]:
    reference = f"{number}-DEC{{{day}}}"
    metadata = {
        "metadataType": ["METADATA_DECISION"],
        "metadataReference": [reference],
        "caseNumber": [number],
        "decisionAdoptionDate": [day],
        "decisionTypes": [code] if code else [],
    }
    return {"reference": reference, "metadata": metadata}


def decided(number: str, day: str = "2026-09-01", **fields: str) -> dict[str, Any]:
    return case(number, caseNotificationDate="2026-08-01", caseLastDecisionDate=day, **fields)


def read(
    request: Request, results: Sequence[Any], known: Sequence[KnownCase] = (), *, total: int | None = None, **more: Any
) -> Parsed:
    memory = more.pop("memory", {})
    answer = {"totalResults": len(results) if total is None else total, "results": [*results], **more}
    document = Document(request, request.url, json.dumps(answer).encode(), "application/json", SEEN)
    return Ec().parse(document, Known(SEEN, cases={entry.number: entry for entry in known}, memory=memory))


def known(read_facts: CaseFacts, *, is_decided: bool = True, **changed: str) -> KnownCase:
    facts = {fact.name: fact.value for fact in read_facts.facts} | changed
    return KnownCase(read_facts.number, "", facts, False, is_decided, SEEN)


def asked(parsed: Parsed) -> list[str]:
    return [urlsplit(request.url).fragment for request in parsed.follow]


def by_number(*numbers: str) -> Request:
    (request,) = ec_requests.by_number("KEY", numbers)
    return request


def test_a_case_without_a_decision_is_read_from_the_list() -> None:
    parsed = read(OPEN, [case("M.1", caseNotificationDate="2026-09-01", caseDeadlineDate="2026-10-06")])
    (facts,) = parsed.cases
    assert {name: facts.get(name).value for name in ("stage", "outcome", "deadline:decision") if facts.get(name)} == {
        "stage": "notified",
        "outcome": "pending",
        "deadline:decision": "2026-10-06",
    }
    assert facts.provider == "search"
    assert facts.as_of == SEEN
    assert parsed.follow == ()
    assert parsed.memory["search_at"] == SEEN.isoformat()


def test_a_case_with_a_decision_is_asked_for_together_with_its_decisions() -> None:
    parsed = read(LATEST, [decided("M.1"), decided("M.2")])
    assert list(parsed.cases) == []
    assert asked(parsed) == ["cases=M.1,M.2"]


def test_a_decided_case_of_which_nothing_is_new_is_left_alone() -> None:
    (before,) = read(by_number("M.1"), [decided("M.1"), decision("M.1", "2026-09-01", "DecisionType20310")]).cases
    assert asked(read(LATEST, [decided("M.1")], [known(before)])) == []


@pytest.mark.parametrize(
    "row",
    [
        decided("M.1", day="2026-09-09"),
        decided("M.1", caseDeadlineDate="2026-09-07"),
        decided("M.1", caseInvestigationPhase="FormalInvestigationPhase1Merger"),
        decided("M.1", caseSimplified="MEnormal"),
        decided("M.1", caseTitle="NEW NAME"),
    ],
)
def test_a_decided_case_that_says_something_new_is_asked_for_again(row: dict[str, Any]) -> None:
    (before,) = read(by_number("M.1"), [decided("M.1"), decision("M.1", "2026-09-01", "DecisionType20310")]).cases
    assert asked(read(LATEST, [row], [known(before)])) == ["cases=M.1"]


def test_a_case_whose_outcome_is_awaited_is_asked_for_every_time() -> None:
    (before,) = read(by_number("M.1"), [decided("M.1")]).cases
    assert asked(read(IN_PHASE, [decided("M.1")], [known(before, is_decided=False)])) == ["cases=M.1"]


def test_rows_of_case_and_decisions_are_put_together() -> None:
    rows = [
        decided("M.1"),
        decision("M.1", "2026-09-01", "DecisionType20212"),
        case("M.2"),
        {"metadata": {"caseNumber": "M.3"}},
    ]
    first, second = read(by_number("M.1", "M.2", "M.3"), rows).cases
    assert (first.number, first.get("outcome").value if first.get("outcome") else "") == ("M.1", "cleared_conditions")
    assert first.get(f"document:M.1-DEC{{{date(2026, 9, 1)}}}") is not None
    assert second.number == "M.2"


def test_a_number_the_search_does_not_know_is_remarked() -> None:
    parsed = read(by_number("M.1", "M.9"), [case("M.1")])
    assert parsed.warnings == ("M.9: the case search knows no such case.",)


def test_a_case_cut_by_the_end_of_the_page_is_asked_for_again() -> None:
    """Its decisions may stand on the next page; half of them would tell half the truth."""
    numbers = [f"M.{number}" for number in range(1, 5)]
    rows = [case("M.1"), case("M.2"), decision("M.2", "2026-09-01", "DecisionType20310")]
    parsed = read(by_number(*numbers), rows, total=9)
    assert [found.number for found in parsed.cases] == ["M.1"]
    assert asked(parsed) == ["cases=M.2,M.3,M.4"]
    assert parsed.warnings == ()


def test_a_page_filled_by_one_case_is_asked_for_in_halves() -> None:
    parsed = read(by_number("M.1", "M.2", "M.3"), [case("M.1"), decision("M.1", "2026-09-01")], total=9)
    assert list(parsed.cases) == []
    assert asked(parsed) == ["cases=M.1", "cases=M.2,M.3"]


def test_a_single_case_is_read_as_far_as_it_is_shown() -> None:
    parsed = read(by_number("M.1"), [decided("M.1"), decision("M.1", "2026-09-01", "DecisionType20310")], total=300)
    assert [found.number for found in parsed.cases] == ["M.1"]


def test_a_saved_answer_is_read_as_it_is() -> None:
    saved = Ec().owns(f"{ec_requests.SEARCH}?text=*")
    assert saved is not None
    parsed = read(saved, [decided("M.1"), decision("M.1", "2026-09-01", "DecisionType20310"), decided("M.2")])
    assert [(found.number, found.provider) for found in parsed.cases] == [
        ("M.1", "search"),
        ("M.2", "search_open_question"),
    ]
    assert parsed.follow == ()


def test_pages_are_turned_until_the_list_ends() -> None:
    rows = [case(f"M.{number}") for number in range(100)]
    assert asked(read(OPEN, rows, total=150)) == ["open"]
    second = ec_requests.next_page(OPEN)
    assert asked(read(second, rows[:50], total=150)) == []
    with pytest.raises(SourceProblem) as caught:
        read(second, rows[:49], total=150)
    assert caught.value.state is SourceState.SERVER_ERROR
    assert asked(read(OPEN, rows[:50], total=150, pageSize=50)) == ["open"]  # a smaller page than was asked for


def newest_first(days: int) -> list[dict[str, Any]]:
    """A page of a hundred decisions spread over so many days."""
    return [
        decided(f"M.{place}", (date(2026, 9, 9) - timedelta(days=days * place // 99)).isoformat())
        for place in range(100)
    ]


def pages(parsed: Parsed) -> int:
    return asked(parsed).count("latest")


def test_the_latest_decisions_are_read_back_to_where_nothing_can_be_new() -> None:
    first = read(LATEST, newest_first(80), total=9000)
    assert first.memory["latest_decision"] == "2026-09-09"
    assert pages(first) == 0
    assert pages(read(LATEST, newest_first(20), total=9000)) == 1
    assert pages(read(LATEST, newest_first(80), total=9000, memory={"latest_decision": "2026-09-01"})) == 0
    assert pages(read(LATEST, newest_first(80), total=9000, memory={"latest_decision": "2026-06-01"})) == 1
    assert pages(read(LATEST, newest_first(80), total=9000, memory={"latest_decision": 7})) == 0
    assert pages(read(LATEST, newest_first(20)[:30], total=30)) == 0
    # Without a mark of its own a second page knows no end; two are enough to begin with.
    second = ec_requests.next_page(LATEST)
    assert pages(read(second, newest_first(20), total=9000)) == 0
    later = read(second, newest_first(20), total=9000, memory={"latest_decision": "2026-09-01"})
    assert pages(later) == 1
    assert "latest_decision" not in later.memory


def test_a_list_of_latest_decisions_without_any_is_no_mark() -> None:
    parsed = read(LATEST, [case("M.1")])
    assert "latest_decision" not in parsed.memory
    assert parsed.follow == ()


def test_a_decision_in_a_list_of_cases_is_passed_over() -> None:
    assert list(read(IN_PHASE, [decision("M.1", "2026-09-01")]).cases) == []


def test_remarks_of_the_search_are_handed_on() -> None:
    assert read(OPEN, [case("M.1")], warnings=["slow today"]).warnings == ("slow today",)
    assert read(OPEN, [case("M.1")], warnings="odd", pageSize="odd").warnings == ()


@pytest.mark.parametrize(
    ("request_", "results", "total", "detail"),
    [
        (OPEN, [], 0, "not one open case"),
        (OPEN, [case("M.1")] * 100, 10_000, "10000 cases answer"),
        (IN_PHASE, [case("M.1")] * 100, 10_000, "10000 cases answer"),
        (OPEN, [1, {"metadata": None}, case("M.1")], None, "2 of 3 results"),
        (OPEN, [{"metadata": {"title": ["x"]}}], None, "1 of 1 results"),
    ],
)
def test_an_answer_that_cannot_be_right_is_a_changed_layout(
    request_: Request, results: list[Any], total: int | None, detail: str
) -> None:
    with pytest.raises(SourceProblem) as caught:
        read(request_, results, total=total)
    assert caught.value.state is SourceState.LAYOUT_CHANGED
    assert detail in caught.value.detail


def test_no_case_in_a_phase_is_possible() -> None:
    assert list(read(IN_PHASE, []).cases) == []


@pytest.mark.parametrize(
    ("body", "state", "detail"),
    [
        (b"", SourceState.SERVER_ERROR, "empty"),
        (b"<html><head><title>Site under maintenance</title></head></html>", SourceState.SERVER_ERROR, "maintenance"),
        (b"<html><head><title>Access Denied</title></head></html>", SourceState.BLOCKED, "wall"),
        (b"<html><head><title>Welcome</title></head></html>", SourceState.LAYOUT_CHANGED, "web page"),
        (bytes(range(256)) * 16, SourceState.SERVER_ERROR, "binary"),
        (b'{"totalResults": 1, "results": [{"meta', SourceState.SERVER_ERROR, "truncated"),
        (b"not json at all", SourceState.LAYOUT_CHANGED, "malformed"),
        (b'{"results": [], "totalResults": "\xff"}', SourceState.LAYOUT_CHANGED, ""),
        (b"[]", SourceState.LAYOUT_CHANGED, "no list of results"),
        (b'{"results": []}', SourceState.LAYOUT_CHANGED, "no list of results"),
        (b'{"message": "Unknown apiKey"}', SourceState.LAYOUT_CHANGED, "Unknown apiKey"),
    ],
)
def test_what_is_no_answer_is_refused_in_words(body: bytes, state: SourceState, detail: str) -> None:
    document = Document(OPEN, OPEN.url, body, "application/json", SEEN)
    with pytest.raises(SourceProblem) as caught:
        Ec().parse(document, Known(SEEN))
    assert caught.value.state is state
    assert detail in caught.value.detail
    assert caught.value.hint
