"""The ledger keeps its purposes in English; the window says them in the language spoken."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dealwatch.language import speak
from dealwatch.ui.ledger_pane import purpose_words


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak("en")


@pytest.mark.parametrize(
    ("purpose", "said"),
    [
        ("Press releases", "Pressemitteilungen"),
        ("Decisions of cases", "Entscheidungen von Fällen"),
        ("Decisions of M.10001", "Entscheidungen von M.10001"),
        ("Filings that contain “merger”", "Einreichungen mit „merger“"),
        ("something older", "something older"),
    ],
)
def test_a_purpose_in_german(purpose, said) -> None:
    assert purpose_words(purpose) == purpose
    speak("de")
    assert purpose_words(purpose) == said
