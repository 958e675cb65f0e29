"""What all official sources share: JSON of the described shape, press feeds, typed addresses."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from dealwatch.model.source import Document, Request, SourceProblem, SourceState
from dealwatch.sources.official_feed import read_items
from dealwatch.sources.official_json import read_json, text, texts
from dealwatch.sources.official_urls import address

NOW = datetime(2031, 3, 6, tzinfo=UTC)


class Shape(msgspec.Struct):
    name: str


def test_json_may_begin_with_a_byte_order_mark() -> None:
    assert read_json(b'\xef\xbb\xbf{"name": "x"}', Shape, "the register").name == "x"


@pytest.mark.parametrize("body", [b'{"nom": "x"}', b"[1]", b'{"name": ', b'{"name": "\xff"}', b"plain words"])
def test_json_of_another_shape_is_a_changed_layout(body: bytes) -> None:
    with pytest.raises(SourceProblem) as caught:
        read_json(body, Shape, "the register")
    assert caught.value.state is SourceState.LAYOUT_CHANGED


def test_an_empty_answer_is_a_fault_of_the_server() -> None:
    with pytest.raises(SourceProblem) as caught:
        read_json(b" ", Shape, "the register")
    assert caught.value.state is SourceState.SERVER_ERROR


def test_values_that_come_as_text_or_number() -> None:
    assert [text(value) for value in (" a  b ", 20310412, True, None, 1.5)] == ["a b", "20310412", "", "", ""]
    assert texts(["a", 1, None, ""]) == ("a", "1")
    assert texts("a") == ("a",)
    assert texts(None) == ()


@pytest.mark.parametrize("url", ["", "not an address", "https://[::1", "mailto:x@example.test", "https:///path"])
def test_a_text_that_is_no_web_address_has_no_parts(url: str) -> None:
    assert address(url).hostname is None
    assert address(url).path == ""


def test_a_login_name_in_a_feed_is_not_kept() -> None:
    body = (
        b'<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title><item>'
        b"<title>One</title><guid>1</guid><dc:creator>staff</dc:creator></item></channel></rss>"
    )
    request = Request("https://www.example.test/feed.xml", "feed", "")
    items, warnings = read_items(Document(request, request.url, body, "", NOW), "the feed")
    assert items[0].authors == ()
    assert warnings == ()
