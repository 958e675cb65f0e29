"""Lists of feeds: read in any state of repair, written for any feed reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealwatch.sources.opml import FeedList, ListedFeed, is_opml, read_opml, write_opml

NESTED = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Mine</title></head><body>
  <outline text="Offices"><outline text="Northport &amp; Co">
    <outline type="rss" text="Text" title="Press &lt;b&gt;room&lt;/b&gt;" xmlUrl="https://office.northport.test/news.xml"/>
  </outline></outline>
  <outline text="Loose" type="rss" xmlurl=" feed://loose.test/feed "/>
  <outline text="Atom" type="atom" url="https://atom.test/feed"/>
  <outline text="A page" type="link" url="https://page.test/"/>
  <outline text="Twice" xmlUrl="http://www.office.northport.test/news.xml"/>
  <outline text="A parent that is a feed" xmlUrl="https://parent.test/"><outline text="x" xmlUrl="https://child.test/"/></outline>
  <outline text="Nothing" xmlUrl="javascript:alert(1)"/>
</body></opml>"""


def read(text: str) -> FeedList:
    found = read_opml(text.encode())
    assert found is not None
    return found


def test_every_feed_is_read_once_with_its_title_and_folder() -> None:
    found = read(NESTED)
    assert found.feeds == (
        ListedFeed("https://office.northport.test/news.xml", "Press room", "Offices / Northport & Co"),
        ListedFeed("https://loose.test/feed", "Loose"),
        ListedFeed("https://atom.test/feed", "Atom"),
        ListedFeed("https://parent.test/", "A parent that is a feed"),
        ListedFeed("https://child.test/", "x"),
    )
    assert (found.doubles, found.unusable, found.damaged) == (1, 1, False)


@pytest.mark.parametrize(
    ("text", "damaged"),
    [
        ("<opml><body><outline text='A & B' xmlUrl='https://a.test/?x=1&y=2'/></body></opml>", True),
        ("<opml><body><outline text='A & B' xmlUrl='https://a.test/?x=1&amp;y=2'/></bod", True),
        ("<opml><body><outline text='A &amp; B' my:x='' xmlUrl=\"https://a.test/?x=1&amp;y=2\"/></body></opml>", True),
        (
            "<!DOCTYPE opml><opml><body><outline text='A &amp; B' xmlUrl='https://a.test/?x=1&amp;y=2'/></body></opml>",
            False,
        ),
        ("<OPML><BODY><OUTLINE TEXT='A &amp; B' XMLURL='https://a.test/?x=1&amp;y=2'/></BODY></OPML>", False),
    ],
)
def test_a_list_in_disrepair_is_read_all_the_same(text: str, damaged: bool) -> None:
    found = read(text)
    assert [(feed.url, feed.title) for feed in found.feeds] == [("https://a.test/?x=1&y=2", "A & B")]
    assert found.damaged is damaged


def test_entities_are_not_expanded_and_files_not_fetched() -> None:
    text = (
        '<!DOCTYPE opml [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>'
        '<opml><body><outline text="&f;&b;" xmlUrl="https://a.test/"/></body></opml>'
    )
    assert "root" not in read(text).feeds[0].title
    assert "lollol" not in read(text).feeds[0].title


def test_a_list_nested_without_end_is_read() -> None:
    deep = "<outline text='x'>" * 3000
    assert read(f"<opml><body>{deep}<outline xmlUrl='https://a.test/'/>").feeds[0].url == "https://a.test/"


@pytest.mark.parametrize("body", [b"", b"<rss/>", b"<!doctype html><html>", b"\x00\xff", "opml".encode("utf-16")])
def test_other_files_are_no_lists(body: bytes) -> None:
    assert not is_opml(body)
    assert read_opml(body) is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_encodings(encoding: str) -> None:
    text = f"<?xml version='1.0' encoding='{encoding.removesuffix('-sig')}'?><opml><body><outline text='É' xmlUrl='https://a.test/'/></body></opml>"
    found = read_opml(text.encode(encoding))
    assert found is not None
    assert found.feeds[0].title == "É"


def test_what_is_written_is_read_back() -> None:
    feeds = (
        ListedFeed("https://a.test/?x=1&y=<2>", 'A "quoted" title\x00\x0b', "Offices"),
        ListedFeed("https://b.test/", "", ""),
        ListedFeed("https://c.test/", "C", "Offices"),
    )
    body = write_opml(feeds, "Feeds")
    assert body.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">')
    found = read_opml(body)
    assert found is not None
    assert found.feeds == (
        ListedFeed("https://a.test/?x=1&y=<2>", 'A "quoted" title', "Offices"),
        ListedFeed("https://c.test/", "C", "Offices"),
        ListedFeed("https://b.test/", "https://b.test/"),
    )


@given(st.text(max_size=200))
def test_no_text_is_too_strange(text: str) -> None:
    read_opml(f"<opml>{text}".encode("utf-8", "replace"))
