"""Pages, sitemaps, feeds with terms of their own, and files as *Add* takes them."""

from __future__ import annotations

import pytest

from dealwatch.sources.recognise import Kind, feed_meant, recognise


@pytest.mark.parametrize("text", ["https://x.test/sitemap.xml", "page:https://x.test/sitemap_index.xml.gz"])
def test_a_sitemap_is_a_page_of_its_own_kind(text: str) -> None:
    found = recognise(text)
    assert found is not None
    assert (found.kind, "sitemap" in found.words) == (Kind.PAGE, True)
    assert found.source == f"page:{found.url}"


@pytest.mark.parametrize(
    ("url", "warned"),
    [
        ("https://news.google.com/rss/search?q=merger&hl=en-US", True),
        ("feed:https://news.google.com/rss/topics/x", True),
        ("https://news.google.com.evil.test/rss/search", False),
        ("https://x.test/feed.xml", False),
    ],
)
def test_a_feed_with_narrow_terms_comes_with_a_caution(url: str, warned: bool) -> None:
    found = recognise(url)
    assert found is not None
    assert found.kind is Kind.FEED
    assert ("personal" in found.caution) is warned


def test_a_feed_of_a_list_has_a_name() -> None:
    found = feed_meant("https://x.test/feed.xml", "Press room")
    assert (found.name, "Press room" in found.words) == ("Press room", True)


def test_an_address_of_a_file_is_decoded_and_a_path_is_not() -> None:
    by_address, by_path = recognise("file:///home/me/a%20b.txt"), recognise("/home/me/a%20b.txt")
    assert by_address is not None
    assert by_path is not None
    assert (by_address.name, by_path.name) == ("/home/me/a b.txt", "/home/me/a%20b.txt")


def test_a_ready_made_list_says_what_it_is_about() -> None:
    found = recognise("ai companies")
    assert found is not None
    assert (found.kind, found.name) == (Kind.LIST, "AI companies")
    assert "artificial intelligence" in found.words
