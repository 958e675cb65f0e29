"""Keys, fingerprints and normal addresses of items."""

from __future__ import annotations

import pytest

from dealwatch.sources.feed_entry import Entry, feed_items, fingerprint, normal_link


@pytest.mark.parametrize(
    "link",
    [
        "https://site.test/a/b?x=1&y=2",
        "http://www.SITE.test:80/a/b/?y=2&x=1",
        "https://site.test:443/a/b?x=1&utm_source=rss&y=2&fbclid=q",
        "https://site.test/a/b?x=1&y=2#xtor=RSS-1",
    ],
)
def test_one_page_has_one_normal_address(link: str) -> None:
    assert normal_link(link) == "site.test/a/b?x=1&y=2#"


def test_other_ports_places_and_schemes_count() -> None:
    assert normal_link("http://site.test:8080/a#part") == "site.test:8080/a?#part"
    assert normal_link("urn:uuid:1") == "urn:uuid:1"
    assert normal_link("http://site.test:port/") == "http://site.test:port/"


def test_a_fingerprint_has_a_digest_for_link_title_and_path() -> None:
    link, title, path = fingerprint("https://site.test/news/merger-cleared", "Merger “cleared”").split(":")
    assert fingerprint("http://www.site.test/news/merger-cleared/", 'MERGER "CLEARED"') == f"{link}:{title}:{path}"
    assert fingerprint("https://other.test/news/merger-cleared", "Else").endswith(f":{path}")
    assert fingerprint("https://site.test/x", "").count(":") == 2
    assert fingerprint("", "") == "::"


def test_the_best_readable_date_counts_and_the_first_is_kept_in_words() -> None:
    (item,) = feed_items([Entry("1", "T", dates=["soon", "2026-03-03"])])
    assert str(item.published) == "2026-03-03 00:00:00+00:00"
    assert item.published_words == "2026-03-03"
    (item,) = feed_items([Entry("1", "T", dates=[" soon ", "later"])])
    assert (item.published, item.published_words) == (None, "soon")


def test_an_item_has_something_to_show() -> None:
    said = [Entry("id"), Entry("", "", "https://site.test/x"), Entry(dates=["2026-03-03"]), Entry(authors=["Nobody"])]
    assert [item.title for item in feed_items(said)] == ["id", "https://site.test/x", "2026-03-03"]


def test_first_words_end_at_a_word() -> None:
    (item,) = feed_items([Entry(summary="word " * 60)])
    assert item.title.endswith("word …")
    assert len(item.title) <= 122
    (item,) = feed_items([Entry(summary="x" * 300)])
    assert item.title == "x" * 120 + " …"


def test_what_all_share_identifies_none() -> None:
    page = "https://site.test/list"
    keys = {item.key for item in feed_items([Entry("all", "A", page), Entry("all", "B", page + "?2"), Entry("b", "C")])}
    assert keys == {page, page + "?2", "b"}
    shared = feed_items([Entry("", "A", page), Entry("", "B", page)])
    assert all(item.key.startswith("words:") for item in shared)
    assert shared[0].key != shared[1].key


def test_two_copies_of_one_entry_keep_their_identity() -> None:
    copies = [Entry("1", "A", "https://site.test/a"), Entry("1", "A", "https://site.test/a?utm_source=x")]
    assert {item.key for item in feed_items(copies)} == {"1"}
