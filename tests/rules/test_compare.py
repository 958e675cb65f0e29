"""Published beside computed: the difference in working days and its likely cause."""

from __future__ import annotations

from datetime import date

import pytest

from dealwatch.rules.calculator import compute
from dealwatch.rules.calendar_files import calendar
from dealwatch.rules.compare import Comparison, compare
from dealwatch.rules.procedures import find

EC = calendar("EC")


def phase_1(**events: date) -> Comparison:
    published = events.pop("published")
    return compare(published, compute(find("EU_MERGER"), events)[0], EC)


def test_agreement() -> None:
    comparison = phase_1(notified=date(2023, 9, 15), published=date(2023, 10, 20))
    assert comparison.agrees
    assert (comparison.difference, comparison.cause) == (0, "")


def test_ten_more_working_days_are_commitments_or_a_referral_request() -> None:
    comparison = phase_1(notified=date(2026, 6, 2), published=date(2026, 7, 22))
    assert comparison.difference == 10
    assert comparison.cause == (
        "It would fit: commitments offered in Phase 1 or referral requested by a Member State under Article 9."
    )
    assert not comparison.agrees


@pytest.mark.parametrize(
    ("published", "difference", "words"),
    [
        ("2026-07-08", 1, "holiday table"),
        ("2026-07-06", -1, "holiday table"),
        ("2026-07-14", 5, "An extension or a stop of the clock"),
        ("2026-11-26", 100, "later stage"),
        ("2026-06-30", -5, "started earlier"),
    ],
)
def test_likely_causes(published: str, difference: int, words: str) -> None:
    comparison = phase_1(notified=date(2026, 6, 2), published=date.fromisoformat(published))
    assert comparison.difference == difference
    assert words in comparison.cause


def test_a_day_more_in_a_verified_year_is_not_blamed_on_the_holidays() -> None:
    comparison = phase_1(notified=date(2023, 9, 15), published=date(2023, 10, 23))
    assert "An extension or a stop" in comparison.cause


def test_a_published_weekend_has_no_working_day_of_difference_but_a_cause() -> None:
    comparison = phase_1(notified=date(2023, 9, 15), published=date(2023, 10, 21))
    assert (comparison.difference, comparison.agrees) == (0, False)
    assert comparison.cause


def test_fixed_extensions_are_tried_as_causes() -> None:
    uk = compute(find("UK"), {"referred": date(2022, 12, 23)})[0]
    comparison = compare(date(2023, 8, 3), uk, calendar("UK"))
    assert comparison.cause == "It would fit: special reasons, section 39(3)."
    french = compute(find("FR"), {"phase2": date(2022, 3, 18)})[0]
    assert "It would fit: commitments received" in compare(date(2022, 7, 21), french, calendar("FR")).cause


def test_beside_what_is_not_computable_stands_the_reason() -> None:
    stopped = compute(find("EU"), {"phase2": date(2023, 8, 7), "suspended": date(2023, 9, 19)})[0]
    comparison = compare(date(2023, 12, 14), stopped, EC)
    assert (comparison.computed, comparison.difference) == (None, None)
    assert comparison.cause == stopped.reason
