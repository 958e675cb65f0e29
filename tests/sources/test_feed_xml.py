"""Feed XML beyond the examples: odd namespaces, links, nesting, damage."""

from __future__ import annotations

from xml.etree.ElementTree import ParseError

import pytest

from dealwatch.sources.feed_entry import Entry
from dealwatch.sources.feed_loose import read_loose
from dealwatch.sources.feed_read import read_feed
from dealwatch.sources.feed_xml import read_xml

BASE = "https://site.test/feeds/f.xml"


def entries(text: str) -> list[Entry]:
    channel = read_xml(text, BASE)
    assert channel is not None
    return list(channel.entries)


def rss(item: str) -> str:
    return f'<rss xmlns:a="http://www.w3.org/2005/Atom" xmlns:x="urn:x"><channel><item>{item}</item></channel></rss>'


@pytest.mark.parametrize(
    ("item", "link"),
    [
        ("<link>one</link><link>two</link>", "https://site.test/feeds/two"),
        ("<a:link rel='self' href='no'/><a:link href='yes'/>", "https://site.test/feeds/yes"),
        ("<a:link type='audio/mpeg' href='sound'/>", "https://site.test/feeds/sound"),
        ("<guid>http://site.test/g</guid>", "http://site.test/g"),
        ("<guid isPermaLink='true'>g</guid>", "https://site.test/feeds/g"),
        ("<guid isPermaLink='false'>http://site.test/g</guid>", ""),
        ("<guid>g</guid>", ""),
        ("<x:link>no</x:link>", ""),
    ],
)
def test_the_link_of_an_rss_item(item: str, link: str) -> None:
    assert entries(rss(item))[0].link == link


def test_only_feeds_are_feeds() -> None:
    assert read_xml("<html><body/></html>", BASE) is None
    assert read_xml("<wrapper><rss><channel><item><title>In</title></item></channel></rss></wrapper>", BASE) is not None


def test_a_root_in_an_unknown_namespace_is_still_read() -> None:
    (one,) = entries('<feed xmlns="http://elsewhere.test/atom"><entry><title>a &amp;amp; b</title></entry></feed>')
    assert one.title == "a &amp; b"
    (one,) = entries('<rss xmlns=" urn:odd "><channel><item><title>a &amp;amp; b</title></item></channel></rss>')
    assert one.title == "a & b"


def test_foreign_elements_hold_no_entries() -> None:
    foreign = "<x:item><title>No</title></x:item><image><item/></image>"
    assert entries(f'<rss xmlns:x="urn:x"><channel>{foreign}</channel></rss>') == []


def test_empty_elements_give_way_to_the_next_best() -> None:
    (one,) = entries(rss("<guid/><a:id> 7 </a:id><title/><description> </description><x:title>No</x:title>"))
    assert (one.identity, one.title, one.summary) == ("7", "", "")


def test_an_identity_with_markup_keeps_its_words() -> None:
    assert entries(rss("<guid><p>abc</p></guid>"))[0].identity == "abc"


def test_dates_may_stand_in_an_attribute() -> None:
    assert entries(rss("<pubDate value='2026-03-03'/>"))[0].dates == ["2026-03-03"]


def test_authors_are_named_once() -> None:
    named = "<author>A</author><a:author><a:name>A</a:name></a:author>"
    (one,) = entries(rss(f"{named}<a:author><a:name/><a:email>e</a:email></a:author>"))
    assert one.authors == ["A", "e"]


def test_a_broken_base_is_passed_over() -> None:
    text = rss('<link xml:base="javascript:x">y</link>')
    assert entries(text)[0].link == "https://site.test/feeds/y"


def test_depth_and_doctypes_are_refused() -> None:
    with pytest.raises(ParseError, match="nested"):
        read_xml("<rss>" + "<a>" * 300 + "</a>" * 300 + "</rss>", BASE)
    with pytest.raises(ValueError, match="DTD"):
        read_xml("<!DOCTYPE rss><rss/>", BASE)


def test_the_tolerant_parser_reads_what_is_left() -> None:
    text = (
        "<rss><channel><title>Broken & bent</title><item><title>One</title><link>/1</link>"
        "<content:encoded>Long</content:encoded><author>Clerk</author></item><item><title>Two</title></item><oops></channel>"
    )
    channel = read_loose(text, BASE)
    assert channel is not None
    assert [(entry.title, entry.link, entry.summary) for entry in channel.entries] == [
        ("One", "https://site.test/1", "Long"),
        ("Two", "", ""),
    ]
    assert channel.entries[0].authors == ["Clerk"]


def test_the_tolerant_parser_keeps_plain_text_plain() -> None:
    channel = read_loose('<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>a &lt;b&gt;</title></entry>', BASE)
    assert channel is not None
    assert channel.entries[0].title == "a <b>"


def test_the_tolerant_parser_knows_no_feed_either() -> None:
    assert read_loose("<p>nothing</p>", BASE) is None


@pytest.mark.parametrize("filler", ["<b/>" * 40_000, "x" * 1_100_000])
def test_of_a_broken_feed_without_end_only_the_beginning_is_read(filler: str) -> None:
    text = f"<rss><channel><item><title>One</title></item>{filler}<item><title>Two</title></item>"
    channel = read_loose(text, BASE)
    assert channel is not None
    assert [entry.title for entry in channel.entries] == ["One"]
    assert channel.warnings == ("Only the first 1 entries of a damaged feed were read.",)


def test_deeply_nested_json_and_xml_are_no_feed() -> None:
    assert read_feed(b'{"version":"https://jsonfeed.org/version/1","items":[' + b"[" * 100_000, "", BASE) is None
    assert read_feed(b"<a>" * 5000, "", BASE) is None


def test_damaged_namespaces_do_not_hide_a_feed() -> None:
    channel = read_feed(
        b"<rss><channel><item><title>T</title><dc:creator>C & D</dc:creator></item></channel></rss>", "", BASE
    )
    assert channel is not None
    assert channel.entries[0].authors == ["C & D"]
