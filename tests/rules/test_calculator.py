"""From events to deadlines, procedure by procedure; what is not computable says why."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dealwatch.model.errors import UsageError
from dealwatch.rules.calculator import compute
from dealwatch.rules.calendar_files import calendar
from dealwatch.rules.computation import WorkingKind
from dealwatch.rules.deadline import Alternative, DeadlineResult
from dealwatch.rules.procedure import Grade
from dealwatch.rules.procedures import find
from dealwatch.rules.timeline import DatedEvent


def event(text: str) -> DatedEvent:
    """`name=2023-06-30` or `name=2023-06-30+10`."""
    name, _, rest = text.partition("=")
    day, _, amount = rest.partition("+")
    return DatedEvent(date.fromisoformat(day), name, int(amount) if amount else None)


def deadlines(procedure: str, *events: str) -> dict[str, DeadlineResult]:
    return {result.name: result for result in compute(find(procedure), [event(text) for text in events])}


def day(procedure: str, name: str, *events: str) -> str | None:
    found = deadlines(procedure, *events)[name].day
    return None if found is None else found.isoformat()


def test_phase_1_carries_everything_needed_to_check_it() -> None:
    result = deadlines("EU_MERGER", "notified=2023-09-15")["phase_1"]
    assert result.day == date(2023, 10, 20)
    assert result.label == "Phase 1 decision"
    assert result.rule == "25 working days; day 1 is the first working day after the event"
    assert result.legal == "Regulation (EC) No 139/2004, Article 10(1)"
    assert result.grade is Grade.SEEN
    assert result.calendar == calendar("EC").title
    assert result.started_by == "Complete notification received"
    assert result.started_on == date(2023, 9, 15)
    assert (result.ended_on, result.conditional, result.binding, result.computable, result.reason) == (
        None,
        False,
        True,
        True,
        "",
    )
    assert result.running
    assert result.warnings == ()
    assert result.workings[0].text.startswith("2023-09-15 Friday: Complete notification received")
    assert len(result.days) == 35
    assert result.alternatives == (
        Alternative(
            date(2023, 11, 7),
            "commitments offered in Phase 1 or referral requested by a Member State under Article 9",
        ),
    )


def test_commitments_and_a_referral_request_lengthen_phase_1() -> None:
    result = deadlines("EU_MERGER", "notified=2026-06-02", "phase1_commitments=2026-06-30")["phase_1"]
    assert result.day == date(2026, 7, 22)
    assert "(commitments offered in Phase 1)" in result.rule
    assert result.alternatives == ()
    assert day("EU_MERGER", "phase_1", "notified=2026-06-02", "art9_requested=2026-06-22") == "2026-07-22"
    both = deadlines("EU_MERGER", "notified=2026-06-02", "art9_requested=2026-06-22", "phase1_commitments=2026-06-30")
    assert "commitments offered in Phase 1; referral requested" in both["phase_1"].rule


def test_commitments_of_an_earlier_notification_do_not_count() -> None:
    renotified = ("notified=2026-03-02", "phase1_commitments=2026-03-20", "withdrawn=2026-04-01", "notified=2026-06-02")
    result = deadlines("EU_MERGER", *renotified)["phase_1"]
    assert result.day == date(2026, 7, 7)
    assert result.running


def test_a_what_if_is_the_same_call_with_more_events() -> None:
    known = ("notified=2026-06-02",)
    assert day("EU_MERGER", "phase_1", *known) == "2026-07-07"
    assert day("EU_MERGER", "phase_1", *known, "suspended=2026-06-15", "suspended_to=2026-06-26") == "2026-07-22"


def test_phase_2_with_commitments_late_or_early() -> None:
    opened = "phase2_6_1_c=2023-08-07"
    assert day("EU_MERGER", "phase_2", opened) == "2023-12-14"
    assert day("EU_MERGER", "phase_2", opened, "phase2_commitments=2023-10-23") == "2023-12-14"  # working day 54
    assert day("EU_MERGER", "phase_2", opened, "phase2_commitments=2023-10-24") == "2024-01-15"  # working day 55
    stop = ("suspended=2023-09-19", "suspended_to=2023-09-19")
    assert day("EU_MERGER", "phase_2", opened, "phase2_commitments=2023-10-24", *stop) == "2023-12-15"  # day 54 again


def test_extension_and_suspension_of_phase_2() -> None:
    events = ("phase2_6_1_c=2023-08-07", "extended_10_3=2023-08-09+10")
    assert day("EU_MERGER", "phase_2", *events) == "2024-01-08"
    assert day("EU_MERGER", "phase_2_commitments_last_day", *events) == "2023-11-23"
    stopped = (*events, "suspended_from=2023-09-19", "suspension_ended=2023-10-16")
    assert day("EU_MERGER", "phase_2", *stopped) == "2024-02-05"
    # the same, told by the first day that counts again
    assert day("EU_MERGER", "phase_2", *events, "suspended_from=2023-09-19", "restarted=2023-10-17") == "2024-02-05"
    result = deadlines("EU_MERGER", *stopped)["phase_2"]
    assert "10 working days added, extension under Article 10(3)" in result.rule


def test_slices_of_an_extension_add_up_and_more_than_the_law_allows_is_told() -> None:
    slices = deadlines("EU_MERGER", "phase2=2023-08-07", "extended=2023-08-09+10", "extended=2023-09-20+10")["phase_2"]
    assert slices.day == date(2024, 1, 22)
    assert not any("allows" in warning for warning in slices.warnings)
    more = deadlines("EU_MERGER", "phase2=2023-08-07", "extended=2023-08-09+15", "extended=2023-09-20+10")["phase_2"]
    assert any("allows 20 working days in all, 25 working days were added" in warning for warning in more.warnings)


def test_nothing_is_computed_through_an_open_suspension() -> None:
    result = deadlines("EU_MERGER", "phase2=2023-08-07", "suspended=2023-09-19")["phase_2"]
    assert (result.day, result.computable) == (None, False)
    assert result.reason.startswith("The clock has been stopped since 2023-09-19")
    assert result.workings[-1].kind is WorkingKind.STOPPED
    assert result.alternatives == ()
    assert result.running


def test_a_suspension_of_unknown_length_gives_no_day() -> None:
    result = deadlines("EU_MERGER", "phase2=2023-08-07", "restarted=2023-10-17")["phase_2"]
    assert result.day is None
    assert "not known since when it had stood" in result.reason


def test_an_end_of_a_stop_before_the_period_does_not_matter() -> None:
    assert day("EU_MERGER", "phase_2", "restarted=2023-08-01", "phase2=2023-08-07") == "2023-12-14"


def test_a_second_beginning_of_the_same_stop_is_the_same_stop() -> None:
    events = ("phase2=2023-08-07", "suspended=2023-09-19", "suspended=2023-09-21", "suspended_to=2023-10-16")
    assert day("EU_MERGER", "phase_2", *events) == "2024-01-22"


def test_a_restart_on_the_day_of_the_stop_is_no_stop() -> None:
    events = ("phase2=2023-08-07", "suspended=2023-09-19", "restarted=2023-09-19")
    assert day("EU_MERGER", "phase_2", *events) == "2023-12-14"


def test_an_extension_of_unknown_length_gives_no_day() -> None:
    result = deadlines("EU_MERGER", "phase2=2023-08-07", "extended=2023-08-09")["phase_2"]
    assert result.day is None
    assert result.reason == "The length of what was added on 2023-08-09 is not known (extension under Article 10(3))."


def test_a_stop_after_the_step_was_taken_leaves_it_computable() -> None:
    events = ("notified=2023-06-30", "phase2=2023-07-20", "suspended=2023-07-25")
    result = deadlines("EU_MERGER", *events)["phase_1"]
    assert result.day == date(2023, 8, 7)
    assert result.ended_on == date(2023, 7, 20)
    assert not result.running
    assert deadlines("EU_MERGER", *events)["phase_2"].day is None


def test_a_decision_ends_every_deadline_that_precedes_it() -> None:
    results = deadlines("EU_MERGER", "notified=2024-11-15", "dec_6_1_b=2024-12-20")
    assert results["phase_1"].ended_on == date(2024, 12, 20)
    assert not any(result.running for result in results.values())


def test_a_notification_declared_incomplete_has_no_deadline_until_it_is_complete() -> None:
    result = deadlines("EU_MERGER", "notified=2026-06-02", "declared_incomplete=2026-06-10")["phase_1"]
    assert result.day is None
    assert "the notification was declared incomplete" in result.reason
    again = ("notified=2026-06-02", "declared_incomplete=2026-06-10", "notification_complete=2026-06-22")
    assert day("EU_MERGER", "phase_1", *again) == "2026-07-28"


def test_a_deadline_that_runs_from_another_one() -> None:
    results = deadlines("EU_MERGER", "art22_states_informed=2024-03-01")
    assert results["art22_join"].day == date(2024, 3, 22)
    assert results["art22_decision"].day == date(2024, 4, 10)
    assert results["art22_decision"].started_by == results["art22_join"].label
    stopped = deadlines("EU_MERGER", "art22_states_informed=2024-03-01", "suspended=2024-03-05")
    assert stopped["art22_decision"].day is None
    assert stopped["art22_decision"].reason.startswith(
        "It runs from another deadline that is not computable: The clock"
    )


def test_an_appeal_runs_after_the_decision_with_the_days_for_distance() -> None:
    result = deadlines("EU_MERGER", "dec_8_3=2023-09-25", "decision_notified=2023-09-26")["appeal"]
    assert result.day == date(2023, 12, 6)
    assert result.running
    assert "10 days added, on account of distance" in result.rule


def test_conditional_deadlines_are_marked() -> None:
    assert deadlines("EU_MERGER", "notified=2026-06-02")["art9_decision"].conditional
    asked = deadlines("EU_MERGER", "notified=2026-06-02", "art9_requested=2026-06-22")["art9_decision"]
    assert not asked.conditional
    assert asked.running


@pytest.mark.parametrize(
    ("events", "name", "expected"),
    [
        (["notified=1997-12-01"], "phase_1", "1998-01-15"),
        (["notified=2001-03-09"], "phase_1", "2001-04-18"),
        (["notified=2001-02-06", "phase1_commitments=2001-02-20"], "phase_1_six_weeks", "2001-03-21"),
        (["phase2=2001-02-06"], "phase_2", "2001-06-19"),
    ],
)
def test_the_first_merger_regulation(events: list[str], name: str, expected: str) -> None:
    assert day("EU_MERGER_4064", name, *events) == expected


def test_antitrust_has_no_deadline() -> None:
    assert deadlines("EU_ART101_102", "proceedings_opened=2025-12-04") == {}
    assert "no deadline" in find("EU_ART101_102").no_deadline


@pytest.mark.parametrize(
    ("procedure", "name", "events", "expected"),
    [
        (
            "EU_FSR",
            "phase_2",
            ["in_depth=2026-01-12", "commitments_offered=2026-03-02", "extended=2026-03-02+20"],
            "2026-07-15",
        ),
        ("EU_STATE_AID", "preliminary_examination", ["notified=2026-01-12"], "2026-03-12"),
        ("EU_STATE_AID", "preliminary_examination", ["notified=2026-01-12", "rfi=2026-02-02"], None),
        (
            "EU_STATE_AID",
            "preliminary_examination",
            ["notified=2026-01-12", "rfi=2026-02-02", "information_complete=2026-02-16"],
            "2026-04-16",
        ),
        ("EU_DMA", "designation", ["notification_thresholds=2023-07-03"], "2023-09-06"),
        ("EU_DMA", "compliance", ["designated=2023-09-06"], "2024-03-06"),
    ],
)
def test_other_procedures_of_the_union(procedure: str, name: str, events: list[str], expected: str | None) -> None:
    assert day(procedure, name, *events) == expected


def test_an_aim_of_the_authority_binds_nobody() -> None:
    assert not deadlines("EU_DMA", "noncompliance_opened=2024-03-25")["noncompliance"].binding


def test_events_may_come_as_names_with_days() -> None:
    (first, *_) = compute(find("EU_MERGER"), {"Notified": date(2023, 9, 15)})
    assert first.day == date(2023, 10, 20)


def test_without_events_there_is_nothing() -> None:
    assert compute(find("EU_MERGER"), {}) == ()
    assert deadlines("EU_MERGER", "contact=2026-01-05") == {}


def test_an_unknown_event_is_named() -> None:
    with pytest.raises(UsageError, match="coronation"):
        deadlines("EU_MERGER", "coronation=2023-05-06")


def test_an_instant_is_no_day() -> None:
    with pytest.raises(TypeError, match="instant"):
        compute(find("EU_MERGER"), {"notified": datetime(2023, 5, 6, tzinfo=UTC)})


def test_a_calendar_of_ones_own_can_be_given() -> None:
    own = {"EC": calendar("EC").with_closed({date(2023, 9, 18): "closed for a day"})}
    (first, *_) = compute(find("EU_MERGER"), {"notified": date(2023, 9, 15)}, own)
    assert first.day == date(2023, 10, 23)
