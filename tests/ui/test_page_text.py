"""Stored bytes as text, and the place of a quote in it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealwatch.ui.page_text import find, readable, visible_text


def test_html_becomes_its_visible_text_block_by_block() -> None:
    html = (
        "<html><head><title>T</title><style>p{}</style></head><body><h1>A <b>B</b></h1><p>One\n two &amp; “three”</p>"
        "<ul><li>x</li><li>y</li></ul><script>no()</script><p>line<br>break</p></body></html>"
    )
    assert readable(html.encode(), "text/html").text == "A B\nOne two & “three”\nx\ny\nline\nbreak"


def test_json_becomes_an_outline_and_markup_in_it_its_text() -> None:
    body = json.dumps({"title": "M", "details": {"body": "<p>a</p><p>b c</p>", "n": [1, {"k": None}], "none": []}})
    assert readable(body.encode(), "application/json").text.splitlines() == [
        "title: M", "details", "  body", "    a", "    b c", "  n", "    –: 1", "    –", "      k: null",
        "  none: none",
    ]  # fmt: skip


def test_broken_json_is_shown_as_it_is() -> None:
    assert readable(b'{"a": ', "application/json").text == '{"a": '


@pytest.mark.parametrize("body", [b"%PDF-1.7 ...", b"PK\x03\x04zip", b"\x1f\x8bgzip", b"text\0with a zero"])
def test_what_is_no_text_is_not_shown_as_text(body: bytes) -> None:
    assert not readable(body, "application/octet-stream").readable


def test_the_character_set_is_taken_from_header_then_page_then_utf8() -> None:
    assert readable("Größe".encode("latin-1"), "text/plain; charset=iso-8859-1").text == "Größe"
    page = '<meta charset="windows-1252"><p>€ – Größe</p>'.encode("cp1252")
    assert readable(page, "text/html").text == "€ – Größe"
    assert readable("Größe".encode(), "text/plain; charset=no-such-set").text == "Größe"
    assert "\ufffd" in readable(b"\xff\xfe\xfa", "text/plain").text


def test_deeply_nested_pages_are_read() -> None:
    assert visible_text("<div>" * 3000 + "deep" + "</div>" * 3000) == "deep"


def test_an_empty_body_is_an_empty_text() -> None:
    assert readable(b"", "text/html").text == ""


def test_a_quote_is_found_whatever_its_spaces_and_quotation_marks() -> None:
    text = "He said: “it  does\nnot – qualify”."
    assert text[slice(*find(text, '"it does not - qualify"'))] == "“it  does\nnot – qualify”"
    assert find(text, "IT DOES NOT") is not None
    assert find(text, "something else") is None
    assert find(text, "  ") is None


def test_label_and_value_of_a_table_are_found_where_they_stand() -> None:
    text = "Stage\nPhase 1\nACCC Determination\nApproved\nDate\n24 February 2026"
    assert text[slice(*find(text, "ACCC Determination: Approved"))] == "ACCC Determination\nApproved"
    assert find(text, "ACCC Determination: Opposed") is None
    assert find("It was approved. Determination follows", "Approved: Determination") is None, "not across sentences"


@given(st.text(min_size=1), st.text(), st.text())
def test_a_quote_taken_from_a_text_is_found_in_it(quote: str, before: str, after: str) -> None:
    place = find(before + quote + after, quote)
    assert (place is None) == (not quote.strip() or not quote.split())
