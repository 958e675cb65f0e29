"""How deals stand to one another: the order of groups and lanes, what they say of themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dealwatch.figures.portfolio import (
    Entry,
    Standing,
    age_text,
    age_words,
    lanes_of,
    next_limit,
    note_text,
    ordered,
    standing,
)
from dealwatch.figures.review import Limit, Pace, Review, Step, Stretch
from dealwatch.model.dates import PartialDate
from dealwatch.model.status import Badge

TODAY = date(2024, 11, 19)
RUNNING = Stretch(Pace.PHASE_1, date(2024, 10, 1), date(2024, 11, 18))
RESTING = Stretch(Pace.NO_CLOCK, date(2024, 1, 1), date(2024, 11, 18), "Monitoring")


def review(badge: Badge = Badge.PHASE_1, **more: object) -> Review:
    return replace(Review("European Commission", "EC", "M.1", badge, "c1"), **more)  # type: ignore[arg-type]


def decided(day: PartialDate, badge: Badge = Badge.CLEARED) -> Review:
    return review(badge, decided=True, steps=(Step(day, "decided", badge),))


def entry(name: str, *reviews: Review) -> Entry:
    return Entry(f"deal/{name}", name, "", reviews)


def test_groups_go_from_the_nearest_deadline_to_the_newest_decision() -> None:
    near = entry("near", review(stretches=(RUNNING,), limits=(Limit(date(2024, 12, 1), "phase_1"),)))
    far = entry("far", review(stretches=(RUNNING,), limits=(Limit(date(2025, 3, 1), "phase_2"),)))
    running = entry("running", review(Badge.IN_DEPTH, stretches=(RUNNING,)))
    resting = entry("resting", review(Badge.MONITORING, stretches=(RESTING,)))
    old = entry("old", decided(PartialDate(2023, 1, 5)))
    new = entry("new", decided(PartialDate(2024, 9, 1)))
    found = ordered([old, resting, far, new, running, near], TODAY)
    assert [each.name for each in found] == ["near", "far", "running", "resting", "new", "old"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (review(stretches=(RUNNING,), limits=(Limit(date(2024, 12, 1), "p"),)), Standing.DEADLINE),
        (review(stretches=(RUNNING,)), Standing.RUNNING),
        (review(Badge.MONITORING, stretches=(RESTING,)), Standing.NO_CLOCK),
        (decided(PartialDate(2024, 9, 1)), Standing.DECIDED),
        (review(decided=True, limits=(Limit(date(2024, 12, 1), "p"),)), Standing.DECIDED),
        (review(stretches=(RUNNING,), limits=(Limit(date(2024, 12, 1), "p", superseded=True),)), Standing.RUNNING),
    ],
)
def test_a_deal_stands_by_what_is_nearest_to_happen(given: Review, expected: Standing) -> None:
    assert standing(entry("x", given)) is expected


def test_a_course_in_court_alone_is_no_running_clock() -> None:
    court = Stretch(Pace.COURT, date(2024, 1, 1), date(2024, 11, 18))
    assert standing(entry("x", review(Badge.MONITORING, stretches=(RESTING, court)))) is Standing.NO_CLOCK


def test_a_deal_without_reviews_has_no_clock() -> None:
    assert standing(entry("x")) is Standing.NO_CLOCK
    assert note_text(entry("x"), TODAY) == "no review known"


def test_the_lane_that_decides_last_leads_then_open_ones_then_decided_newest_first() -> None:
    gate = review(case_id="gate", authority="Z", stretches=(RUNNING,), limits=(Limit(date(2025, 1, 1), "p"),))
    open_ = review(Badge.IN_DEPTH, case_id="open", authority="B")
    older = replace(decided(PartialDate(2023, 1, 1)), case_id="older")
    newer = replace(decided(PartialDate(2024, 1, 1)), case_id="newer")
    found = lanes_of(entry("x", older, open_, newer, gate))
    assert [each.case_id for each in found] == ["gate", "open", "newer", "older"]


def test_a_deadline_ahead_counts_before_one_that_passed() -> None:
    both = review(limits=(Limit(date(2024, 11, 1), "a"), Limit(date(2024, 12, 1), "b")))
    found = next_limit(entry("x", both), TODAY)
    assert found is not None
    assert found.name == "b"
    passed = next_limit(entry("x", review(limits=(Limit(date(2024, 11, 1), "a"),))), TODAY)
    assert passed is not None
    assert passed.name == "a"


@pytest.mark.parametrize(
    ("given", "note"),
    [
        (review(limits=(Limit(date(2024, 12, 7), "p"),)), "next 7 Dec 2024"),
        (review(limits=(Limit(date(2025, 1, 13), "p", published=False),)), "next ≈ 13 Jan 2025"),
        (review(limits=(Limit(date(2024, 11, 1), "p"),)), "was due 1 Nov 2024"),
        (review(stretches=(RUNNING,)), "no published date"),
        (review(Badge.MONITORING, stretches=(RESTING,)), "no clock"),
        (decided(PartialDate.of(TODAY)), "decided today"),
        (decided(PartialDate(2023, 12, 18)), "decided 18 Dec 2023"),
        (decided(PartialDate(2023)), "decided 2023"),
        (review(decided=True), "decided"),
    ],
)
def test_the_note_says_what_comes_next(given: Review, note: str) -> None:
    assert note_text(entry("x", given), TODAY) == note


@pytest.mark.parametrize(
    ("step", "short", "words"),
    [
        (Step(PartialDate(2024, 11, 19), "x"), "today", "since today"),
        (Step(PartialDate(2024, 11, 18), "x"), "1 d", "for 1 day"),
        (Step(PartialDate(2024, 6, 28), "x", unconfirmed=True), "≈ 144 d", "for 144 days, day not confirmed"),
        (Step(PartialDate(2024), "x"), "2024", "since 2024"),
        (None, "", "since when is not known"),
    ],
)
def test_how_long_it_has_been_so(step: Step | None, short: str, words: str) -> None:
    given = review(steps=(step,) if step else ())
    assert (age_text(given, TODAY), age_words(given, TODAY)) == (short, words)


def test_the_age_of_a_decision_is_that_of_its_outcome_not_of_what_followed() -> None:
    appeal = Step(PartialDate(2024, 11, 1), "appeal", Badge.UNDER_APPEAL)
    outcome = Step(PartialDate(2024, 9, 20), "prohibited", Badge.PROHIBITED)
    given = review(Badge.PROHIBITED, decided=True, steps=(outcome, appeal))
    assert age_text(given, TODAY) == "60 d"
