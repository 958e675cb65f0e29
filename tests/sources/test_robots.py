"""The fetcher that asks a site for its rules first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from dealwatch.model.source import (
    Document,
    Exchange,
    NotModified,
    Request,
    SourceInfo,
    SourceProblem,
    SourceState,
    Validators,
)
from dealwatch.sources.http_answers import moved, rate_limited, refusal
from dealwatch.sources.robots import RobotsFetcher
from dealwatch.watch.ports import Fetcher

SITE = "https://office.northport.test"
START = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def info(key: str) -> SourceInfo:
    return SourceInfo(key, "", "X", "UTC", timedelta(hours=1), "", "", "", pace=2 * SECOND)


@dataclass
class Site:
    """Answers for the web: `robots` is the body of robots.txt, or the problem with it."""

    robots: bytes | SourceProblem = b""
    now: datetime = START
    asked: list[tuple[str, timedelta]] = field(default_factory=list)
    kept: str = ""
    closed: bool = False
    leads_to: str = ""

    def fetch(
        self,
        request: Request,
        validators: Validators,
        info: SourceInfo,
        ledger: Callable[[Exchange], None],
        *,
        permit: Callable[[str], None] | None = None,
    ) -> Document | NotModified:
        self.asked.append((request.url.removeprefix(SITE), info.pace))
        ledger(Exchange(self.now, "office.northport.test", request.url, "GET", request.purpose, "200", 1, 1))
        if request.role != "robots":
            if self.leads_to and permit is not None:
                permit(self.leads_to)
            return Document(request, request.url, b"page", "", self.now)
        if isinstance(self.robots, SourceProblem):
            raise self.robots
        return Document(request, request.url, self.robots, "text/plain", self.now)

    def close(self) -> None:
        self.closed = True

    def keep(self, text: str) -> None:
        self.kept = text

    def fetcher(self) -> Fetcher:
        return RobotsFetcher(self, now=lambda: self.now, kept=self.kept, keep=self.keep)

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@pytest.fixture
def site() -> Site:
    return Site()


def visit(fetcher: Fetcher, path: str = "/page", key: str = "page:x", ledger: list[Exchange] | None = None) -> None:
    fetcher.fetch(
        Request(SITE + path, "page", "x"), Validators(), info(key), (ledger if ledger is not None else []).append
    )


def test_a_site_is_asked_once_a_day_and_it_stands_in_the_ledger(site: Site) -> None:
    fetcher, ledger = site.fetcher(), list[Exchange]()
    visit(fetcher, ledger=ledger)
    visit(fetcher, "/other?x=1", ledger=ledger)
    assert site.paths == ["/robots.txt", "/page", "/other?x=1"]
    assert [exchange.purpose for exchange in ledger] == ["Rules for programs", "x", "x"]
    visit(site.fetcher())
    assert site.paths[3:] == ["/page"], "known over a restart"
    site.now += timedelta(days=1)
    visit(fetcher)
    assert site.paths[4:] == ["/robots.txt", "/page"]


def test_what_is_forbidden_is_not_asked_for(site: Site) -> None:
    site.robots = b"User-agent: *\nDisallow: /*?q=\nDisallow: /page"
    with pytest.raises(SourceProblem, match="asks programs not to read") as caught:
        visit(site.fetcher())
    assert (caught.value.state, caught.value.detail) == (SourceState.BLOCKED, "robots.txt: Disallow: /page")
    with pytest.raises(SourceProblem):
        visit(site.fetcher(), "/list?q=x")
    visit(site.fetcher(), "/list")
    assert site.paths == ["/robots.txt", "/list"]


@pytest.mark.parametrize("key", ["accc", "feed:https://office.northport.test/feed.xml", "file:/x"])
def test_what_was_made_for_programs_passes(site: Site, key: str) -> None:
    site.robots = b"User-agent: *\nDisallow: /"
    visit(site.fetcher(), key=key)
    assert site.paths == ["/page"]


def test_a_delay_slows_us_down_within_reason(site: Site) -> None:
    for delay, pace in (("1", 2), ("10", 10), ("3600", 60)):
        site.kept, site.asked = "", []
        site.robots = f"User-agent: *\nCrawl-delay: {delay}".encode()
        visit(site.fetcher())
        assert site.asked[1] == ("/page", pace * SECOND)


@pytest.mark.parametrize(
    "none",
    [
        moved("x", "no longer has this page", "404"),
        refusal(403, {}, b"", "x", START),
        refusal(400, {}, b"", "x", START),
    ],
    ids=["gone", "forbidden", "bad request"],
)
def test_a_site_without_rules_allows_everything(site: Site, none: SourceProblem) -> None:
    site.robots = none
    visit(site.fetcher())
    visit(site.fetcher())
    assert site.paths == ["/robots.txt", "/page", "/page"]


@pytest.mark.parametrize(
    "trouble",
    [
        refusal(503, {}, b"", "x", START),
        rate_limited("x", "429", SECOND),
        SourceProblem(SourceState.OFFLINE, "No net."),
    ],
    ids=["fault", "busy", "offline"],
)
def test_a_site_that_does_not_tell_its_rules_is_not_read(site: Site, trouble: SourceProblem) -> None:
    site.robots = trouble
    with pytest.raises(SourceProblem) as caught:
        visit(site.fetcher())
    assert caught.value is trouble
    assert site.paths == ["/robots.txt"]


def test_old_rules_stand_until_there_are_new_ones(site: Site) -> None:
    site.robots = b"User-agent: *\nDisallow: /page"
    visit(site.fetcher(), "/open")
    site.now += timedelta(days=3)
    site.robots = refusal(500, {}, b"", "x", START)
    fetcher = site.fetcher()
    visit(fetcher, "/open")
    with pytest.raises(SourceProblem, match="asks programs"):
        visit(fetcher)
    assert site.paths == ["/robots.txt", "/open", "/robots.txt", "/open", "/robots.txt"]


def test_a_clock_set_back_makes_rules_old(site: Site) -> None:
    visit(site.fetcher())
    site.now -= timedelta(days=2)
    visit(site.fetcher())
    assert site.paths == ["/robots.txt", "/page"] * 2


@pytest.mark.parametrize("body", [b"<!doctype html><html>Not found", bytes(range(32)) * 9])
def test_a_page_in_its_place_holds_no_rules_and_is_not_remembered(site: Site, body: bytes) -> None:
    site.robots = body
    visit(site.fetcher())
    visit(site.fetcher())
    assert site.paths == ["/robots.txt", "/page"] * 2


def test_rules_are_kept_by_site_and_forgotten_in_the_end(site: Site) -> None:
    fetcher = site.fetcher()
    visit(fetcher)
    other = Request("http://other.test:8080/x", "page", "x")
    fetcher.fetch(other, Validators(), info("page:y"), [].append)
    assert "http://other.test:8080" in site.kept
    assert SITE in site.kept
    site.now += timedelta(days=40)
    fetcher.fetch(other, Validators(), info("page:y"), [].append)
    assert SITE not in site.kept


def test_what_another_version_kept_is_asked_for_anew(site: Site) -> None:
    site.kept = '{"https://office.northport.test": "?"}'
    visit(site.fetcher())
    assert site.paths == ["/robots.txt", "/page"]


def test_closing_closes_what_is_within(site: Site) -> None:
    site.fetcher().close()
    assert site.closed


def test_the_rules_of_the_place_that_a_page_leads_to_count_as_well(site: Site) -> None:
    site.robots = b"User-agent: *\nDisallow: /private\n"
    site.leads_to = "https://elsewhere.test/private/page"
    with pytest.raises(SourceProblem) as caught:
        visit(site.fetcher())
    assert caught.value.state is SourceState.BLOCKED
    assert "elsewhere.test" in caught.value.title
    assert site.paths == ["/robots.txt", "/page", "https://elsewhere.test/robots.txt"]
    site.leads_to = "https://elsewhere.test/open"
    visit(site.fetcher())
