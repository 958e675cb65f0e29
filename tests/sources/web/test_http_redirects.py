"""Redirects, followed by hand and shown by original addresses; addresses that lead nowhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dealwatch.model.source import SourceState, Validators
from dealwatch.sources.origins import Origins

SITE, OTHER, OPEN = "https://www.example.com", "https://other.example.com", "http://www.example.com"
HELD = Validators('"abc"', "Thu, 05 Mar 2026 10:00:00 GMT")


def test_redirects_are_followed_and_shown_by_original_addresses(site: Any, visit: Any, redirecting: Any) -> None:
    site.answer = redirecting(
        (301, "/www.example.com/second"),
        (302, f"http://127.0.0.1:{site.port}/other.example.com/third?x=1"),
        (307, "fourth"),
    )
    document = visit()
    assert document.url == f"{OTHER}/fourth"
    assert document.redirects == (f"{SITE}/page", f"{SITE}/second", f"{OTHER}/third?x=1")
    assert [(entry.host, entry.path, entry.status) for entry in visit.ledger] == [
        ("www.example.com", "/page", "301"),
        ("www.example.com", "/second", "302"),
        ("other.example.com", "/third?x=1", "307"),
        ("other.example.com", "/fourth", "200"),
    ]


def test_a_document_that_moved_for_good_is_read_anew(site: Any, visit: Any, redirecting: Any) -> None:
    """Otherwise "not modified" would hide the new address for ever."""
    site.answer = redirecting((301, "/www.example.com/new"))
    visit(validators=HELD)
    assert "if-none-match" in site.seen[0][2]
    assert "if-none-match" not in site.seen[1][2]


def test_a_document_that_is_elsewhere_for_now_keeps_its_validators(site: Any, visit: Any, redirecting: Any) -> None:
    site.answer = redirecting((302, "/www.example.com/for-now"))
    visit(validators=HELD)
    assert "if-none-match" in site.seen[1][2]


def test_five_redirects_are_enough(site: Any, visit: Any, redirecting: Any) -> None:
    site.answer = redirecting(*((302, f"/www.example.com/{place}") for place in range(5)))
    assert visit().url == f"{SITE}/4"
    site.answer = redirecting(*((302, f"/www.example.com/{place}") for place in range(6)))
    assert visit.problem().state is SourceState.MOVED


def test_a_circle_is_noticed(site: Any, visit: Any, redirecting: Any) -> None:
    site.answer = redirecting((302, "/www.example.com/a"), (302, "/www.example.com/page"))
    problem = visit.problem()
    assert problem.state is SourceState.MOVED
    assert "circles" in problem.title
    assert len(site.seen) == 2


@pytest.mark.parametrize("location", ["ftp://www.example.com/x", "javascript:void(0)", "http://[broken"])
def test_a_redirect_to_no_web_page_is_refused(site: Any, visit: Any, location: str, redirecting: Any) -> None:
    site.answer = redirecting((302, location))
    assert visit.problem().state is SourceState.MOVED


def test_a_redirect_without_a_place_is_a_fault(site: Any, visit: Any) -> None:
    site.answer = lambda handler: handler.reply(302, b"")
    assert visit.problem().state is SourceState.SERVER_ERROR


def test_protection_is_not_given_up(site: Any, visit: Any, redirecting: Any) -> None:
    site.answer = redirecting((301, f"{OPEN}/page"))
    problem = visit.problem()
    assert problem.state is SourceState.MOVED
    assert "unprotected" in problem.title
    assert len(site.seen) == 1


def test_protection_may_be_given_up_towards_a_mirror(
    site: Any, make_visit: Callable[..., Any], redirecting: Any
) -> None:
    base = f"http://127.0.0.1:{site.port}"
    visit = make_visit(origins=Origins({SITE: f"{base}/s", OPEN: f"{base}/o"}))
    site.answer = redirecting((301, f"{OPEN}/page"))
    assert visit().url == f"{OPEN}/page"


@pytest.mark.parametrize("status", [301, 302, 303])
def test_a_question_is_not_turned_into_a_visit(site: Any, visit: Any, status: int, redirecting: Any) -> None:
    site.answer = redirecting((status, "/www.example.com/new"))
    assert visit.problem(method="POST").state is SourceState.MOVED


@pytest.mark.parametrize("status", [307, 308])
def test_a_question_follows_where_it_may(site: Any, visit: Any, status: int, redirecting: Any) -> None:
    site.answer = redirecting((status, "/www.example.com/new"))
    visit(method="POST", data=(("query", "{}"),))
    assert [method for method, *_ in site.seen] == ["POST", "POST"]
    assert b'name="query"' in site.seen[1][3]


@pytest.mark.parametrize(
    "url", ["", "no address", "ftp://www.example.com/", "https://", "http://[broken", "https://www.example.com:0/"]
)
def test_what_is_no_address_is_not_fetched(visit: Any, url: str) -> None:
    assert visit.problem(url).state is SourceState.MOVED
    assert visit.ledger == []


@pytest.mark.parametrize("host", ["ä" * 70 + ".example", "a" * 70 + ".example", "\u2177.example"])
def test_a_name_that_no_host_can_have_is_no_crash(visit: Any, host: str) -> None:
    assert visit.problem(f"https://{host}/").state is SourceState.MOVED
    assert visit.ledger[0].status == "address"
