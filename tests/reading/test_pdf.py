"""Text of PDFs, and files that are none, are locked, or are made to harm."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dealwatch.model.errors import DealwatchError
from dealwatch.reading.pdf import MOST_PAGES, extract

Pdf = Callable[..., bytes]


def test_title_and_pages(pdf: Pdf) -> None:
    title, text, cut = extract(pdf(["One page.", "Another page."], title="A letter"))
    assert (title, text, cut) == ("A letter", "One page.\n\nAnother page.", False)


def test_a_pdf_without_a_title(pdf: Pdf) -> None:
    assert extract(pdf(["One page."]))[0] == ""


def test_many_pages_are_cut(pdf: Pdf) -> None:
    _, text, cut = extract(pdf([f"Page {i}." for i in range(MOST_PAGES + 5)]))
    assert cut
    assert f"Page {MOST_PAGES - 1}." in text
    assert f"Page {MOST_PAGES}." not in text


def test_long_pages_are_cut(pdf: Pdf) -> None:
    _, text, cut = extract(pdf(["word " * 15_000] * 4))
    assert cut
    assert len(text) < 300_000


def test_a_locked_pdf_says_so(pdf: Pdf) -> None:
    with pytest.raises(DealwatchError, match="protected by a password"):
        extract(pdf(["secret"], password="key"))


def test_a_damaged_pdf_says_so() -> None:
    with pytest.raises(DealwatchError, match="damaged"):
        extract(b"%PDF-1.7\nnothing here")


def test_a_page_that_unpacks_to_too_much_is_empty(pdf: Pdf) -> None:
    _, text, cut = extract(pdf(["A" * 3_000_000, "Fine."], compress=True))
    assert (text.strip(), cut) == ("Fine.", False)
