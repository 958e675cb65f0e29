"""The registers of Germany, Canada, India, COMESA and the French decisions: what is asked, what is believed when."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from dealwatch.model.source import Document, Known, KnownCase, Parsed, Source, SourceProblem, SourceState
from dealwatch.sources.adlc_decisions import MAX_BYTES, AdlcDecisions
from dealwatch.sources.authority_table import judge, numbered
from dealwatch.sources.bkarta import BKartA
from dealwatch.sources.canada import ARCHIVE_URL, REPORT_URL, Canada, read_date
from dealwatch.sources.cci import Cci
from dealwatch.sources.cci_rows import read_day
from dealwatch.sources.comesa import URL as COMESA_URL
from dealwatch.sources.comesa import Comesa

FOLDER = Path(__file__).parent
NOW = datetime(2026, 9, 10, 8, 0, tzinfo=UTC)
SEEN = {"read_at": "2026-09-09T08:00:00Z"}
FRENCH = "decisions-publiees-par-lautorite-de-la-concurrence-depuis-1988"


def read(
    source: Source,
    name: str,
    url: str,
    memory: dict[str, object] | None = None,
    numbers: tuple[str, ...] = (),
    *,
    saved: bool = False,
) -> Parsed:
    request = source.owns(url)
    assert request is not None
    cases = {number: KnownCase(number, "", {}, False, False, NOW) for number in numbers}
    document = Document(request, url, (FOLDER / name).read_bytes(), "", NOW, saved=saved)
    parsed = source.parse(document, Known(NOW, cases=cases, memory=memory or {}))
    return Parsed(tuple(parsed.cases), follow=parsed.follow, memory=parsed.memory, warnings=parsed.warnings)


def state(source: Source, name: str, url: str, memory: dict[str, object] | None = None) -> SourceState:
    try:
        read(source, name, url, memory)
    except SourceProblem as problem:
        return problem.state
    return SourceState.OK


def test_a_first_answer_must_be_readable_in_every_row_a_later_one_nearly() -> None:
    judge(10, [], Known(NOW), "the register")
    judge(95, ["odd"] * 5, Known(NOW, memory=SEEN), "the register")
    for rows, odd, memory, expected in (
        (95, ["odd"], {}, SourceState.LAYOUT_CHANGED),
        (5, ["odd"] * 5, SEEN, SourceState.LAYOUT_CHANGED),
        (0, ["odd"], SEEN, SourceState.LAYOUT_CHANGED),
        (0, [], SEEN, SourceState.SERVER_ERROR),
    ):
        with pytest.raises(SourceProblem) as caught:
            judge(rows, odd, Known(NOW, memory=memory), "the register")
        assert caught.value.state is expected


def test_names_that_repeat_are_counted() -> None:
    assert list(numbered(["a", "b", "a", "a"])) == ["a", "b", "a 2", "a 3"]


# Germany


def german(page: int = 1, numbers: tuple[str, ...] = (), *, saved: bool = False) -> list[str]:
    url = BKartA().plan(Known(NOW))[0].url + (f"&gtp=83488_list%253D{page}" if page > 1 else "")
    return [request.url for request in read(BKartA(), "bkarta_list.html", url, None, numbers, saved=saved).follow]


def test_the_german_list_is_turned_while_it_shows_unknown_cases() -> None:
    assert german()[0].endswith("&gtp=83488_list%253D2")
    assert german(2)[0].endswith("&gtp=83488_list%253D3")
    assert german(6) == []
    assert german(saved=True) == []


def test_repeated_rows_past_the_last_page_end_the_turning() -> None:
    shown = read(BKartA(), "bkarta_list.html", BKartA().plan(Known(NOW))[0].url).cases
    assert german(2, tuple(case.number for case in shown)) == []


def test_which_addresses_of_the_bundeskartellamt_are_the_list() -> None:
    source = BKartA()
    assert source.owns(
        "https://www.bundeskartellamt.de/DE/Fusionskontrolle/LaufendeVerfahren/laufendeverfahren_node.html"
    )
    assert source.owns("https://www.bundeskartellamt.de/DE/Presse/presse_node.html") is None
    assert source.owns("https://elsewhere.example/LaufendeVerfahren") is None


# Canada


def test_the_canadian_archive_is_asked_for_once() -> None:
    assert [request.url for request in Canada().plan(Known(NOW))] == [REPORT_URL, ARCHIVE_URL]
    archive = read(Canada(), "canada_archive.html", ARCHIVE_URL)
    assert [request.url for request in Canada().plan(Known(NOW, memory=archive.memory))] == [REPORT_URL]


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2026-09-22", "2026-09-22"),
        ("2026/9/2", "2026-09-02"),
        ("2023-02", "2023-02"),
        ("February 2023", "2023-02"),
        ("february 3, 2023", "2023-02-03"),
        ("2026-13-01", None),
        ("2026-02-30", None),
        ("Thermidor 1799", None),
        ("Ongoing", None),
        ("", None),
    ],
)
def test_canadian_dates_keep_their_precision(words: str, date: str | None) -> None:
    found = read_date(words)
    assert (str(found) if found else None) == date


def test_the_identity_of_a_canadian_review_survives_its_end() -> None:
    page = (FOLDER / "canada_report.html").read_text("utf-8")
    ended = page.replace("Ongoing</td>", "2026-10-01</td>")
    request = Canada().owns(REPORT_URL)
    assert request is not None
    before, after = (
        {
            case.number
            for case in Canada().parse(Document(request, REPORT_URL, body.encode(), "", NOW), Known(NOW)).cases
        }
        for body in (page, ended)
    )
    assert before == after


def test_which_addresses_of_the_bureau_are_reports() -> None:
    for url in (REPORT_URL, ARCHIVE_URL + "?wbdisable=true"):
        assert Canada().owns(url) is not None
    assert Canada().owns("https://competition-bureau.canada.ca/en/news") is None
    assert Canada().owns("https://elsewhere.example/report-concluded-merger-reviews") is None


# India


def indian(
    name: str, start: int, memory: dict[str, object] | None = None, *numbers: str, saved: bool = False
) -> list[int]:
    url = f"https://www.cci.gov.in/combination/orders-section31?draw=1&start={start}&length=200"
    follow = read(Cci(), name, url, memory, numbers, saved=saved).follow
    return [int(parse_qs(urlsplit(request.url).query)["start"][0]) for request in follow]


def test_the_indian_list_is_read_whole_at_first() -> None:
    assert indian("cci_orders.json", 0) == [11]
    assert indian("cci_orders.json", 1449) == []
    assert indian("cci_orders.json", 3995) == []
    assert indian("cci_orders.json", 0, saved=True) == []
    assert indian("cci_orders_last.json", 0) == []


def test_later_the_indian_list_is_turned_only_for_new_cases() -> None:
    parsed = read(Cci(), "cci_orders.json", Cci().plan(Known(NOW))[0].url)
    shown = tuple(case.number for case in parsed.cases)
    assert indian("cci_orders.json", 0, {"surveyed": True}) == [11]
    assert indian("cci_orders.json", 0, {"surveyed": True}, *shown) == []
    assert read(Cci(), "cci_orders_last.json", Cci().plan(Known(NOW))[0].url).memory["surveyed"] is True


def test_a_place_that_is_none_is_the_beginning() -> None:
    url = "https://www.cci.gov.in/combination/orders-section31?start=x"
    assert "start=11" in read(Cci(), "cci_orders.json", url).follow[0].url


def test_the_request_is_the_page_s_own() -> None:
    (request,) = Cci().plan(Known(NOW))
    assert dict(request.headers)["X-Requested-With"] == "XMLHttpRequest"
    query = parse_qs(urlsplit(request.url).query)
    assert query["columns[1][data]"] == ["combination_no"]
    assert Cci().owns(request.url) is not None
    assert Cci().owns("https://www.cci.gov.in/antitrust/orders") is None


@pytest.mark.parametrize(
    ("words", "day"), [("05/08/2026", "2026-08-05"), ("5-8-2026", "2026-08-05"), ("12/31/2026", ""), ("", "")]
)
def test_indian_days_come_day_first(words: str, day: str) -> None:
    found = read_day(words)
    assert (found.isoformat() if found else "") == day


# COMESA


def test_the_registry_is_one_page() -> None:
    assert [request.url for request in Comesa().plan(Known(NOW))] == [COMESA_URL]
    assert Comesa().owns(COMESA_URL) is not None
    assert Comesa().owns("https://comesacompetition.org/") is None
    assert Comesa().owns("https://elsewhere.example/case-registry/") is None


# France


def test_the_french_file_is_fetched_only_when_it_is_another_one() -> None:
    source = AdlcDecisions()
    (request,) = source.plan(Known(NOW))
    entry = read(source, "adlc-decisions_entry.json", request.url)
    (file,) = entry.follow
    assert file.max_bytes == MAX_BYTES
    notes = {**SEEN, **entry.memory}
    decisions = read(source, "adlc-decisions_decisions.json", file.url, notes)
    again = read(source, "adlc-decisions_entry.json", request.url, {**notes, **decisions.memory})
    assert again.follow == ()
    newer = {**notes, **decisions.memory, "file": "another"}
    assert len(read(source, "adlc-decisions_entry.json", request.url, newer).follow) == 1


def test_a_french_file_that_shrank_or_was_not_offered() -> None:
    url = f"https://static.data.gouv.fr/resources/{FRENCH}/x/decisions.json"
    name = "adlc-decisions_decisions.json"
    assert state(AdlcDecisions(), name, url, {**SEEN, "decisions": 5000}) is SourceState.SERVER_ERROR
    assert "file" not in read(AdlcDecisions(), name, url, dict(SEEN)).memory


def test_a_french_record_that_is_no_json_text_does_not_end_the_reading(tmp_path: Path) -> None:
    good = json.loads((FOLDER / "adlc-decisions_decisions.json").read_text("utf-8"))[:2]
    body = json.dumps(good).encode().replace(b'"26-DCC-211"', b'"26-DCC-\xff"')
    url = f"https://static.data.gouv.fr/resources/{FRENCH}/x/decisions.json"
    request = AdlcDecisions().owns(url)
    assert request is not None
    parsed = AdlcDecisions().parse(Document(request, url, body, "", NOW), Known(NOW, memory=SEEN))
    assert [case.number for case in parsed.cases] == ["26-DCC-210"]


def test_which_addresses_are_the_french_data_set() -> None:
    source = AdlcDecisions()
    assert source.owns(f"https://www.data.gouv.fr/api/1/datasets/{FRENCH}/") is not None
    assert source.owns(f"https://static.data.gouv.fr/resources/{FRENCH}/x/decisions.json") is not None
    assert source.owns(f"https://static.data.gouv.fr/resources/{FRENCH}/x/notice.pdf") is None
    assert source.owns("https://www.data.gouv.fr/api/1/datasets/other/") is None
    assert source.owns("https://elsewhere.example/") is None
