"""One spelling for comparison."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealwatch.reading.fold import fold


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("Fusión", "fusion"),
        ("Übernahme", "ubernahme"),
        ("Kaisers", "kaisers"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("œuvre", "oeuvre"),
        ("ﬁne", "fine"),
        ("CMA", "cma"),
    ],
)
def test_accents_and_case_are_gone(word: str, plain: str) -> None:
    assert fold(word) == plain


@pytest.mark.parametrize(
    ("one", "other"),
    [("würde", "wurde"), ("Könnten", "konnten"), ("hätte", "hatte"), ("dürfte", "durfte"), ("sí", "si")],
)
def test_words_that_only_an_accent_tells_apart_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)
    assert fold(unicodedata.normalize("NFD", one)) == fold(one)


@given(st.text())
def test_folding_twice_changes_nothing_and_long_words_are_cut(word: str) -> None:
    assert fold(fold(word)) == fold(word)
    assert len(fold("a" * 500)) == 64
    assert len(fold("é" * 500)) == 64
