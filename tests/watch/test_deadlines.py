"""A case's deadlines: published beside computed, their history, and what has become of each."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Case
from dealwatch.model.event import Event, EventKind, EventNote
from dealwatch.model.evidence import Evidence
from dealwatch.model.facts import ProvenFact
from dealwatch.model.status import Clock, Outcome, Stage, Status
from dealwatch.watch.deadlines import Deadline, DeadlineState, deadlines_of, read_deadlines, upcoming

NOW = datetime(2023, 10, 2, 12, tzinfo=UTC)
SEEN = datetime(2023, 9, 18, 9, tzinfo=UTC)
PAGE = Evidence("ab" * 32, "https://x.example/M.1", SEEN, "/where", "the words")
PHASE_1 = Status(Stage.NOTIFIED, clock=Clock.RUNNING)
DECIDED = Status(Stage.DECISION, Outcome.CLEARED)


def fact(name, value, day=None):
    return ProvenFact(name, value, occurred_on=PartialDate.parse(day) if day else None, evidence=PAGE)


def case(*facts, status=PHASE_1, procedure="EU_MERGER", **more):
    return Case("C", "ec", "EC", "M.1", "M.1", "A / B", "https://x", procedure, status,
                {each.name: each for each in facts}, **more)  # fmt: skip


def event(old, new, hours=24, field="decision", kind=EventKind.DEADLINE, **more):
    at = SEEN + timedelta(hours=hours)
    proof = Evidence("cd" * 32, "https://x.example/M.1", at, "/where", f"until {new}")
    return Event(f"E{hours}", "C", at, kind, field, old, new, "", "phase_1", "ec", proof, **more)


def first_sight():
    return event(None, "A / B", 0, "case", EventKind.FIRST_SEEN, note=EventNote.BASELINE)


NOTIFIED = fact("date:notified", "2023-09-15")
PUBLISHED = fact("deadline:decision", "2023-10-20")


def by_step(*given, **more) -> dict[str, Deadline]:
    return {each.step: each for each in deadlines_of(*given, **more)}


def test_published_and_computed_stand_side_by_side():
    found = by_step(case(NOTIFIED, PUBLISHED), [first_sight()], NOW)
    assert list(found) == ["phase_1_commitments_last_day", "decision"]
    decision = found["decision"]
    assert (decision.label, decision.state) == ("Phase 1 decision", DeadlineState.AHEAD)
    assert (decision.published, decision.day, decision.computed.day) == (date(2023, 10, 20),) * 3
    assert decision.comparison.agrees
    assert decision.left == 14
    assert (decision.zone, decision.today) == ("Europe/Brussels", date(2023, 10, 2))
    assert (decision.fact, decision.evidence, decision.revision) == (PUBLISHED, PAGE, 1)
    assert [(version.day, version.evidence) for version in decision.versions] == [(date(2023, 10, 20), PAGE)]
    assert decision.listed


def test_the_day_is_the_authoritys_not_ours():
    late = datetime(2023, 10, 20, 22, 30, tzinfo=UTC)  # half past midnight in Brussels
    assert by_step(case(NOTIFIED, PUBLISHED), [], late - timedelta(hours=1))["decision"].left == 0
    over = by_step(case(NOTIFIED, PUBLISHED), [], late)["decision"]
    assert (over.state, over.left, over.today) == (DeadlineState.PASSED, 0, date(2023, 10, 21))
    monday = by_step(case(NOTIFIED, PUBLISHED), [], late + timedelta(days=2))["decision"]
    assert (monday.left, monday.listed) == (-1, True)


def test_every_day_the_authority_gave_is_kept_with_its_proof():
    moved = fact("deadline:decision", "2023-11-06")
    events = [first_sight(), event("2023-10-20", "2023-11-03"), event("2023-11-03", "2023-11-06", 48)]
    versions = by_step(case(NOTIFIED, moved), events, NOW)["decision"].versions
    assert [(str(version.day), version.event) for version in versions] == [
        ("2023-10-20", ""), ("2023-11-03", "E24"), ("2023-11-06", "E48"),
    ]  # fmt: skip
    assert versions[0].observed_at == SEEN
    assert (versions[0].evidence.snapshot, versions[0].evidence.quote) == ("cd" * 32, "")
    assert versions[2].evidence.quote == "until 2023-11-06"
    assert versions[2].observed_at == SEEN + timedelta(hours=48)


def test_a_day_first_published_later_has_no_earlier_version_and_a_quiet_one_is_added():
    later = by_step(case(NOTIFIED, PUBLISHED), [first_sight(), event(None, "2023-10-20")], NOW)["decision"]
    assert [version.event for version in later.versions] == ["E24"]
    quiet = by_step(case(NOTIFIED, PUBLISHED), [first_sight(), event(None, "2023-10-19")], NOW)["decision"]
    assert [(str(version.day), version.event) for version in quiet.versions] == [
        ("2023-10-19", "E24"),
        ("2023-10-20", ""),
    ]
    unproven = ProvenFact("deadline:decision", "2023-10-20")
    assert by_step(case(NOTIFIED, unproven), [], NOW)["decision"].versions == ()


def test_a_vanished_day_holds_no_more_but_its_history_stays():
    events = [first_sight(), event("2023-10-20", None)]
    gone = by_step(case(NOTIFIED), events, NOW)["decision"]
    assert (gone.state, gone.day, gone.last_day, gone.left) == (DeadlineState.VANISHED, None, date(2023, 10, 20), None)
    assert (gone.computed.day, gone.comparison.agrees) == (date(2023, 10, 20), True)
    assert gone.evidence.quote == "until None"
    assert [version.value for version in gone.versions] == ["2023-10-20", None]
    in_words = by_step(case(NOTIFIED), [first_sight(), event("to be confirmed", None)], NOW)["decision"]
    assert (in_words.last_day, in_words.comparison) == (None, None)
    nobody = by_step(case(procedure=""), events, NOW)["decision"]
    assert (nobody.state, nobody.label, nobody.computed) == (DeadlineState.VANISHED, "Decision", None)


def test_of_a_case_the_authority_no_longer_shows_nothing_is_ahead():
    found = deadlines_of(case(NOTIFIED, PUBLISHED, removed=True), [], NOW)
    assert {each.state for each in found} == {DeadlineState.VANISHED}


@pytest.mark.parametrize(
    ("outcome", "status", "day"),
    [
        (fact("outcome", "cleared", "2023-10-20"), DECIDED, date(2023, 10, 20)),
        (fact("outcome", "referred_away", "2023-10-09"), DECIDED, date(2023, 10, 9)),
        (fact("outcome", "cleared", "2023-10"), DECIDED, None),
        (fact("outcome", "cleared"), DECIDED, None),
        (fact("title", "A / B"), Status(Stage.DECISION), None),
    ],
)
def test_a_decided_case_awaits_nothing(outcome, status, day):
    found = by_step(case(NOTIFIED, PUBLISHED, outcome, status=status), [], NOW)
    decision = found["decision"]
    assert (decision.state, decision.settled_on, decision.left) == (DeadlineState.SETTLED, day, None)
    assert decision.day == date(2023, 10, 20)
    assert [step for step, each in found.items() if each.listed] == ["decision"]


def test_a_computed_day_takes_the_name_under_which_it_will_be_published():
    before = by_step(case(NOTIFIED), [], NOW)["decision"]
    assert (before.published, before.day, before.fact, before.evidence) == (None, date(2023, 10, 20), None, None)
    assert (before.computed.name, before.versions) == ("phase_1", ())
    in_depth = Status(Stage.IN_DEPTH, clock=Clock.RUNNING)
    found = by_step(case(NOTIFIED, fact("date:phase_2", "2023-10-20"), status=in_depth), [], NOW)
    assert found["decision"].computed.name == "phase_2"  # the decision awaited, not the one of phase 1
    assert "phase_1" not in found


def test_a_chance_that_has_passed_needs_no_look():
    over = by_step(case(NOTIFIED, PUBLISHED), [], datetime(2023, 10, 16, 9, tzinfo=UTC))["phase_1_commitments_last_day"]
    assert (over.state, over.side_step, over.listed) == (DeadlineState.PASSED, True, False)
    ahead = by_step(case(NOTIFIED, PUBLISHED), [], NOW)
    assert [(each.side_step, each.listed) for each in ahead.values()] == [(True, True), (False, True)]


def test_nothing_is_computed_through_an_open_stop():
    stop = fact("document:event:suspended:2023-09-25", "Deadline suspended", "2023-09-25")
    begun = fact("date:phase_2", "2023-08-07")
    stands = case(begun, stop, status=Status(Stage.IN_DEPTH, clock=Clock.SUSPENDED))
    decision = by_step(stands, [], NOW)["decision"]
    assert (decision.state, decision.day, decision.left) == (DeadlineState.AHEAD, None, None)
    assert not decision.computed.computable
    assert "stopped since 2023-09-25" in decision.computed.reason
    assert deadlines_of(stands, [], NOW)[-1].day is None


def test_a_day_in_words_has_the_computed_one_beside_it():
    decision = by_step(case(NOTIFIED, fact("deadline:decision", "to be confirmed")), [], NOW)["decision"]
    assert (decision.published, decision.day) == (None, date(2023, 10, 20))
    assert (decision.label, decision.comparison) == ("Phase 1 decision", None)
    assert [(version.value, version.day) for version in decision.versions] == [("to be confirmed", None)]
    alone = by_step(case(fact("deadline:hearing", "2023-11")), [], NOW)["hearing"]
    assert (alone.label, alone.day, alone.left) == ("Hearing", None, None)


@pytest.mark.parametrize(("source", "zone"), [("ec", "Europe/Brussels"), ("user", "UTC")])
def test_without_known_rules_the_published_day_stands_alone(source, zone):
    known = Case("C", source, "EC", "AT.1", "AT.1", "A", "https://x", "EU_UNKNOWN", PHASE_1,
                 {"deadline:market_test": fact("deadline:market_test", "2023-10-20")})  # fmt: skip
    (only,) = deadlines_of(known, [], NOW)
    assert (only.label, only.day, only.computed, only.left) == ("Market test", date(2023, 10, 20), None, None)
    assert (only.state, only.zone) == (DeadlineState.AHEAD, zone)


def test_the_store_gives_the_next_ones_of_watched_cases_and_deals(desk):
    desk.watch()
    desk.world.list("A", "B", "C")
    facts = {"date:notified": "2026-02-23", "stage": "notified", "title": "A / B"}
    for number, more in (
        ("A", {"deadline:decision": "2026-03-30"}),
        ("B", {"deadline:decision": "2026-03-27"}),
        ("C", {"outcome": "cleared", "stage": "decision", "deadline:decision": "2026-03-26"}),
    ):
        desk.world.put(f"case/{number}", number=number, procedure="EU_MERGER", facts={**facts, **more})
    desk.check()
    found = upcoming(desk.store, desk.clock.now())
    assert [(each.case.number, each.step, str(each.day)) for each in found] == [
        ("A", "phase_1_commitments_last_day", "2026-03-23"),
        ("B", "phase_1_commitments_last_day", "2026-03-23"),
        ("B", "decision", "2026-03-27"),
        ("A", "decision", "2026-03-30"),
    ]
    desk.world.put("case/A", number="A", procedure="EU_MERGER", facts={**facts, "deadline:decision": "2026-04-13"})
    desk.check()
    known = desk.store.cases.find("reg", "A")
    decision = next(each for each in read_deadlines(desk.store, known, desk.clock.now()) if each.step == "decision")
    assert [str(version.day) for version in decision.versions] == ["2026-03-30", "2026-04-13"]
    assert desk.store.snapshots.get(decision.versions[0].evidence.snapshot) is not None
