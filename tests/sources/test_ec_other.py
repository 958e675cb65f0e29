"""The Commission's cases beside mergers: what is asked, whose pages are whose, how decision types are learnt."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dealwatch.model.errors import UsageError
from dealwatch.model.facts import CaseFacts
from dealwatch.model.source import Document, Known, Parsed, Request
from dealwatch.model.status import Outcome
from dealwatch.sources.ec_codes import read_codes
from dealwatch.sources.ec_other import SUBJECTS, EcOther, ec_others
from dealwatch.sources.ec_requests import CONFIG, SEARCH, question

FOLDER = Path(__file__).parent
NOW = datetime(2026, 9, 10, 8, 0, tzinfo=UTC)
SOURCES = {source.info.key: source for source in ec_others()}
FILES = "https://compcases-open-data-portal-files-prod.s3.eu-west-1.amazonaws.com/case-data-"


def read(source: EcOther, body: bytes, url: str, memory: dict[str, Any] | None = None) -> Parsed:
    request = source.owns(url)
    assert request is not None
    return source.parse(Document(request, url.partition("#")[0], body, "", NOW), Known(NOW, memory=memory or {}))


def facts(parsed: Parsed, number: str) -> CaseFacts:
    return next(case for case in parsed.cases if case.number == number)


def value(case: CaseFacts, name: str) -> str:
    fact = case.get(name)
    return fact.value if fact else ""


@pytest.mark.parametrize(
    ("key", "questions", "bulk"),
    [
        ("ec-at", ["latest"], True),
        ("ec-fs", ["open", "latest"], True),
        ("ec-dma", ["all"], False),
        ("ec-sa", ["latest"], False),
    ],
)
def test_what_is_asked_in_a_pass(key: str, questions: list[str], bulk: bool) -> None:
    requests = SOURCES[key].plan(Known(NOW, memory={"key": "KEY"}))
    assert requests[0].url == CONFIG
    assert [question(request) for request in requests if request.role == "search"] == questions
    assert [request.url.rpartition("/")[2] for request in requests if request.role == "bulk"] == (
        [f"case-data-{key.removeprefix('ec-').upper()}.json"] if bulk else []
    )
    instruments = {
        json.loads(dict(request.data)["query"])["bool"]["must"][0]["term"]["caseInstrument"]
        for request in requests
        if request.data
    }
    assert instruments == {{"ec-at": "AT", "ec-fs": "InstrumentFS", "ec-dma": "InstrumentDMA", "ec-sa": "SA"}[key]}


def test_a_new_client_key_asks_the_questions_of_the_instrument() -> None:
    body = json.dumps({"modules": {"odse": {"cs": {"apikey": "NEW"}}}}).encode()
    parsed = read(SOURCES["ec-dma"], body, CONFIG)
    assert [question(request) for request in parsed.follow] == ["all"]
    assert parsed.memory["key"] == "NEW"


def test_types_that_the_search_prints_as_codes_are_learnt_from_the_file() -> None:
    source = SOURCES["ec-at"]
    file = read(source, (FOLDER / "ec-at_bulk.json").read_bytes(), f"{FILES}AT.json")
    assert file.memory["labels"]["DecisionType905"] == "Statement of Objections"
    answer = (FOLDER / "ec-at_search_cases.json").read_bytes()
    url = f"{SEARCH}?pageNumber=1&apiKey=K#cases=AT.49001"
    blind, told = (facts(read(source, answer, url, memory), "AT.49001") for memory in ({}, dict(file.memory)))
    assert (value(blind, "stage"), blind.provider) == ("", "search_open_question")
    assert (value(told, "stage"), told.provider) == ("objections", "search")
    assert value(told, "document:AT.49001-DEC1") == "Decision: Statement of Objections"


def test_a_type_of_unknown_meaning_is_called_what_the_file_calls_it() -> None:
    source = SOURCES["ec-at"]
    body = (FOLDER / "ec-at_bulk.json").read_bytes()
    case = facts(read(source, body, f"{FILES}AT.json"), "AT.49004")
    assert value(case, "document:AT.49004-DEC1") == "Decision: Decision of a kind nobody has seen"
    assert value(case, "outcome") == ""


def test_an_unknown_type_in_the_search_does_not_wipe_out_what_the_file_says() -> None:
    answer = (FOLDER / "ec-at_search_cases.json").read_bytes()
    case = facts(read(SOURCES["ec-at"], answer, f"{SEARCH}?apiKey=K#cases=AT.49001"), "AT.49001")
    assert "status" not in case.complete
    assert "text" not in case.complete


def test_a_shrunken_file_is_not_believed() -> None:
    body = (FOLDER / "ec-at_bulk.json").read_bytes()
    with pytest.raises(Exception, match="lost many"):
        read(SOURCES["ec-at"], body, f"{FILES}AT.json", {"bulk_cases": 4000})


@pytest.mark.parametrize(
    ("key", "url", "role"),
    [
        ("ec-at", "https://competition-cases.ec.europa.eu/cases/AT.41034", "page"),
        ("ec-at", "https://competition-cases.ec.europa.eu/cases/M.12345", None),
        ("ec-sa", "https://competition-cases.ec.europa.eu/cases/SA.123456", "page"),
        ("ec-fs", "https://competition-cases.ec.europa.eu/cases/FSP.100123", "page"),
        ("ec-dma", "https://digital-markets-act-cases.ec.europa.eu/cases/DMA.100209", "page"),
        ("ec-dma", "https://competition-cases.ec.europa.eu/cases/AT.41034", None),
        ("ec-at", f"{FILES}AT.json", "bulk"),
        ("ec-at", f"{FILES}M.json", None),
        ("ec-fs", CONFIG, "config"),
        ("ec-sa", f"{SEARCH}?apiKey=K", "search"),
        ("ec-sa", "https://elsewhere.example/", None),
    ],
)
def test_whose_address_it_is(key: str, url: str, role: str | None) -> None:
    request = SOURCES[key].owns(url)
    assert (request.role if request else None) == role


def test_a_case_page_cannot_be_read_by_a_program() -> None:
    request = Request("https://competition-cases.ec.europa.eu/cases/AT.41034", "page", "page")
    with pytest.raises(UsageError):
        SOURCES["ec-at"].parse(Document(request, request.url, b"<html></html>", "", NOW), Known(NOW))


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.info.key)
def test_the_code_lists_say_nothing_twice(subject: Any) -> None:
    codes = read_codes(subject.codes)
    labels = [kind.label for kind in codes.labels]
    assert len(labels) == len(set(labels)) > 5
    assert all(kind.outcome or kind.stage or kind.overlay for kind in codes.labels)


def test_every_label_seen_in_recorded_data_has_a_meaning() -> None:
    codes = read_codes("ec_antitrust")
    seen = {
        "Initiation of Proceedings": None,
        "Commitment Decision": Outcome.COMMITMENTS_ACCEPTED,
        "Cooperation Decision": Outcome.INFRINGEMENT,
        "Rejection of Complaint Decision": Outcome.CLOSED_NO_ACTION,
        "Closure of Proceedings": Outcome.CLOSED_NO_ACTION,
        "Sector Inquiry - Final Report": Outcome.CLOSED_NO_ACTION,
        "Old milestones - Negative clearance decision": Outcome.CLEARED,
    }
    for label, outcome in seen.items():
        kind = codes.decision("", label)
        assert kind is not None
        assert kind.outcome == outcome
