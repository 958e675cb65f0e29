"""Words for the screen: days, instants, sizes, states; never N/A, never a code in a first line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dealwatch.model.source import SourceState
from dealwatch.ui import words
from dealwatch.ui.places import History, Place, parse_link, parse_place

NOW = datetime(2024, 11, 19, 16, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (NOW - timedelta(minutes=15), "16:05"),
        (NOW + timedelta(hours=14), "tomorrow 06:20"),
        (NOW - timedelta(days=1), "yesterday 16:20"),
        (NOW - timedelta(days=4), "15 Nov 16:20"),
        (NOW - timedelta(days=400), "16 Oct 2023"),
        (None, "never"),
    ],
)
def test_an_instant_is_as_short_as_it_can_be(moment: datetime | None, said: str) -> None:
    assert words.moment_words(moment, NOW, never="never") == said


def test_evidence_has_seconds_and_the_zone() -> None:
    assert words.utc_words(datetime(2024, 11, 19, 11, 5, 32, tzinfo=UTC)) == "19 Nov 2024, 11:05:32 UTC"


@pytest.mark.parametrize(("size", "said"), [(0, "0 B"), (999, "999 B"), (41_200, "41 KB"), (1_900_000, "1.9 MB")])
def test_sizes(size: int, said: str) -> None:
    assert words.size_words(size) == said


@pytest.mark.parametrize(
    ("days", "said"), [(31, "31 days left"), (1, "1 day left"), (0, "due today"), (-2, "2 days overdue")]
)
def test_days_to_a_deadline(days: int, said: str) -> None:
    assert words.left_words(days) == said


def test_since_names_another_year_only() -> None:
    assert words.since_words(datetime(2024, 11, 11, 17, 5, tzinfo=UTC), NOW) == "Mon 11 Nov, 17:05"
    assert words.since_words(datetime(2023, 11, 13, 17, 5, tzinfo=UTC), NOW) == "Mon 13 Nov 2023, 17:05"


@pytest.mark.parametrize("state", list(SourceState))
def test_every_state_has_words_and_an_icon_and_no_code(state: SourceState) -> None:
    said = f"{words.state_words(state)} {words.state_title(state, 'The CMA')} {words.state_hint(state)}"
    assert state in words.STATE_ICONS
    assert not any(char.isdigit() for char in said)
    assert "!" not in said
    assert "rror" not in words.state_title(state, "The CMA")


@pytest.mark.parametrize("state", [state for state in SourceState if state.trouble])
def test_trouble_says_what_is_safe_or_what_to_do(state: SourceState) -> None:
    assert words.state_hint(state)


def test_places_are_parsed_and_links_are_never_trusted() -> None:
    assert parse_place("deal/01H") == Place("deal", "01H")
    assert parse_place("deal") is None
    assert parse_place("") is None
    assert parse_link("dealwatch://case/a%20b") == Place("case", "a b")
    assert parse_link("dealwatch://today") == Place("today")
    for strange in (
        "",
        "https://today",
        "dealwatch://",
        "dealwatch://case/a%00b",
        "dealwatch://x",
        "dealwatch://[",
        "dealwatch://case/" + "x" * 300,
    ):
        assert parse_link(strange) is None, strange


def test_history_forgets_what_lay_ahead_and_keeps_a_length() -> None:
    history = History(longest=3)
    assert history.back() is None
    for ref in "abcd":
        history.visit(Place("deal", ref))
    history.visit(Place("deal", "d"))
    assert history.back() == Place("deal", "c")
    assert history.back() == Place("deal", "b")
    assert history.back() is None
    history.visit(Place("inbox"))
    assert history.forward() is None
    assert not history.has_forward
    assert history.has_back
