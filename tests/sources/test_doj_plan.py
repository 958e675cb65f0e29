"""The Antitrust Division's sources: what they ask for, what belongs to them, gaps, and numbered documents."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from dealwatch.model.source import Document, Known, KnownCase, Parsed, Request, SourceProblem, SourceState
from dealwatch.sources.doj import API, FEED_URL, Doj
from dealwatch.sources.doj_api import NEWEST, page_request
from dealwatch.sources.doj_cases import LIST, LIST_URL, MERGERS_URL, PAPER, DojCases

FOLDER = Path(__file__).parent
NOW = datetime(2031, 3, 6, 1, 0, tzinfo=UTC)
CASE = "/atr/case/us-v-number-holdings-et-al"
PAPER_URL = "https://www.justice.gov/atr/case-document/413613"


def read(source: Doj | DojCases, request: Request, name: str, known: Known | None = None) -> Parsed:
    body = (FOLDER / name).read_bytes()
    return source.parse(Document(request, request.url, body, "", NOW), known or Known(NOW))


def test_the_feed_is_asked_for() -> None:
    (request,) = Doj().plan(Known(NOW))
    assert request.url == FEED_URL
    assert Doj().owns(FEED_URL) == request


def test_a_gap_in_the_feed_calls_for_the_interface() -> None:
    (request,) = Doj().plan(Known(NOW))
    first = read(Doj(), request, "doj_feed.xml")
    assert first.follow == ()
    later = read(Doj(), request, "doj_feed.xml", Known(NOW, memory={f"shown {FEED_URL}": ["/opa/pr/gone"]}))
    assert later.follow == (page_request(NEWEST),)
    assert later.follow[0].optional
    assert "before 2031-03-04" in later.warnings[0]


def test_the_last_page_of_the_interface_calls_for_no_other() -> None:
    assert read(Doj(), page_request(84), "doj_api_oldest_first.json").follow == ()


def test_an_interface_that_counts_nothing_is_not_walked() -> None:
    body = (FOLDER / "doj_api_oldest_first.json").read_bytes().replace(b'"count":4201', b'"count":null')
    document = Document(page_request(NEWEST), page_request(NEWEST).url, body, "", NOW)
    assert Doj().parse(document, Known(NOW)).follow == ()


@pytest.mark.parametrize(
    ("url", "role"),
    [
        ("https://www.justice.gov/news/rss?type%5B0%5D=press_release&field_component=376", "feed"),
        ("https://www.justice.gov/api/v1/press_releases.json?pagesize=50", API),
        ("https://www.justice.gov/api/v1/blog_entries.json", API),
    ],
)
def test_news_of_the_division_belongs_to_it(url: str, role: str) -> None:
    request = Doj().owns(url)
    assert request is not None
    assert request.role == role


@pytest.mark.parametrize(
    "url",
    [
        "https://www.justice.gov/news/rss?field_component=1",
        "https://www.justice.gov/news/rss",
        "https://www.justice.gov/api/v1/speeches.json",
        "https://www.example.test/news/rss?field_component=376",
    ],
)
def test_other_news_does_not(url: str) -> None:
    assert Doj().owns(url) is None


def test_the_list_and_its_merger_cases_are_asked_for() -> None:
    whole, mergers = DojCases().plan(Known(NOW))
    assert (whole.url, whole.optional) == (LIST_URL, False)
    assert (mergers.url, mergers.optional) == (MERGERS_URL, True)


@pytest.mark.parametrize(
    ("url", "role"),
    [
        (LIST_URL, LIST),
        (f"{MERGERS_URL}&page=0", LIST),
        ("https://justice.gov/atr/antitrust-case-filings/", LIST),
        (PAPER_URL, PAPER),
    ],
)
def test_pages_of_the_list_belong_to_it(url: str, role: str) -> None:
    request = DojCases().owns(url)
    assert request is not None
    assert (request.url, request.role) == (url, role)


@pytest.mark.parametrize("url", ["https://www.justice.gov/atr/case/us-v-a", "https://example.test/atr/case-document/1"])
def test_other_pages_do_not(url: str) -> None:
    assert DojCases().owns(url) is None


def test_the_category_beside_a_numbered_document_tells_nothing() -> None:
    parsed = read(DojCases(), Request(LIST_URL, LIST, ""), "doj_cases_list.html")
    case = next(case for case in parsed.cases if case.number == CASE)
    assert case.get("stage") is None
    asked = [(request.url, request.case, request.optional) for request in parsed.follow]
    assert (PAPER_URL, CASE, True) in asked


def test_a_numbered_document_tells_its_title_on_its_page_and_the_list_remembers_it() -> None:
    source, listed = DojCases(), Request(LIST_URL, LIST, "")
    page = read(source, Request(PAPER_URL, PAPER, "", case=CASE), "doj_cases_paper.html")
    (facts,) = page.cases
    assert facts.number == CASE
    assert facts.get("stage") is not None
    assert page.memory == {"title 413613": "[Proposed] Final Judgment"}
    again = read(source, listed, "doj_cases_list.html", Known(NOW, memory=page.memory))
    case = next(case for case in again.cases if case.number == CASE)
    stage, paper = case.get("stage"), case.get("document:413613")
    assert stage is not None
    assert paper is not None
    assert (stage.value, paper.value) == ("remedies", "[Proposed] Final Judgment")
    assert PAPER_URL not in [request.url for request in again.follow]


def test_a_document_that_does_not_prove_the_status_leaves_it_alone() -> None:
    known = KnownCase(
        CASE,
        "",
        {
            "title": "U.S. v. Number Holdings",
            "text:case_type": "Civil Merger",
            "document:final-judgment-3": "Final judgment",
            "document:413613": "Final Judgments + Proposed Final Judgments",
            "document:413500": "Motions and Memoranda - Miscellaneous",
        },
        watched=False,
        decided=True,
        checked_at=NOW,
    )
    request = Request(PAPER_URL, PAPER, "", case=CASE)
    (facts,) = read(DojCases(), request, "doj_cases_paper.html", Known(NOW, cases={CASE: known})).cases
    assert [fact.name for fact in facts.facts] == ["document:413613"]


def test_a_page_without_one_heading_is_no_document() -> None:
    with pytest.raises(SourceProblem) as caught:
        read(DojCases(), Request(LIST_URL, PAPER, "", case=CASE), "doj_cases_paper.html")
    assert caught.value.state is SourceState.LAYOUT_CHANGED
