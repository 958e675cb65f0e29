"""The calculator in other jurisdictions, rule by rule: expected days were counted by hand or are published ones."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import structs

from dealwatch.rules.calculator import compute
from dealwatch.rules.computation import WorkingKind
from dealwatch.rules.deadline import DeadlineResult
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


@pytest.mark.parametrize(
    ("name", "events", "expected"),
    [
        ("phase_1", ["phase1_launched=2024-10-24"], "2024-12-19"),
        ("phase_1", ["launched=2024-10-24", "s34zb_notice=2024-11-04", "s34zb_ended=2024-11-05"], "2024-12-23"),
        ("uil_offer", ["slc_decision=2024-11-24"], "2024-11-29"),
        ("uil_consider", ["slc_decision=2024-11-25"], "2024-12-09"),
        ("uil_accept", ["slc_decision=2023-11-24"], "2024-02-07"),
        ("uil_accept", ["slc_decision=2023-11-24", "uil_period_extended=2024-01-30"], "2024-04-05"),
        ("phase_2", ["referred=2022-12-23"], "2023-06-08"),
        ("phase_2", ["referred=2022-12-23", "s39_4_extension_notice=2023-01-09"], None),
        ("phase_2", ["referred=2022-12-23", "s39_4_notice=2023-01-09", "s39_4_ended=2023-03-14"], "2023-08-11"),
        (
            "phase_2",
            ["referred=2022-12-23", "s39_4_notice=2023-01-09", "s39_4_ended=2023-03-14", "s39_3_extension=2023-06-08"],
            "2023-10-06",
        ),
        ("phase_2", ["referred=2026-01-08", "phase2_extended_by_agreement=2026-03-02+30"], "2026-07-24"),
        ("remedies", ["final_report=2023-04-26"], "2023-07-18"),
        ("remedies", ["final_report=2023-04-26", "remedies_extended=2023-07-10"], "2023-08-29"),
        ("completed_merger", ["completion_made_public=2024-08-31"], "2024-12-31"),
        ("appeal", ["decision_published=2024-12-05"], "2025-01-02"),
    ],
)
def test_united_kingdom(name: str, events: list[str], expected: str | None) -> None:
    assert day("UK_CMA_MERGER", name, *events) == expected


def test_two_section_39_4_extensions_and_a_repeated_notice() -> None:
    first = ("referred=2022-12-23", "s39_4_notice=2023-01-09", "s39_4_notice=2023-01-20", "s39_4_ended=2023-03-14")
    assert day("UK", "phase_2", *first) == "2023-08-11"
    assert day("UK", "phase_2", *first, "s39_4_notice=2023-04-03", "s39_4_ended=2023-04-05") == "2023-08-13"
    reason = deadlines("UK", "referred=2022-12-23", "s39_4_notice=2023-01-09")["phase_2"].reason
    assert reason.startswith("The clock has been stopped since 2023-01-09 (information awaited, section 39(4))")


def test_an_extension_that_can_be_granted_once_counts_once() -> None:
    events = ("referred=2022-12-23", "s39_3_extension=2023-05-01", "s39_3_extension=2023-06-01")
    result = deadlines("UK", *events)["phase_2"]
    assert result.day == date(2023, 8, 3)
    assert result.warnings == ("Granted more than once, counted once: special reasons, section 39(3).",)


@pytest.mark.parametrize(
    ("name", "events", "expected"),
    [
        ("initial_waiting_period", ["filed=2025-11-25"], "2025-12-26"),
        ("initial_waiting_period", ["filed=2024-11-13", "cash_tender=2024-11-01"], "2024-11-29"),
        ("initial_waiting_period", ["filed=2024-11-13", "bankruptcy=2024-12-01"], "2024-11-29"),
        ("initial_waiting_period", ["filed=2025-01-06", "filing_withdrawn=2025-02-04"], None),
        (
            "initial_waiting_period",
            ["filed=2025-01-06", "filing_withdrawn=2025-02-04", "refiled=2025-02-06"],
            "2025-03-10",
        ),
        ("refile", ["filed=2025-01-06", "filing_withdrawn=2025-02-04"], "2025-02-06"),
        ("second_waiting_period", ["filed=2025-01-06", "second_request=2025-02-05"], None),
        (
            "second_waiting_period",
            ["filed=2025-01-06", "second_request=2025-02-05", "substantial_compliance=2025-06-02"],
            "2025-07-02",
        ),
        (
            "second_waiting_period",
            ["second_request=2025-02-05", "compliance=2025-06-02", "timing_agreement_until=2025-09-01"],
            "2025-09-01",
        ),
        ("second_waiting_period_short", ["acquirer_compliance=2025-06-02"], "2025-06-12"),
        ("closing", ["early_termination=2025-01-20"], "2026-01-20"),
        ("tunney_comments", ["tunney_published=2025-01-20"], "2025-03-21"),
        ("ftc_consent_comments", ["ftc_consent_published=2025-01-20"], "2025-02-19"),
    ],
)
def test_united_states(name: str, events: list[str], expected: str | None) -> None:
    assert day("US_HSR", name, *events) == expected


def test_the_waiting_period_ends_at_an_hour_and_waits_for_compliance() -> None:
    results = deadlines("US_HSR", "filed=2025-01-06", "second_request=2025-02-05")
    assert results["initial_waiting_period"].expires == "23:59 America/New_York"
    assert results["initial_waiting_period"].ended_on == date(2025, 2, 5)
    assert "the second request has not been complied with" in results["second_waiting_period"].reason


def test_an_agreed_day_is_the_deadline_unless_it_is_older_than_the_period() -> None:
    agreed = deadlines("US_HSR", "timing_agreement_until=2025-09-01")["second_waiting_period"]
    assert agreed.day == date(2025, 9, 1)
    assert agreed.rule == "the day agreed"
    assert agreed.workings[0].kind is WorkingKind.AGREED
    assert day("US_HSR", "second_waiting_period", "timing_agreement_until=2025-05-01", "compliance=2025-06-02") == (
        "2025-07-02"
    )
    assert day("DE_MERGER", "phase_2", "angemeldet=2024-06-03", "fristverlaengerung=2025-01-31") == "2025-01-31"


def test_a_6b_study_has_only_the_day_for_answers() -> None:
    assert day("US_FTC_6B", "answers", "ftc_6b_orders=2024-01-25") == "2024-03-11"


@pytest.mark.parametrize(
    ("name", "events", "expected"),
    [
        ("phase_1", ["angemeldet=2024-05-31"], "2024-07-01"),
        ("phase_2", ["angemeldet=2024-06-03"], "2024-11-04"),
        ("phase_2", ["angemeldet=2020-06-03"], "2020-10-05"),
        ("phase_2", ["angemeldet=2024-06-03", "hauptpruefverfahren=2024-07-01", "zusagen=2024-09-02"], "2024-12-03"),
        ("phase_2", ["angemeldet=2024-06-03", "hemmung=2024-07-10", "hemmung_bis=2024-07-12"], "2024-11-06"),
        ("minister_application", ["untersagung=2024-06-03", "verfuegung_zugestellt=2024-06-05"], "2024-07-05"),
    ],
)
def test_germany(name: str, events: list[str], expected: str) -> None:
    assert day("DE_MERGER", name, *events) == expected


@pytest.mark.parametrize(
    ("name", "events", "expected"),
    [
        ("phase_1", ["notifiee=2022-02-17"], "2022-03-24"),
        ("phase_1", ["notifiee=2022-02-17", "engagements_phase1=2022-03-10"], "2022-04-14"),
        ("phase_2", ["phase2=2022-03-18"], "2022-06-22"),
        ("phase_2", ["phase2=2022-03-18", "engagements_phase2=2022-05-20"], "2022-06-22"),  # more than 20 days left
        ("phase_2", ["phase2=2022-03-18", "engagements_phase2=2022-06-10"], "2022-07-08"),  # 20 from that day
        ("phase_2", ["phase2=2022-03-18", "engagements_phase2=2022-06-22"], "2022-07-21"),
        ("phase_2", ["phase2=2022-03-18", "engagements_phase2=2022-06-27"], "2022-06-22"),  # too late
        ("minister_evocation", ["autorisee=2022-03-01", "decision_phase2_recue=2022-03-02"], "2022-04-06"),
    ],
)
def test_france(name: str, events: list[str], expected: str) -> None:
    assert day("FR_MERGER", name, *events) == expected


def test_late_commitments_say_so_and_stop_with_the_clock() -> None:
    renewed = deadlines("FR_MERGER", "phase2=2022-03-18", "engagements_phase2=2022-06-10")["phase_2"]
    assert renewed.workings[0].text.startswith("2022-06-10 Friday: commitments received less than 20 working days")
    stop = ("suspension=2022-06-27", "suspension_fin=2022-06-30")
    events = ("phase2=2022-03-18", "engagements_phase2=2022-06-22")
    assert day("FR_MERGER", "phase_2", *events, *stop) == "2022-07-27"
    assert deadlines("FR_MERGER", *events, "suspension=2022-06-27")["phase_2"].day is None


def test_late_commitments_never_give_more_than_the_longest_period() -> None:
    french = find("FR_MERGER")
    phase_2 = next(rule for rule in french.deadlines if rule.name == "phase_2")
    assert phase_2.late is not None
    shorter = structs.replace(phase_2, late=structs.replace(phase_2.late, longest=70))
    procedure = structs.replace(french, deadlines=(shorter,))
    (result,) = compute(procedure, {"phase2": date(2022, 3, 18), "engagements_phase2": date(2022, 6, 21)})
    assert result.day == date(2022, 6, 29)  # working day 70


@pytest.mark.parametrize(
    ("name", "events", "expected"),
    [
        ("phase_1", ["effective_notification=2026-02-06"], "2026-03-23"),
        ("phase_1", ["effective_notification=2026-02-06", "suspended=2026-02-16"], None),
        (
            "phase_1",
            ["effective_notification=2026-02-06", "suspended=2026-02-16", "effective_notification=2026-02-20"],
            "2026-04-08",
        ),
        ("phase_1", ["notified=2026-07-01", "extended=2026-07-20+15"], "2026-09-02"),
        ("phase_1", ["notified=2025-12-08"], "2026-02-09"),  # over the year-end period
        ("phase_1_earliest", ["notified=2026-07-01"], "2026-07-22"),
        ("phase_2", ["notified=2026-02-20", "phase2=2026-04-07"], "2026-08-17"),
        ("waiver", ["waiver_application=2026-07-01"], "2026-08-05"),
        ("public_benefits_application", ["not_approved=2026-08-07"], "2026-08-28"),
        ("tribunal_application", ["not_approved=2026-08-07", "determination=2026-08-07"], "2026-08-21"),
    ],
)
def test_australia(name: str, events: list[str], expected: str | None) -> None:
    assert day("AU_MERGER", name, *events) == expected


@pytest.mark.parametrize(
    ("procedure", "name", "events", "expected"),
    [
        ("NZ_MERGER", "clearance", ["registered=2025-12-10"], "2026-02-27"),
        ("NZ_MERGER", "clearance", ["registered=2026-03-02", "extended=2026-04-10+20"], "2026-05-28"),
        (
            "NZ_MERGER",
            "authorisation",
            ["authorisation_registered=2026-03-02", "extended_until=2026-07-31"],
            "2026-07-31",
        ),
        ("CA_MERGER", "waiting_period", ["filed=2026-03-02"], "2026-04-01"),
        ("CA_MERGER", "second_waiting_period", ["filed=2026-03-02", "sir=2026-03-30"], None),
        ("CA_MERGER", "second_waiting_period", ["sir=2026-03-30", "sir_complied=2026-06-01"], "2026-07-02"),
        ("ES_MERGER", "phase_1", ["notificada=2026-02-02"], "2026-03-16"),
        ("ES_MERGER", "phase_2", ["segunda_fase=2026-03-16", "compromisos=2026-04-01"], "2026-06-01"),
        ("IT_MERGER", "phase_1", ["comunicata=2021-01-22", "termini_interrotti=2021-02-17"], None),
        (
            "IT_MERGER",
            "phase_1",
            ["comunicata=2021-01-22", "termini_interrotti=2021-02-17", "info_complete=2021-03-19"],
            "2021-04-19",
        ),
        ("IT_MERGER", "phase_2", ["istruttoria=2026-03-02"], "2026-06-01"),
        ("IT_MERGER", "phase_2", ["istruttoria=2021-03-01", "istruttoria_prorogata=2021-04-01"], "2021-05-17"),
        ("PL_MERGER", "phase_1", ["zgloszona=2026-03-02"], "2026-04-02"),
        ("PL_MERGER", "phase_2", ["drugi_etap=2026-04-02"], "2026-08-03"),
    ],
)
def test_other_countries(procedure: str, name: str, events: list[str], expected: str | None) -> None:
    assert day(procedure, name, *events) == expected
