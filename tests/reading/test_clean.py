"""Text made safe before it is read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dealwatch.reading.clean import clean, shorten


def test_what_cannot_be_seen_is_gone() -> None:
    assert clean("Nor\u200bvik\u202e \x00and\ufeff Tal\u00admera") == "Norvik and Talmera"


def test_line_breaks_and_blanks_are_of_one_kind() -> None:
    assert clean("a\r\nb\rc\u2028d\x85e") == "a\nb\nc\nd\ne"
    assert clean("a \t   b") == "a  b"
    assert clean("a\n \n\t\n\n\nb") == "a\n\nb"


def test_heaps_of_accents_are_flattened() -> None:
    assert clean("a" + "\u0301" * 50) == "a" + "\u0301" * 3


def test_a_long_text_is_cut_at_a_blank() -> None:
    assert shorten("short") == ("short", False)
    assert shorten("one two three", 9) == ("one two", True)
    assert shorten("x" * 500, 300) == ("x" * 300, True)


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
