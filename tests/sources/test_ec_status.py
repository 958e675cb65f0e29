"""Where a case stands: told from phase, decision types and chronology, never from the last decision's date alone."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from dealwatch.sources.ec_case import EcCase, read_case
from dealwatch.sources.ec_codes import read_codes
from dealwatch.sources.ec_status import Standing, standing

CODES = read_codes()
TODAY = date(2026, 9, 10)
PHASE_1, PHASE_2 = "FormalInvestigationPhase1Merger", "FormalInvestigationPhase2Merger"
NAMES = {
    "initiated": "caseInitiationDate",
    "notified": "caseNotificationDate",
    "renotified": "caseRenotificationDate",
    "deadline": "caseDeadlineDate",
    "last": "caseLastDecisionDate",
    "phase": "caseInvestigationPhase",
    "procedure": "caseSimplified",
}


def event(code: str, day: str = "") -> dict[str, str]:
    return {"type": code, "name": f"row {code}", "date": day}


def case(
    *decisions: tuple[str, str], number: str = "M.1", events: tuple[dict[str, str], ...] = (), **fields: str
) -> EcCase:
    """`decisions` are (day of adoption, number of the type); an empty number stands for a decision without a type."""
    metadata: dict[str, Any] = {
        "caseNumber": [number],
        "caseTitle": ["A / B"],
        "caseEvents": [json.dumps({"items": events})],
    }
    metadata |= {NAMES[name]: [value] for name, value in fields.items()}
    entries = [
        (
            {
                "metadataReference": [f"{number}-DEC{place}"],
                "decisionAdoptionDate": [day] if day else [],
                "decisionTypes": [code if "{" in code else f"DecisionType{code}"] if code else [],
            },
            None,
            f"/decisions/{place}/metadata",
        )
        for place, (day, code) in enumerate(decisions)
    ]
    return read_case(metadata, entries, CODES, date(2031, 1, 1), "/metadata")


def judged(read: EcCase) -> tuple[str | None, ...]:
    """Stage, outcome, clock, overlay."""
    where = standing(read, CODES, TODAY)
    axes = (where.stage, where.outcome, where.clock, where.overlay)
    return tuple(str(axis.value) if axis else None for axis in axes)


def of(read: EcCase) -> Standing:
    return standing(read, CODES, TODAY)


def test_a_number_and_a_title_tell_nothing() -> None:
    assert judged(case(procedure="0")) == (None, None, None, None)


def test_a_case_that_was_only_opened_is_before_notification() -> None:
    assert judged(case(initiated="2026-08-01")) == ("pre_notification", "pending", "none", None)
    assert judged(case(initiated="2026-08-01", number="M.1.AP"))[0] == "monitoring"


def test_a_deadline_without_a_notification_starts_no_clock() -> None:
    assert judged(case(deadline="2026-10-01", procedure="Normal")) == ("pre_notification", "pending", "none", "")


def test_phase_1() -> None:
    where = judged(case(notified="2026-09-01", deadline="2026-10-06", phase=PHASE_1, procedure="MEsimplified"))
    assert where == ("notified", "pending", "running", "simplified")
    assert judged(case(notified="2026-09-01", deadline="2026-10-06"))[0] == "notified"


def test_commitments_make_it_a_phase_1_with_remedies() -> None:
    read = case(notified="2026-09-01", deadline="2026-10-20", phase=PHASE_1, events=(event("MEvent3", "2026-09-09"),))
    assert judged(read)[0] == "phase1_remedies"
    undated = case(notified="2026-09-01", deadline="2026-10-20", phase=PHASE_1, events=(event("MEvent3"),))
    assert judged(undated)[0] == "phase1_remedies"


def test_commitments_of_an_earlier_review_do_not_count() -> None:
    read = case(
        notified="2013-07-08",
        renotified="2026-08-20",
        deadline="2026-10-20",
        phase=PHASE_1,
        events=(event("MEvent3", "2013-08-01"),),
    )
    assert judged(read)[0] == "notified"


def test_the_opening_of_phase_2_is_no_decision_on_the_case() -> None:
    """M.12270: the opening set the date of the last decision, and the deadline went while the review was on."""
    read = case(("2026-04-28", ""), notified="2026-03-19", last="2026-04-28", deadline="2026-09-15", phase=PHASE_2)
    assert judged(read) == ("in_depth", None, "running", None)
    opened = of(read).phase_2
    assert opened is not None
    assert opened.value == "2026-04-28"
    without = case(("2026-04-28", ""), notified="2026-03-19", last="2026-04-28", phase=PHASE_2)
    assert judged(without)[2] == "not_computable"


@pytest.mark.parametrize(
    ("decisions", "last", "opened"),
    [
        ((), "2026-04-28", "2026-04-28"),  # no row at all, the date alone
        ((("2026-04-01", "2014"), ("2026-04-28", "")), "2026-04-28", "2026-04-28"),  # a derogation before it
        ((("2026-04-01", ""), ("2026-04-28", "")), "2026-04-28", None),  # two of unknown type: either could be it
        ((("2026-01-01", ""),), "2026-01-01", None),  # before the notification
        ((("2026-04-28", ""), ("", "")), "2026-04-28", "2026-04-28"),
    ],
)
def test_the_day_of_the_opening_is_never_guessed(
    decisions: tuple[tuple[str, str], ...], last: str, opened: str | None
) -> None:
    found = of(case(*decisions, notified="2026-03-19", last=last, phase=PHASE_2)).phase_2
    assert (found.value if found else None) == opened


def test_the_opening_has_no_day_without_a_notification() -> None:
    assert of(case(last="2026-04-28", phase=PHASE_2)).phase_2 is None


def test_a_typed_opening_is_known_without_the_phase() -> None:
    label = json.dumps({"code": "DecisionType77", "label": "Art. 6(1)(c)"})
    read = case(("2026-04-28", label), notified="2026-03-19", last="2026-04-28", deadline="2026-09-15")
    assert judged(read)[:3] == ("in_depth", "pending", "running")
    undated = case(("", label), notified="2026-03-19", phase=PHASE_2)
    assert of(undated).phase_2 is None


def test_phase_2_moves_on_with_objections_and_commitments() -> None:
    base = {"notified": "2026-03-19", "deadline": "2026-10-15", "phase": PHASE_2, "last": "2026-07-01"}
    assert judged(case(("2026-07-01", "1275"), **base))[0] == "objections"
    assert judged(case(("2026-07-01", "1275"), events=(event("MEvent46", "2026-08-01"),), **base))[0] == "remedies"
    assert judged(case(("2026-01-01", "1275"), **base))[0] == "in_depth"


@pytest.mark.parametrize(
    ("events", "clock"),
    [
        ((event("MEvent7", "2026-06-01"),), "suspended"),
        ((event("MEvent7", "2026-06-01"), event("MEvent8", "2026-06-20")), "running"),
        ((event("MEvent59", "2026-07-01"), event("MEvent8", "2026-06-20")), "suspended"),
        ((event("MEvent7"), event("MEvent8")), "running"),
        ((event("MEvent8", "2026-06-20"),), "running"),
        ((event("MEvent7", "2026-06-01"), event("MEvent60")), "suspended"),
    ],
)
def test_the_clock_stops_until_the_suspension_ends(events: tuple[dict[str, str], ...], clock: str) -> None:
    read = case(("2026-04-28", ""), notified="2026-03-19", deadline="2026-10-15", phase=PHASE_2, events=events)
    assert judged(read)[2] == clock


def test_a_decision_stops_every_clock() -> None:
    read = case(
        ("2026-09-01", "20600"), last="2026-09-01", notified="2026-03-19", events=(event("MEvent7", "2026-06-01"),)
    )
    assert judged(read)[:3] == ("decision", "cleared_conditions", "none")


def test_a_clock_rests_on_no_deadline_that_cannot_be_read() -> None:
    assert judged(case(notified="2026-09-01", deadline="soon", phase=PHASE_1))[2] is None


def test_a_day_that_cannot_be_read_throws_nothing_back() -> None:
    assert judged(case(initiated="2026-08-01", notified="soon", deadline="2026-10-06")) == (None, None, None, None)
    decided = case(("2026-09-01", "20310"), notified="2026-08-01", last="soon", procedure="Simplified")
    assert judged(decided) == (None, "cleared", None, "simplified")


def test_relics_without_a_decision_run_no_clock() -> None:
    read = case(notified="1996-10-31", deadline="1996-12-04", procedure="0")
    assert judged(read) == ("notified", "pending", "not_computable", "")


def test_an_incomplete_notification_is_none_until_it_is_completed() -> None:
    declared = event("MEvent5", "2026-09-02")
    assert judged(case(notified="2026-09-01", events=(declared,)))[0] == "pre_notification"
    assert judged(case(notified="2026-09-01", events=(declared, event("MEvent6", "2026-09-08"))))[0] == "notified"
    again = (declared, event("MEvent6", "2026-08-08"))
    assert judged(case(notified="2026-09-01", events=again))[0] == "pre_notification"


@pytest.mark.parametrize(
    ("number", "outcome"),
    [
        ("20300", "no_jurisdiction"),
        ("20310", "cleared"),
        ("20212", "cleared_conditions"),
        ("20682", "cleared"),
        ("20600", "cleared_conditions"),
        ("20610", "prohibited"),
        ("20330", "referred_away"),
        ("201220", "referred_away"),
        ("1465", "infringement"),
    ],
)
def test_the_type_of_the_decision_is_the_outcome(number: str, outcome: str) -> None:
    where = of(case(("2026-09-01", number), notified="2026-08-01", last="2026-09-01"))
    assert where.stage is not None
    assert where.outcome is not None
    assert (where.stage.value, where.outcome.value, where.outcome.day) == ("decision", outcome, date(2026, 9, 1))


def test_a_decision_is_told_at_once_while_the_phase_lags_behind() -> None:
    """The stated phase is taken away days after the decision; the outcome does not wait for it."""
    read = case(("2026-09-03", "20310"), notified="2026-08-01", deadline="2026-09-07", last="2026-09-03", phase=PHASE_1)
    assert judged(read)[:3] == ("notified", "cleared", "none")


def test_a_decision_of_unknown_effect_leaves_the_outcome_open() -> None:
    for read in (
        case(notified="2026-08-01", last="2026-09-01"),  # no row of it at all
        case(("2026-09-01", ""), notified="2026-08-01", last="2026-09-01"),  # a row without a type
        case(("2026-09-01", "555"), notified="2026-08-01", last="2026-09-01"),  # a type we do not know
        case(("2026-08-15", "2014"), notified="2026-08-01", last="2026-09-01"),  # only an earlier one is shown
        case(("2026-09-01", ""), notified="2026-08-01"),
    ):
        where = of(read)
        assert judged(read) == ("decision", None, "none", None)
        assert where.open_question


def test_a_later_unknown_decision_does_not_undo_a_known_outcome() -> None:
    read = case(("2025-08-11", "20212"), ("2026-05-29", ""), notified="2025-06-20", last="2026-05-29")
    assert judged(read)[:2] == ("decision", "cleared_conditions")
    assert not of(read).open_question


@pytest.mark.parametrize(
    ("decisions", "outcome", "overlay"),
    [
        ((("1994-03-09", "300"), ("1994-03-09", "310")), "cleared", ""),  # a part was outside the scope
        ((("1995-09-20", "610"), ("1996-07-17", "600")), "cleared_conditions", ""),  # prohibited, then mended
        ((("1996-11-20", "610"), ("1997-02-19", "664")), "prohibited", "interim_measures"),
        ((("2019-10-01", "20600"), ("2021-02-18", "201343")), "cleared_conditions", "interim_measures"),
        ((("2008-04-29", "20310"), ("2009-06-10", "1465")), "cleared", "gun_jumping"),
        ((("2021-01-01", "20212"), ("2021-09-01", "201250")), "cleared_conditions", "remedy_monitoring"),
        ((("2021-01-01", "20310"), ("2021-01-01", "20230")), "cleared", "partial_referral"),
        ((("2010-03-31", "201310"), ("2010-03-31", "201314"), ("2010-06-17", "20310")), "cleared", "below_threshold"),
        ((("2006-02-24", "201314"),), "no_jurisdiction", ""),
        ((("2022-09-06", "20610"), ("2024-09-06", "2024201362")), "closed_no_action", ""),
        ((("2023-07-12", "1465"), ("2024-09-06", "2024201365")), "closed_no_action", ""),
        ((("2007-06-27", "20610"), ("2007-10-11", "1500")), "prohibited", ""),
        ((("2026-01-01", "20310"), ("", "20610")), "cleared", ""),  # an undated one comes first
    ],
)
def test_several_decisions_are_weighed_together(
    decisions: tuple[tuple[str, str], ...], outcome: str, overlay: str
) -> None:
    last = max(day for day, _ in decisions)
    read = case(*decisions, notified="1994-02-08", last=last, procedure="Normal")
    assert judged(read)[1::2] == (outcome, overlay)


def test_decisions_that_end_nothing_leave_a_case_decided_without_an_outcome() -> None:
    """Measures of a Member State (Art. 21) are decided in a case of their own."""
    assert judged(case(("2022-02-21", "1490"), last="2022-02-21"))[:3] == ("decision", "pending", "none")
    assert judged(case(("2022-02-21", "2014"), notified="2022-02-01", last="2022-02-21"))[0] == "decision"


@pytest.mark.parametrize("number", ["201310", "201203", "201240", "201316", "2014"])
def test_a_case_taken_over_or_kept_has_yet_to_be_notified(number: str) -> None:
    assert judged(case(("2026-08-01", number), last="2026-08-01"))[:3] == ("pre_notification", "pending", "none")


def test_an_earlier_review_does_not_decide_the_new_one() -> None:
    """Art. 10(5): after an annulment the case is examined anew."""
    read = case(
        ("2014-10-10", "20600"), notified="2013-07-08", renotified="2026-08-20", deadline="2026-09-25", phase=PHASE_1
    )
    assert judged(read)[:2] == ("notified", "pending")
    closed = case(("2014-10-10", "20600"), notified="2013-07-08", renotified="2018-04-04", last="2014-10-10")
    assert judged(closed)[1] == "cleared_conditions"


def test_a_phase_we_do_not_know_is_not_guessed_at() -> None:
    assert judged(case(phase="PreliminaryPhaseMerger"))[:2] == ("pre_notification", "pending")
    assert judged(case(("2026-09-01", "2014"), last="2026-09-01", phase="PhaseXMerger"))[:3] == (None, "pending", None)
    assert judged(case(("2026-09-01", "20310"), last="2026-09-01", phase="PhaseXMerger"))[:2] == ("decision", "cleared")


def test_the_stage_says_which_decision_was_taken() -> None:
    unknown = json.dumps({"code": "DecisionType9", "label": "Art. 10(7)"})
    for decisions, words in (
        ((("2026-09-01", "20310"),), "Art. 6(1)(b)"),
        ((("2026-09-01", unknown),), "Art. 10(7)"),
        ((("2026-09-01", "555"),), "DecisionType555"),
        ((), "2026-09-01"),
    ):
        stage = of(case(*decisions, notified="2026-08-01", last="2026-09-01")).stage
        assert stage is not None
        assert stage.words == words
