"""A page as a source: what it asks for, what it owns, what it takes for trouble."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dealwatch.model.source import Document, Known, Parsed, SourceProblem, SourceState
from dealwatch.sources.page import Page, choice_of
from dealwatch.sources.page_select import MOST_MATCHES, Choice
from dealwatch.watch.ports import Source

ADDRESS = "https://office.northport.test/case"
NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)


def page(body: str, title: str = "Case") -> bytes:
    return f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>".encode()


class Reading:
    def __init__(self, **target: str) -> None:
        self.source: Source = Page({"url": ADDRESS, **target})
        self.memory: dict[str, Any] = {}
        self.at = NOW

    def __call__(self, body: bytes) -> Parsed:
        self.at += timedelta(hours=1)
        known = Known(self.at, memory=self.memory)
        parsed = self.source.parse(Document(self.source.plan(known)[0], ADDRESS, body, "text/html", self.at), known)
        self.memory |= parsed.memory
        return parsed


def test_it_asks_for_its_one_page_and_owns_it_however_it_is_spelt() -> None:
    source: Source = Page({"url": ADDRESS})
    (request,) = source.plan(Known(NOW))
    assert request.url == ADDRESS
    assert source.owns("http://www.office.northport.test/case/?utm_source=mail") == request
    assert source.owns("https://office.northport.test/other") is None
    assert (source.info.key, source.info.title) == (f"page:{ADDRESS}", "Page of office.northport.test")
    assert Page({"url": "odd"}).info.title == "Page of odd"


def test_the_users_name_stands_before_the_pages_own() -> None:
    assert Page({"url": ADDRESS, "name": "Mine"}).info.title == "Mine"
    assert Reading(name="Mine", selector="p")(page("<p>x")).title == "Mine"
    assert Reading(selector="p")(page("<p>x", "T" * 200)).title == "T" * 120


def test_what_is_meant_is_read_from_the_target() -> None:
    assert choice_of({"url": ADDRESS}) is None
    assert choice_of({"selector": ".x"}) == Choice(".x")
    assert choice_of({"xpath": "//x"}) == Choice("//x", xpath=True)


def test_only_the_watched_element_counts() -> None:
    reading = Reading(selector=".status")
    reading(page("<div class='status open'>Open</div>"))
    quiet = "<div class=banner>News</div><main id=a><div id=s class='is-open status'><span>Open</span></div></main>"
    assert reading(page(quiet, "Another title")).items == ()
    (item,) = reading(page("<div class=status>Closed</div>")).items
    assert (item.was, item.title) == ("Open", "Closed")


def test_a_missing_element_is_trouble_and_forgets_nothing() -> None:
    reading = Reading(selector=".status")
    reading(page("<p class=status>Open"))
    with pytest.raises(SourceProblem, match="element is missing") as caught:
        reading(page("<p class=state>Closed"))
    assert caught.value.state is SourceState.LAYOUT_CHANGED
    assert [item.was for item in reading(page("<p class=status>Closed")).items] == ["Open"]


def test_without_a_choice_the_text_counts() -> None:
    reading = Reading()
    assert [item.title for item in reading(page("<main><p>First<p>Second</main>")).items] == ["Case"]
    assert reading(page("<nav>Menu</nav><main class=new><h2>Second</h2><div>First</div></main>")).items == ()
    assert [item.title for item in reading(page("<main><p>First<p>Second<p>Third</main>")).items] == ["Third"]


def test_another_text_in_its_place_is_trouble() -> None:
    reading = Reading()
    reading(page("".join(f"<p>Line {number}" for number in range(6))))
    with pytest.raises(SourceProblem, match="another text") as caught:
        reading(page("".join(f"<p>Other {number}" for number in range(6))))
    assert caught.value.state is SourceState.LAYOUT_CHANGED


def test_a_fragment_without_a_head_is_a_page() -> None:
    assert [item.title for item in Reading(selector="b")(b"<b>x</b>").items] == ["x"]


def test_more_elements_than_are_watched_is_said() -> None:
    few = Reading(selector="b")(page("<b>x</b>" * 3))
    many = Reading(selector="b")(page("<b>x</b>" * (MOST_MATCHES + 1)))
    assert few.warnings == ()
    assert many.warnings == (f"Only the first {MOST_MATCHES} elements are watched.",)
