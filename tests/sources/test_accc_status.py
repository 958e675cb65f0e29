"""The register's words as status axes."""

from __future__ import annotations

import pytest

from dealwatch.model.status import Clock, Outcome, Stage
from dealwatch.sources.accc_status import known_status, read

PHASE_1, PHASE_2 = "Phase 1 - initial assessment", "Phase 2 - detailed assessment"


@pytest.mark.parametrize(
    ("status", "stage", "determination", "axes"),
    [
        ("Under assessment", PHASE_1, "", ("notified", "pending", "running")),
        ("Under assessment", PHASE_2, "", ("in_depth", "pending", "running")),
        ("Assessment suspended", PHASE_1, "", ("notified", "pending", "suspended")),
        ("Assessment suspended", PHASE_2, "", ("in_depth", "pending", "suspended")),
        ("Assessment completed", PHASE_1, "Approved", ("decision", "cleared", "expired")),
        ("Assessment completed", PHASE_2, "Approved with conditions", ("decision", "cleared_conditions", "expired")),
        ("Assessment completed", PHASE_2, "Approved with condition", ("decision", "cleared_conditions", "expired")),
        ("Assessment completed", PHASE_2, "Not approved", ("decision", "prohibited", "expired")),
        ("Assessment completed", PHASE_1, "", ("decision", "pending", "expired")),
        ("Assessment completed", "", "Approved", ("decision", "cleared", "expired")),
        ("Assessment ceased", PHASE_1, "", ("decision", "withdrawn", "none")),
    ],
)
def test_a_notification(status: str, stage: str, determination: str, axes: tuple[str, str, str]) -> None:
    reading = read("MN-01234", status, stage, determination)
    assert reading.mapped
    assert (reading.stage, reading.outcome, reading.clock) == axes
    assert reading.warnings == ()


@pytest.mark.parametrize(
    ("status", "determination", "axes"),
    [
        ("Under assessment", "", (Stage.JURISDICTION_REVIEW, Outcome.PENDING, Clock.NONE)),
        ("Assessment suspended", "", (Stage.JURISDICTION_REVIEW, Outcome.PENDING, Clock.SUSPENDED)),
        ("Assessment completed", "Approved", (Stage.DECISION, Outcome.NO_JURISDICTION, Clock.NONE)),
        ("Assessment completed", "Not approved", (Stage.DECISION, Outcome.CLOSED_NO_ACTION, Clock.NONE)),
        ("Assessment completed", "", (Stage.DECISION, Outcome.PENDING, Clock.NONE)),
        ("Assessment ceased", "", (Stage.DECISION, Outcome.WITHDRAWN, Clock.NONE)),
    ],
)
def test_a_waiver_application(status: str, determination: str, axes: tuple[Stage, Outcome, Clock]) -> None:
    reading = read("WA-01234", status, "Waiver application", determination)
    assert (reading.stage, reading.outcome, reading.clock) == axes
    assert reading.warnings == ()


def test_a_waiver_says_that_it_is_no_clearance() -> None:
    assert "need not be notified" in read("WA-01234", "Assessment completed", "", "Approved").words
    assert "must notify" in read("WA-01234", "Assessment completed", "", "Not approved").words


@pytest.mark.parametrize("number", ["MN-01234", "WA-01234"])
def test_an_unknown_determination_is_decided_but_never_guessed(number: str) -> None:
    reading = read(number, "Assessment completed", PHASE_1, "Partly approved")
    assert (reading.stage, reading.outcome) == (Stage.DECISION, Outcome.PENDING)
    assert reading.words == "Partly approved"
    assert reading.warnings == ("determination not mapped: Partly approved",)


@pytest.mark.parametrize("words", ["Unconditionally approved", "Approved with", "Approved without conditions attached"])
def test_words_around_conditions_are_not_taken_for_them(words: str) -> None:
    assert read("MN-01234", "Assessment completed", PHASE_1, words).outcome is Outcome.PENDING


def test_unknown_words_state_nothing() -> None:
    assert not read("MN-01234", "Assessment paused", PHASE_1, "").mapped
    assert not read("MN-01234", "Under assessment", "Phase 3 - public benefits", "").mapped
    assert not read("MN-01234", "Under assessment", "", "").mapped


def test_typography_does_not_matter() -> None:
    assert known_status("under\u00a0ASSESSMENT")
    assert read("MN-01234", "Under assessment", "Phase 2 – detailed assessment", "").stage is Stage.IN_DEPTH
