"""Citations by OSCOLA and the Bluebook: with and without number, day and address."""

from __future__ import annotations

from datetime import datetime

import pytest

from dealwatch.export.citation import Cited, Style, cite
from dealwatch.language import speak
from dealwatch.model.dates import UTC, PartialDate

READ = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
URL = "https://www.gov.uk/cma-cases/microsoft-slash-mistral-ai"
WHOLE = Cited("CMA", "Microsoft / Mistral AI", "ME/7102/24", PartialDate(2024, 5, 17), URL, READ)
BARE = Cited("Elsewhere", "Northwind", "", None, "", READ)


def test_by_oscola() -> None:
    assert cite(WHOLE, Style.OSCOLA) == (
        "Competition and Markets Authority, ‘Microsoft / Mistral AI’ (Case ME/7102/24, 17 May 2024)"
        f" <{URL}> accessed 23 November 2026"
    )
    assert cite(BARE, Style.OSCOLA) == "Elsewhere, ‘Northwind’"


def test_by_the_bluebook() -> None:
    assert cite(WHOLE, Style.BLUEBOOK) == (
        "Competition and Markets Authority, Microsoft / Mistral AI, Case ME/7102/24 (May 17, 2024),"
        f" {URL} (last visited Nov. 23, 2026)."
    )
    assert cite(BARE, Style.BLUEBOOK) == "Elsewhere, Northwind."


@pytest.mark.parametrize(
    ("day", "british", "american"),
    [(PartialDate(2024, 9), "September 2024", "Sept. 2024"), (PartialDate(2024), "2024", "2024")],
)
def test_a_day_that_is_known_in_part(day: PartialDate, british: str, american: str) -> None:
    known = Cited("EC", "A / B", "", day, "", READ)
    assert f"({british})" in cite(known, Style.OSCOLA)
    assert f"({american})" in cite(known, Style.BLUEBOOK)


def test_they_stay_english() -> None:
    speak("de")
    try:
        assert cite(Cited("EC", "A / B", "", None, "", READ), Style.OSCOLA).startswith("European Commission")
    finally:
        speak("en")
