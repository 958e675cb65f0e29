"""The deadlines of a case as the facts of its sources give them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dealwatch.model.dates import PartialDate
from dealwatch.model.facts import Fact
from dealwatch.rules.calendar_files import calendar
from dealwatch.rules.case_deadlines import case_deadlines, events_of
from dealwatch.rules.procedures import find
from dealwatch.rules.timeline import DatedEvent

EU, UK, AU = find("EU_MERGER"), find("UK_CMA_MERGER"), find("AU_MERGER")


def facts(*given: Fact) -> Mapping[str, Fact]:
    return {fact.name: fact for fact in given}


def row(name: str, value: str, day: str, words: str = "") -> Fact:
    return Fact(name, value, words, occurred_on=PartialDate.parse(day))


def test_a_published_deadline_stands_beside_the_computed_one() -> None:
    case = facts(Fact("date:notified", "2023-09-15"), Fact("deadline:decision", "2023-10-20"), Fact("title", "A / B"))
    first, *rest = case_deadlines(EU, case)
    assert (first.label, first.fact, first.day) == ("Phase 1 decision", "deadline:decision", date(2023, 10, 20))
    assert first.computed is not None
    assert first.computed.name == "phase_1"
    assert first.comparison is not None
    assert first.comparison.agrees
    assert [line.computed.name for line in rest if line.computed] == ["phase_1_commitments_last_day"]
    assert rest[0].published is None
    assert rest[0].day == date(2023, 10, 13)


def test_in_phase_2_the_published_deadline_belongs_to_phase_2() -> None:
    case = facts(
        Fact("date:notified", "2023-06-30"),
        Fact("date:phase_2", "2023-08-07"),
        Fact("deadline:decision", "2024-02-05"),
        row("document:event:extended:2023-08-09", "Deadline extended by 10 working days", "2023-08-09"),
        row("document:event:suspended:2023-09-19", "Deadline suspended", "2023-09-19"),
        row("document:event:resumed:2023-10-16", "Suspension of the deadline ended", "2023-10-16"),
    )
    line = case_deadlines(EU, case)[0]
    assert line.label == "Phase 2 decision"
    assert line.comparison is not None
    assert line.comparison.agrees


def test_the_calculator_says_so_while_the_clock_stands_and_the_published_day_still_counts() -> None:
    case = facts(
        Fact("date:phase_2", "2023-08-07"),
        Fact("deadline:decision", "2023-12-14"),
        row("document:event:suspended:2023-09-19", "Deadline suspended", "2023-09-19"),
    )
    line = case_deadlines(EU, case)[0]
    assert line.day == date(2023, 12, 14)
    assert line.comparison is not None
    assert "stopped since 2023-09-19" in line.comparison.cause


def test_decided_cases_keep_their_published_deadline_and_await_nothing() -> None:
    case = facts(
        Fact("date:notified", "2023-09-15"),
        Fact("deadline:decision", "2023-10-20"),
        row("outcome", "cleared", "2023-10-20"),
    )
    (line,) = case_deadlines(EU, case)
    assert line.computed is not None
    assert line.computed.ended_on == date(2023, 10, 20)
    assert DatedEvent(date(2023, 10, 20), "dec_6_1_b") in events_of(case, EU)


def test_an_outcome_without_a_day_or_unknown_to_the_procedure_gives_no_event() -> None:
    assert events_of(facts(Fact("outcome", "cleared")), EU) == ()
    assert events_of(facts(row("outcome", "commitments_accepted", "2023-10-20")), EU) == ()


def test_an_extension_told_without_its_length_gives_way_to_the_row_that_tells_it() -> None:
    case = facts(
        Fact("date:notified", "2026-07-01"),
        row("document:a", "Timeline extended by 15 business days – following request", "2026-07-20"),
        row("document:b", "ACCC decided to extend the Phase 1 determination period", "2026-07-20"),
        Fact("deadline:determination", "2026-09-02"),
    )
    assert events_of(case, AU) == (
        DatedEvent(date(2026, 7, 1), "notified"),
        DatedEvent(date(2026, 7, 20), "extended", 15),
    )
    line = case_deadlines(AU, case)[0]
    assert line.comparison is not None
    assert line.comparison.agrees


def test_an_extension_of_unknown_length_leaves_the_published_day_alone() -> None:
    case = facts(
        Fact("date:notified", "2025-10-10"),
        row("document:b", "ACCC decided to extend Phase 1 determination period", "2025-11-06"),
        Fact("deadline:determination", "2026-06-05"),
    )
    line = case_deadlines(AU, case)[0]
    assert line.day == date(2026, 6, 5)
    assert line.comparison is not None
    assert line.comparison.computed is None
    assert "not known" in line.comparison.cause


def test_a_waiver_has_its_own_clock_and_phase_2_of_the_register_is_read_from_the_stage() -> None:
    (waiver,) = case_deadlines(AU, facts(Fact("date:applied", "2026-07-01")))
    assert waiver.computed is not None
    assert waiver.computed.name == "waiver"
    in_depth = facts(
        Fact("date:notified", "2026-02-20"),
        row("stage", "in_depth", "2026-04-07"),
        Fact("deadline:determination", "2026-08-17"),
    )
    line = case_deadlines(AU, in_depth)[0]
    assert line.label == "End of the Phase 2 determination period"
    assert line.comparison is not None
    assert line.comparison.agrees


def test_both_phases_of_a_british_case() -> None:
    case = facts(
        Fact("date:notified", "2022-07-06"),
        Fact("deadline:phase_1", "2022-09-01"),
        Fact("date:referred", "2022-09-15"),
        Fact("deadline:phase_2", "2023-03-01"),
    )
    first, second = case_deadlines(UK, case)
    assert [first.label, second.label] == ["Phase 1 decision", "Phase 2 final report"]
    assert first.comparison is not None
    assert second.comparison is not None
    assert first.comparison.agrees
    assert second.comparison.agrees


def test_a_published_deadline_nobody_can_compute_stands_alone() -> None:
    (line,) = case_deadlines(UK, facts(Fact("deadline:remedies_hearing", "2023-03-01")))
    assert (line.label, line.computed, line.comparison) == ("Remedies hearing", None, None)
    assert line.day == date(2023, 3, 1)
    (known,) = case_deadlines(UK, facts(Fact("deadline:phase_2", "2023-03-01")))
    assert known.label == "Phase 2 final report"
    (either,) = case_deadlines(EU, facts(Fact("deadline:decision", "2023-03-01")))
    assert either.label == "Decision"


def test_days_that_are_none_are_passed_over() -> None:
    case = facts(
        Fact("date:notified", "2023-09"),
        Fact("deadline:decision", "to be confirmed"),
        Fact("document:event:suspended:undated", "Deadline suspended"),
        row("document:event:effective:2023", "Notification became effective", "2023"),
    )
    assert events_of(case, EU) == ()
    assert case_deadlines(EU, case) == ()


def test_words_as_printed_are_read_too() -> None:
    case = facts(row("document:x", "Extension", "2026-07-20", "Timeline extended by 9 business days"))
    assert events_of(case, AU) == (DatedEvent(date(2026, 7, 20), "extended", 9),)


def test_what_a_person_adds_counts_and_a_calendar_can_be_given() -> None:
    case = facts(Fact("date:notified", "2026-06-02"))
    what_if = case_deadlines(EU, case, [DatedEvent(date(2026, 6, 30), "phase1_commitments")])
    assert what_if[0].day == date(2026, 7, 22)
    own = {"EC": calendar("EC").with_closed({date(2026, 6, 3): "closed"})}
    assert case_deadlines(EU, case, calendars=own)[0].day == date(2026, 7, 8)


def test_a_clock_said_to_stand_is_not_computed_through_even_if_nobody_says_since_when() -> None:
    case = facts(Fact("date:notified", "2026-07-01"), Fact("deadline:determination", "2026-08-12"))
    running = case_deadlines(AU, {**case, "clock": Fact("clock", "running")})[0]
    assert running.computed is not None
    assert running.computed.day == date(2026, 8, 12)
    line = case_deadlines(AU, {**case, "clock": Fact("clock", "suspended")})[0]
    assert line.computed is not None
    assert (line.computed.day, line.computed.computable, line.computed.workings) == (None, False, ())
    assert line.comparison is not None
    assert line.comparison.cause == "The clock stands, the authority says; since which day is not known here."
    assert line.day == date(2026, 8, 12)


def test_a_clock_said_to_stand_leaves_settled_days_and_known_stops_as_they_are() -> None:
    stands = Fact("clock", "suspended")
    decided = facts(Fact("date:notified", "2023-09-15"), row("outcome", "cleared", "2023-10-20"), stands)
    (line, *_) = case_deadlines(EU, decided, settled=True)
    assert line.day == date(2023, 10, 20)
    stopped = facts(
        Fact("date:phase_2", "2023-08-07"),
        row("document:event:suspended:2023-09-19", "Deadline suspended", "2023-09-19"),
        stands,
    )
    line = next(line for line in case_deadlines(EU, stopped) if line.computed and line.computed.name == "phase_2")
    assert line.computed is not None
    assert "stopped since 2023-09-19" in line.computed.reason


def test_what_was_awaited_once_is_given_on_demand() -> None:
    decided = facts(Fact("date:notified", "2023-09-15"), row("outcome", "cleared", "2023-10-10"))
    assert case_deadlines(EU, decided) == ()
    lines = case_deadlines(EU, decided, settled=True)
    assert [line.computed.name for line in lines if line.computed] == ["phase_1", "phase_1_commitments_last_day"]


NZ, DE, CA = find("NZ_MERGER"), find("DE_MERGER"), find("CA_MERGER")
REGISTERED, CLEARANCE = Fact("date:registered", "2025-10-17"), Fact("text:kind", "Clearance")


def test_a_clearance_in_new_zealand_runs_forty_working_days_from_its_registration() -> None:
    case = facts(REGISTERED, CLEARANCE, Fact("deadline:clearance", "2025-12-15"))
    (line,) = case_deadlines(NZ, case)
    assert line.computed is not None
    assert (line.computed.name, line.computed.day) == ("clearance", date(2025, 12, 15))
    assert line.comparison is not None
    assert line.comparison.agrees


def test_the_day_agreed_is_read_from_the_words_that_tell_it() -> None:
    extended = row("document:x", "Decision due by (extension to 30 January 2026)", "2025-12-01")
    case = facts(REGISTERED, CLEARANCE, extended, Fact("deadline:clearance", "2026-01-30"))
    (line,) = case_deadlines(NZ, case)
    assert line.computed is not None
    assert (line.computed.day, line.computed.rule) == (date(2026, 1, 30), "the day agreed")


def test_words_that_tell_no_day_agree_on_none() -> None:
    for words in ("30 Smarch 2026", "31 February 2026"):
        told = row("document:x", f"Decision due by (extension to {words})", "2025-12-01")
        assert [event.name for event in events_of(facts(REGISTERED, CLEARANCE, told), NZ)] == ["registered"]


def test_an_authorisation_has_its_own_period_and_no_other() -> None:
    case = facts(REGISTERED, Fact("text:kind", "Authorisation"), Fact("deadline:authorisation", "2026-02-13"))
    (line,) = case_deadlines(NZ, case)
    assert line.computed is not None
    assert line.computed.name == "authorisation"
    assert events_of(facts(REGISTERED), NZ) == ()


def test_the_german_list_gives_the_month_from_the_filing_and_of_a_second_phase_the_five() -> None:
    filed = Fact("date:notified", "2026-03-02")
    (first,) = case_deadlines(DE, facts(filed, row("stage", "notified", "2026-03-02")))
    assert (first.published, first.day) == (None, date(2026, 4, 2))
    (second,) = case_deadlines(DE, facts(filed, row("stage", "in_depth", "2026-03-02")))
    assert (second.label, second.day) == ("Phase 2 decision", date(2026, 8, 3))


def test_a_canadian_review_opened_is_no_filing_and_gives_no_waiting_period() -> None:
    opened = facts(Fact("date:opened", "2026-09-22"))
    assert [event.name for event in events_of(opened, CA)] == ["review_opened"]
    assert case_deadlines(CA, opened) == ()
