"""A deadline as a person reads it: what cannot be computed, what was printed in words, how long others took."""

from __future__ import annotations

from datetime import UTC, datetime

from dealwatch.cli.deadlines_words import deadline_lines
from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Case
from dealwatch.model.facts import ProvenFact
from dealwatch.model.status import Clock, Stage, Status
from dealwatch.watch.base_rates import BaseRate, Span
from dealwatch.watch.deadlines import deadlines_of

NOW = datetime(2023, 10, 2, 12, tzinfo=UTC)


def lines(*facts, deal=None, rate=None, workings=False, stage=Stage.IN_DEPTH):
    known = {name: ProvenFact(name, value, occurred_on=PartialDate.parse(day) if day else None)
             for name, value, day in facts}  # fmt: skip
    case = Case("C", "ec", "EC", "M.1", "", "A / B", "", "EU_MERGER", Status(stage, clock=Clock.RUNNING), known)
    deadline = next(each for each in deadlines_of(case, [], NOW) if each.step == "decision")
    return list(deadline_lines(deadline, deal, rate, workings))


def test_while_the_clock_stands_the_reason_stands_in_the_place_of_a_day():
    stopped = ("document:event:suspended:x", "Deadline suspended", "2023-09-25")
    shown = lines(("date:phase_2", "2023-08-07", ""), stopped)
    assert shown[0] == "no day  EC  Phase 2 decision"
    assert shown[1] == "    A / B"
    assert shown[2].startswith("    published nothing · not computable: The clock has been stopped since 2023-09-25")


def test_a_day_printed_in_words_is_shown_as_printed():
    shown = lines(("date:notified", "2023-09-15", ""), ("deadline:decision", "to be confirmed", ""), deal="A / B")
    assert shown == [
        "20 Oct 2023 (Fri)  EC  Phase 1 decision, 14 working days left",
        "    A / B",
        "    published to be confirmed · computed 20 Oct 2023 (Fri)",
    ]


def test_what_past_cases_took_stands_with_the_workings():
    rate = BaseRate(Span.FIRST, False, 11, 240, 20, 22.5, 25, 3)
    notified = ("date:notified", "2023-09-15", "")
    shown = lines(notified, rate=rate, workings=True, stage=Stage.NOTIFIED)
    assert shown[-1] == (
        "    11 working days in the first stage; 240 past cases took 20 to 25 in the middle half, 22.5 in the middle"
    )
    assert lines(notified, rate=rate, stage=Stage.NOTIFIED) == shown[:3]
