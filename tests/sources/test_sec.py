"""EDGAR: what is asked for and how often, names and numbers, what a filing is about."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dealwatch.model.source import Document, Known, Request, SourceProblem
from dealwatch.sources.sec import ATOM, FEED, FILINGS, FOUND, MARKET, NAMES, Sec
from dealwatch.sources.sec_company import name_words
from dealwatch.sources.sec_filing import Filing, company_name
from dealwatch.sources.sec_forms import about_a_deal, routine, words
from dealwatch.sources.sec_search import read_search, search_request

FOLDER = Path(__file__).parent
NOW = datetime(2031, 3, 6, 3, 0, tzinfo=UTC)  # still the evening of 5 March in New York
DAY = date(2031, 3, 5)


def answer(name: str, request: Request) -> Document:
    return Document(request, request.url, (FOLDER / name).read_bytes(), "application/json", NOW)


def page(hits: int, total: int) -> bytes:
    one = json.loads((FOLDER / "sec_search.json").read_bytes())["hits"]["hits"][0]
    content = {"hits": {"total": {"value": total, "relation": "eq"}, "hits": [one] * hits}}
    return json.dumps(content).encode()


def test_without_companies_the_announcements_of_the_market_are_asked_for() -> None:
    (request,) = Sec().plan(Known(NOW))
    assert request.role == MARKET
    assert "q=%22agreement+and+plan+of+merger%22&forms=8-K&" in request.url
    assert "startdt=2031-03-03&enddt=2031-03-05" in request.url


def test_announcements_of_the_market_are_about_deals() -> None:
    (request,) = Sec().plan(Known(NOW))
    keys = [item.key for item in Sec().parse(answer("sec_search.json", request), Known(NOW)).items]
    assert "0000123456-31-000017" in keys
    assert "0000999999-31-000002" not in keys


def test_a_company_is_searched_for_since_its_last_search_and_its_number_looked_up() -> None:
    known = Known(NOW, companies=("OpenAI",), memory={"searched search OpenAI": "2031-03-04"})
    search, names = Sec().plan(known)
    assert search.role == "search OpenAI"
    assert "q=%22OpenAI%22&" in search.url
    assert "startdt=2031-03-01&enddt=2031-03-05" in search.url
    assert names.role == NAMES
    assert names.url.startswith("https://www.sec.gov/files/company_tickers.json#")


def test_the_first_search_for_a_company_looks_back_thirty_days() -> None:
    search, _ = Sec().plan(Known(NOW, companies=("OpenAI",)))
    assert "startdt=2031-02-03&" in search.url


def test_a_name_nobody_files_under_is_looked_up_once_a_month() -> None:
    source, companies = Sec(), ("OpenAI", "Meta")
    *_, names = source.plan(Known(NOW, companies=companies))
    parsed = source.parse(answer("sec_names.json", names), Known(NOW, companies=companies))
    assert parsed.follow == ()
    asked = [request.role for request in source.plan(Known(NOW, companies=companies, memory=parsed.memory))]
    assert asked == ["search OpenAI", "search Meta"]
    later = source.plan(Known(NOW + timedelta(days=30), companies=companies, memory=parsed.memory))
    assert later[-1].role == NAMES
    assert later[-1].url != names.url


def test_a_company_that_files_is_followed_by_its_number() -> None:
    source, companies = Sec(), ("Harbour Grain Inc", "Twin")
    *_, names = source.plan(Known(NOW, companies=companies))
    parsed = source.parse(answer("sec_names.json", names), Known(NOW, companies=companies))
    assert [request.url for request in parsed.follow] == ["https://data.sec.gov/submissions/CIK0000123456.json"]
    planned = source.plan(Known(NOW, companies=companies, memory=parsed.memory))
    assert [request.role for request in planned] == ["filings 0000123456", "search Harbour Grain Inc", "search Twin"]


def test_a_company_may_be_given_by_its_number() -> None:
    (request,) = Sec().plan(Known(NOW, companies=("CIK 0000123456",)))
    assert request == Request(
        "https://data.sec.gov/submissions/CIK0000123456.json", "filings 0000123456", "Filings of a company"
    )


def test_quotation_marks_in_a_name_do_not_end_the_phrase() -> None:
    assert "q=%22Grain++Co+%22&" in search_request('Grain" Co"', "search", DAY, DAY).url


def test_pages_of_a_search_follow_until_its_end_and_only_then_it_counts_as_done() -> None:
    source = Sec()
    request = search_request("Harbour Grain", "search Harbour Grain", DAY, DAY)
    first = source.parse(Document(request, request.url, page(100, 150), "", NOW), Known(NOW))
    (second,) = first.follow
    assert "from=100" in second.url
    assert (second.role, first.memory, first.warnings) == (request.role, {}, ())
    last = source.parse(Document(second, second.url, page(50, 150), "", NOW), Known(NOW))
    assert last.follow == ()
    assert last.memory == {"searched search Harbour Grain": "2031-03-05"}


def test_a_search_is_not_read_without_end() -> None:
    request = search_request("Harbour Grain", "search Harbour Grain", DAY, DAY)
    far = Request(request.url.replace("from=0", "from=900"), request.role, "")
    found = read_search(Document(far, far.url, page(100, 5000), "", NOW))
    assert found.more is None
    assert "5000 documents" in found.warnings[0]


def test_a_strange_place_counts_as_the_beginning() -> None:
    odd = Request("https://efts.sec.gov/LATEST/search-index?q=x&from=top", FOUND, "")
    assert read_search(Document(odd, odd.url, page(1, 1), "", NOW)).warnings == ()


@pytest.mark.parametrize(
    ("url", "role"),
    [
        ("https://efts.sec.gov/LATEST/search-index?q=%22grain%22", FOUND),
        ("https://data.sec.gov/submissions/CIK0000123456.json", FILINGS),
        ("https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=0000123456&output=atom", ATOM),
        ("https://www.sec.gov/files/company_tickers.json", NAMES),
        ("https://www.sec.gov/enforcement-litigation/litigation-releases/rss", FEED),
        ("https://sec.gov/news/pressreleases.rss", FEED),
    ],
)
def test_answers_of_edgar_belong_to_it(url: str, role: str) -> None:
    request = Sec().owns(url)
    assert request is not None
    assert (request.url, request.role) == (url, role)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.sec.gov/about",
        "https://data.sec.gov/api/xbrl/frames.json",
        "https://efts.sec.gov/other",
        "https://example.test/news.rss",
    ],
)
def test_other_pages_do_not(url: str) -> None:
    assert Sec().owns(url) is None


def test_the_sec_says_how_long_to_wait() -> None:
    request = search_request("Harbour Grain", "search Harbour Grain", DAY, DAY)
    with pytest.raises(SourceProblem) as caught:
        Sec().parse(answer("sec_search_too_fast.html", request), Known(NOW))
    assert caught.value.retry_after == timedelta(minutes=10)


def test_three_hosts_together_stay_under_the_limit_of_ten_a_second() -> None:
    info = Sec().info
    assert info.organisation
    assert 1 / info.pace.total_seconds() <= 5


@pytest.mark.parametrize(
    ("form", "items", "deal", "dull"),
    [
        ("8-K", ("1.01", "9.01"), True, False),
        ("8-K/A", ("1.02",), True, False),
        ("8-K", ("2.02", "9.01"), False, True),
        ("8-K", ("7.01", "9.01"), False, False),
        ("8-K", (), True, False),
        ("SCHEDULE 13D/A", (), True, False),
        ("sc to-t", (), True, False),
        ("10-K", (), False, False),
        ("4", (), False, False),
    ],
)
def test_which_filings_may_be_about_a_deal(form: str, items: tuple[str, ...], deal: bool, dull: bool) -> None:
    assert about_a_deal(form, items) is deal
    assert routine(form, items) is dull


def test_unknown_forms_and_items_stay_as_they_are_printed() -> None:
    assert words("8-K", ("6.06",)) == "8-K, item 6.06"
    assert words("NEW-1", ()) == "NEW-1"


@pytest.mark.parametrize(
    ("display", "name"),
    [
        ("BrightSpring Health Services, Inc.  (BTSG, BTSGU)  (CIK 0001865782)", "BrightSpring Health Services, Inc."),
        ("BANK OF AMERICA CORP /DE/  (CIK 0000070858)", "BANK OF AMERICA CORP"),
        ("Meta (UK) Ltd  (CIK 0000000009)", "Meta (UK) Ltd"),
        ("/DE/", "/DE/"),
    ],
)
def test_the_name_alone(display: str, name: str) -> None:
    assert company_name(display) == name


def test_names_are_compared_whole_and_without_their_legal_form() -> None:
    assert name_words("Harbour Grain, Inc.") == name_words("HARBOUR GRAIN CORP /DE/")
    assert name_words("OpenAI") != name_words("Opendoor Technologies Inc.")
    assert name_words("Meta") != name_words("Meta Platforms, Inc.")
    assert name_words("Co") == ("co",)


def test_a_filing_without_names_or_number_is_still_an_item() -> None:
    item = Filing("0000123456-31-000017", "", (), "8-K", (), "2031-03-04", "").as_item()
    assert (item.title, item.link) == ("Unnamed company: 8-K", "")
