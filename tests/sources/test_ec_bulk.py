"""The open-data file: cut into records, read one by one, refused where it is not what it should be."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dealwatch.model.source import Document, Known, Parsed, SourceProblem, SourceState
from dealwatch.sources.ec import Ec
from dealwatch.sources.ec_requests import bulk_request

SEEN = datetime(2026, 9, 10, 8, 0, tzinfo=UTC)


def record(number: str, **fields: str) -> dict[str, Any]:
    metadata = {
        "caseNumber": [number],
        "caseTitle": [f"TITLE OF {number}"],
        **{name: [value] for name, value in fields.items()},
    }
    return {"metadata": metadata, "caseAttachments": [], "decisions": []}


def read(content: Any, *, modified: str = "", seen: datetime = SEEN, **memory: Any) -> Parsed:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    request = bulk_request()
    document = Document(request, request.url, body, "application/json", seen, last_modified=modified)
    return Ec().parse(document, Known(seen, memory=memory))


def problem(content: Any, **memory: Any) -> SourceProblem:
    with pytest.raises(SourceProblem) as caught:
        read(content, **memory)
    return caught.value


def test_every_record_is_a_case_and_the_list_is_complete() -> None:
    parsed = read({"M.1": record("M.1"), "M.12345.AP": record("M.12345.AP"), "C.1886": record("C.1886")})
    assert [case.number for case in parsed.cases] == ["M.1", "M.12345.AP", "C.1886"]
    assert parsed.listed == {"M.1", "M.12345.AP", "C.1886"}
    assert dict(parsed.memory) == {"bulk_at": SEEN.isoformat(), "bulk_cases": 3}


def test_records_are_read_only_when_taken() -> None:
    parsed = read({"M.1": record("M.1"), "M.2": record("M.2")})
    taken = iter(parsed.cases)
    assert next(taken).number == "M.1"
    assert next(taken).number == "M.2"


def test_an_array_is_read_like_an_object() -> None:
    parsed = read([{"M.1": record("M.1"), "M.3": record("M.3")}, record("M.2"), {"metadata": 5}])
    assert [case.number for case in parsed.cases] == ["M.1", "M.3", "M.2"]


def test_a_record_keeps_its_own_bytes_and_their_place() -> None:
    content = {"M.1": record("M.1"), "M/2~": record("M/2~"), "M.3": record("M.3")}
    body = b"\xef\xbb\xbf" + json.dumps(content, indent=2).encode()
    for case in read(body).cases:
        pointer, _, place = case.record_locator.partition(" bytes=")
        first, last = map(int, place.split("-"))
        assert body[first : last + 1] == case.record
        assert json.loads(case.record or b"") == content[case.number]
        assert pointer == "/" + case.number.replace("~", "~0").replace("/", "~1")


def test_a_number_that_stands_twice_is_read_in_its_last_form() -> None:
    first, second = json.dumps(record("M.1", caseTitle="OLD")), json.dumps(record("M.1", caseTitle="NEW"))
    body = f'{{"M.1": {first}, "M.2": {json.dumps(record("M.2"))}, "M.1": {second}}}'.encode()
    cases = list(read(body).cases)
    assert [(case.number, case.get("title").value) for case in cases if case.get("title")] == [
        ("M.1", "NEW"),
        ("M.2", "TITLE OF M.2"),
    ]
    for case in cases:
        first_byte = int(case.record_locator.partition(" bytes=")[2].partition("-")[0])
        assert body[first_byte:].startswith(case.record or b"?")


def test_the_key_is_the_identity() -> None:
    (case,) = read({"M.77 ": record("M.077")}).cases
    assert case.number == "M.77"


def test_a_record_that_cannot_be_read_stays_as_it_was() -> None:
    bad = {"M.2": {"metadata": ["?"]}, "M.3": {"metadata": {}}, "M.4": "text", "generated": {"by": "us"}}
    body = json.dumps({"M.1": record("M.1"), **bad}).encode()
    cases = list(read(body.replace(b'"text"', b'{"metadata": {"caseNumber": ["\xff"]}}')).cases)
    assert [case.number for case in cases] == ["M.1", "M.2", "M.3", "M.4"]
    for case in cases[1:]:
        assert [fact.name for fact in case.facts] == ["text:number"]
        assert not case.complete
        assert "cannot be read" in case.warnings[0]


def test_odd_entries_among_the_decisions_are_left_out() -> None:
    odd = record("M.1", caseLastDecisionDate="2026-01-02")
    odd["decisions"] = [
        7,
        {"metadata": None},
        {"metadata": {"decisionNumber": ["5"], "decisionTypes": ["DecisionType310"]}},
    ]
    odder = record("M.2")
    odder["decisions"] = "none"
    first, second = read({"M.1": odd, "M.2": odder}).cases
    assert [fact.name for fact in first.facts if fact.name.startswith("document:")] == ["document:5"]
    assert not [fact for fact in second.facts if fact.name.startswith("document:")]


@pytest.mark.parametrize(
    ("modified", "as_of"),
    [
        ("Thu, 10 Sep 2026 03:00:00 GMT", datetime(2026, 9, 10, 3, tzinfo=UTC)),
        ("Thu, 10 Sep 2026 05:00:00 +0200", datetime(2026, 9, 10, 3, tzinfo=UTC)),
        ("Thu, 10 Sep 2026 03:00:00", datetime(2026, 9, 10, 3, tzinfo=UTC)),
        ("Fri, 11 Sep 2026 03:00:00 GMT", SEEN),  # no file is from the future
        ("", SEEN - timedelta(hours=36)),
        ("yesterday", SEEN - timedelta(hours=36)),
    ],
)
def test_the_file_is_as_fresh_as_it_says(modified: str, as_of: datetime) -> None:
    (case,) = read({"M.1": record("M.1")}, modified=modified).cases
    assert case.as_of == as_of


def test_a_file_broken_off_is_the_servers_fault() -> None:
    body = json.dumps({f"M.{number}": record(f"M.{number}") for number in range(1, 9)}).encode()
    found = problem(body[: len(body) // 2])
    assert found.state is SourceState.SERVER_ERROR
    assert "broke off" in found.title


@pytest.mark.parametrize(
    ("body", "state"),
    [
        (b"", SourceState.SERVER_ERROR),
        (b"<!DOCTYPE html><html><title>Site under maintenance</title></html>", SourceState.SERVER_ERROR),
        (b"<!DOCTYPE html><html><title>Welcome</title><body>Hello</body></html>", SourceState.LAYOUT_CHANGED),
        (bytes(range(256)) * 16, SourceState.SERVER_ERROR),
        (b"{}", SourceState.LAYOUT_CHANGED),
        (b"[]", SourceState.LAYOUT_CHANGED),
        (b"[1]", SourceState.LAYOUT_CHANGED),
        (b'"text"', SourceState.LAYOUT_CHANGED),
        (b'{"cases": {"count": 9}}', SourceState.LAYOUT_CHANGED),
        (b'{"M.1": \xff}', SourceState.LAYOUT_CHANGED),
    ],
)
def test_what_is_not_the_file_is_refused(body: bytes, state: SourceState) -> None:
    found = problem(body)
    assert found.state is state
    assert found.hint


def test_a_file_that_lost_many_cases_is_not_believed() -> None:
    content = {f"M.{number}": record(f"M.{number}") for number in range(1, 81)}
    assert problem(content, bulk_cases=100).state is SourceState.SERVER_ERROR
    assert len(list(read(content, bulk_cases=88).cases)) == 80
    assert len(list(read(content, bulk_cases="many").cases)) == 80
