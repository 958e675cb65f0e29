"""Days, numbers and relative times as each language writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from dealwatch.export.casefile_dates import day_text as printed_day
from dealwatch.figures.day_words import (
    day_text,
    decimal_text,
    month_name,
    month_title,
    number_text,
    partial_text,
    weekday_names,
)
from dealwatch.figures.field_words import field_words, lowered
from dealwatch.language import speak, spoken
from dealwatch.model.dates import PartialDate
from dealwatch.rules.computation import Unit
from dealwatch.ui.words import count_words, left_words, moment_words, since_words, size_words

FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "27 Nov 2026 (Fri)"),
        ("de", "27. Nov. 2026 (Fr)"),
        ("fr", "27 nov. 2026 (ven.)"),
        ("qps", "27 Nov 2026 (Fri)"),
    ],
)
def test_a_day(code, said) -> None:
    speak(code)
    assert day_text(FRIDAY) == said
    assert said.startswith(printed_day(FRIDAY))


def test_parts_fall_off_where_room_is_short() -> None:
    speak("de")
    assert day_text(FRIDAY, weekday=False, year=False) == "27. Nov."
    assert partial_text(PartialDate(2024, 5)) == "Mai 2024"
    assert partial_text(PartialDate(2024)) == "2024"


def test_the_first_of_a_month_in_french() -> None:
    speak("fr")
    assert day_text(date(2026, 5, 1)) == "1er mai 2026 (ven.)"
    assert day_text(date(2026, 5, 2), weekday=False) == "2 mai 2026"


def test_months_on_an_axis_have_no_full_stop() -> None:
    for code, names in (("en", ["Jan", "Sep"]), ("de", ["Jan", "Sept"]), ("fr", ["janv", "sept"])):
        speak(code)
        assert [month_name(1), month_name(9)] == names


def test_headings_of_a_calendar() -> None:
    speak("de")
    assert month_title(11, 2026) == "November 2026"
    assert weekday_names() == ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
    speak("fr")
    assert month_title(11, 2026) == "novembre 2026"
    assert weekday_names()[4] == "ven."


def test_numbers() -> None:
    assert (number_text(12345), decimal_text(4.53)) == ("12,345", "4.5")
    speak("de")
    assert (number_text(12345), decimal_text(4.53), size_words(4_530_000)) == ("12.345", "4,5", "4,5 MB")
    speak("fr")
    assert (decimal_text(4.53), size_words(41_000)) == ("4,5", "41 Ko")


def test_plurals_follow_the_language() -> None:
    speak("fr")
    assert count_words(0, "new change", "new changes") == "0 nouveau changement"  # French counts none as one
    speak("de")
    assert count_words(0, "new change", "new changes") == "0 neue Änderungen"
    assert Unit.WORKING_DAYS.words(1) == "1 Arbeitstag"
    assert left_words(-2) == "2 Tage überfällig"


def test_times_near_now() -> None:
    now = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    speak("de")
    assert moment_words(now + timedelta(days=1), now).startswith("morgen ")
    speak("fr")
    assert moment_words(now - timedelta(days=1), now).startswith("hier ")
    assert since_words(now - timedelta(days=3), now).startswith("sam. 21 nov., ")


def test_a_title_inside_a_sentence_keeps_its_capital_in_german_alone() -> None:
    assert lowered("Cleared") == "cleared"
    speak("de")
    assert lowered("Frist gehemmt") == "Frist gehemmt"


def test_a_field_that_no_catalogue_has_is_said_as_it_is_called() -> None:
    speak("de")
    assert field_words("phase_2") == "Phase 2"
    assert field_words("decision") == "Entscheidung"
    assert field_words("some_new_field") == "Some new field"


def test_an_unknown_language_is_english() -> None:
    speak("xx")
    assert spoken() == "en"
    assert day_text(FRIDAY) == "27 Nov 2026 (Fri)"
