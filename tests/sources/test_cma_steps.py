"""The wordings of CMA headings and timetable rows."""

from __future__ import annotations

import pytest

from dealwatch.model.status import Outcome, Stage
from dealwatch.sources.cma_steps import bare, phase_of, phase_under, slug, step_of


@pytest.mark.parametrize(
    ("words", "name", "stage"),
    [
        ("Invitation to comment: closes 24 July 2015", "comments", Stage.JURISDICTION_REVIEW),
        ("Initial enforcement order", "initial_enforcement_order", Stage.JURISDICTION_REVIEW),
        ("Pre-notification", "pre_notification", Stage.PRE_NOTIFICATION),
        ("Launch of merger inquiry", "notified", Stage.NOTIFIED),
        ("Launch of CMA merger inquiries", "notified", Stage.NOTIFIED),
        ("Phase 1 investigation launched", "notified", Stage.NOTIFIED),
        ("Commencement notice", "notified", Stage.NOTIFIED),
        ("Reference unless undertakings accepted", "slc_decision", Stage.PHASE1_REMEDIES),
        ("Consultation on proposed undertakings in lieu of reference", "", Stage.PHASE1_REMEDIES),
        ("Undertakings in lieu of reference accepted", "undertakings_accepted", Stage.DECISION),
        ("Phase 1 decision announced", "decision", Stage.DECISION),
        ("Clearance decision", "decision", Stage.DECISION),
        ("Exception to the duty to refer", "decision", Stage.DECISION),
        ("Found not to qualify decision", "decision", Stage.DECISION),
        ("Full text of the decision", "", Stage.DECISION),
        ("Decision to refer", "referred", Stage.IN_DEPTH),
        ("Date of reference", "referred", Stage.IN_DEPTH),
        ("Terms of reference", "", Stage.IN_DEPTH),
        ("Issues statement", "", Stage.IN_DEPTH),
        ("Provisional findings", "provisional_findings", Stage.OBJECTIONS),
        ("Responses to provisional findings and possible remedies", "", Stage.OBJECTIONS),
        ("Interim report", "interim_report", Stage.OBJECTIONS),
        ("Remedies working paper", "", Stage.REMEDIES),
        ("Notice of possible remedies", "", Stage.REMEDIES),
        ("Final report", "final_report", Stage.DECISION),
        ("Final undertakings", "", Stage.POST_DECISION),
        ("Remedy Group appointed", "", Stage.POST_DECISION),
        ("Case closure summary", "", Stage.POST_DECISION),
        ("Merger abandoned", "cancelled", Stage.DECISION),
        ("Cancellation of merger reference", "cancelled", Stage.DECISION),
        ("Referral from the European Commission", "", None),
        ("Request for a fast track reference", "", None),
        ("Notice of extension of the preliminary assessment period", "", None),
        ("Extension to the final report deadline", "", None),
        ("Administrative timetable", "", None),
        ("Revocation of initial enforcement order", "", None),
        ("Contact", "", None),
    ],
)
def test_a_wording_tells_a_step(words: str, name: str, stage: Stage | None) -> None:
    step = step_of(words)
    assert (step.name, step.stage) == (name, stage)


def test_not_to_qualify_is_no_clearance() -> None:
    assert step_of("Found not to qualify decision").outcome is Outcome.NO_JURISDICTION
    assert step_of("Merger abandoned").outcome is Outcome.WITHDRAWN
    assert step_of("Clearance decision").outcome is None


def test_phases() -> None:
    assert phase_of("Phase 1", "Reference to phase 2") == 2
    assert phase_of("Phase two", "Timetable") == 2
    assert phase_of("Remittal of the case") == 3
    assert phase_of("Timetable") is None
    assert phase_under("Phase 1", "Reference to phase 2") == 1
    assert phase_under("CMA Phase 2 investigation", "Timetable") == 2
    assert phase_under("Remittal", "Phase of the moon") == 3
    assert phase_under("Contact") is None


def test_marks_and_states_are_no_part_of_a_name() -> None:
    assert bare("Invitation to comment (**)") == "Invitation to comment"
    assert bare("Deadline for phase 1 decision*") == "Deadline for phase 1 decision"
    assert bare("Invitation to comment: closed") == "Invitation to comment"
    assert bare("Invitation to comment – Closes on 10 July 2024") == "Invitation to comment"
    assert slug("Amendments / consents granted") == "amendments_consents_granted"
