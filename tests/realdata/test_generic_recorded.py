"""Recorded answers that belong to no authority: a news site's search feed, a service that says no with status 200.

What is expected was read from the files by hand.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dealwatch.model.source import Document, Known, SourceProblem, SourceState
from dealwatch.sources.feed import Feed
from dealwatch.sources.page import Page

SHARED = Path(os.environ.get("DEALWATCH_SHARED") or Path(__file__).parents[3] / "shared")
DATA = SHARED / "data" / "generic"
SEEN = datetime(2026, 9, 26, 8, 0, tzinfo=UTC)
URL = "https://news.example/search"

pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not DATA.is_dir(), reason="the recorded payloads are not here (DEALWATCH_SHARED)"),
]
REFUSALS = ("gdelt_http200_or_429_plaintext_error.txt", "gdelt_http200_plaintext_error_short_keyword.txt")


def document(source: Feed | Page, name: str, kind: str) -> Document:
    request = source.owns(URL)
    assert request is not None
    return Document(request, URL, (DATA / name).read_bytes(), kind, SEEN)


def test_the_search_feed_of_a_news_site() -> None:
    feed = Feed(URL)
    parsed = feed.parse(document(feed, "google_news_search_rss_2026-09-25.xml", "application/xml"), Known(SEEN))
    assert parsed.title == '"breaking OR crisis OR emergency" - Google News'
    first, second = parsed.items
    assert first.key == "CBMinwFBVV95cUxObDNTMW1VT3pC"
    assert first.title == "Fall Related Emergency Visits for Older Adults Continue to Climb - countynewscenter.com"
    assert first.link == "https://news.google.com/rss/articles/CBMinwFBVV95cUxObDNTMW1VT3pC?oc=5"
    assert first.published == datetime(2026, 9, 25, 13, 53, 48, tzinfo=UTC)
    assert "<" not in first.summary  # markup escaped inside the description is read, not shown
    assert first.summary.startswith("Fall Related Emergency Visits for Older Adults Continue to Climb")
    assert second.key == "CBMiogFBVV95cUxQZ3MtNXd1"
    assert second.title.startswith("Ketanji Brown Jackson criticizes supreme court’s handling of emergency docket")
    assert second.published == datetime(2026, 9, 25, 16, 11, tzinfo=UTC)


@pytest.mark.parametrize("name", REFUSALS)
@pytest.mark.parametrize("kind", ["text/plain", "application/json", "text/html"])
def test_a_refusal_with_status_200_is_trouble_and_no_empty_feed(name: str, kind: str) -> None:
    feed = Feed(URL)
    with pytest.raises(SourceProblem) as caught:
        feed.parse(document(feed, name, kind), Known(SEEN))
    assert caught.value.state in (SourceState.LAYOUT_CHANGED, SourceState.RATE_LIMITED)


@pytest.mark.parametrize("name", [*REFUSALS, "gdelt_doc_artlist_shape.json"])
def test_what_is_no_page_loses_the_watched_element_and_tells_nothing(name: str) -> None:
    page = Page({"url": URL, "selector": "article h2"})
    with pytest.raises(SourceProblem) as caught:
        page.parse(document(page, name, "application/json"), Known(SEEN))
    assert caught.value.state.trouble


def test_json_that_is_no_json_feed_is_no_feed() -> None:
    feed = Feed(URL)
    with pytest.raises(SourceProblem) as caught:
        feed.parse(document(feed, "gdelt_doc_artlist_shape.json", "application/json"), Known(SEEN))
    assert caught.value.state is SourceState.LAYOUT_CHANGED
