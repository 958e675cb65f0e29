"""The ledger keeps its purposes in English; the window says them in the language spoken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from dealwatch.language import speak
from dealwatch.ui.desk import LedgerRow
from dealwatch.ui.ledger_pane import ledger_row, purpose_words


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
        ("a test of a channel of yours", "ein Test eines Ihrer Kanäle"),
        ("something older", "something older"),
    ],
)
def test_a_purpose_in_german(purpose, said) -> None:
    assert purpose_words(purpose) == purpose
    speak("de")
    assert purpose_words(purpose) == said


def test_where_no_path_is_kept_the_purpose_stands() -> None:
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    shown = ledger_row(
        LedgerRow(now, "hooks.slack.com", "", "a message through a channel of yours", "200", 2, 9), 0, now
    )
    assert [cell.text for cell in shown.cells[1:4]] == [
        "hooks.slack.com", "a message through a channel of yours", "200",
    ]  # fmt: skip
    shown = ledger_row(LedgerRow(now, "x.example", "/a", "Press releases", "200", 2, 9), 0, now)
    assert (shown.cells[2].text, shown.cells[2].say) == ("/a", "/a, for Press releases")
