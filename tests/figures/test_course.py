"""The course of a review read from a case and its events."""

from __future__ import annotations

from datetime import UTC, date

from dealwatch.figures.course import course
from dealwatch.figures.review import Limit, Pace, gating
from dealwatch.model.event import EventKind, EventNote
from dealwatch.model.status import Badge, Clock, Outcome, Overlay, Stage, Status

TODAY = date(2023, 11, 20)
IN_DEPTH = Status(Stage.IN_DEPTH, clock=Clock.RUNNING)
CLEARED = Status(Stage.DECISION, Outcome.CLEARED)


def read(case, events=(), limits=()):
    return course(case, list(events), TODAY, UTC, "European Commission", limits)


def paces(review):
    return [(s.pace, s.first, s.last) for s in review.stretches if not s.to_come]


def test_stages_become_stretches_up_to_today(make_case, make_event) -> None:
    events = [
        make_event("2023-02-15", new="pre_notification", badge="pre_notification"),
        make_event("2023-06-30", new="notified", badge="phase_1"),
        make_event("2023-08-07", new="in_depth", badge="in_depth"),
    ]
    assert paces(read(make_case(IN_DEPTH), events)) == [
        (Pace.NO_CLOCK, date(2023, 2, 15), date(2023, 6, 29)),
        (Pace.PHASE_1, date(2023, 6, 30), date(2023, 8, 6)),
        (Pace.IN_DEPTH, date(2023, 8, 7), date(2023, 11, 19)),
    ]


def test_objections_after_the_in_depth_phase_began_are_no_bar_of_their_own(make_case, make_event) -> None:
    events = [
        make_event("2023-08-07", new="in_depth", badge="in_depth"),
        make_event("2023-11-17", new="objections", badge="objections"),
    ]
    review = read(make_case(Status(Stage.OBJECTIONS)), events)
    assert paces(review) == [(Pace.IN_DEPTH, date(2023, 8, 7), date(2023, 11, 19))]
    assert [step.badge for step in review.steps] == [None, Badge.OBJECTIONS]


def test_between_the_phases_remedies_are_settled(make_case, make_event) -> None:
    events = [
        make_event("2023-05-03", new="notified", badge="phase_1"),
        make_event("2023-06-30", new="objections", badge="objections"),
        make_event("2023-07-13", new="in_depth", badge="in_depth"),
    ]
    assert [pace for pace, _, _ in paces(read(make_case(IN_DEPTH), events))] == [
        Pace.PHASE_1,
        Pace.BETWEEN,
        Pace.IN_DEPTH,
    ]


def test_a_stop_ends_the_day_before_the_restart_and_leads_to_its_event(make_case, make_event) -> None:
    stop = make_event("2023-09-19", field="clock", old="running", new="suspended", badge="clock_stopped")
    go = make_event("2023-10-17", field="clock", old="suspended", new="running", badge="in_depth")
    review = read(make_case(IN_DEPTH), [stop, go])
    assert paces(review) == [(Pace.STOPPED, date(2023, 9, 19), date(2023, 10, 16))]
    assert review.stretches[0].target == f"dealwatch://event/{stop.id}"
    assert review.steps == ()


def test_an_open_stop_lasts_until_yesterday(make_case, make_event) -> None:
    stop = make_event("2023-11-01", field="clock", old="running", new="suspended", badge="clock_stopped")
    review = read(make_case(Status(Stage.IN_DEPTH, clock=Clock.SUSPENDED)), [stop])
    assert paces(review) == [(Pace.STOPPED, date(2023, 11, 1), date(2023, 11, 19))]


def test_what_is_to_come_ends_with_the_last_deadline(make_case, make_event) -> None:
    events = [make_event("2023-08-07", new="in_depth", badge="in_depth")]
    limits = [Limit(date(2024, 2, 5), "phase_2"), Limit(date(2024, 1, 8), "remedies", published=False)]
    coming = [s for s in read(make_case(IN_DEPTH), events, limits).stretches if s.to_come]
    assert [(s.first, s.last, s.calculated) for s in coming] == [(TODAY, date(2024, 2, 5), False)]


def test_an_end_that_is_only_calculated_says_so(make_case, make_event) -> None:
    events = [make_event("2023-08-07", new="in_depth", badge="in_depth")]
    limits = [Limit(date(2024, 2, 5), "phase_2", published=False)]
    assert [s.calculated for s in read(make_case(IN_DEPTH), events, limits).stretches if s.to_come] == [True]


def test_nothing_is_drawn_into_the_future_of_a_decided_case(make_case, make_event) -> None:
    events = [
        make_event("2023-08-07", new="notified", badge="phase_1"),
        make_event("2023-09-11", field="outcome", old="pending", new="cleared", badge="cleared"),
    ]
    review = read(make_case(CLEARED), events, [Limit(date(2024, 2, 5), "phase_1")])
    assert paces(review) == [(Pace.PHASE_1, date(2023, 8, 7), date(2023, 9, 10))]
    assert not any(s.to_come for s in review.stretches)
    assert review.current_limits == ()


def test_dates_the_source_gives_stand_where_no_event_saw_them(make_case) -> None:
    review = read(make_case(IN_DEPTH, date__notified="2023-06-30", date__phase_2="2023-08-07"))
    assert [pace for pace, _, _ in paces(review)] == [Pace.PHASE_1, Pace.IN_DEPTH]
    assert [step.name for step in review.steps] == ["Phase 1", "In-depth"]


def test_a_date_in_words_draws_nothing(make_case) -> None:
    review = read(make_case(IN_DEPTH, date__notified="early summer", deadline__phase_2="to be fixed"))
    assert review.stretches == ()
    assert review.steps == ()


def test_a_decision_known_from_facts_alone_is_shown(make_case) -> None:
    review = read(make_case(CLEARED, date__notified="2023-06-30", outcome=("cleared", "2023-08-04")))
    assert paces(review) == [(Pace.PHASE_1, date(2023, 6, 30), date(2023, 8, 3))]
    assert review.steps[-1].badge is Badge.CLEARED


def test_a_first_sight_without_a_day_counts_from_when_we_looked(make_case, make_event) -> None:
    seen = make_event("2023-10-02", EventKind.FIRST_SEEN, "case", badge="phase_1", dated=False)
    review = read(make_case(Status(Stage.NOTIFIED)), [seen])
    assert paces(review) == [(Pace.PHASE_1, date(2023, 10, 2), date(2023, 11, 19))]
    assert review.steps == ()


def test_what_a_person_entered_is_a_step(make_case, make_event) -> None:
    entered = make_event(
        "2023-10-02", EventKind.FIRST_SEEN, "case", badge="not_reviewable", dated=False, note=EventNote.BY_USER
    )
    review = read(make_case(Status(Stage.DECISION, Outcome.NO_JURISDICTION)), [entered])
    assert [step.badge for step in review.steps] == [Badge.NOT_REVIEWABLE]


def test_court_runs_on_after_the_decision(make_case, make_event) -> None:
    status = Status(Stage.POST_DECISION, Outcome.CLEARED, overlays=frozenset({Overlay.APPEAL}))
    events = [
        make_event("2023-08-04", field="outcome", old="pending", new="cleared", badge="cleared"),
        make_event("2023-10-10", field="overlay", new="appeal", badge="cleared"),
    ]
    review = read(make_case(status), events)
    assert (Pace.COURT, date(2023, 10, 10), date(2023, 11, 19)) in paces(review)
    assert review.steps[-1].badge is Badge.UNDER_APPEAL


def test_moved_deadlines_are_kept_as_superseded(make_case, make_event) -> None:
    events = [
        make_event("2023-08-07", EventKind.DEADLINE, "phase_2", None, "2023-12-14", dated=False),
        make_event("2023-09-20", EventKind.DEADLINE, "phase_2", "2023-12-14", "2024-01-08", dated=False),
        make_event("2023-10-17", EventKind.DEADLINE, "phase_2", "2024-01-08", "2024-02-05", dated=False),
    ]
    review = read(make_case(IN_DEPTH), events, [Limit(date(2024, 2, 5), "phase_2")])
    assert [limit.day for limit in review.limits if limit.superseded] == [date(2023, 12, 14), date(2024, 1, 8)]
    assert [limit.day for limit in review.current_limits] == [date(2024, 2, 5)]


def test_a_step_back_that_was_taken_back_never_happened(make_case, make_event) -> None:
    undone = make_event("2023-11-01", new="notified", badge="phase_1", note=EventNote.ROLLBACK_UNDONE)
    assert read(make_case(IN_DEPTH), [undone]).steps == ()


def test_two_steps_of_one_day_keep_their_order(make_case, make_event) -> None:
    events = [
        make_event("2023-10-02", new="jurisdiction_review", badge="jurisdiction_check"),
        make_event("2023-10-02", new="monitoring", badge="monitoring"),
    ]
    assert read(make_case(Status(Stage.MONITORING)), events).stretches[-1].label == "Monitoring"


def test_the_latest_deadline_gates_then_the_least_advanced(make_case, make_event) -> None:
    early = read(make_case(IN_DEPTH), limits=[Limit(date(2024, 1, 8), "phase_2")])
    late = read(make_case(IN_DEPTH), limits=[Limit(date(2024, 2, 5), "phase_2")])
    announced, decided = read(make_case(Status())), read(make_case(CLEARED))
    assert gating((early, late, announced)) is late
    assert gating((read(make_case(IN_DEPTH)), announced, decided)) is announced
    assert gating((decided,)) is None
