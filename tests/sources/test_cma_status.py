"""The status of a case where case data and page leave something open or say different things."""

from __future__ import annotations

from datetime import date

import pytest

from dealwatch.model.facts import Fact
from dealwatch.sources.cma_body import sections
from dealwatch.sources.cma_signs import Page
from dealwatch.sources.cma_status import status_facts
from dealwatch.sources.cma_timetable import rows

LAUNCHED = "<h2>Phase 1</h2><h3>Launch of merger inquiry</h3>"


def status(
    body: str = "", state: str = "open", outcome: str = "", description: str = "", as_of: date | None = date(2026, 3, 1)
) -> dict[str, Fact]:
    page = sections(body)
    found = status_facts(state, outcome, Page(description, page, rows(page), as_of))
    return {fact.name: fact for fact in found}


def axes(found: dict[str, Fact]) -> tuple[str, str, str, str]:
    stage = found["stage"].value if "stage" in found else ""
    return stage, found["outcome"].value, found["clock"].value, found["overlay"].value


@pytest.mark.parametrize(
    ("description", "body", "stage"),
    [
        ("The CMA is seeking views on the anticipated acquisition.", "<h2>Phase 1</h2>", "jurisdiction_review"),
        ("The CMA is investigating the acquisition.", "<h2>Phase 1</h2><p>Text</p>", "notified"),
        ("The CMA is investigating the acquisition.", "<p>Text</p>", "jurisdiction_review"),
        ("The CMA is investigating the acquisition.", "<h2>Phase 2</h2>", "in_depth"),
        ("The CMA is monitoring the commitments.", "", "monitoring"),
        ("", "", ""),
    ],
)
def test_a_thin_page_is_read_by_its_description(description: str, body: str, stage: str) -> None:
    found = status(body, description=description)
    assert axes(found)[0] == stage
    assert axes(found)[1] == "pending"


def test_a_day_to_come_is_an_announcement() -> None:
    body = "<h2>Timetable</h2><table><tr><td>{}</td><td>Launch of merger inquiry</td></tr></table>"
    assert "stage" not in status(body.format("2 March 2026"))
    assert axes(status(body.format("1 March 2026")))[0] == "notified"
    assert axes(status(body.format("2 March 2026"), as_of=None))[0] == "notified"


def test_decision_announced_gives_way_to_what_the_decision_was() -> None:
    announced = "<h3>Phase 1 decision announced</h3>"
    assert axes(status(LAUNCHED + announced))[0] == "decision"
    assert (
        axes(status(LAUNCHED + announced + "<h3>Reference unless undertakings accepted</h3>"))[0] == "phase1_remedies"
    )


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ("mergers-phase-1-clearance", "cleared"),
        ("mergers-phase-1-clearance-with-undertakings-in-lieu", "cleared_conditions"),
        ("mergers-phase-1-exception-to-duty-to-refer", "cleared"),
        ("mergers-phase-1-found-not-to-qualify", "no_jurisdiction"),
        ("mergers-phase-2-clearance", "cleared"),
        ("mergers-phase-2-clearance-with-remedies", "cleared_conditions"),
        ("mergers-phase-2-prohibition", "prohibited"),
        ("mergers-phase-2-cancellation", "withdrawn"),
        ("mergers-phase-1-public-interest-interventions", "pending"),
        ("mergers-phase-9-something-new", "pending"),
        ("", "pending"),
    ],
)
def test_the_published_outcome_is_the_outcome(outcome: str, expected: str) -> None:
    assert axes(status(LAUNCHED, "closed", outcome))[:3] == ("decision", expected, "none")
    assert status(LAUNCHED, "closed", outcome)["outcome"].words == (outcome or "closed")


def test_a_referral_is_in_depth_before_the_page_says_so() -> None:
    assert axes(status(LAUNCHED, outcome="mergers-phase-1-referral")) == ("in_depth", "pending", "not_computable", "")
    further = "<h2>Phase 2</h2><h3>Interim report</h3>"
    assert axes(status(further, outcome="mergers-phase-1-referral"))[0] == "objections"
    assert axes(status(LAUNCHED, "closed", "mergers-phase-1-referral"))[0] == "decision"


def test_an_outcome_while_the_case_is_still_open_is_a_decision() -> None:
    found = status(LAUNCHED, outcome="mergers-phase-2-prohibition")
    assert axes(found)[:2] == ("decision", "prohibited")
    assert "The page still shows: Launch of merger inquiry." in found["text:contradiction"].value


def test_a_found_not_to_qualify_heading_counts_while_the_data_are_late() -> None:
    found = status(LAUNCHED + "<h3>Found not to qualify decision</h3><p>17 May 2026: It does not qualify.</p>")
    assert axes(found)[:3] == ("decision", "no_jurisdiction", "none")
    assert found["outcome"].quote == "17 May 2026: It does not qualify."
    assert "text:contradiction" not in found


def test_the_data_decide_against_the_page_and_both_are_kept() -> None:
    found = status("<h3>Found not to qualify decision</h3>", "closed", "mergers-phase-1-clearance")
    assert found["outcome"].value == "cleared"
    assert found["text:contradiction"].value == (
        "The case data say: closed, mergers-phase-1-clearance. The page says: Found not to qualify decision."
    )
    agreed = status("<h3>Found not to qualify decision</h3>", "closed", "mergers-phase-1-found-not-to-qualify")
    assert "text:contradiction" not in agreed


def test_the_clock_runs_to_a_published_deadline_ahead_and_is_never_computed() -> None:
    timetable = "<h2>Statutory timetable</h2><p>Deadline for phase 1 decision: {}</p>"
    assert axes(status(LAUNCHED + timetable.format("1 March 2026")))[2] == "running"
    assert axes(status(LAUNCHED + timetable.format("28 February 2026")))[2] == "expired"
    assert axes(status(LAUNCHED + timetable.format("28 February 2026"), as_of=None))[2] == "running"
    assert axes(status(LAUNCHED + timetable.format("May 2026")))[2] == "not_computable"
    assert axes(status(LAUNCHED + timetable.format("paused")))[2] == "suspended"
    assert axes(status(LAUNCHED))[2] == "not_computable"


def test_several_statutory_deadlines_the_last_one_counts() -> None:
    body = "<h2>Phase 2</h2><p>Statutory deadline: 1 February 2026</p><p>Statutory deadline: 1 April 2026</p>"
    assert status(body)["clock"].words == "1 April 2026"


def test_an_order_is_in_force_until_revoked_or_the_case_closed() -> None:
    order = LAUNCHED + "<h3>Initial enforcement order</h3>"
    assert axes(status(order))[3] == "interim_measures"
    assert axes(status(order, "closed"))[3] == ""
    assert axes(status(order + "<h3>Revocation of initial enforcement order</h3>"))[3] == ""
    assert axes(status(order + "<h3>Initial enforcement order revoked</h3>"))[3] == ""


def test_an_appeal_hangs_over_the_case_until_it_is_decided() -> None:
    appeal = "<h2>Phase 2</h2><h3>Final report</h3><h3>Application for review</h3>"
    assert axes(status(appeal, "closed"))[3] == "appeal"
    assert axes(status(appeal + "<h3>Judgment on the appeal</h3>", "closed"))[3] == ""


def test_a_description_contradicts_nothing() -> None:
    found = status("<h2>Phase 1</h2>", "closed", description="The CMA investigated and cleared the acquisition.")
    assert axes(found)[:2] == ("decision", "pending")
    assert "text:contradiction" not in found
