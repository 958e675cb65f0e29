"""Names that are places, and lines that are no text. Firms are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dealwatch.model.proposal import Reading
from dealwatch.reading.page import Page

Read = Callable[..., Reading]
MakePage = Callable[..., Page]


def _names(page: Page) -> list[str]:
    return [name.firm.name for line in page.lines for name in line.names]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Norvik runs shops in Ebingen, Talheim and Murr; lorries go from Ebingen to Murr."),
        ("pl", "Norvik ma sklepy w Ebingen, Talheim i Murr, a samochody jeżdżą do Murr."),
        ("de", "Von Norvik gibt es Läden in Ebingen, Talheim und Murr, Busse fahren nach Murr."),
    ],
)
def test_what_is_listed_beside_a_place_is_one(page: MakePage, language: str, text: str) -> None:
    opened = f"{text} {text.replace('Norvik', 'NORVIK')}"
    assert set(_names(page(opened, language))) <= {"Norvik", "NORVIK"}


def test_from_and_to_alone_tell_of_no_place(page: MakePage) -> None:
    assert set(_names(page("Shares passed from Norvik to Talmera."))) == {"Norvik", "Talmera"}


def test_a_place_that_buys_is_a_firm(page: MakePage) -> None:
    assert "Ebingen" in _names(page("Fans of Ebingen meet in Ebingen."))


def test_a_line_of_other_headlines_is_no_text(read: Read) -> None:
    teasers = "Source — The CMA has cleared the merger of Norvik and Talmera — Share — Print"
    assert read(f"It rains.\n\n{teasers}").proposals == ()


def test_two_firms_named_far_down_make_no_deal(read: Read) -> None:
    body = (
        "A large firm may well take over the old paper. It asked the CMA about that in early May. "
        "The CMA has approved the acquisition of that old paper without conditions. "
        "Readers of the old paper all hope for the very best. Yesterday Norvik, owner of Talmera, liked the deal."
    )
    assert all("Norvik" not in p.parties for p in read(body).proposals)
