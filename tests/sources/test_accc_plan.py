"""Which pages of the ACCC register are asked for, and what its list leads to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dealwatch.model.source import Document, Known, KnownCase, Parsed, Request, SourceProblem, SourceState
from dealwatch.sources.accc import CASE, LIST, REGISTER, Accc

FOLDER = Path(__file__).parent
NOW = datetime(2026, 3, 6, 1, 0, tzinfo=UTC)
LIST_PAGE = (FOLDER / "accc_list.html").read_text("utf-8")
ROWS: dict[str, dict[str, str]] = {
    "MN-12345": {
        "title": "Harbour Grain – Coastal Silos",
        "text:status": "Under assessment",
        "text:stage": "Phase 1 - initial assessment",
        "text:type": "Notification",
        "date:notified": "2026-02-19",
    },
    "WA-60001": {
        "title": "Alpine Lifts – Snow School",
        "text:status": "Assessment completed",
        "text:type": "Waiver",
        "date:applied": "2026-02-02",
    },
    "MN-30001": {
        "title": "Keg Partners - Barrel Pool",
        "text:status": "Assessment suspended",
        "text:stage": "Phase 1 - initial assessment",
        "text:type": "Notification",
    },
}
SLUGS = {
    "MN-12345": "harbour-grain-coastal-silos",
    "WA-60001": "alpine-lifts-snow-school",
    "MN-30001": "keg-partners-barrel-pool",
}


def case(
    number: str,
    facts: Mapping[str, str] | None = None,
    *,
    url: str | None = None,
    watched: bool = False,
    decided: bool = False,
    checked: timedelta | None = timedelta(hours=1),
) -> KnownCase:
    address = f"{REGISTER}/{SLUGS.get(number, number)}" if url is None else url
    return KnownCase(
        number,
        address,
        ROWS.get(number, {}) if facts is None else facts,
        watched,
        decided,
        None if checked is None else NOW - checked,
    )


def known(*cases: KnownCase, forced: bool = False) -> Known:
    return Known(NOW, forced=forced, cases={entry.number: entry for entry in cases})


def read_list(page: str, knowledge: Known, number: int = 0) -> Parsed:
    url = f"{REGISTER}?init=1&items_per_page=50" + (f"&page={number}" if number else "")
    document = Document(Request(url, LIST, "list"), url, page.encode(), "text/html", NOW)
    return Accc().parse(document, knowledge)


def asked(knowledge: Known) -> set[str]:
    return {request.case for request in Accc().plan(knowledge) if request.role == CASE}


def test_the_list_is_always_asked_first() -> None:
    plan = Accc().plan(known())
    assert [(request.url, request.role) for request in plan] == [(f"{REGISTER}?init=1&items_per_page=50", LIST)]


def test_open_and_watched_cases_are_asked_each_time() -> None:
    decided = {"date:decision": "2025-12-01"}
    assert asked(
        known(
            case("MN-00001"),
            case("MN-00002", decided, decided=True, watched=True),
            case("MN-00003", decided, decided=True),
        )
    ) == {"MN-00001", "MN-00002"}


def test_a_forced_check_asks_for_every_page() -> None:
    decided = case("MN-00003", {"date:decision": "2025-12-01"}, decided=True)
    assert asked(known(decided, case("MN-00001"), forced=True)) == {"MN-00001", "MN-00003"}


@pytest.mark.parametrize(
    ("decision", "checked", "due"),
    [
        ("2026-02-10", timedelta(hours=1), True),  # decided less than thirty days ago: corrections still come
        ("2026-01-10", timedelta(hours=1), False),
        ("2026-01-10", timedelta(hours=25), True),
        ("2026-01-10", None, True),
        ("", timedelta(hours=1), False),
        ("", timedelta(hours=25), True),
    ],
)
def test_a_decided_case_is_asked_once_a_day_when_it_is_old(decision: str, checked: timedelta | None, due: bool) -> None:
    facts = {"date:decision": decision} if decision else {}
    assert asked(known(case("MN-00003", facts, decided=True, checked=checked))) == ({"MN-00003"} if due else set())


def test_a_case_without_an_address_waits_for_the_list() -> None:
    assert asked(known(case("MN-00004", {}, url=""), forced=True)) == set()


def test_unknown_rows_lead_to_their_pages_and_say_nothing_themselves() -> None:
    parsed = read_list(LIST_PAGE, known())
    assert list(parsed.cases) == []
    assert [(request.case, request.url) for request in parsed.follow if request.role == CASE] == [
        (number, f"{REGISTER}/{slug}") for number, slug in SLUGS.items()
    ]


def test_a_case_added_by_hand_and_never_read_is_as_good_as_unknown() -> None:
    parsed = read_list(LIST_PAGE, known(case("MN-12345", {}, url="")))
    assert "MN-12345" in {request.case for request in parsed.follow}
    assert list(parsed.cases) == []


def test_known_rows_are_confirmed_without_a_request() -> None:
    parsed = read_list(LIST_PAGE, known(*map(case, ROWS)))
    assert {facts.number for facts in parsed.cases} == set(ROWS)
    assert all(facts.provider == "list" and facts.precedence == 0 and not facts.complete for facts in parsed.cases)
    assert [request for request in parsed.follow if request.role == CASE] == []


def test_the_list_never_states_an_axis() -> None:
    """It shows no determination: "completed" alone would make a clearance look pending."""
    parsed = read_list(LIST_PAGE, known(*map(case, ROWS)))
    assert not {fact.name for facts in parsed.cases for fact in facts.facts} & {"stage", "outcome", "clock"}


@pytest.mark.parametrize(
    ("name", "value"),
    [("text:status", "Assessment suspended"), ("title", "Harbour Grain – Inland Silos"), ("date:notified", "")],
)
def test_a_row_that_differs_leads_to_its_page(name: str, value: str) -> None:
    other = case("MN-12345", ROWS["MN-12345"] | {name: value})
    parsed = read_list(LIST_PAGE, known(other, case("WA-60001"), case("MN-30001")))
    assert [request.case for request in parsed.follow if request.role == CASE] == ["MN-12345"]
    assert {facts.number for facts in parsed.cases} == {"WA-60001", "MN-30001"}


def test_typography_and_case_make_no_row_different() -> None:
    other = case("MN-12345", ROWS["MN-12345"] | {"title": "HARBOUR GRAIN - Coastal\u00a0Silos"})
    parsed = read_list(LIST_PAGE, known(other, case("WA-60001"), case("MN-30001")))
    assert [request for request in parsed.follow if request.role == CASE] == []


def test_a_row_at_another_address_leads_to_the_new_one() -> None:
    old = REGISTER.replace("acquisitions-and-mergers", "mergers-and-acquisitions")
    moved = case("MN-12345", url=f"{old}/harbour-grain-coastal-silos")
    parsed = read_list(LIST_PAGE, known(moved, case("WA-60001"), case("MN-30001")))
    assert [request.url for request in parsed.follow if request.role == CASE] == [
        f"{REGISTER}/harbour-grain-coastal-silos"
    ]


def test_the_page_is_turned_while_the_register_has_cases_nobody_knows() -> None:
    follow = [request.url for request in read_list(LIST_PAGE, known()).follow if request.role == LIST]
    assert follow == [f"{REGISTER}?init=1&items_per_page=50&page=1"]
    second = LIST_PAGE.replace("Showing 1 - 3 of 7", "Showing 4 - 6 of 7")
    follow = [request.url for request in read_list(second, known(), 1).follow if request.role == LIST]
    assert follow == [f"{REGISTER}?init=1&items_per_page=50&page=2"]


def test_the_page_is_not_turned_at_the_end_or_when_everything_is_known() -> None:
    last = LIST_PAGE.replace("Showing 1 - 3 of 7", "Showing 5 - 7 of 7")
    assert [request for request in read_list(last, known(), 1).follow if request.role == LIST] == []
    everything = known(*map(case, ROWS), *(case(f"MN-0000{place}") for place in range(4)))
    assert [request for request in read_list(LIST_PAGE, everything).follow if request.role == LIST] == []


def test_an_empty_first_page_is_a_fault_an_empty_later_page_the_end() -> None:
    empty = (FOLDER / "accc_list_empty.html").read_text("utf-8")
    with pytest.raises(SourceProblem) as caught:
        read_list(empty, known(*map(case, ROWS)))
    assert caught.value.state is SourceState.SERVER_ERROR
    assert read_list(empty, known(), 1).follow == ()


def test_a_page_number_that_is_none_counts_as_the_first() -> None:
    empty = (FOLDER / "accc_list_empty.html").read_text("utf-8")
    url = f"{REGISTER}?page=last"
    with pytest.raises(SourceProblem):
        Accc().parse(Document(Request(url, LIST, ""), url, empty.encode(), "text/html", NOW), known())


@pytest.mark.parametrize("folder", ["acquisitions-and-mergers-registers", "mergers-and-acquisitions-registers"])
def test_addresses_of_both_generations_are_owned(folder: str) -> None:
    register = f"https://www.accc.gov.au/public-registers/{folder}/acquisitions-register"
    role_of = {
        register: LIST,
        f"{register}?init=1&items_per_page=50&page=3": LIST,
        f"{register}/ampol-%E2%80%93-eg-australia": CASE,
        f"{register}/keg-partners-barrel-pool/?utm_source=x": CASE,
    }
    for url, role in role_of.items():
        request = Accc().owns(url)
        assert request is not None
        assert (request.url, request.role) == (url, role)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.accc.gov.au/public-registers/authorisations-and-notifications-registers/x",
        "https://www.accc.gov.au/",
        "https://example.com/public-registers/mergers-and-acquisitions-registers/acquisitions-register",
        "https://www.accc.gov.au/public-registers/mergers-and-acquisitions-registers/acquisitions-register/a/b",
        "not an address",
        "http://[broken",
    ],
)
def test_other_addresses_are_not_owned(url: str) -> None:
    assert Accc().owns(url) is None


def test_a_case_page_is_read_by_its_role() -> None:
    url = f"{REGISTER}/harbour-grain-coastal-silos"
    body = (FOLDER / "accc_case_running.html").read_bytes()
    parsed = Accc().parse(Document(Request(url, CASE, ""), url, body, "text/html", NOW), known())
    (facts,) = parsed.cases
    assert (facts.number, facts.url, facts.precedence, facts.procedure) == ("MN-12345", url, 10, "AU_MERGER")
    assert facts.as_of == NOW
