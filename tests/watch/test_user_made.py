"""Pages, sitemaps and files: beginning to watch them, and changing one's mind about what of them is meant."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from dealwatch.model.errors import UsageError
from dealwatch.model.source import Document, Exchange, SourceProblem, SourceState
from dealwatch.sources.recognise import recognise
from dealwatch.sources.registry import source_of, user_made
from dealwatch.store.ledger import LedgerLine
from dealwatch.watch.adding import add
from dealwatch.watch.look import look
from dealwatch.watch.poller import Poller
from dealwatch.watch.tracking import Tracking

URL = "https://office.northport.test/case"
KEY = f"page:{URL}"


@pytest.fixture
def tracking(store, clock):
    return Tracking(store, clock)


@dataclass
class Web:
    """Bodies by address, or a problem."""

    clock: object
    pages: dict[str, str | SourceProblem] = field(default_factory=dict)

    def fetch(self, request, validators, info, ledger):
        now = self.clock.now()
        ledger(Exchange(now, "office.northport.test", request.url, "GET", request.purpose, "200", 1, 1))
        found = self.pages[request.url]
        if isinstance(found, SourceProblem):
            raise found
        return Document(request, request.url, found.encode(), "text/html", now)

    def close(self):
        """Nothing is held open."""


class Desk:
    """A store with the real sources over a web of our own."""

    def __init__(self, store, clock):
        self.store, self.clock, self.web = store, clock, Web(clock)
        self.poller = Poller(store, clock, self.web, source_of, jitter=lambda: 0.0)

    def page(self, body, url=URL):
        self.web.pages[url] = f"<!doctype html><html><head><title>Case</title></head><body>{body}</body></html>"

    def check(self):
        """What was told: what stood there before, and what stands there now."""
        tally = self.poller.check()
        self.clock.set(self.clock.now() + timedelta(hours=1))
        kept = self.store.events.list(ids=[event.id for event in tally.events])
        return [(event.old, event.new) for event in kept if event.alerted]

    @property
    def state(self):
        return self.store.sources.get(KEY).state


@pytest.fixture
def desk(store, clock):
    return Desk(store, clock)


def test_a_watched_element_is_followed_through_trouble(desk, tracking):
    add(tracking, recognise(KEY), choice={"selector": ".status"})
    desk.page("<p class=status>Open</p><p>1</p>")
    assert desk.check() == []
    desk.page("<p class=status>Open</p><p>2</p>")
    assert desk.check() == []
    desk.page("<p class=state>Closed</p>")
    assert (desk.check(), desk.state) == ([], SourceState.LAYOUT_CHANGED)
    desk.page("<h1>Site under maintenance</h1><p class=status>Closed</p>")
    assert (desk.check(), desk.state) == ([], SourceState.SERVER_ERROR)
    desk.page("<p class=status>Closed</p>")
    assert (desk.check(), desk.state) == ([("Open", "Closed")], SourceState.OK)
    desk.page("<p class=status>Open</p>")
    assert desk.check() == [("Closed", "Open")]


def test_another_choice_begins_silently_and_the_same_one_changes_nothing(store, desk, tracking):
    add(tracking, recognise(KEY), choice={"selector": ".a", "name": "Mine"})
    desk.page("<p class=a>A</p><p class=b>B</p>")
    desk.check()
    assert not add(tracking, recognise(KEY), choice={"selector": ".b"}).new
    assert store.sources.get(KEY).target == {"url": URL, "selector": ".b", "name": "Mine"}
    assert desk.check() == []
    assert not add(tracking, recognise(KEY)).new
    assert not add(tracking, recognise(KEY), choice={"selector": ".b"}, every=timedelta(hours=5)).new
    assert store.sources.get(KEY).interval == timedelta(hours=5)
    desk.page("<p class=a>A</p><p class=b>C</p>")
    assert desk.check() == [("B", "C")]


def test_a_new_name_loses_no_change(store, desk, tracking):
    add(tracking, recognise(KEY), choice={"xpath": "//p"})
    desk.page("<p>A</p>")
    desk.check()
    assert store.sources.get(KEY).title == "Case"
    add(tracking, recognise(KEY), choice={"name": "Mine"})
    assert store.sources.get(KEY).title == "Mine"
    desk.page("<p>B</p>")
    assert desk.check() == [("A", "B")]
    assert store.sources.get(KEY).title == "Mine"


def test_a_page_that_cannot_be_read_as_it_was_is_looked_at_anew_when_added_again(store, desk, tracking):
    add(tracking, recognise(KEY))
    desk.page("".join(f"<p>Line {number}" for number in range(6)))
    desk.check()
    desk.page("".join(f"<p>Another {number}" for number in range(6)))
    desk.check()
    assert desk.state is SourceState.LAYOUT_CHANGED
    add(tracking, recognise(KEY))
    assert (desk.check(), desk.state) == ([], SourceState.OK)
    desk.page("".join(f"<p>Another {number}" for number in range(7)))
    assert desk.check() == [(None, "Another 6")]


def test_adding_again_ends_a_pause(store, tracking):
    add(tracking, recognise(KEY))
    with store.write() as database:
        store.sources.pause(database, KEY, True)
    add(tracking, recognise(KEY))
    assert not store.sources.get(KEY).paused


def test_a_sitemap_tells_its_new_pages(store, desk, tracking):
    url = "https://office.northport.test/sitemap.xml"
    add(tracking, recognise(url), choice={"words": "merger"})
    assert store.sources.get(f"page:{url}").target == {"url": url, "words": "merger", "reads": "sitemap"}
    part = "https://office.northport.test/part"
    entries = f"<url><loc>{URL}/merger-1</loc></url><url><loc>{URL}/jobs-1</loc></url>"
    desk.web.pages[url] = f"<sitemapindex><sitemap><loc>{part}</loc></sitemap></sitemapindex>"
    desk.web.pages[part] = f"<urlset>{entries}</urlset>"
    assert desk.check() == []
    more = f"<url><loc>{URL}/merger-2</loc></url><url><loc>{URL}/jobs-2</loc></url>"
    desk.web.pages[part] = f"<urlset>{more}{entries}</urlset>"
    assert desk.check() == [(None, "merger 2")]


@pytest.mark.parametrize(
    ("text", "choice", "words"),
    [
        (KEY, {"selector": "p >"}, "no CSS selector"),
        (KEY, {"xpath": "//p["}, "no XPath expression"),
        (KEY, {"selector": "p", "xpath": "//p"}, "Either"),
        ("https://x.test/sitemap.xml", {"selector": "p"}, "no elements"),
        (KEY, {"xpath": "//p", "words": "a"}, "no elements"),
    ],
)
def test_a_choice_that_cannot_be_read_is_refused(store, tracking, text, choice, words):
    with pytest.raises(UsageError, match=words):
        add(tracking, recognise(text), choice=choice)
    assert store.sources.all() == []


def test_a_file_must_be_there(store, tracking, tmp_path, monkeypatch):
    with pytest.raises(UsageError, match="no such file"):
        add(tracking, recognise(str(tmp_path / "none")))
    (tmp_path / "note.txt").write_text("x", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert add(tracking, recognise("./note.txt")).source == f"file:{tmp_path / 'note.txt'}"
    assert store.sources.all()[0].target == {"path": str(tmp_path / "note.txt")}


def test_a_key_of_another_kind_has_no_source():
    assert user_made("other:x", {}) is None


def test_a_look_shows_what_would_be_watched_and_keeps_only_the_ledger(store, clock, desk):
    desk.page("<p>A</p><p>B</p>")
    source = user_made(KEY, {"url": URL, "selector": "p"})
    assert [item.title for item in look(store, clock, desk.web, source)] == ["A", "B"]
    desk.web.pages[URL] = SourceProblem(SourceState.BLOCKED, "No.")
    with pytest.raises(SourceProblem):
        look(store, clock, desk.web, source)
    assert store.ledger.count() == 2
    assert store.sources.all() == []
    assert store.documents.held(KEY, URL) is None


def test_requests_are_counted_by_host(store, clock):
    lines = [
        LedgerLine.of(source, Exchange(clock.now() + timedelta(hours=hours), host, "/", "GET", "x", "200", 1, 1))
        for source, host, hours in [("a", "x.test", -9), ("a", "x.test", 1), ("b", "x.test", 2), ("b", "y.test", 3)]
    ]
    with store.write() as database:
        store.ledger.add(database, lines)
    assert store.ledger.by_host(clock.now()) == {"x.test": 2, "y.test": 1}
    assert store.ledger.hosts_of(clock.now()) == {"a": {"x.test"}, "b": {"x.test", "y.test"}}
