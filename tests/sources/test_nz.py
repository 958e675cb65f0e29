"""Which pages of the New Zealand register are asked for, and what its list leads to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dealwatch.model.source import Document, Known, KnownCase, Parsed, Request, SourceProblem, SourceState
from dealwatch.sources.nz import CASE, LIST, LIST_URL, Nz
from dealwatch.sources.nz_fields import page_of
from dealwatch.sources.nz_status import Step, deadline, read, stage_told

FOLDER = Path(__file__).parent
NOW = datetime(2025, 11, 3, 1, 0, tzinfo=UTC)
LIST_PAGE = (FOLDER / "nz_list.html").read_text("utf-8")
OPEN, WITHDRAWN = "kauri-freight-limited-and-tui-haulage-limited", "harakeke-dairy-limited"


def case(
    slug: str,
    *,
    decided: bool = True,
    on: str = "2001-05-05",
    watched: bool = False,
    checked: timedelta | None = timedelta(hours=2),
    url: str = "",
) -> KnownCase:
    facts = {"date:decision": on} if on else {}
    when = None if checked is None else NOW - checked
    return KnownCase(slug, url or page_of(slug), facts, watched, decided, when)


def known(*cases: KnownCase, memory: dict[str, object] | None = None, forced: bool = False, all: bool = False) -> Known:
    return Known(
        NOW, forced=forced, cases={each.number: each for each in cases}, memory=memory or {}, whole_register=all
    )


def asked(*cases: KnownCase, forced: bool = False, all: bool = False) -> list[str]:
    requests = Nz().plan(known(*cases, forced=forced, all=all))
    assert (requests[0].role, requests[0].url) == (LIST, LIST_URL)
    return [request.case for request in requests[1:]]


def read_list(page: str, memory: dict[str, object] | None = None, *, saved: bool = False) -> Parsed:
    document = Document(Request(LIST_URL, LIST, "list"), LIST_URL, page.encode(), "text/html", NOW, saved=saved)
    parsed = Nz().parse(document, known(memory=memory))
    return Parsed(tuple(parsed.cases), (), parsed.follow, parsed.listed, parsed.memory, "", parsed.warnings)


def numbers(parsed: Parsed) -> set[str]:
    return {each.number for each in parsed.cases}


def titles(parsed: Parsed) -> set[str]:
    return {fact.value for each in parsed.cases if (fact := each.get("title")) is not None}


def many(count: int, status: str = "Closed", name: str = "Case", outcome: str = "Merger cleared") -> str:
    """A list of so many closed cases of one kind."""
    row = LIST_PAGE[LIST_PAGE.index("<li>", LIST_PAGE.index("harakeke") - 900) :]
    row = row[: row.index("</li>") + 5].replace("Application withdrawn", outcome).replace("Closed\n", f"{status}\n")
    rows = [
        row.replace("harakeke-dairy-limited", f"case-{n}").replace("Harakeke Dairy Limited", f"{name} {n}")
        for n in range(count)
    ]
    return f'<html><body><x :results-count="{count}"></x><ul>{"".join(rows)}</ul></body></html>'


def test_the_list_is_always_asked_for_and_open_cases_are_read() -> None:
    assert asked() == []
    assert asked(case("open", decided=False), case("old")) == ["open"]


def test_a_case_added_by_its_page_is_read_though_nothing_is_known_of_it() -> None:
    assert asked(case(page_of("new"), url=page_of("new"), on="", checked=None)) == ["new"]


def test_a_case_without_a_page_of_the_register_is_not_asked_for() -> None:
    assert asked(case("x", decided=False, url="https://elsewhere.example/x")) == []


def test_a_case_decided_lately_is_read_again() -> None:
    assert asked(case("late", on="2025-10-20")) == ["late"]
    assert asked(case("dayless", on="")) == []


def test_an_old_case_is_read_once_a_day_if_it_is_watched_for_itself() -> None:
    assert asked(case("a", watched=True)) == []
    assert asked(case("a", watched=True, checked=timedelta(days=2))) == ["a"]
    assert asked(case("a", watched=True), forced=True) == ["a"]


def test_watching_the_whole_register_does_not_ask_for_seven_hundred_old_pages() -> None:
    assert asked(case("a", watched=True, checked=timedelta(days=2)), all=True) == []
    assert asked(case("a", watched=True), forced=True, all=True) == []


def test_at_first_the_past_is_told_by_the_list_and_open_cases_by_their_pages() -> None:
    parsed = read_list(LIST_PAGE)
    assert [request.case for request in parsed.follow] == [OPEN]
    assert len(numbers(parsed)) == 7
    assert OPEN not in numbers(parsed)
    assert parsed.listed == numbers(parsed) | {OPEN}


def test_the_same_list_again_asks_for_nothing() -> None:
    first = read_list(LIST_PAGE)
    again = read_list(LIST_PAGE, dict(first.memory))
    assert again.follow == ()
    assert len(numbers(again)) == 8


def test_a_case_that_stands_differently_is_read_from_its_page() -> None:
    first = read_list(LIST_PAGE)
    changed = LIST_PAGE.replace("Application withdrawn", "Merger cleared")
    again = read_list(changed, dict(first.memory))
    assert [request.case for request in again.follow] == [WITHDRAWN]
    assert WITHDRAWN not in numbers(again)
    assert read_list(changed, {**first.memory, **again.memory}).follow == ()


def test_a_new_case_is_read_from_its_page() -> None:
    first = read_list(LIST_PAGE)
    without = {name: value for name, value in first.memory.items() if WITHDRAWN not in name}
    assert [request.case for request in read_list(LIST_PAGE, without).follow] == [WITHDRAWN]


def test_a_great_many_new_cases_are_told_by_the_list() -> None:
    first = read_list(LIST_PAGE)
    grown = read_list(many(80), dict(first.memory))
    assert grown.follow == ()
    assert len(numbers(grown)) == 80


def test_one_new_title_is_told() -> None:
    first = read_list(LIST_PAGE)
    again = read_list(LIST_PAGE.replace("Harakeke Dairy Limited", "Harakeke Dairy (2025) Limited"), dict(first.memory))
    assert "Harakeke Dairy (2025) Limited" in titles(again)


def test_new_titles_of_all_cases_at_once_are_another_layout() -> None:
    """A later version of the register showed the parties in place of the titles, and every row twice."""
    first = read_list(many(100))
    doubled = many(100, name="Parties; And").replace("</li>", "</li>", 1)
    rows = doubled[doubled.index("<ul>") + 4 : doubled.index("</ul>")]
    again = read_list(doubled.replace(rows, rows + rows), dict(first.memory))
    assert titles(again) == set()
    assert len(numbers(again)) == 100
    assert again.follow == ()
    assert again.warnings == ("100 cases have other titles at once; the known titles are kept.",)
    assert again.listed == numbers(again)
    third = read_list(many(100), {**first.memory, **again.memory})
    assert titles(third) == titles(first)
    assert third.warnings == ()


def test_a_new_case_in_another_layout_has_its_title() -> None:
    first = read_list(many(100))
    known_before = {name: value for name, value in first.memory.items() if name not in ("row:case-7", "surveyed")}
    again = read_list(many(100, name="Parties"), known_before)
    assert titles(again) == {"Parties 7"}


def test_many_cases_that_stand_differently_at_once_are_not_believed() -> None:
    first = read_list(many(100))
    with pytest.raises(SourceProblem) as caught:
        read_list(many(100, outcome="Merger declined"), dict(first.memory))
    assert caught.value.state is SourceState.LAYOUT_CHANGED
    assert "100 of 100" in caught.value.detail


def test_a_list_that_a_person_saved_tells_every_case() -> None:
    parsed = read_list(LIST_PAGE, saved=True)
    assert parsed.follow == ()
    assert OPEN in numbers(parsed)


def test_a_note_that_is_none_counts_as_no_note() -> None:
    assert len(numbers(read_list(LIST_PAGE, {f"row:{WITHDRAWN}": 7}))) == 7


@pytest.mark.parametrize(
    ("url", "role"),
    [
        (LIST_URL, LIST),
        ("https://comcom.govt.nz/case-register", LIST),
        (page_of("kauri"), CASE),
        ("https://www.comcom.govt.nz/case-register/case-register-entries/kauri?x=1", CASE),
    ],
)
def test_pages_of_the_register_are_its_own(url: str, role: str) -> None:
    request = Nz().owns(url)
    assert request is not None
    assert (request.role, request.url) == (role, url)
    assert request.case == ("kauri" if role == CASE else "")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.comcom.govt.nz/news",
        "https://elsewhere.example/case-register/case-register-entries/kauri/",
        "https://elsewhere.example/case-register/",
        "https://[www.comcom.govt.nz/case-register/",
    ],
)
def test_other_pages_are_not(url: str) -> None:
    assert Nz().owns(url) is None


def test_a_case_page_that_leads_elsewhere_has_moved() -> None:
    request = Request(page_of("kauri"), CASE, "case", case="kauri")
    body = (FOLDER / "nz_case_open.html").read_bytes()
    with pytest.raises(SourceProblem) as caught:
        Nz().parse(Document(request, "https://www.comcom.govt.nz/case-register/", body, "text/html", NOW), known())
    assert caught.value.state is SourceState.MOVED


def test_the_day_in_new_zealand_decides_what_has_happened() -> None:
    """Noon of 24 September in London is past midnight in Wellington."""
    request = Request(page_of("kauri"), CASE, "case")
    body = (FOLDER / "nz_case_open.html").read_bytes()
    stages = []
    for hour in (11, 13):
        at = datetime(2025, 9, 24, hour, tzinfo=UTC)
        (facts,) = Nz().parse(Document(request, request.url, body, "text/html", at), known()).cases
        stage = facts.get("stage")
        assert stage is not None
        stages.append(stage.value)
    assert stages == ["notified", "in_depth"]


def steps(*rows: tuple[str, str]) -> list[Step]:
    return [Step(datetime.fromisoformat(day).date(), words, "") for day, words in rows]


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("Statement of Preliminary Issues published", "notified"),
        ("SoPI published", "notified"),
        ("Universal EMI Statement of Preliminary Issues 30 March 2012", "notified"),
        ("Letter of Issues released", "in_depth"),
        ("Statement of issues", "in_depth"),
        ("Second draft determination", "in_depth"),
        ("Statement of Unresolved Issues published", "objections"),
        ("Summary of proposed divestment undertaking published", "remedies"),
        ("Submissions on SoI due", None),
        ("Submissions on divestment proposal due", None),
        ("Laminex – Response to Letter of Issues – 9 February 2018", None),
        ("Late cross-submissions on Letter of Issues", None),
        ("Date opened", None),
    ],
)
def test_a_row_opens_a_stage_or_none(words: str, stage: str | None) -> None:
    assert stage_told(words) == stage


@pytest.mark.parametrize(
    ("rows", "due"),
    [
        (
            [("2025-12-04", "Decision date"), ("2025-09-19", "Decision date (extension to 4 December 2025)")],
            "2025-12-04",
        ),
        ([("2022-09-02", "Decision due by (extension until 9 September 2022)")], "2022-09-09"),
        ([("2021-05-28", "Decision due (extension of decision date to 23 July 2021)")], "2021-07-23"),
        ([("2021-05-28", "Decision due (extension to a later day)")], None),
        ([("2020-06-10", "Decision due – Merger cleared")], None),
        ([("2020-06-10", "Date closed")], None),
    ],
)
def test_the_day_the_decision_is_due(rows: Iterable[tuple[str, str]], due: str | None) -> None:
    found = deadline(steps(*rows))
    assert (found.day.isoformat() if found else None) == due


def test_outcomes_that_contradict_each_other_decide_nothing() -> None:
    reading = read("Closed", "Merger cleared; Merger declined", (), None, NOW.date())
    assert reading.outcome == "pending"
    assert reading.warnings == ("outcome not mapped: Merger cleared; Merger declined",)


@pytest.mark.parametrize(
    ("words", "outcome", "in_court", "warned"),
    [
        ("Merger cleared", "cleared", False, False),
        ("Merger authorised; Judgment", "cleared", False, False),
        ("Merger declined, Ongoing court proceedings", "prohibited", True, False),
        ("Authorisation declined", "prohibited", False, False),
        ("No jurisdiction", "no_jurisdiction", False, False),
        ("Yet to be determined", "pending", False, False),
        ("Interim authorised", "pending", False, True),
        ("", "pending", False, False),
    ],
)
def test_outcomes_of_the_register_s_own_list(words: str, outcome: str, in_court: bool, warned: bool) -> None:
    reading = read("Closed", words, (), None, NOW.date())
    assert (reading.outcome, reading.in_court, bool(reading.warnings)) == (outcome, in_court, warned)


def test_an_open_case_may_say_that_nothing_is_determined_yet() -> None:
    assert read("Open", "Not yet determined", (), None, NOW.date()).warnings == ()
    assert read("Open", "Merger cleared", (), None, NOW.date()).warnings == ("Merger cleared beside Open",)
