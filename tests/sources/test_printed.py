"""Text as printed: cleaned, levelled, days read from words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealwatch.sources.printed import clean, english_day, level, same_words, words_id


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  two\n\twords ", "two words"),
        ("Ampol –\u00a0EG\u202fAustralia", "Ampol – EG Australia"),
        ("soft\u00adhyphen zero\u200bwidth \ufeffmark", "softhyphen zerowidth mark"),
        ("\u202eright to left\u202c", "right to left"),
        ("Beaute\u0301", "Beauté"),
        ("", ""),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_level_unites_dashes_quotes_and_dots() -> None:
    assert level("A – B — C ‑ D") == "A - B - C - D"
    assert level("L’Oréal “Kering” «Beauté» …") == 'L\'Oréal "Kering" "Beauté" ...'


def test_same_words_is_blind_to_case_and_typography_only() -> None:
    assert same_words("Opal HealthCare – Greenwich", "Opal Healthcare - Greenwich")
    assert not same_words("Iron Mine Contracting", "Iron Mine Contracting and Iron Hire")


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert level(level(text)) == level(text)


def test_an_identifier_is_stable_and_tells_apart() -> None:
    assert words_id("2026-03-05", "A – B") == words_id("2026-03-05", " a - b ")
    assert words_id("2026-03-05", "A") != words_id("2026-03-06", "A")
    assert words_id("ab", "c") != words_id("a", "bc")
    assert len(words_id("x")) == 12


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5 September 2025", date(2025, 9, 5)),
        ("decided on 13\u00a0Feb 2026.", date(2026, 2, 13)),
        ("1 Sept. 2026", date(2026, 9, 1)),
        ("31 June 2026", None),
        ("5 Sunday 2025", None),
        ("5 September", None),
        ("2025-09-05", None),
        ("15 of 2026", None),
    ],
)
def test_english_day(text: str, day: date | None) -> None:
    assert english_day(text) == day
