"""What is asked: questions the search is proven to understand, each under a name of its own."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from dealwatch.model.source import Request
from dealwatch.sources import ec_requests
from dealwatch.sources.ec import Ec

PROVEN = {"bool", "must", "must_not", "term", "terms", "exists", "range"}


def asked() -> list[Request]:
    return [*ec_requests.lists("KEY"), *ec_requests.by_number("KEY", ["M.2", "M.1"])]


def clauses(query: object) -> set[str]:
    """Names of the clauses; below a field's condition there are none."""
    if isinstance(query, list):
        return set().union(*map(clauses, query))
    assert isinstance(query, dict)
    found = set(query)
    for name, inner in query.items():
        if name in ("bool", "must", "must_not"):
            found |= clauses(inner)
    return found


def test_only_proven_clauses_are_used() -> None:
    for request in asked():
        parts = dict(request.data)
        assert set(parts) == {"query", "sort", "displayFields"}
        assert clauses(json.loads(parts["query"])) <= PROVEN


def test_a_question_is_a_post_from_the_case_site_with_page_key_and_text() -> None:
    for request in asked():
        address = urlsplit(request.url)
        assert request.method == "POST"
        assert request.fresh
        assert request.role == "search"
        assert parse_qs(address.query) == {"text": ["*"], "pageNumber": ["1"], "pageSize": ["100"], "apiKey": ["KEY"]}
        headers = dict(request.headers)
        assert headers["Origin"] == "https://competition-cases.ec.europa.eu"
        assert headers["Referer"] == "https://competition-cases.ec.europa.eu/"


def test_every_question_has_an_address_of_its_own() -> None:
    requests = [*asked(), *map(ec_requests.next_page, asked())]
    assert len({request.url for request in requests}) == len(requests)
    assert [ec_requests.question(request) for request in asked()] == ["open", "in-phase", "latest", "cases=M.1,M.2"]


def test_the_next_page_asks_the_same() -> None:
    first = ec_requests.lists("KEY")[0]
    second = ec_requests.next_page(first)
    assert (ec_requests.page_of(first), ec_requests.page_of(second)) == (1, 2)
    assert (second.data, ec_requests.question(second), ec_requests.key_of(second)) == (first.data, "open", "KEY")


def test_cases_are_asked_for_some_at_a_time_each_once() -> None:
    numbers = [f"M.{number}" for number in range(1, 100)]
    requests = ec_requests.by_number("KEY", numbers + numbers)
    assert [len(ec_requests.numbers_of(request)) for request in requests] == [40, 40, 19]
    assert sorted(number for request in requests for number in ec_requests.numbers_of(request)) == sorted(numbers)
    assert ec_requests.by_number("KEY", []) == []


def test_the_purpose_names_a_single_case() -> None:
    assert ec_requests.by_number("KEY", ["M.1"])[0].purpose == "Decisions of M.1"
    assert ec_requests.by_number("KEY", ["M.1", "M.2"])[0].purpose == "Decisions of cases"


def test_lists_name_no_cases_and_a_saved_answer_asks_nothing() -> None:
    assert ec_requests.numbers_of(ec_requests.lists("KEY")[0]) == []
    saved = Request(ec_requests.SEARCH, "search", "saved")
    assert (ec_requests.question(saved), ec_requests.page_of(saved), ec_requests.key_of(saved)) == ("", 1, "")
    assert ec_requests.page_of(Request(f"{ec_requests.SEARCH}?pageNumber=x", "search", "saved")) == 1


@pytest.mark.parametrize(
    ("url", "role", "case"),
    [
        (ec_requests.CONFIG, "config", ""),
        (ec_requests.BULK, "bulk", ""),
        (f"{ec_requests.SEARCH}?text=*&pageNumber=1", "search", ""),
        ("https://webgate.ec.europa.eu/es/search-api/rest/search?text=*", "search", ""),
        ("https://competition-cases.ec.europa.eu/cases/M.12502", "page", "M.12502"),
        ("https://competition-cases.ec.europa.eu/cases/M.10939.AP/", "page", "M.10939.AP"),
        ("https://competition-cases.ec.europa.eu/search?caseInstrument=M&caseNumber=M.841", "page", "M.841"),
    ],
)
def test_an_address_of_the_source_is_recognised(url: str, role: str, case: str) -> None:
    request = Ec().owns(url)
    assert request is not None
    assert (request.role, request.case) == (role, case)


@pytest.mark.parametrize(
    "url",
    [
        "https://competition-cases.ec.europa.eu/latest-updates/M",
        "https://competition-cases.ec.europa.eu/search?caseInstrument=M",
        "https://digital-markets-act-cases.ec.europa.eu/cases/DMA.100209",
        "https://example.org/cases/M.12502",
        "https://webgate.ec.europa.eu/es/search-api/rest/facet",
        "",
    ],
)
def test_other_addresses_are_not_its_own(url: str) -> None:
    assert Ec().owns(url) is None
