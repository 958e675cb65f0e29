"""Documents out of whatever bytes there are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealwatch.model.dates import PartialDate
from dealwatch.reading.load import from_bytes, from_item, from_text

_BODY = "The CMA has cleared the merger of Norvik and Talmera after a review that took a good while."
_FRENCH = "L'Autorité de la concurrence a autorisé le rachat de Talmera par la société Norvik après un long examen."


def test_a_plain_text_with_its_title() -> None:
    document = from_text(f"Norvik may buy Talmera\n\n{_BODY}")
    assert document.title == "Norvik may buy Talmera"
    assert document.text[: document.title_end] == document.title
    assert (document.language, document.published, document.truncated) == ("en", None, False)


def test_a_plain_text_without_a_title() -> None:
    document = from_text(_BODY)
    assert (document.title, document.title_end, document.text) == ("", 0, _BODY)


def test_a_page_is_known_by_its_tags() -> None:
    page = f"<html lang='en'><title>Norvik may buy Talmera</title><body><p>{_BODY * 3}</p>"
    document = from_bytes(page.encode())
    assert document.title == "Norvik may buy Talmera"
    assert document.text.startswith("Norvik may buy Talmera\n\nThe CMA")
    assert document.title_end == len(document.title)


def test_a_pdf_is_known_by_its_first_bytes(pdf: Callable[..., bytes]) -> None:
    document = from_bytes(b"\n" + pdf([_BODY], title="A letter"))
    assert document.text == f"A letter\n\n{_BODY}"


def test_a_feed_item_may_be_marked_up() -> None:
    document = from_item("Norvik may buy Talmera", f"<p>{_BODY} <b>More.</b></p>", published=PartialDate(2024, 5, 17))
    assert document.title_end == len("Norvik may buy Talmera")
    assert "<" not in document.text
    assert _BODY in document.text
    assert document.published == PartialDate(2024, 5, 17)


def test_a_feed_item_may_be_plain() -> None:
    assert from_item("Title", _BODY).text == f"Title\n\n{_BODY}"


def test_the_document_s_own_day_wins() -> None:
    told = PartialDate(2024, 5, 1)
    page = f'<html><meta property="article:published_time" content="2024-05-17"><body><p>{_BODY * 3}</p>'
    assert from_text(page, published=told).published == PartialDate(2024, 5, 17)
    assert from_text(_BODY, published=told).published == told
    assert from_text(f"Title of it\n17 May 2024\n\n{_BODY}").published == PartialDate(2024, 5, 17)


def test_the_page_s_claim_counts_where_the_text_tells_no_language_that_is_read() -> None:
    assert from_text("<html lang='fr'><body><p>2024</p>").language == "fr"
    assert from_text("<html lang='ja'><body><p>2024</p>").language == ""


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(charset: str) -> None:
    assert from_bytes(_FRENCH.encode(charset)).text == _FRENCH


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (_FRENCH.encode("latin-1"), "text/plain; charset=iso-8859-1"),
        (b"<meta charset='iso-8859-1'><p>" + _FRENCH.encode("latin-1"), ""),
        (_FRENCH.encode("cp1252"), "text/plain; charset=no-such-charset"),
    ],
)
def test_a_declared_charset(data: bytes, content_type: str) -> None:
    assert _FRENCH in from_bytes(data, content_type=content_type).text


def test_a_single_spoilt_byte_does_not_spoil_the_rest() -> None:
    spoilt = (_FRENCH * 5).encode()[:-1] + b"\xff"
    assert from_bytes(spoilt).text.startswith(_FRENCH)


def test_more_than_is_read_is_told() -> None:
    assert from_bytes(b"word " * 1_500_000).truncated
    assert from_text("word " * 40_000).truncated


def test_nothing_is_a_document_too() -> None:
    document = from_bytes(b"")
    assert (document.text, document.title, document.language) == ("", "", "")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_break_it(data: bytes) -> None:
    document = from_bytes(data.replace(b"%PDF-", b""))
    assert document.text[: document.title_end] in (document.title, "")
    assert "\x00" not in document.text
