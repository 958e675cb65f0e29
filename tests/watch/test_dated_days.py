"""Days an authority names beside its deadlines: those to come, of a case that goes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Case
from dealwatch.model.facts import ProvenFact
from dealwatch.model.status import Outcome, Stage, Status
from dealwatch.watch.dated_days import dated_days

TODAY = date(2026, 3, 25)
FACTS = (
    ProvenFact("date:hearing", "2026-04-01"),
    ProvenFact("date:opened", "2026-03-24"),
    ProvenFact("date:today", "2026-03-25"),
    ProvenFact("date:report", "2026-05"),
    ProvenFact("date:comments_until", "in two weeks", occurred_on=PartialDate(2026, 4, 8)),
    ProvenFact("deadline:decision", "2026-04-14"),
    ProvenFact("title", "2026-04-15"),
)
CASE = Case("C1", "ec", "EC", "M.1", "M.1", "A", "", "", Status(), facts={fact.name: fact for fact in FACTS})


def test_full_days_from_today_on():
    found = {day.key: day.day for day in dated_days(CASE, TODAY, "Europe/Brussels", 3)}
    assert found == {
        "C1/date:hearing": date(2026, 4, 1),
        "C1/date:today": TODAY,
        "C1/date:comments_until": date(2026, 4, 8),
    }
    assert {(day.zone, day.revision) for day in dated_days(CASE, TODAY, "UTC", 3)} == {("UTC", 3)}


def test_a_day_that_is_a_deadline_is_left_out():
    found = [day.day for day in dated_days(CASE, TODAY, "UTC", 0, {date(2026, 4, 1), TODAY})]
    assert found == [date(2026, 4, 8)]


@pytest.mark.parametrize(
    "over", [replace(CASE, status=Status(Stage.DECISION, Outcome.CLEARED)), replace(CASE, removed=True)]
)
def test_a_case_that_has_ended_names_none(over):
    assert not list(dated_days(over, TODAY, "UTC", 0))
