"""Long-stop dates of deals: with a full day, by day, settled once every review has ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Case, Deal, DealKind
from dealwatch.model.evidence import Evidence
from dealwatch.model.facts import ProvenFact
from dealwatch.model.status import Outcome, Stage, Status
from dealwatch.watch.long_stops import STATED, long_stop, long_stops, long_stops_of, stop_of, today_of

TODAY = date(2026, 3, 25)
CLEARED = Status(Stage.DECISION, Outcome.CLEARED)


def put(desk, name, day):
    with desk.store.write() as database:
        return desk.store.deals.add(
            database,
            Deal("", name, DealKind.MERGER, long_stop=PartialDate.parse(day) if day else None),
            desk.clock.now(),
        )


def test_full_days_by_day(desk):
    for name, day in (("C", "2026-06-30"), ("A", "2026-03-01"), ("B", "2026-06"), ("D", None)):
        put(desk, name, day)
    found = long_stops(desk.store, TODAY)
    assert [(each.deal.name, each.day, each.days, each.settled) for each in found] == [
        ("A", date(2026, 3, 1), -24, False),
        ("C", date(2026, 6, 30), 97, False),
    ]
    assert [each.deal.name for each in long_stops(desk.store, TODAY, [found[1].deal])] == ["C"]


def test_it_is_settled_when_every_review_has_ended(desk):
    deal_id = put(desk, "A", "2026-06-30")
    with desk.store.write() as database:
        for number, status in (("1", CLEARED), ("2", Status(Stage.NOTIFIED))):
            case_id = desk.store.cases.create(database, source="reg", authority="EC", number=number)
            desk.store.cases.save(
                database, case_id, status=status, facts={}, title="", url="", printed_number="", procedure="",
                now=desk.clock.now(), changed=False, seen=True,
            )  # fmt: skip
            desk.store.deals.link(database, deal_id, case_id)
    (found,) = long_stops(desk.store, TODAY)
    assert not found.settled
    decided = [case for case in desk.store.cases.of_deal(deal_id) if case.status.decided]
    again = long_stop(found.deal, decided, TODAY)
    assert again is not None
    assert again.settled


def test_the_day_is_that_of_the_user():
    now = datetime(2026, 3, 25, 12, tzinfo=UTC)
    assert today_of(now) == now.astimezone().date()


def stating(value, day=1, evidence=True):
    proof = Evidence("", "https://x.example", datetime(2026, 3, day, tzinfo=UTC)) if evidence else None
    return Case(
        "C", "reg", "EC", "1", "", "", "", "", Status(), facts={STATED: ProvenFact(STATED, value, evidence=proof)}
    )


@pytest.mark.parametrize(
    ("own", "cases", "expected"),
    [
        (None, (), None),
        ("2026-06-30", (), ("2026-06-30", False)),
        (None, (stating("2026-07-31"),), ("2026-07-31", True)),
        (None, (stating("2026-07-31", 2), stating("2026-08-31", 1)), ("2026-07-31", True)),
        (None, (stating("2026-07-31", evidence=False), stating("2026-08-31")), ("2026-08-31", True)),
        (None, (stating("at closing"),), None),
        ("2026-06-30", (stating("2026-06-30"),), ("2026-06-30", True)),
        ("2026-06-30", (stating("2026-07-31"),), ("2026-06-30", False)),
        (None, (Case("C", "reg", "EC", "1", "", "", "", "", Status()),), None),
    ],
)
def test_the_day_entered_decides_and_a_document_can_bear_it_out(own, cases, expected):
    deal = Deal("D", "A", long_stop=PartialDate.parse(own) if own else None)
    found = stop_of(deal, cases)
    assert (found and (str(found[0]), found[1])) == expected


def test_a_document_alone_gives_a_long_stop(desk):
    deal_id = put(desk, "A", None)
    with desk.store.write() as database:
        case_id = desk.store.cases.create(database, source="reg", authority="EC", number="1")
        desk.store.cases.save(
            database, case_id, status=Status(Stage.NOTIFIED), facts={STATED: ProvenFact(STATED, "2026-06-30")},
            title="", url="", printed_number="", procedure="", now=desk.clock.now(), changed=False, seen=True,
        )  # fmt: skip
        desk.store.deals.link(database, deal_id, case_id)
    (found,) = long_stops(desk.store, TODAY)
    assert (found.day, found.from_document) == (date(2026, 6, 30), True)
    assert long_stops_of([replace(found.deal, archived=True)], {}, TODAY) == ()
