"""The vocabulary: statuses and their badges, days with their precision, facts and errors."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from dealwatch.model.dates import PartialDate, instant_text, parse_instant, utc
from dealwatch.model.errors import DealwatchError
from dealwatch.model.facts import CaseFacts, Fact, status_of
from dealwatch.model.proposal import Modality, Proposal, Reading, Role
from dealwatch.model.source import SourceProblem, SourceState
from dealwatch.model.status import Badge, BadgeShape, Clock, Outcome, Overlay, Stage, Status


def test_every_badge_has_a_label_and_a_shape():
    assert len({badge.label for badge in Badge}) == len(Badge) == 23
    shapes = {shape: [badge for badge in Badge if badge.shape is shape] for shape in BadgeShape}
    assert shapes[BadgeShape.OVERLAY] == [Badge.IN_COURT, Badge.CLOCK_STOPPED, Badge.UNDER_APPEAL]
    assert Badge.NOT_REVIEWABLE in shapes[BadgeShape.OUTCOME]
    assert Badge.JURISDICTION_CHECK in shapes[BadgeShape.STAGE]


@pytest.mark.parametrize(("status", "leading", "all_badges"), [
    (Status(), "Announced", ["Announced"]),
    (Status(Stage.NOTIFIED, clock=Clock.SUSPENDED), "Clock stopped", ["Phase 1", "Clock stopped"]),
    (Status(Stage.IN_DEPTH, overlays=frozenset({Overlay.COURT_LITIGATION})), "In court", ["In-depth", "In court"]),
    (Status(Stage.DECISION, Outcome.CLEARED, overlays=frozenset({Overlay.APPEAL})), "Cleared",
     ["Cleared", "Under appeal"]),
    (Status(Stage.DECISION, Outcome.NO_JURISDICTION, Clock.SUSPENDED), "Not reviewable", ["Not reviewable"]),
    (Status(Stage.DECISION), "Decision adopted", ["Decision adopted"]),
    (Status(Stage.NOTIFIED, overlays=frozenset({Overlay.SIMPLIFIED})), "Phase 1", ["Phase 1"]),
])  # fmt: skip
def test_the_outcome_leads_and_overlays_stand_beside_it(status, leading, all_badges):
    assert status.badge.label == leading
    assert [badge.label for badge in status.badges] == all_badges
    assert Status.from_axes(status.axes()) == status


def test_every_badge_can_be_put_on_a_status():
    for badge in Badge:
        assert badge in Status(Stage.NOTIFIED).with_badge(badge).badges
    decided = Status(Stage.DECISION, Outcome.CLEARED)
    assert decided.with_badge(Badge.UNDER_APPEAL).badge is Badge.CLEARED
    assert decided.with_badge(Badge.IN_DEPTH).badge is Badge.IN_DEPTH


def test_a_day_keeps_its_precision():
    for text, first, last, exact in (
        ("2024", date(2024, 1, 1), date(2024, 12, 31), None),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), None),
        ("2024-05-17", date(2024, 5, 17), date(2024, 5, 17), date(2024, 5, 17)),
    ):
        day = PartialDate.parse(text)
        assert (str(day), day.first, day.last, day.exact) == (text, first, last, exact)
    assert PartialDate.of(date(2024, 5, 17)) == PartialDate(2024, 5, 17)
    for wrong in ("2024-13", "2024-02-30", "24", "2024-1-1", "soon", "2024-05-17T00:00"):
        with pytest.raises(ValueError, match=r".+"):
            PartialDate.parse(wrong)
    with pytest.raises(ValueError, match="needs its month"):
        PartialDate(2024, None, 1)


def test_instants_are_aware_and_in_utc():
    berlin = datetime(2024, 7, 1, 2, 0, 5, 900, tzinfo=timezone(timedelta(hours=2)))
    assert instant_text(berlin) == "2024-07-01T00:00:05Z"
    assert parse_instant("20260401T004431Z") == datetime(2026, 4, 1, 0, 44, 31, tzinfo=UTC)
    assert utc(berlin).tzinfo is UTC
    for naive in (lambda: utc(datetime(2024, 1, 1)), lambda: parse_instant("2024-01-01T00:00:00")):  # noqa: DTZ001
        with pytest.raises(ValueError, match="naive"):
            naive()


def test_facts_know_their_namespace_and_are_stated_once():
    facts = (Fact("stage", "in_depth"), Fact("deadline:phase_2", "2026-01-01"), Fact("title", "A"))
    case = CaseFacts("EC", "M.1", "bulk", facts)
    assert [(fact.namespace, fact.field) for fact in facts] == [
        ("status", "stage"), ("deadline", "phase_2"), ("title", "title"),
    ]  # fmt: skip
    assert case.get("title").value == "A"
    assert case.get("nothing") is None
    assert status_of({fact.name: fact for fact in facts}) == Status(Stage.IN_DEPTH)
    with pytest.raises(ValueError, match="twice"):
        CaseFacts("EC", "M.1", "bulk", (facts[0], facts[0]))


def test_errors_are_for_people():
    assert str(DealwatchError("It broke.", "Do this.")) == "It broke. Do this."
    problem = SourceProblem(SourceState.BLOCKED, "Refused.", detail="403")
    assert (str(problem), problem.detail, problem.state.trouble) == ("Refused.", "403", True)
    assert not SourceState.OFFLINE.trouble


def test_only_a_main_fact_is_raised():
    def proposal(role, modality):
        return Proposal(("A",), "EC", Badge.PHASE_1, None, role, modality, "x", 0, 0.5, "r")

    raised = proposal(Role.MAIN, Modality.FACT)
    quiet = proposal(Role.MAIN, Modality.REPORTED)
    assert (raised.raised, quiet.raised) == (True, False)
    assert Reading("en", "t", "x", None, (quiet,)).background_only
    assert not Reading("en", "t", "x", None, (quiet, raised)).background_only
