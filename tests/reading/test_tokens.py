"""Words with their places and what stands between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealwatch.reading.tokens import Break, Case, case_of, tokenize


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("deal", Case.LOWER),
        ("Talmera", Case.INITIAL),
        ("A", Case.INITIAL),
        ("FTC", Case.UPPER),
        ("M6", Case.UPPER),
        ("iRobot", Case.MIXED),
        ("OpenAI", Case.MIXED),
        ("2024", Case.NUMBER),
        ("3م", Case.LOWER),
    ],
)
def test_how_a_word_is_written(word: str, case: Case) -> None:
    assert case_of(word) is case


def test_apostrophes_and_hyphens_part_words() -> None:
    assert tokenize("l'EU-Kommission n’a").words == ["l", "eu", "kommission", "n", "a"]


def test_what_stands_before_a_word() -> None:
    tokens = tokenize("one two, three - four; five (six) seven\neight")
    assert [int(mark) for mark in tokens.breaks] == [
        *(Break.NONE, Break.NONE, Break.COMMA, Break.COMMA),
        *(Break.STRONG, Break.STRONG, Break.STRONG, Break.STRONG),
    ]


def test_between_and_surface_quote_the_text() -> None:
    tokens = tokenize("Norvik & Talmera merge.")
    assert (len(tokens), tokens.between(0), tokens.surface(0, 1)) == (3, " & ", "Norvik & Talmera")


@given(st.text())
def test_places_are_those_of_the_text(text: str) -> None:
    tokens = tokenize(text)
    assert all(0 <= start < end <= len(text) for start, end in zip(tokens.starts, tokens.ends, strict=True))
    assert sorted(tokens.starts) == tokens.starts
