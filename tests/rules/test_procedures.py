"""The bundled procedures are whole and consistent; what is on the usual path of one and what is not."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from dealwatch.model.errors import UsageError
from dealwatch.model.status import Clock, Outcome, Overlay, Stage, Status
from dealwatch.rules.calendar_files import load_calendars
from dealwatch.rules.procedure import DECIDED, OPEN, Grade, Procedure
from dealwatch.rules.procedures import find, load, unexpected

KEYS = [
    "AU_MERGER",
    "CA_MERGER",
    "DE_MERGER",
    "ES_MERGER",
    "EU_ART101_102",
    "EU_DMA",
    "EU_FSR",
    "EU_MERGER",
    "EU_MERGER_4064",
    "EU_STATE_AID",
    "FR_MERGER",
    "IT_MERGER",
    "NZ_MERGER",
    "PL_MERGER",
    "UK_CMA_MERGER",
    "US_FTC_6B",
    "US_HSR",
]


def test_every_procedure_is_there() -> None:
    assert sorted({procedure.key for procedure in load().values()}) == KEYS


@pytest.mark.parametrize("key", KEYS)
def test_a_bundled_procedure_says_where_each_rule_comes_from(key: str) -> None:
    procedure = find(key)
    assert procedure.law
    assert ZoneInfo(procedure.zone)
    assert procedure.calendar in load_calendars()
    assert procedure.statuses
    assert bool(procedure.deadlines) != bool(procedure.no_deadline)
    for deadline in procedure.deadlines:
        assert deadline.legal, deadline.name
        assert deadline.grade.words, deadline.name
        assert all(variant.words for variant in deadline.variants)
        assert all(extension.why for extension in deadline.extensions)


@pytest.mark.parametrize("key", KEYS)
def test_every_status_can_be_reached_or_is_a_beginning(key: str) -> None:
    procedure = find(key)
    beginnings = {Stage.ANNOUNCED, Stage.MONITORING, Stage.JURISDICTION_REVIEW, Stage.PRE_NOTIFICATION, Stage.NOTIFIED}
    apart = {"dec_14_1_fine", "s19a", "interim_measures"}  # cases of their own, or an overlay at any time
    reached = {after for _, after in procedure.transitions}
    for status in procedure.statuses:
        assert status.stage in beginnings or status.name in reached | apart, status.name


@pytest.mark.parametrize("key", KEYS)
def test_every_usual_step_is_expected_by_the_rule_that_judges_steps(key: str) -> None:
    procedure = find(key)
    by_name = {status.name: status for status in procedure.statuses}

    def status(name: str, where: Stage) -> Status:
        named = by_name[name]
        stage = named.stage or (Stage.DECISION if named.outcome else where)
        return Status(stage, named.outcome or Outcome.PENDING, named.clock or Clock.NONE, named.overlay)

    for before, after in procedure.transitions:
        old = {OPEN: Status(Stage.NOTIFIED), DECIDED: Status(Stage.DECISION, Outcome.CLEARED)}.get(before)
        old = old or status(before, Stage.IN_DEPTH)
        assert unexpected(old, status(after, old.stage), procedure) is None, (before, after)


@pytest.mark.parametrize(
    ("spelling", "key"),
    [
        ("eu-merger", "EU_MERGER"),
        ("EU", "EU_MERGER"),
        (" uk merger ", "UK_CMA_MERGER"),
        ("hsr", "US_HSR"),
        ("fsr", "EU_FSR"),
    ],
)
def test_procedures_are_found_by_other_spellings(spelling: str, key: str) -> None:
    assert find(spelling).key == key


def test_an_unknown_procedure_names_the_known_ones() -> None:
    with pytest.raises(UsageError) as error:
        find("mars")
    assert "mars" in error.value.title
    assert "EU_MERGER, " in error.value.hint


def test_events_are_found_by_other_spellings_and_unknown_ones_list_the_names() -> None:
    procedure = find("EU_MERGER")
    assert procedure.event("Phase2-6-1-C").name == "phase2_6_1_c"
    assert procedure.event("suspended from").name == "suspended_11_3_10_4"
    assert procedure.event("extended_10_3").takes is not None
    assert procedure.event("notified").label == "Complete notification received"
    with pytest.raises(UsageError) as error:
        procedure.event("coronation")
    assert "coronation" in error.value.title
    assert "notified, " in error.value.hint


def test_every_grade_has_words() -> None:
    assert len({grade.words for grade in Grade}) == len(Grade)


EU, AU = find("EU_MERGER"), find("AU_MERGER")
PHASE_1, PHASE_2 = Status(Stage.NOTIFIED), Status(Stage.IN_DEPTH)


@pytest.mark.parametrize(
    ("procedure", "old", "new"),
    [
        (EU, PHASE_1, PHASE_1),
        (EU, PHASE_1, PHASE_2),
        (EU, PHASE_1, Status(Stage.DECISION, Outcome.CLEARED)),
        (EU, PHASE_1, Status(Stage.NOTIFIED, overlays=frozenset({Overlay.SIMPLIFIED}))),
        (EU, Status(Stage.NOTIFIED, overlays=frozenset({Overlay.SIMPLIFIED})), PHASE_1),
        (EU, PHASE_2, Status(Stage.IN_DEPTH, clock=Clock.SUSPENDED)),
        (EU, Status(Stage.IN_DEPTH, clock=Clock.SUSPENDED), Status(Stage.IN_DEPTH, clock=Clock.RUNNING)),
        (EU, PHASE_2, Status(Stage.DECISION, Outcome.WITHDRAWN)),
        (EU, Status(), PHASE_2),  # nothing formal was known before
        (EU, Status(), Status(Stage.DECISION, Outcome.PROHIBITED)),
        (EU, PHASE_1, Status(Stage.DECISION)),  # a decision whose kind is not known yet
        (
            EU,
            Status(Stage.DECISION, Outcome.CLEARED),
            Status(Stage.POST_DECISION, Outcome.CLEARED, overlays=frozenset({Overlay.APPEAL})),
        ),
        (
            EU,
            Status(Stage.DECISION, Outcome.CLEARED_CONDITIONS),
            Status(Stage.DECISION, Outcome.CLEARED_CONDITIONS, overlays=frozenset({Overlay.REMEDY_MONITORING})),
        ),
        (AU, PHASE_1, PHASE_2),
    ],
)
def test_steps_on_the_usual_path(procedure: Procedure, old: Status, new: Status) -> None:
    assert unexpected(old, new, procedure) is None


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (PHASE_1, Status(Stage.DECISION, Outcome.PROHIBITED), "From “Phase 1” to “Prohibited”"),
        (Status(Stage.DECISION, Outcome.CLEARED), PHASE_1, "From “Cleared” to “Phase 1”"),
        (PHASE_2, PHASE_1, "From “In-depth” to “Phase 1”"),
        (PHASE_2, Status(), "From “In-depth” to “Announced”"),
        (PHASE_1, Status(Stage.DECISION, Outcome.COMMITMENTS_ACCEPTED), "Commitments binding"),
        (Status(Stage.DECISION, Outcome.CLEARED), Status(Stage.DECISION, Outcome.PROHIBITED), "Prohibited"),
    ],
)
def test_jumps_are_warned_of(old: Status, new: Status, words: str) -> None:
    warning = unexpected(old, new, EU)
    assert warning is not None
    assert words in warning
    assert "EU merger control" in warning
