"""The Federal Register: every example has its expected reading beside it; what is asked for; comment periods."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dealwatch.model.dates import instant_text
from dealwatch.model.facts import FeedItem
from dealwatch.model.source import Document, Known, Parsed, Request, SourceProblem
from dealwatch.sources.federal_register import LIST, NOTICE, URL, FederalRegister

FOLDER = Path(__file__).parent
EXAMPLES = sorted(path for path in FOLDER.glob("federal_register_*.*") if not path.name.endswith(".expected.json"))
NOW = datetime(2031, 3, 15, 1, 0, tzinfo=UTC)


def reading(path: Path) -> dict[str, Any]:
    try:
        return as_json(parsed(path.name))
    except SourceProblem as problem:
        return {"problem": problem.state.value, "title": problem.title, "detail": problem.detail}


def parsed(name: str, known: Known | None = None, **changes: bytes) -> Parsed:
    source = FederalRegister()
    request = source.plan(Known(NOW))[0]
    if name == "federal_register_notice.json":
        request = Request(f"{URL.removesuffix('.json')}/2031-03990.json", NOTICE, "example")
    document = Document(request, request.url, (FOLDER / name).read_bytes(), "application/json", NOW)
    return source.parse(replace(document, **changes), known or Known(NOW))


def as_json(read: Parsed) -> dict[str, Any]:
    return {
        "items": [item_json(item) for item in read.items],
        "follow": [request.url for request in read.follow],
        "warnings": list(read.warnings),
        "memory": dict(read.memory),
        "cases": list(read.cases),
    }


def item_json(item: FeedItem) -> dict[str, Any]:
    shown = {
        "key": item.key,
        "title": item.title,
        "link": item.link,
        "summary": item.summary,
        "published": instant_text(item.published) if item.published else "",
        "printed": item.published_words,
        "place": item.locator,
    }
    return {name: value for name, value in shown.items() if value}


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 7


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_is_read_as_expected(path: Path) -> None:
    expected = path.with_suffix(".expected.json")
    assert expected.exists(), f"{path.name} has no expected reading beside it"
    assert reading(path) == json.loads(expected.read_text("utf-8"))


def test_both_agencies_are_asked_for_under_addresses_that_stay_the_same() -> None:
    one, other = FederalRegister().plan(Known(NOW))
    assert "agencies%5D%5B%5D=antitrust-division&" in one.url
    assert "agencies%5D%5B%5D=federal-trade-commission&" in other.url
    assert "consent+agreement" in other.url
    assert FederalRegister().plan(Known(datetime(2032, 1, 1, tzinfo=UTC))) == [one, other]
    assert "page_views" not in one.url


def test_the_end_of_comments_is_computed_only_for_a_proposed_judgment_without_one() -> None:
    proposed, response, consent, undated = parsed("federal_register_list.json").items
    assert proposed.summary == "Comments until about 2031-05-13 (computed: publication + 60 days, 15 U.S.C. 16(b))."
    assert response.summary == ""
    assert consent.summary.endswith("Comments until 2031-04-09.")
    assert undated.summary == ""


def test_a_number_given_twice_is_told_apart_by_its_day() -> None:
    body = (FOLDER / "federal_register_list.json").read_bytes().replace(b'"2031-04055"', b'"2031-04101"')
    keys = [item.key for item in parsed("federal_register_list.json", body=body).items]
    assert keys[:2] == ["2031-04101/2031-03-14", "2031-04101/2031-03-12"]


def test_older_pages_are_read_until_what_was_known() -> None:
    more = "https://www.federalregister.gov/api/v1/documents?format=json&page=2&per_page=100"
    content = json.loads((FOLDER / "federal_register_list.json").read_bytes())
    content["results"] = content["results"][:4]
    body = json.dumps(content | {"next_page_url": more}).encode()
    first = parsed("federal_register_list.json", body=body)
    assert first.follow == ()
    assert first.memory == {"newest antitrust-division": "2031-03-14"}
    late = Known(NOW, memory={"newest antitrust-division": "2031-03-01"})
    assert parsed("federal_register_list.json", late, body=body).follow == (
        Request(more, LIST, "Older antitrust notices"),
    )
    soon = Known(NOW, memory={"newest antitrust-division": "2031-03-10"})
    assert parsed("federal_register_list.json", soon, body=body).follow == ()
    strange = body.replace(b"www.federalregister.gov/api", b"example.test/api")
    assert parsed("federal_register_list.json", late, body=strange).follow == ()


@pytest.mark.parametrize(
    ("url", "role"),
    [
        (f"{URL}?conditions%5Bagencies%5D%5B%5D=antitrust-division", LIST),
        (URL.removesuffix(".json"), LIST),
        ("https://federalregister.gov/api/v1/documents/2031-03990.json?publication_date=2031-03-10", NOTICE),
        ("https://www.federalregister.gov/api/v1/documents/2031-03990", NOTICE),
    ],
)
def test_answers_of_the_interface_belong_to_it(url: str, role: str) -> None:
    request = FederalRegister().owns(url)
    assert request is not None
    assert (request.url, request.role) == (url, role)


@pytest.mark.parametrize(
    "url", ["https://www.federalregister.gov/agencies/antitrust-division", "https://example.test/api/v1/documents.json"]
)
def test_other_pages_do_not(url: str) -> None:
    assert FederalRegister().owns(url) is None
