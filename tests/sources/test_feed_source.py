"""The feed as a source: what it asks for, what it owns, what it says of itself."""

from __future__ import annotations

from datetime import UTC, datetime

from dealwatch.model.source import Document, Known
from dealwatch.sources.feed import Feed
from dealwatch.watch.ports import Source

ADDRESS = "https://office.northport.test/feeds/news.xml"
NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)


def parse(body: str, url: str = ADDRESS, headers: dict[str, str] | None = None) -> list[str]:
    source = Feed(ADDRESS)
    document = Document(source.plan(Known(NOW))[0], url, body.encode(), "application/xml", NOW, headers=headers or {})
    return [item.link for item in source.parse(document, Known(NOW)).items]


def test_it_asks_for_its_one_document() -> None:
    source: Source = Feed(ADDRESS)
    (request,) = source.plan(Known(NOW))
    assert request.url == ADDRESS
    assert source.owns(ADDRESS) == request
    assert source.owns("https://office.northport.test/other.xml") is None
    assert source.info.key == f"feed:{ADDRESS}"
    assert source.info.title == "Feed of office.northport.test"
    assert Feed("odd").info.title == "Feed of odd"


def test_links_are_relative_to_where_the_document_came_from() -> None:
    feed = "<rss><channel><item><link>x</link></item></channel></rss>"
    assert parse(feed) == ["https://office.northport.test/feeds/x"]
    assert parse(feed, "https://moved.test/f/") == ["https://moved.test/f/x"]
    assert parse(feed, headers={"Content-Location": "/elsewhere/f.xml"}) == [
        "https://office.northport.test/elsewhere/x"
    ]


def test_an_ended_entry_among_others_is_left_out() -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>https://x.test/feed-ended</id></entry>'
        "<entry><id>1</id><link href='https://x.test/1'/></entry></feed>"
    )
    assert parse(feed) == ["https://x.test/1"]


def test_no_more_than_ten_thousand_entries_are_taken() -> None:
    source = Feed(ADDRESS)
    items = ",".join(f'{{"id":"{number}"}}' for number in range(10_001))
    body = f'{{"version":"https://jsonfeed.org/version/1.1","items":[{items}]}}'.encode()
    parsed = source.parse(Document(source.plan(Known(NOW))[0], ADDRESS, body, "", NOW), Known(NOW))
    assert len(parsed.items) == 10_000
    assert parsed.warnings == ("Only the first 10000 of 10001 entries were read.",)
