"""The rules against days that authorities published: every line agrees to the day or stands here with its cause."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dealwatch.rules.calculator import compute
from dealwatch.rules.calendar_files import calendar
from dealwatch.rules.compare import compare
from dealwatch.rules.computation import Computation, Extension, Unit
from dealwatch.rules.counting import cal_after, months_after, wd_after, weeks_incl
from dealwatch.rules.deadline import DeadlineResult
from dealwatch.rules.procedures import find
from dealwatch.rules.timeline import DatedEvent

SHARED = Path(os.environ.get("DEALWATCH_SHARED", Path(__file__).parents[2].parent / "shared"))
pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="recorded data not there (DEALWATCH_SHARED)"),
]

# Published deadlines that no event in the data explains; the comparison must then name a difference and a cause.
STEPS_NOT_PUBLISHED = {
    ("M.3333", "2007-10-10"): "Phase 2 after an annulment, with stops of the clock that are not in the data",
    ("M.12236", "2026-12-16"): "extended by 14 working days; the extension is known from a report only",
    ("M.10806", "2023-06-07"): "a step between Phase 2 and this day was not published",
    ("M.10806", "2023-06-21"): "a step between Phase 2 and this day was not published",
    ("M.10806", "2023-07-17"): "a step between Phase 2 and this day was not published",
    ("MN-01019", "2026-06-05"): "extended; the register does not state by how many days",
    ("MN-01068", "2026-07-02"): "extended; the register does not state by how many days",
    ("MN-65005", "2026-09-23"): "extended; the register does not state by how many days",
}


def rows(pattern: str) -> Iterator[dict[str, str]]:
    for path in sorted((SHARED / "data").glob(pattern)):
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def day(text: str) -> date:
    return date.fromisoformat(text)


def counted(rule: str, start: date, params: str) -> Computation:
    number = int(params.partition("=")[2])
    if rule == "uk_p2":
        extensions = [Extension(number, Unit.DAYS)] if number else []
        return weeks_incl(start, 24, calendar("UK"), extensions=extensions)
    count, key = {
        "eu_wd": (wd_after, "EC"),
        "uk_p1": (wd_after, "UK"),
        "au_p1": (wd_after, "AU"),
        "au_p2": (wd_after, "AU"),
        "fr_wd": (wd_after, "FR"),
        "us_cal": (cal_after, "US"),
        "de_months": (months_after, "DE"),
    }[rule]
    return count(start, number, calendar(key))


def test_every_calculator_line_agrees_to_the_day() -> None:
    lines = list(rows("domain/calc_tests*.csv"))
    assert len(lines) >= 29
    wrong = [
        (line["case"], line["rule"], line["expected"], computed)
        for line in lines
        if (computed := counted(line["rule"], day(line["start"]), line["params"]).day) != day(line["expected"])
    ]
    assert wrong == []


def phase_1_and_2(notified: date) -> list[DeadlineResult]:
    """What the law gives for a notification: alone, with commitments, and with Phase 2 opened on the last day."""
    procedure = find("EU_MERGER" if notified >= date(2004, 5, 1) else "EU_MERGER_4064")
    plain = compute(procedure, {"notified": notified})[0]
    with_commitments = compute(procedure, {"notified": notified, "phase1_commitments": notified})
    assert plain.day is not None
    in_depth = compute(procedure, {"phase2_6_1_c": plain.day})
    return [
        plain,
        *(r for r in (*with_commitments, *in_depth) if r.name in ("phase_1", "phase_1_six_weeks", "phase_2")),
    ]


def test_every_published_commission_deadline_agrees_to_the_day() -> None:
    lines = list(rows("ec/deadline_vectors*.csv"))
    assert len(lines) >= 124
    unexplained = []
    for line in lines:
        published, results = day(line["deadline"]), phase_1_and_2(day(line["notified"]))
        if published not in [result.day for result in results]:
            comparison = compare(published, results[0], calendar("EC"))
            assert comparison.cause
            unexplained.append((line["case"], line["deadline"]))
    assert set(unexplained) <= set(STEPS_NOT_PUBLISHED)


def test_a_published_deadline_of_ten_more_days_names_commitments_or_a_referral_request() -> None:
    longer = [line for line in rows("ec/deadline_vectors*.csv") if line["working_days"] == "35"]
    assert longer
    for line in longer:
        plain = compute(find("EU_MERGER"), {"notified": day(line["notified"])})[0]
        comparison = compare(day(line["deadline"]), plain, calendar("EC"))
        assert comparison.difference == 10
        assert "commitments" in comparison.cause


def chains() -> dict[str, dict[str, date]]:
    """The worked examples, event by event, for each case."""
    found: dict[str, dict[str, date]] = {}
    for line in rows("domain/worked_examples*.csv"):
        found.setdefault(f"{line['authority']} {line['case']}", {})[line["event"]] = day(line["date"])
    return found


def result(procedure: str, name: str, events: list[DatedEvent]) -> date | None:
    return next(found.day for found in compute(find(procedure), events) if found.name == name)


def test_worked_examples_of_the_commission() -> None:
    checked = 0
    for case, events in chains().items():
        number = case.split()[1]
        if case.startswith("EC M.") and "notified" in events and "p1_deadline" in events:
            begun = [DatedEvent(events["notified"], "notified")]
            assert result("EU_MERGER", "phase_1", begun) == events["p1_deadline"], case
            checked += 1
        opened = [DatedEvent(events[name], name) for name in ("phase2_6_1_c",) if name in events]
        if not opened:
            continue
        for name, published in events.items():
            if not name.startswith("p2_deadline") or (number, published.isoformat()) in STEPS_NOT_PUBLISHED:
                continue
            extended = (
                opened if name == "p2_deadline_original" else [*opened, DatedEvent(opened[0].day, "extended", 10)]
            )
            if name == "p2_deadline_after_restart":
                extended = [*extended, DatedEvent(events["suspended_from"], "suspended_from")]
                assert result("EU_MERGER", "phase_2", extended) is None  # the clock stands: nothing is computed
                # the register gives the last day of the stop as 16 October 2023
                extended = [*extended, DatedEvent(date(2023, 10, 16), "suspended_to")]
            assert result("EU_MERGER", "phase_2", extended) == published, (case, name)
            checked += 1
    assert checked >= 6


def test_worked_examples_of_the_cma() -> None:
    checked = 0
    for case, events in chains().items():
        if not case.startswith("CMA"):
            continue
        known = [DatedEvent(events[n], n) for n in ("referred_phase2", "phase1_launched") if n in events]
        if "p1_deadline" in events:
            assert result("UK_CMA_MERGER", "phase_1", known) == events["p1_deadline"], case
            checked += 1
        if "p2_deadline_original" not in events:
            continue
        assert result("UK_CMA_MERGER", "phase_2", known) == events["p2_deadline_original"], case
        noticed = [*known, DatedEvent(events["s39_4_extension_notice"], "s39_4_extension_notice")]
        assert result("UK_CMA_MERGER", "phase_2", noticed) is None, case
        over = [*noticed, DatedEvent(events["s39_4_terminated"], "s39_4_terminated")]
        assert result("UK_CMA_MERGER", "phase_2", over) == events["p2_deadline_after_s39_4"], case
        longer = [*over, DatedEvent(events["s39_4_terminated"], "s39_3_extension")]
        assert result("UK_CMA_MERGER", "phase_2", longer) == events["p2_deadline_ext8w"], case
        checked += 3
    assert checked >= 7


def test_worked_examples_of_the_accc() -> None:
    checked = 0
    for case, events in chains().items():
        if not case.startswith("ACCC"):
            continue
        start = DatedEvent(events["effective_notification"], "effective_notification")
        for name, published in events.items():
            if not name.startswith("end_of_determination_period"):
                continue
            extra = int(name.partition("30+")[2].partition(" ")[0] or 0)
            known = [start, DatedEvent(start.day, "extended", extra)] if extra else [start]
            days = [result("AU_MERGER", phase, known) for phase in ("phase_1", "phase_2")]
            explained = published in days or (case.split()[1], published.isoformat()) in STEPS_NOT_PUBLISHED
            assert explained, (case, published, days)
            checked += 1
    assert checked >= 11
