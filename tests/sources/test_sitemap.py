"""A sitemap as a source: parts of an index, what is new in it, what is no sitemap."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from dealwatch.model.source import Document, Known, Parsed, Request, SourceProblem, SourceState
from dealwatch.sources.feed_novelty import novel
from dealwatch.sources.sitemap import PART, Sitemap, is_sitemap_address
from dealwatch.sources.sitemap_read import MOST_ENTRIES, TooMuch, is_sitemap, read_sitemap, unpacked
from dealwatch.watch.ports import Source

SITE = "https://office.northport.test"
ADDRESS = f"{SITE}/sitemap.xml"
NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
KNOWN = Known(NOW)


def index(*parts: tuple[str, str]) -> bytes:
    entries = "".join(
        f"<sitemap><loc>{SITE}/{name}.xml</loc>{f'<lastmod>{changed}</lastmod>' if changed else ''}</sitemap>"
        for name, changed in parts
    )
    return f"<sitemapindex>{entries}</sitemapindex>".encode()


def pages(*names: str, changed: str = "") -> bytes:
    entries = "".join(f"<url><loc>{SITE}/{name}</loc><lastmod>{changed}</lastmod></url>" for name in names)
    return f"<urlset>{entries}</urlset>".encode()


def parse(body: bytes, known: Known = KNOWN, role: str = "", **target: str) -> Parsed:
    source: Source = Sitemap({"url": ADDRESS, **target})
    request = Request(f"{SITE}/part.xml", role, "") if role else source.plan(known)[0]
    return source.parse(Document(request, request.url, body, "text/xml", NOW), known)


def follow(parsed: Parsed) -> list[str]:
    return [request.url.removeprefix(f"{SITE}/") for request in parsed.follow]


def test_it_asks_for_the_sitemap_and_owns_it() -> None:
    source: Source = Sitemap({"url": ADDRESS})
    (request,) = source.plan(Known(NOW))
    assert (request.url, source.owns(ADDRESS), source.owns(SITE)) == (ADDRESS, request, None)
    assert (source.info.key, source.info.title) == (f"page:{ADDRESS}", "Sitemap of office.northport.test")
    assert Sitemap({"url": "odd", "name": "Mine"}).info.title == "Mine"


def test_a_part_is_read_again_when_it_says_that_it_changed_or_says_nothing() -> None:
    first = parse(index(("old", "2026-01-01"), ("new", "2026-03-01"), ("silent", "")))
    assert follow(first) == ["old.xml", "new.xml", "silent.xml"]
    known = Known(NOW, memory=first.memory)
    asked = [request.url for request in Sitemap({"url": ADDRESS}).plan(known)]
    assert asked == [ADDRESS, f"{SITE}/silent.xml"]
    again = parse(index(("old", "2026-01-01"), ("new", "2026-03-02"), ("silent", "")), known)
    assert follow(again) == ["new.xml", "silent.xml"]
    forced = Known(NOW, forced=True, memory=first.memory)
    assert len(Sitemap({"url": ADDRESS}).plan(forced)) == 4


def test_the_pages_of_a_part_are_items() -> None:
    assert [item.link for item in parse(pages("a", "b"), role=PART).items] == [f"{SITE}/a", f"{SITE}/b"]


def test_a_day_of_change_is_no_news() -> None:
    first = parse(pages("a", "b", changed="2026-01-01"))
    assert novel(first.items, parse(pages("b", "a", changed="2026-03-01")).items) == ()
    (new,) = novel(first.items, parse(pages("c", "b", changed="2020-01-01")).items)
    assert (new.link, new.published, new.published_words) == (f"{SITE}/c", None, "2020-01-01")


@pytest.mark.parametrize(
    ("body", "role", "words"),
    [
        (index(*((f"p{number}", "") for number in range(201))), "", "more parts than can be read"),
        (index(("p", "")), PART, "looks different"),
        (b"\x1f\x8b\x08nothing packed", "", "looks different"),
        (gzip.compress(pages("a"), mtime=0)[:-10], "", "looks different"),
        (b'{"no": "sitemap"}', "", "looks different"),
    ],
)
def test_what_cannot_be_read_is_trouble(body: bytes, role: str, words: str) -> None:
    with pytest.raises(SourceProblem, match=words) as caught:
        parse(body, role=role)
    assert caught.value.state is SourceState.LAYOUT_CHANGED


def test_a_packed_file_does_not_grow_without_end() -> None:
    with pytest.raises(TooMuch):
        unpacked(gzip.compress(b" " * (51 * 2**20), mtime=0))


def test_no_more_entries_are_read_than_a_sitemap_may_have() -> None:
    body = b"<urlset>" + b"".join(b"<url><loc>http://x.test/%d</loc></url>" % n for n in range(MOST_ENTRIES + 1))
    listing = read_sitemap(body + b"</urlset>", "")
    assert listing is not None
    assert len(listing.places) == MOST_ENTRIES
    assert listing.warnings == (f"Only the first {MOST_ENTRIES} of {MOST_ENTRIES + 1} entries were read.",)


@pytest.mark.parametrize("body", [b"", b"<html>", b"\xff\xfe", b"<rss/>", b"urlset"])
def test_other_bytes_are_no_sitemap(body: bytes) -> None:
    assert not is_sitemap(body)
    assert read_sitemap(body, "") is None


def test_a_prefix_and_an_empty_list_are_no_trouble() -> None:
    prefixed = b'<s:urlset xmlns:s="x"><s:url><s:loc>http://x.test/</s:loc></s:url></s:urlset>'
    listing = read_sitemap(prefixed, "")
    assert listing is not None
    assert [place.url for place in listing.places] == ["http://x.test/"]
    assert parse(b"<urlset></urlset>").items == ()


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("/sitemap.xml", True),
        ("/sitemap.xml?page=3", True),
        ("/post-sitemap2.xml.gz", True),
        ("/sitemap_index.XML", True),
        ("/sitemaps/news/1.xml", True),
        ("/sitemap", False),
        ("/news.xml", False),
        ("/sitemap.html", False),
    ],
)
def test_an_address_tells_a_sitemap(path: str, is_one: bool) -> None:
    assert is_sitemap_address(SITE + path) is is_one
