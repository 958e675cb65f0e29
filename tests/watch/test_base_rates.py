"""How long a case has taken beside past ones of its kind."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from dealwatch.model.dates import PartialDate
from dealwatch.model.facts import ProvenFact
from dealwatch.model.status import Outcome, Overlay, Stage, Status
from dealwatch.rules.calendar_files import calendar
from dealwatch.store.courses import Course
from dealwatch.watch.base_rates import LEAST, BaseRate, BaseRates, Span, WorkingDays, base_rate, lengths

EC = calendar("EC")
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
MONDAY = date(2026, 2, 2)
PENDING = Status(Stage.NOTIFIED)
CLEARED = Status(Stage.DECISION, Outcome.CLEARED)
SIMPLE = Status(Stage.DECISION, Outcome.CLEARED, overlays=frozenset({Overlay.SIMPLIFIED}))


def course(number=0, outcome=Outcome.CLEARED, simplified=False, stage="", **days):
    known = {"notified": MONDAY, "applied": None, "in_depth": None, "decided": date(2026, 2, 20), **days}
    return Course(f"C{number}", outcome, simplified, **known, printed_stage=stage)


def test_the_calendar_walked_once_counts_like_the_calendar_itself():
    first, last = date(2025, 12, 1), date(2026, 1, 31)
    counted = WorkingDays(EC, first, last)
    days = [first + timedelta(days=n) for n in range(0, 62, 3)]
    for after in days:
        for until in days:
            assert counted.between(after, until) == EC.working_days(after, until)


def test_each_stage_has_its_own_ends():
    plain = course()
    long = course(in_depth=date(2026, 2, 9), decided=date(2026, 2, 27))
    waiver = course(notified=None, applied=MONDAY, decided=date(2026, 2, 6), stage="Waiver in phase 2 words")
    past = [plain, long, waiver]
    assert lengths(past, Span.FIRST, EC) == [5, 14]
    assert lengths(past, Span.IN_DEPTH, EC) == [14]
    assert lengths(past, Span.WAIVER, EC) == [4]
    assert lengths([], Span.FIRST, EC) == []


@pytest.mark.parametrize(
    "left_out",
    [
        course(outcome=Outcome.WITHDRAWN),
        course(outcome=Outcome.REFERRED_AWAY),
        course(notified=None),
        course(decided=None),
        course(decided=date(2026, 1, 30)),
        course(stage="Phase 2 - detailed assessment"),
    ],
    ids=["withdrawn", "referred", "no beginning", "no end", "the end before the beginning", "opening not known"],
)
def test_cases_that_tell_no_length_are_left_out(left_out):
    assert lengths([left_out], Span.FIRST, EC) == []


def test_quartiles_need_enough_cases():
    past = list(range(1, LEAST + 1))
    assert base_rate(10, past[:-1], Span.FIRST, False) is None
    assert base_rate(10, past, Span.FIRST, True) == BaseRate(Span.FIRST, True, 10, 20, 5.75, 10.5, 15.25, 9)


def _facts(**values):
    named = {name.replace("__", ":"): value for name, value in values.items()}
    return {name: value if isinstance(value, ProvenFact) else ProvenFact(name, value) for name, value in named.items()}


def _case(store, number, status, procedure="EU_MERGER", **facts):
    with store.write() as database:
        case_id = store.cases.create(database, source="ec", authority="EC", number=number)
        store.cases.save(
            database, case_id, status=status, facts=_facts(**facts), title="", url="", printed_number=number,
            procedure=procedure, now=NOW, changed=False, seen=True,
        )  # fmt: skip
    return store.cases.get(case_id)


@pytest.fixture
def past(store):
    """Twenty decided cases of five to twenty-four working days, and one of the simplified procedure."""
    for number in range(LEAST):
        decided = date(2026, 1, 12)
        while EC.working_days(date(2026, 1, 5), decided) < 5 + number:
            decided += timedelta(days=1)
        _case(store, f"M.{number}", CLEARED, date__notified="2026-01-05", date__decision=decided.isoformat())
    _case(store, "M.99", SIMPLE, date__notified="2026-01-05", date__decision="2026-01-06")
    return store


def test_a_pending_case_is_compared_as_far_as_it_has_come(past):
    pending = _case(past, "M.100", PENDING, date__notified="2026-02-16")
    rates = BaseRates(past)
    assert rates.of(pending, NOW) == BaseRate(Span.FIRST, False, 10, 20, 9.75, 14.5, 19.25, 5)
    assert rates.of(pending, NOW + timedelta(days=1)).elapsed == 11
    lengths_shown = rates.past(pending, NOW)
    assert (len(lengths_shown), lengths_shown) == (20, tuple(sorted(lengths_shown)))
    assert rates.past(_case(past, "M.101", PENDING), NOW) == ()


def test_a_decided_case_is_compared_with_the_others(past):
    occurred = ProvenFact("outcome", "cleared", occurred_on=PartialDate(2026, 2, 20))
    decided = _case(past, "M.100", CLEARED, date__notified="2026-02-02", outcome=occurred)
    found = BaseRates(past).of(decided, NOW)
    assert (found.elapsed, found.n) == (14, 20)
    first = past.cases.find("ec", "M.3")
    assert BaseRates(past).of(first, NOW).n == 20  # 21 decided ones, without itself


def test_the_simplified_procedure_is_compared_with_itself(past):
    simple = Status(Stage.NOTIFIED, overlays=frozenset({Overlay.SIMPLIFIED}))
    assert BaseRates(past).of(_case(past, "M.100", simple, date__notified="2026-02-16"), NOW) is None


@pytest.mark.parametrize(
    ("status", "procedure", "facts"),
    [
        (PENDING, "NOBODYS_LAW", {"date__notified": "2026-02-16"}),
        (PENDING, "EU_MERGER", {}),
        (PENDING, "EU_MERGER", {"date__notified": "2026-04-16"}),
        (PENDING, "EU_MERGER_4064", {"date__notified": "2026-02-16"}),
        (CLEARED, "EU_MERGER", {"date__notified": "2026-02-16", "outcome": "cleared"}),
        (Status(Stage.IN_DEPTH), "EU_MERGER", {"date__notified": "2026-01-16"}),
        (Status(Stage.IN_DEPTH), "EU_MERGER", {"date__notified": "2026-01-16", "date__phase_2": "2026-02-16"}),
    ],
    ids=["no rules", "no beginning", "begins later", "another law", "no end", "opening not known", "too few in depth"],
)
def test_where_nothing_can_be_compared_nothing_is_said(past, status, procedure, facts):
    assert BaseRates(past).of(_case(past, "M.100", status, procedure, **facts), NOW) is None


def test_the_in_depth_stage_and_a_waiver_are_compared_with_their_like(store):
    for number in range(LEAST):
        _case(store, f"M.{number}", CLEARED, "AU_MERGER", date__notified="2025-01-06", date__referred="2025-02-17",
              date__decision=f"2025-03-{number + 1:02}", date__applied="")  # fmt: skip
        _case(store, f"W.{number}", CLEARED, "AU_MERGER", date__applied="2025-02-03",
              date__decision=f"2025-03-{number + 1:02}")  # fmt: skip
    opened = ProvenFact("stage", "in_depth", occurred_on=PartialDate(2026, 2, 16))
    in_depth = _case(store, "M.50", Status(Stage.IN_DEPTH), "AU_MERGER", date__notified="2025-12-01", stage=opened)
    waiver = _case(store, "W.50", Status(Stage.JURISDICTION_REVIEW), "AU_MERGER", date__applied="2026-02-23")
    rates = BaseRates(store)
    assert [(rate.span, rate.elapsed, rate.n) for rate in (rates.of(in_depth, NOW), rates.of(waiver, NOW)) if rate] == [
        (Span.IN_DEPTH, 10, 20), (Span.WAIVER, 5, 20),
    ]  # fmt: skip
