"""What is asked of the Commission's press, and how a release found in a list comes to its text."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from dealwatch.model.source import Document, Known, Parsed, Request
from dealwatch.sources.ec_press import API, FEED_URL, NEWS, RELEASE, SEARCH, EcPress
from dealwatch.sources.ec_press_items import reference, reference_in
from dealwatch.sources.feed_novelty import novel

FOLDER = Path(__file__).parent
NOW = datetime(2026, 9, 9, 22, 30, tzinfo=UTC)
PRESS = EcPress()


def read(name: str, url: str, memory: dict[str, object] | None = None, *, saved: bool = False) -> Parsed:
    request = PRESS.owns(url)
    assert request is not None
    document = Document(request, url, (FOLDER / name).read_bytes(), "", NOW, saved=saved)
    return PRESS.parse(document, Known(NOW, memory=memory or {}))


def search(memory: dict[str, object] | None = None, page: int = 1, *, saved: bool = False) -> Parsed:
    return read("ec-press_search.json", f"{API}search?language=en&pagesize=100&pagenumber={page}", memory, saved=saved)


def keys(parsed: Parsed) -> list[str]:
    return [item.key for item in parsed.items]


def releases(parsed: Parsed) -> list[str]:
    found = [parse_qs(urlsplit(request.url).query) for request in parsed.follow if request.role == RELEASE]
    return [query["reference"][0] for query in found]


def test_days_are_those_of_brussels() -> None:
    first, later = (PRESS.plan(Known(NOW, memory=memory)) for memory in ({}, {"search_at": "x"}))
    days = [parse_qs(urlsplit(requests[0].url).query) for requests in (first, later)]
    assert [query["dateto"] for query in days] == [["10092026"], ["10092026"]]
    assert [query["datefrom"] for query in days] == [["20082026"], ["07092026"]]
    assert [request.role for request in first] == [SEARCH, NEWS]


def test_at_first_a_list_is_told_by_its_titles() -> None:
    parsed = search()
    assert keys(parsed) == ["IP/26/9001", "MEX/26/9002", "STATEMENT/26/9004"]
    assert releases(parsed) == []
    assert parsed.memory["release IP/26/9001"] == "read"


def test_a_new_release_is_told_by_its_text() -> None:
    parsed = search({"search_at": "2026-09-08T00:00:00Z"})
    assert keys(parsed) == []
    assert releases(parsed) == ["IP/26/9001", "MEX/26/9002", "STATEMENT/26/9004"]
    assert all(request.optional for request in parsed.follow if request.role == RELEASE)
    text = read("ec-press_release.json", f"{API}documents?reference=IP/26/9001&language=en")
    (item,) = text.items
    assert "commitments are binding" in item.summary
    assert text.memory == {"release IP/26/9001": "read"}


def test_what_was_read_is_neither_asked_for_nor_told_again() -> None:
    first = search()
    again = search(dict(first.memory))
    assert keys(again) == []
    assert releases(again) == []


def test_a_release_whose_text_does_not_come_is_told_by_its_title() -> None:
    asked = search({"search_at": "2026-09-08T00:00:00Z"})
    soon = {**asked.memory, "release IP/26/9001": (NOW - timedelta(hours=1)).isoformat()}
    assert "IP/26/9001" in releases(search(soon))
    late = {**asked.memory, "release IP/26/9001": (NOW - timedelta(hours=4)).isoformat()}
    told = search(late)
    assert keys(told) == ["IP/26/9001"]
    assert told.memory["release IP/26/9001"] == "read"


@pytest.mark.parametrize("note", [7, "soon"])
def test_a_note_that_cannot_be_read_counts_as_overdue(note: object) -> None:
    assert "IP/26/9001" in keys(search({"search_at": "x", "release IP/26/9001": note}))


def test_a_list_that_a_person_saved_is_told_by_its_titles() -> None:
    assert len(keys(search({"search_at": "x"}, saved=True))) == 3


def test_pages_are_turned_to_the_end_but_not_for_ever() -> None:
    def next_pages(page: int) -> list[str]:
        return [request.url for request in search(page=page).follow if request.role == SEARCH]

    (following,) = next_pages(1)
    assert parse_qs(urlsplit(following).query)["pagenumber"] == ["2"]
    assert next_pages(5) == []


def test_a_page_number_that_is_none_is_the_first() -> None:
    parsed = read("ec-press_search.json", f"{API}search?language=en&pagenumber=x")
    assert "pagenumber=2" in parsed.follow[0].url


def test_the_feed_sends_releases_to_their_text_and_tells_its_own_pages() -> None:
    parsed = read("ec-press_news.xml", FEED_URL, {"news_at": "x"})
    assert releases(parsed) == ["IP/26/9010"]
    assert len(keys(parsed)) == 3


def test_a_gap_in_the_feed_is_said() -> None:
    parsed = read("ec-press_news.xml", FEED_URL, {f"shown {FEED_URL}": ["gone"]})
    assert any("may never have been seen" in warning for warning in parsed.warnings)


def test_a_release_about_something_else_is_read_and_left() -> None:
    url = f"{API}documents?reference=IP/26/9001&language=en"
    parsed = read("ec-press_release_other_policy.json", url)
    assert parsed.items == ()
    assert parsed.memory == {"release IP/26/9001": "read"}
    assert read("ec-press_release_other_policy.json", f"{API}documents?language=en").memory == {}


def test_a_release_that_a_person_saved_is_kept_whatever_it_is_about() -> None:
    url = f"{API}documents?reference=IP/26/9001&language=en"
    assert keys(read("ec-press_release_other_policy.json", url, saved=True)) == ["IP/26/9001"]


def test_a_release_and_its_page_on_the_competition_site_are_one_item() -> None:
    release = read("ec-press_release.json", f"{API}documents?reference=IP/26/9001&language=en").items[0]
    feed = (FOLDER / "ec-press_news.xml").read_text("utf-8")
    feed = feed.replace("Commission adopts guidelines on exclusionary abuses", release.title)
    request = Request(FEED_URL, NEWS, "news")
    page = PRESS.parse(Document(request, FEED_URL, feed.encode(), "", NOW), Known(NOW)).items[0]
    assert page.key != release.key
    assert novel([release], [page]) == ()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("IP/26/1747", "IP/26/1747"),
        ("mex_22_4743", "MEX/22/4743"),
        (" STATEMENT-26-12 ", "STATEMENT/26/12"),
        ("/04/1537", ""),
        ("IP/2026/1747", ""),
    ],
)
def test_spellings_of_a_reference(words: str, found: str) -> None:
    assert reference(words) == found


def test_a_reference_in_an_address() -> None:
    assert reference_in("https://ec.europa.eu/commission/presscorner/detail/en/ip_26_1747") == "IP/26/1747"
    assert reference_in("https://ec.europa.eu/commission/presscorner/detail/en/mex_24_1307#11") == "MEX/24/1307"
    assert reference_in("https://ec.europa.eu/commission/presscorner/home/en") == ""


@pytest.mark.parametrize(
    ("url", "role"),
    [
        (f"{API}documents?reference=IP/26/1&language=en", RELEASE),
        (f"{API}search?language=en", SEARCH),
        (f"{API}latestnews?language=en", SEARCH),
        (f"{API}rss?language=en", NEWS),
        (FEED_URL, NEWS),
        (f"{API}other", None),
        ("https://ec.europa.eu/commission/presscorner/detail/en/ip_26_1", None),
        ("https://competition-policy.ec.europa.eu/node/39/rss_en", None),
        ("no address", None),
    ],
)
def test_which_addresses_are_its_own(url: str, role: str | None) -> None:
    request = PRESS.owns(url)
    assert (request.role if request else None) == role


def test_nothing_of_the_press_is_a_case_fact() -> None:
    for path in FOLDER.glob("ec-press_*.expected.json"):
        assert "cases" not in json.loads(path.read_text("utf-8"))
